/** What a PDF says about itself, in its information dictionary and its XMP packet alike. */
export type PdfMetadata = {
  readonly title: string
  readonly subject: string
  readonly author?: string
  readonly keywords?: string
  /** When the report was made, ISO 8601 with offset ("2026-03-02T14:05:00+01:00"). Given by the caller, so that bytes can be repeated. */
  readonly createdAt: string
  /** Language of the text, BCP 47 ("en", "en-GB"). */
  readonly language: string
}

/** The program named as creator in every PDF. */
export const PDF_CREATOR = 'Stromabook'

/** The library named as producer in every PDF. */
export const PDF_PRODUCER = 'pdfmake'

/**
 * Reads an ISO 8601 instant with seconds and offset.
 *
 * Throws when the text has no offset, is not a date, or has another form: an instant without offset would print differently per machine.
 */
export function parseInstant(text: string): Date {
  const date = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text) ? new Date(text) : new Date(Number.NaN)
  if (Number.isNaN(date.getTime())) throw new RangeError(`not an ISO 8601 instant with offset: ${text}`)
  return date
}

/** Metadata with control characters turned into spaces: neither XMP nor a title bar can hold them. */
export function cleanMetadata(metadata: PdfMetadata): PdfMetadata {
  return {
    ...metadata,
    title: withoutControls(metadata.title),
    subject: withoutControls(metadata.subject),
    ...(metadata.author === undefined ? {} : { author: withoutControls(metadata.author) }),
    ...(metadata.keywords === undefined ? {} : { keywords: withoutControls(metadata.keywords) }),
  }
}

/**
 * XMP descriptions that say the same as the information dictionary, as PDF/A requires (ISO 19005-3, 6.6.3): title, author, subject,
 * keywords, language, creator, producer and creation time to the second in UTC. Text is escaped; pdfkit's own packet is not.
 */
export function xmpDescriptions(metadata: PdfMetadata): string {
  const created = `${parseInstant(metadata.createdAt).toISOString().slice(0, 19)}Z`
  const alternative = (name: string, text: string): string =>
    `<dc:${name}><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(text)}</rdf:li></rdf:Alt></dc:${name}>`
  return [
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">',
    '<dc:format>application/pdf</dc:format>',
    alternative('title', metadata.title),
    alternative('description', metadata.subject),
    metadata.author ? `<dc:creator><rdf:Seq><rdf:li>${escapeXml(metadata.author)}</rdf:li></rdf:Seq></dc:creator>` : '',
    `<dc:language><rdf:Bag><rdf:li>${escapeXml(metadata.language)}</rdf:li></rdf:Bag></dc:language>`,
    '</rdf:Description>',
    '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">',
    `<xmp:CreateDate>${created}</xmp:CreateDate>`,
    `<xmp:CreatorTool>${escapeXml(PDF_CREATOR)}</xmp:CreatorTool>`,
    '</rdf:Description>',
    '<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">',
    `<pdf:Producer>${escapeXml(PDF_PRODUCER)}</pdf:Producer>`,
    metadata.keywords ? `<pdf:Keywords>${escapeXml(metadata.keywords)}</pdf:Keywords>` : '',
    '</rdf:Description>',
  ]
    .filter((line) => line !== '')
    .join('\n')
}

function withoutControls(text: string): string {
  return Array.from(text, (character) => (isUnprintable(character) ? ' ' : character)).join('')
}

function isUnprintable(character: string): boolean {
  const code = character.codePointAt(0) ?? 0
  const control = code < 0x20 || (code >= 0x7f && code <= 0x9f)
  const halfCharacter = code >= 0xd800 && code <= 0xdfff
  return control || halfCharacter || code === 0xfffe || code === 0xffff
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
