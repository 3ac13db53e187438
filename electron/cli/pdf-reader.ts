import { isPdfReader } from '../../shared/pdf/pdf-reader.ts'
import type { PdfReader } from '../../shared/pdf/pdf-reader.ts'

/**
 * Loads pdf.js for Node as the reader of `readAttachments`. Loaded when first needed: it takes about a quarter of a second.
 * Rejects when the installed release has another shape.
 */
export async function loadPdfReader(): Promise<PdfReader> {
  const pdfjs: unknown = await import('pdfjs-dist/legacy/build/pdf.mjs')
  if (!isPdfReader(pdfjs)) throw new Error('the installed release of pdfjs-dist is not supported')
  return pdfjs
}
