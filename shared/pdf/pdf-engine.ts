import type { DocumentDefinition } from '../util/document-definition.ts'

/**
 * What the renderer needs of pdfmake 0.3. Its Node build (`pdfmake`) and its browser build (`pdfmake/build/pdfmake.js`) both have it;
 * the host imports the one that fits and passes it in, so that shared code names neither Node nor the DOM.
 */
export type PdfEngine = {
  virtualfs: EngineFiles
  localAccessPolicy: ((this: unknown, path: string) => boolean) | undefined
  setUrlAccessPolicy(policy: (url: string) => boolean): void
  setProgressCallback(callback: ((fraction: number) => void) | undefined): void
  setFonts(fonts: Record<string, Record<string, string>>): void
  createPdf(definition: DocumentDefinition): EngineOutput
}

/** The engine's store of files in memory. */
export type EngineFiles = {
  existsSync(name: string): boolean
  readFileSync(name: string): Uint8Array
  writeFileSync(name: string, content: unknown): void
}

/** A document being made: first the drawn but unfinished document, then its bytes. */
export type EngineOutput = {
  getStream(): Promise<unknown>
  getBuffer(): Promise<Uint8Array>
}

/** A PDF object that other objects can point to. */
export type PdfReference = { readonly id: number; end(bytes?: Uint8Array): void }

/** A face as pdfkit keeps it; `layoutCache` holds every run of text that was set in it, by that text, with its glyphs. */
export type PdfFace = {
  readonly font: { hasGlyphForCodePoint(codePoint: number): boolean }
  readonly layoutCache?: Readonly<Record<string, { readonly glyphs: readonly { readonly id: number }[] }>>
}

/** What the renderer needs of the pdfkit document below pdfmake. Names with an underscore are pdfkit's own internals. */
export type PdfkitDocument = {
  readonly info: Readonly<Record<string, unknown>>
  readonly _root: { readonly data: Record<string, unknown> }
  readonly _fontFamilies: Readonly<Record<string, PdfFace>>
  _addInfo: () => void
  appendXML(xml: string): void
  ref(dictionary: Readonly<Record<string, unknown>>): PdfReference
  addNamedEmbeddedFile(name: string, reference: PdfReference): void
  registerFont(name: string, bytes: Uint8Array): unknown
}

/** Narrows an imported module to the engine; false when the release of pdfmake has another shape. */
export function isPdfEngine(value: unknown): value is PdfEngine {
  return hasAll(value, { setUrlAccessPolicy: 'function', setProgressCallback: 'function', setFonts: 'function', createPdf: 'function', virtualfs: 'object' })
}

/** Narrows pdfmake's unfinished document to the parts used here; false when the release of pdfkit has another shape. */
export function isPdfkitDocument(value: unknown): value is PdfkitDocument {
  return hasAll(value, {
    info: 'object',
    _root: 'object',
    _fontFamilies: 'object',
    _addInfo: 'function',
    appendXML: 'function',
    ref: 'function',
    addNamedEmbeddedFile: 'function',
    registerFont: 'function',
  })
}

function hasAll(value: unknown, members: Readonly<Record<string, 'function' | 'object'>>): boolean {
  if (typeof value !== 'object' || value === null) return false
  const parts = new Map<string, unknown>()
  for (const name of Object.keys(members)) parts.set(name, Reflect.get(value, name))
  return Object.entries(members).every(([name, type]) => typeof parts.get(name) === type && parts.get(name) !== null)
}
