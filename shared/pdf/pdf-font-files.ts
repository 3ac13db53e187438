import { BODY_FONT_FAMILY, MONO_FONT_FAMILY } from '../util/font-families.ts'

/** The four styles pdfmake can ask of a family. */
export type FontStyle = 'normal' | 'bold' | 'italics' | 'bolditalics'

/** All four styles, in the order they are registered. */
export const FONT_STYLES: readonly FontStyle[] = ['normal', 'bold', 'italics', 'bolditalics']

/** Bytes of the four faces (TrueType or OpenType) of each family, by family name. */
export type PdfFonts = Readonly<Record<string, Readonly<Record<FontStyle, Uint8Array>>>>

/** File names of the faces inside the `ttf` folder of the package `dejavu-fonts-ttf`; a host resolves and reads them. */
export const PDF_FONT_FILES: Readonly<Record<string, Readonly<Record<FontStyle, string>>>> = {
  [BODY_FONT_FAMILY]: {
    normal: 'DejaVuSansCondensed.ttf',
    bold: 'DejaVuSansCondensed-Bold.ttf',
    italics: 'DejaVuSansCondensed-Oblique.ttf',
    bolditalics: 'DejaVuSansCondensed-BoldOblique.ttf',
  },
  [MONO_FONT_FAMILY]: {
    normal: 'DejaVuSansMono.ttf',
    bold: 'DejaVuSansMono-Bold.ttf',
    italics: 'DejaVuSansMono-Oblique.ttf',
    bolditalics: 'DejaVuSansMono-BoldOblique.ttf',
  },
}
