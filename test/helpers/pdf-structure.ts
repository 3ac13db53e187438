import { inflateSync } from 'node:zlib'

/** One indirect object of a PDF: the text of its dictionary and, for a stream, its bytes as stored. */
export type PdfObject = { readonly id: number; readonly text: string; readonly stream: Uint8Array | null }

/** A PDF taken apart by its own cross-reference table. */
export type PdfStructure = {
  readonly version: string
  readonly trailer: string
  readonly objects: ReadonlyMap<number, PdfObject>
  readonly problems: readonly string[]
}

/**
 * Takes a PDF with a classic cross-reference table and no object streams apart (what pdfkit writes), independently of any PDF library.
 * Checks header, end mark, that every table entry points to its object, and that every stream is as long as it says.
 */
export function pdfStructure(bytes: Uint8Array): PdfStructure {
  const raw = Buffer.from(bytes).toString('latin1')
  const problems: string[] = []
  const version = /^%PDF-(\d\.\d)\n%[\x80-\xff]{4}/.exec(raw)?.[1] ?? ''
  if (version === '') problems.push('no header with a binary comment')
  if (!/%%EOF\s*$/.test(raw)) problems.push('no end mark at the end')
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(raw)?.[1] ?? Number.NaN)
  if (raw.slice(start, start + 4) !== 'xref') problems.push('startxref does not point to the table')
  const table = raw.slice(start)
  const offsets = [...table.matchAll(/^(\d{10}) (\d{5}) n $/gm)].map((entry) => Number(entry[1]))
  const objects = new Map<number, PdfObject>()
  for (const [index, offset] of offsets.entries()) {
    const id = index + 1
    const object = objectAt(raw, bytes, offset, id)
    if (typeof object === 'string') problems.push(object)
    else objects.set(id, object)
  }
  const trailer = /trailer\n([\s\S]*?)\nstartxref/.exec(table)?.[1] ?? ''
  if (!new RegExp(`/Size ${offsets.length + 1}\\b`).test(trailer)) problems.push('trailer size differs from the table')
  return { version, trailer, objects, problems }
}

function objectAt(raw: string, bytes: Uint8Array, offset: number, id: number): PdfObject | string {
  const head = `${id} 0 obj\n`
  if (raw.slice(offset, offset + head.length) !== head) return `table entry ${id} does not point to its object`
  const body = offset + head.length
  const end = raw.indexOf('\nendobj', body)
  const streamAt = raw.indexOf('>>\nstream\n', body)
  if (streamAt === -1 || streamAt > end) return { id, text: raw.slice(body, end), stream: null }
  const text = raw.slice(body, streamAt + 2)
  const length = Number(/\/Length (\d+)/.exec(text)?.[1] ?? Number.NaN)
  const from = streamAt + '>>\nstream\n'.length
  if (!/^\s*endstream\nendobj/.test(raw.slice(from + length, from + length + 20))) return `stream ${id} is not as long as it says`
  return { id, text, stream: bytes.slice(from, from + length) }
}

/** The bytes of a stream, unpacked. */
export function streamBytes(object: PdfObject | undefined): Uint8Array {
  if (!object?.stream) throw new Error('not a stream')
  return object.text.includes('/FlateDecode') ? new Uint8Array(inflateSync(object.stream)) : object.stream
}

/** The object a key of another points to, or undefined. */
export function pointedTo(structure: PdfStructure, text: string, key: string): PdfObject | undefined {
  const id = new RegExp(`/${key} (\\d+) 0 R`).exec(text)?.[1]
  return id === undefined ? undefined : structure.objects.get(Number(id))
}

/**
 * What a PDF/A-3b file must have and must not have, as far as it can be told from its structure (ISO 19005-3): identification, output
 * intent with an embedded profile, every face embedded with a Unicode map, associated files with relationship, media type and date,
 * a file identifier, no encryption, script, launch, web link, external stream or unembedded standard face. Returns the problems found.
 */
export function pdfA3bProblems(bytes: Uint8Array): readonly string[] {
  const structure = pdfStructure(bytes)
  const problems = [...structure.problems]
  const need = (holds: boolean, problem: string): void => {
    if (!holds) problems.push(problem)
  }
  const catalog = pointedTo(structure, structure.trailer, 'Root')?.text ?? ''
  need(structure.version === '1.7', 'version is not 1.7')
  need(/\/ID \[<[0-9a-f]{32}> <[0-9a-f]{32}>\]/.test(structure.trailer), 'no file identifier')
  need(!structure.trailer.includes('/Encrypt'), 'encrypted')
  const metadata = pointedTo(structure, catalog, 'Metadata')
  const xmp = metadata ? Buffer.from(streamBytes(metadata)).toString('utf8') : ''
  need(!!metadata && !metadata.text.includes('/Filter'), 'metadata missing or compressed')
  need(xmp.includes('<pdfaid:part>3</pdfaid:part>') && xmp.includes('<pdfaid:conformance>B</pdfaid:conformance>'), 'no PDF/A-3b identification')
  const intent = structure.objects.get(Number(/\/OutputIntents \[(\d+) 0 R\]/.exec(catalog)?.[1] ?? 0))
  need(intent?.text.includes('/S /GTS_PDFA1') ?? false, 'no output intent')
  const profile = intent && pointedTo(structure, intent.text, 'DestOutputProfile')
  need(!!profile && Buffer.from(streamBytes(profile)).toString('latin1', 36, 40) === 'acsp', 'output intent has no colour profile')
  problems.push(...fontProblems(structure), ...fileProblems(structure, catalog))
  for (const object of structure.objects.values()) {
    const forbidden = /\/(JavaScript|JS|Launch|URI|SubmitForm|ImportData|FFilter|Encrypt|LZWDecode|OPI|OpenAction|AA)\b/.exec(object.text.replaceAll(/\((?:\\.|[^\\)])*\)/g, '()'))
    need(!forbidden, `object ${object.id} has /${forbidden?.[1]}`)
  }
  return problems
}

function fontProblems(structure: PdfStructure): readonly string[] {
  const problems: string[] = []
  for (const { id, text } of structure.objects.values()) {
    if (/\/Subtype \/(Type1|TrueType|Type3|MMType1)\b/.test(text)) problems.push(`font ${id} is of a simple type`)
    if (/\/Subtype \/Type0\b/.test(text) && !pointedTo(structure, text, 'ToUnicode')) problems.push(`font ${id} has no Unicode map`)
    if (/\/Subtype \/CIDFontType\d/.test(text)) {
      const descriptor = pointedTo(structure, text, 'FontDescriptor')
      const file = descriptor && pointedTo(structure, descriptor.text, 'FontFile[23]')
      if (!file || streamBytes(file).length === 0) problems.push(`font ${id} is not embedded`)
      if (!/\/BaseFont \/[A-Z]{6}\+/.test(text)) problems.push(`font ${id} is not marked as a subset`)
    }
  }
  return problems
}

function fileProblems(structure: PdfStructure, catalog: string): readonly string[] {
  const problems: string[] = []
  const associated = [...(/\/AF \[([^\]]*)\]/.exec(catalog)?.[1] ?? '').matchAll(/(\d+) 0 R/g)].map((entry) => Number(entry[1]))
  for (const { id, text } of structure.objects.values()) {
    if (!text.includes('/Type /Filespec')) continue
    if (!associated.includes(id)) problems.push(`file ${id} is not associated with the document`)
    if (!/\/AFRelationship \/(Source|Data|Alternative|Supplement|Unspecified)\b/.test(text)) problems.push(`file ${id} has no relationship`)
    const stream = pointedTo(structure, text, 'UF') ?? pointedTo(structure, text, 'F')
    if (!stream?.stream) problems.push(`file ${id} has no content`)
    else if (!/\/Subtype \/[\w.+-]+#2F/.test(stream.text) || !/\/ModDate \(D:\d{14}Z\)/.test(stream.text)) problems.push(`file ${id} lacks media type or date`)
  }
  return problems
}
