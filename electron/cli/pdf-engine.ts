import { createRequire } from 'node:module'
import { isPdfEngine } from '../../shared/pdf/pdf-engine.ts'
import type { PdfEngine } from '../../shared/pdf/pdf-engine.ts'

/** pdfmake's Node build as the engine of `renderPdf`. Throws when the installed release has another shape. */
export function loadPdfEngine(): PdfEngine {
  const pdfmake: unknown = createRequire(import.meta.url)('pdfmake')
  if (!isPdfEngine(pdfmake)) throw new Error('the installed release of pdfmake is not supported')
  return pdfmake
}
