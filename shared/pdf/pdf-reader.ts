/**
 * What reading needs of pdf.js (`pdfjs-dist`). The host imports the build that fits it (Node: `legacy/build/pdf.mjs`; a browser also sets
 * up the worker file) and passes it in.
 */
export type PdfReader = {
  getDocument(source: PdfReaderSource): PdfLoading
}

/** Settings under which a PDF is opened: data only, no script, no fonts, no fetching. */
export type PdfReaderSource = {
  readonly data: Uint8Array
  readonly verbosity: 0
  readonly isEvalSupported: false
  readonly enableXfa: false
  readonly disableFontFace: true
  readonly useSystemFonts: false
  readonly useWasm: false
  readonly useWorkerFetch: false
}

/** A PDF being opened; `destroy` frees it, opened or not. */
export type PdfLoading = {
  readonly promise: Promise<{ getAttachments(): Promise<unknown> }>
  destroy(): Promise<void>
}

/** Narrows an imported module to the reader; false when the release of pdfjs-dist has another shape. */
export function isPdfReader(value: unknown): value is PdfReader {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, 'getDocument') === 'function'
}
