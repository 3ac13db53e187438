import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** The text of each page of a PDF as a reader that copies it would get it, runs joined by single spaces. */
export async function pdfText(bytes: Uint8Array): Promise<readonly string[]> {
  const loading = getDocument({ data: new Uint8Array(bytes), verbosity: 0, isEvalSupported: false, useSystemFonts: false })
  const document = await loading.promise
  const pages: string[] = []
  for (let number = 1; number <= document.numPages; number++) {
    const content = await (await document.getPage(number)).getTextContent({ disableNormalization: true })
    const runs = content.items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : ''))
    pages.push(runs.join('').replaceAll(/\s+/g, ' ').trim())
  }
  await loading.destroy()
  return pages
}

/** Size of each page of a PDF, in points. */
export async function pdfPageSizes(bytes: Uint8Array): Promise<readonly { readonly width: number; readonly height: number }[]> {
  const loading = getDocument({ data: new Uint8Array(bytes), verbosity: 0, isEvalSupported: false, useSystemFonts: false })
  const document = await loading.promise
  const sizes: { width: number; height: number }[] = []
  for (let number = 1; number <= document.numPages; number++) {
    const { width, height } = (await document.getPage(number)).getViewport({ scale: 1 })
    sizes.push({ width, height })
  }
  await loading.destroy()
  return sizes
}
