import type { CanvasNode, Content, DocumentDefinition, TextNode } from '../../util/document-definition.ts'
import { BODY_FONT_FAMILY } from '../../util/font-families.ts'
import type { LabelContent } from './label-content.ts'
import { formatProblems, type LabelFormat } from './label-format.ts'

export type LabelRun = {
  readonly format: LabelFormat
  readonly labels: readonly LabelContent[]
  /** Labels of the first sheet that are gone already. */
  readonly skip?: number
  /** Draws the edge of every label, to see on plain paper whether the sheet fits. */
  readonly outlines?: boolean
  /** Moves everything on the page, for printers that feed off centre, in mm. */
  readonly shift?: { readonly xMm: number; readonly yMm: number }
}

const pointsPerMm = 72 / 25.4
/** A code of 34 letters and digits with medium error correction has 25 modules a side; the standard asks for 4 empty modules around it. */
const qrModules = 25
/** Edge of a label that printers may miss, in points. */
const edge = 2

/**
 * Labels as pages of a PDF, each with its QR code, its code in the largest size that fits, and as many lines as find room.
 * Throws RangeError for a format that formatProblems refuses, and when there is nothing to print: the caller asks first.
 */
export function labelSheets({ format, labels, skip = 0, outlines = false, shift = { xMm: 0, yMm: 0 } }: LabelRun): DocumentDefinition {
  const [problem] = formatProblems(format)
  if (problem !== undefined) throw new RangeError(problem)
  if (labels.length === 0) throw new RangeError('there is no label to print')
  const perPage = format.columns * format.rows
  const first = ((Math.trunc(skip) % perPage) + perPage) % perPage
  const pages = Math.ceil((first + labels.length) / perPage)
  const placed = labels.map((label, i) => ({ label, page: Math.trunc((first + i) / perPage), place: (first + i) % perPage }))
  return {
    pageSize: { width: points(format.page.widthMm), height: points(format.page.heightMm) },
    pageMargins: 0,
    defaultStyle: { font: BODY_FONT_FAMILY, fontSize: 6, lineHeight: 1 },
    content: Array.from({ length: pages }, (_, page) => ({
      // A text of no height holds the page; what is printed stands at places of its own.
      stack: [{ text: '', fontSize: 1 }, ...placed.filter((p) => p.page === page).flatMap((p) => oneLabel(format, p.label, p.place, outlines, shift))],
      ...(page === 0 ? {} : { pageBreak: 'before' as const }),
    })),
  }
}

function oneLabel(format: LabelFormat, label: LabelContent, place: number, outlines: boolean, shift: { readonly xMm: number; readonly yMm: number }): Content[] {
  const x = points(format.topLeft.xMm + (place % format.columns) * format.pitch.xMm + shift.xMm)
  const y = points(format.topLeft.yMm + Math.trunc(place / format.columns) * format.pitch.yMm + shift.yMm)
  const width = points(format.label.widthMm)
  const height = points(format.label.heightMm)
  // Whole points a module: scanners read crisp edges; at least one, which is 0.35 mm.
  const module = Math.max(1, Math.floor(Math.min(height - 2 * edge, width * 0.4) / (qrModules + 4)))
  const side = module * qrModules
  const quiet = Math.max(edge, Math.min(4 * module, (height - side) / 2))
  const textX = x + quiet + side + Math.max(quiet, 3)
  const textWidth = x + width - edge - textX
  return [
    ...(outlines ? [outline(x, y, width, height)] : []),
    { qr: label.scanCode, fit: side, eccLevel: 'M', absolutePosition: { x: x + quiet, y: y + (height - side) / 2 } },
    ...textLines(label, textX, y, textWidth, height),
  ]
}

/** The code whole and as large as it fits, 9 points at most, then lines of 5 to 6.5 points until the label is full. */
function textLines(label: LabelContent, x: number, y: number, width: number, height: number): TextNode[] {
  const codeSize = Math.max(3, Math.min(9, width / (label.code.length * boldWidth), height / 3))
  const lineSize = Math.max(4.5, Math.min(6.5, (height - codeSize * leading - 2 * edge) / Math.max(2, label.lines.length) / leading))
  const room = Math.max(0, Math.floor((height - 2 * edge - codeSize * leading) / (lineSize * leading)))
  const lines = label.lines.slice(0, room)
  const used = codeSize * leading + lines.length * lineSize * leading
  const top = y + Math.max(edge, (height - used) / 2)
  return [
    { text: label.code, bold: true, fontSize: codeSize, noWrap: true, absolutePosition: { x, y: top } },
    ...lines.map((line, i): TextNode => ({ text: fitted(line, width, lineSize * plainWidth), fontSize: lineSize, noWrap: true, absolutePosition: { x, y: top + codeSize * leading + i * lineSize * leading } })),
  ]
}

/** Mean width of a character of the condensed face as a part of its size, on the safe side; measured over codes and words of the sample notebook. */
const plainWidth = 0.51
const boldWidth = 0.64
const leading = 1.18

/** A line that would run into the next label ends in an ellipsis: the rest is behind the code. */
function fitted(text: string, width: number, characterWidth: number): string {
  const room = Math.floor(width / characterWidth)
  return text.length <= room ? text : `${text.slice(0, Math.max(1, room - 1)).trimEnd()}…`
}

function outline(x: number, y: number, w: number, h: number): CanvasNode {
  return { canvas: [{ type: 'rect', x: 0, y: 0, w, h, lineColor: '#999999' }], absolutePosition: { x, y } }
}

function points(mm: number): number {
  return mm * pointsPerMm
}
