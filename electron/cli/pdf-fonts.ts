import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { PDF_FONT_FILES } from '../../shared/pdf/pdf-font-files.ts'
import type { FontStyle, PdfFonts } from '../../shared/pdf/pdf-font-files.ts'

/**
 * Reads the faces of all PDFs (about 4 MB) from the installed package `dejavu-fonts-ttf`.
 * Rejects when the package is not installed or a file of it is missing: then the installation is damaged.
 */
export async function loadPdfFonts(): Promise<PdfFonts> {
  const folder = join(dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')), 'ttf')
  const face = async (name: string): Promise<Uint8Array> => new Uint8Array(await readFile(join(folder, name)))
  const family = async (files: Readonly<Record<FontStyle, string>>): Promise<Readonly<Record<FontStyle, Uint8Array>>> => {
    const [normal, bold, italics, bolditalics] = await Promise.all([face(files.normal), face(files.bold), face(files.italics), face(files.bolditalics)])
    return { normal, bold, italics, bolditalics }
  }
  return Object.fromEntries(
    await Promise.all(Object.entries(PDF_FONT_FILES).map(async ([name, files]) => [name, await family(files)] as const)),
  )
}
