import condensedBold from 'dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf?url'
import condensedBoldOblique from 'dejavu-fonts-ttf/ttf/DejaVuSansCondensed-BoldOblique.ttf?url'
import condensedOblique from 'dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Oblique.ttf?url'
import condensed from 'dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf?url'
import monoBold from 'dejavu-fonts-ttf/ttf/DejaVuSansMono-Bold.ttf?url'
import monoBoldOblique from 'dejavu-fonts-ttf/ttf/DejaVuSansMono-BoldOblique.ttf?url'
import monoOblique from 'dejavu-fonts-ttf/ttf/DejaVuSansMono-Oblique.ttf?url'
import mono from 'dejavu-fonts-ttf/ttf/DejaVuSansMono.ttf?url'
import { PDF_FONT_FILES, type PdfFonts } from '../../../shared/pdf/pdf-font-files.ts'

/** Addresses in the build by the names of PDF_FONT_FILES. */
const addresses: Readonly<Record<string, string>> = {
  'DejaVuSansCondensed.ttf': condensed,
  'DejaVuSansCondensed-Bold.ttf': condensedBold,
  'DejaVuSansCondensed-Oblique.ttf': condensedOblique,
  'DejaVuSansCondensed-BoldOblique.ttf': condensedBoldOblique,
  'DejaVuSansMono.ttf': mono,
  'DejaVuSansMono-Bold.ttf': monoBold,
  'DejaVuSansMono-Oblique.ttf': monoOblique,
  'DejaVuSansMono-BoldOblique.ttf': monoBoldOblique,
}

/** Reads the faces of all PDFs (about 4 MB) from the build. Rejects when one is missing: then the installation is damaged. */
export async function loadReportFonts(): Promise<PdfFonts> {
  const families = await Promise.all(Object.entries(PDF_FONT_FILES).map(async ([family, files]) => {
    const [normal, bold, italics, bolditalics] = await Promise.all([read(files.normal), read(files.bold), read(files.italics), read(files.bolditalics)])
    return [family, { normal, bold, italics, bolditalics }] as const
  }))
  return Object.fromEntries(families)
}

async function read(file: string): Promise<Uint8Array> {
  const address = addresses[file]
  if (address === undefined) throw new Error(`the build has no typeface ${file}`)
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`the typeface ${file} could not be read (${String(answer.status)})`)
  return new Uint8Array(await answer.arrayBuffer())
}
