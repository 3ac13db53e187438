import type { Content, DocumentDefinition } from '../../util/document-definition.ts'
import { BODY_FONT_FAMILY, MONO_FONT_FAMILY } from '../../util/font-families.ts'
import { colours } from './colours.ts'

export type PageFrame = {
  /** Printed left in every head: "Batch report BM-0012". */
  readonly title: string
  /** Printed right in every head: when and with what it was made. */
  readonly made: string
  /** Hash of the manifest, printed on every page. */
  readonly manifestHash: string
  readonly simulated: boolean
}

const margin = 42

/** Page layout common to all reports: head, foot with manifest hash and page x/y, watermark where data are simulated. */
export function framedDocument(frame: PageFrame, content: Content[]): DocumentDefinition {
  return {
    pageSize: 'A4',
    pageMargins: [margin, 50, margin, 46],
    defaultStyle: { font: BODY_FONT_FAMILY, fontSize: 8.5, lineHeight: 1.12, color: colours.ink },
    header: () => ({
      margin: [margin, 20, margin, 0],
      columns: [
        { width: '*', text: [{ text: frame.title, bold: true }, ...(frame.simulated ? [{ text: '   contains simulated data', color: colours.simulated, bold: true }] : [])] },
        { width: 'auto', text: frame.made, color: colours.soft, alignment: 'right' },
      ],
      fontSize: 7.5,
    }),
    footer: (page, pages) => ({
      margin: [margin, 12, margin, 0],
      columns: [
        { width: '*', text: [{ text: 'manifest sha256 ', color: colours.soft }, { text: frame.manifestHash, font: MONO_FONT_FAMILY, fontSize: 6.2 }] },
        { width: 'auto', text: `page ${String(page)}/${String(pages)}`, alignment: 'right' },
      ],
      fontSize: 7,
    }),
    ...(frame.simulated ? { watermark: { text: 'SIMULATED DATA', color: colours.simulated, opacity: 0.07, bold: true, font: BODY_FONT_FAMILY, fontSize: 84, angle: -54 } } : {}),
    content,
  }
}

/** Width of the text in points. */
export const textWidth = 595.28 - 2 * margin
