import { isPdfEngine, type PdfEngine } from '../../../shared/pdf/pdf-engine.ts'

/** pdfmake's browser build as the engine of `renderPdf`. Rejects when the built release has another shape. */
export async function loadReportEngine(): Promise<PdfEngine> {
  const { default: pdfmake } = await import('pdfmake/build/pdfmake.js')
  if (!isPdfEngine(pdfmake)) throw new Error('the installed release of pdfmake is not supported')
  return pdfmake
}
