/** What drawing needs of pdf.js: stated here, because its types name canvases of the page, and here are only those of workers. */
export type PageReader = {
  getDocument(source: PageReaderSource): { readonly promise: Promise<PageDocument>; destroy(): Promise<void> }
}

/** Data only, no script, nothing fetched; glyphs are drawn as paths, because a worker has no style sheet to load faces into. */
type PageReaderSource = {
  readonly data: Uint8Array
  readonly verbosity: 0
  readonly isEvalSupported: false
  readonly enableXfa: false
  readonly disableFontFace: true
  readonly useSystemFonts: false
  readonly useWasm: false
  readonly useWorkerFetch: false
  readonly isOffscreenCanvasSupported: true
  readonly CanvasFactory: typeof WorkerCanvases
  readonly FilterFactory: typeof NoFilters
}

export type PageDocument = { readonly numPages: number; getPage(page: number): Promise<DocumentPage> }
export type PageViewport = { readonly width: number; readonly height: number }
export type DocumentPage = {
  getViewport(options: { readonly scale: number }): PageViewport
  render(options: { readonly canvas: null; readonly canvasContext: OffscreenCanvasRenderingContext2D; readonly viewport: PageViewport }): { readonly promise: Promise<void> }
  getTextContent(): Promise<{ readonly items: readonly unknown[] }>
}

type Drawing = { canvas: OffscreenCanvas | null; context: OffscreenCanvasRenderingContext2D | null }

/** Canvases for a place without a document. */
class WorkerCanvases {
  create(width: number, height: number): Drawing {
    const canvas = new OffscreenCanvas(width, height)
    return { canvas, context: canvas.getContext('2d', { willReadFrequently: true }) }
  }

  reset(drawing: Drawing, width: number, height: number): void {
    if (drawing.canvas === null) return
    drawing.canvas.width = width
    drawing.canvas.height = height
  }

  destroy(drawing: Drawing): void {
    drawing.canvas = null
    drawing.context = null
  }
}

/** Our reports use no filters of the page; pdf.js asks for a set of them all the same. */
class NoFilters {
  addFilter(): string { return 'none' }
  addHCMFilter(): string { return 'none' }
  addAlphaFilter(): string { return 'none' }
  addLuminosityFilter(): string { return 'none' }
  addHighlightHCMFilter(): string { return 'none' }
  destroy(): void { return undefined }
}

/** Settings under which a report is opened. */
export function readerSource(data: Uint8Array): PageReaderSource {
  return { data, verbosity: 0, isEvalSupported: false, enableXfa: false, disableFontFace: true, useSystemFonts: false, useWasm: false, useWorkerFetch: false, isOffscreenCanvasSupported: true, CanvasFactory: WorkerCanvases, FilterFactory: NoFilters }
}

/** pdf.js, with its own worker part in this one. Rejects when the installed release has another shape. */
export async function loadPageReader(): Promise<PageReader> {
  await import('pdfjs-dist/legacy/build/pdf.worker.min.mjs')
  const pdfjs: unknown = await import('pdfjs-dist/legacy/build/pdf.mjs')
  if (!isPageReader(pdfjs)) throw new Error('the installed release of pdfjs-dist is not supported')
  return pdfjs
}

function isPageReader(value: unknown): value is PageReader {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, 'getDocument') === 'function'
}
