/**
 * Geometry of a sheet or a roll of labels, in millimetres. On a roll each page is one label. `topLeft` is the corner of the first label, `pitch`
 * the way from one label to the next.
 */
export type LabelFormat = {
  readonly name: string
  readonly title: string
  readonly page: { readonly widthMm: number; readonly heightMm: number }
  readonly label: { readonly widthMm: number; readonly heightMm: number }
  readonly columns: number
  readonly rows: number
  readonly topLeft: { readonly xMm: number; readonly yMm: number }
  readonly pitch: { readonly xMm: number; readonly yMm: number }
}

/**
 * Sheets named by what can be measured on them, not by a maker's number: the first print on any stock is a test print with outlines. A sheet
 * is centred on its page; labels without gap touch each other.
 */
export const labelFormats: readonly LabelFormat[] = [
  sheet('a4-65', 'A4 sheet, 65 labels of 38.1 × 21.2 mm', a4(), { widthMm: 38.1, heightMm: 21.2 }, 5, 13, { xMm: 2.5, yMm: 0 }),
  sheet('a4-24', 'A4 sheet, 24 labels of 64.6 × 33.8 mm', a4(), { widthMm: 64.6, heightMm: 33.8 }, 3, 8, { xMm: 2.5, yMm: 0 }),
  sheet('a4-21', 'A4 sheet, 21 labels of 63.5 × 38.1 mm', a4(), { widthMm: 63.5, heightMm: 38.1 }, 3, 7, { xMm: 2.5, yMm: 0 }),
  sheet('letter-30', 'Letter sheet, 30 labels of 66.7 × 25.4 mm (1 × 2 5/8 in)', letter(), { widthMm: 66.675, heightMm: 25.4 }, 3, 10, { xMm: 3.175, yMm: 0 }),
  sheet('letter-80', 'Letter sheet, 80 labels of 44.5 × 12.7 mm (1/2 × 1 3/4 in)', letter(), { widthMm: 44.45, heightMm: 12.7 }, 4, 20, { xMm: 7.62, yMm: 0 }),
  roll('thermal-33x13', 'Thermal roll, cryovial 33 × 13 mm', 33, 13),
  roll('thermal-50x25', 'Thermal roll, tube or flask 50 × 25 mm', 50, 25),
  roll('thermal-57x32', 'Thermal roll, flask 57 × 32 mm', 57, 32),
]

/** A format by its name. */
export function labelFormat(name: string): LabelFormat | undefined {
  return labelFormats.find((f) => f.name === name)
}

/** What is impossible about a format somebody typed in; empty where it can be printed. */
export function formatProblems({ page, label, columns, rows, topLeft, pitch }: LabelFormat): readonly string[] {
  const numbers = [page.widthMm, page.heightMm, label.widthMm, label.heightMm, topLeft.xMm, topLeft.yMm, pitch.xMm, pitch.yMm]
  if (numbers.some((n) => !Number.isFinite(n) || n < 0) || ![columns, rows].every((n) => Number.isInteger(n) && n >= 1)) return ['every size must be a number of millimetres, 0 or more, and there must be at least one column and one row']
  // A tenth of a millimetre of rounding is no reason to refuse.
  const tolerance = 0.1
  return [
    ...(label.widthMm < 20 || label.heightMm < 12 ? ['a label needs at least 20 × 12 mm for a code that a scanner can read'] : []),
    ...(topLeft.xMm + (columns - 1) * pitch.xMm + label.widthMm > page.widthMm + tolerance ? ['the columns are wider than the page'] : []),
    ...(topLeft.yMm + (rows - 1) * pitch.yMm + label.heightMm > page.heightMm + tolerance ? ['the rows are higher than the page'] : []),
    ...((columns > 1 && pitch.xMm < label.widthMm) || (rows > 1 && pitch.yMm < label.heightMm) ? ['labels overlap: the way from one label to the next is shorter than the label'] : []),
  ]
}

type Size = LabelFormat['page']

function a4(): Size {
  return { widthMm: 210, heightMm: 297 }
}

function letter(): Size {
  return { widthMm: 215.9, heightMm: 279.4 }
}

function sheet(name: string, title: string, page: Size, label: Size, columns: number, rows: number, gap: { readonly xMm: number; readonly yMm: number }): LabelFormat {
  const pitch = { xMm: label.widthMm + gap.xMm, yMm: label.heightMm + gap.yMm }
  const topLeft = { xMm: (page.widthMm - (columns - 1) * pitch.xMm - label.widthMm) / 2, yMm: (page.heightMm - (rows - 1) * pitch.yMm - label.heightMm) / 2 }
  return { name, title, page, label, columns, rows, topLeft, pitch }
}

function roll(name: string, title: string, widthMm: number, heightMm: number): LabelFormat {
  return { name, title, page: { widthMm, heightMm }, label: { widthMm, heightMm }, columns: 1, rows: 1, topLeft: { xMm: 0, yMm: 0 }, pitch: { xMm: widthMm, yMm: heightMm } }
}
