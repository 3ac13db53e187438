import type { ComparabilityMatrix, ComparedField, FieldGroup, FieldOutcome } from '../domain/comparability/comparability-results.ts'
import { composeFigure, escapeText, num, type Label } from './compose-figure.ts'
import type { Figure } from './figure.ts'
import { faint, ink, soft } from './palette.ts'

const width = 700
/** Height that fits a page of a report at full width. */
const pageHeight = 990
const widestRow = 11.5
const headHeight = 34
const groupHeight = 14
const namesWidth = 210

/** A sign and a shade each, so that neither colour nor print quality decides what is read. */
const marks: Readonly<Record<FieldOutcome, { readonly sign: string; readonly fill: string; readonly text: string }>> = {
  differs: { sign: '≠', fill: '#D55E00', text: '#ffffff' },
  'within tolerance': { sign: '≈', fill: '#6baed6', text: ink },
  equal: { sign: '=', fill: '#cfe1f2', text: ink },
  missing: { sign: '?', fill: 'none', text: ink },
  'not applicable': { sign: '–', fill: '#f2f2f2', text: soft },
}
const legendOrder: readonly FieldOutcome[] = ['equal', 'within tolerance', 'differs', 'missing', 'not applicable']

/** Several batches against the first: a row a field, a column a batch, the outcome as sign and shade. Undefined without a second batch. */
export function comparabilityFigure(matrix: ComparabilityMatrix): Figure | undefined {
  const [first] = matrix.comparisons
  if (first === undefined) return undefined
  const rows = fieldRows(matrix)
  const groups = new Set(rows.map((r) => r.field.group)).size
  const rowHeight = Math.min(widestRow, (pageHeight - headHeight - 32 - groups * groupHeight) / rows.length)
  const column = (width - namesWidth - 8) / matrix.comparisons.length
  const cellWidth = Math.min(column - 4, 92)
  const labels: Label[] = [{ text: `Compared with ${shortened(matrix.comparator.title, 26)}`, x: 4, y: 26, bold: true, size: 10.5 }]
  const extra: string[] = []
  const centre = (i: number): number => namesWidth + (i + 0.5) * column
  matrix.comparisons.forEach((c, i) => {
    labels.push({ text: shortened(c.subject.title, Math.max(6, Math.floor(column / 6.2))), x: centre(i), y: 14, bold: true, anchor: 'middle', size: 10 })
    labels.push({ text: `${String(c.counts.differs)} ≠, ${String(c.counts.missing)} ?`, x: centre(i), y: 27, anchor: 'middle', colour: soft, size: 9 })
  })
  let y = headHeight
  let group: FieldGroup | undefined
  for (const row of rows) {
    if (row.field.group !== group) {
      group = row.field.group
      y += groupHeight
      labels.push({ text: group, x: 4, y: y - 4, bold: true, size: 9.5 })
      extra.push(`<line x1="4" x2="${num(width - 4)}" y1="${num(y - 1)}" y2="${num(y - 1)}" stroke="${faint}" stroke-width="0.6"/>`)
    }
    labels.push({ text: shortened(row.field.label, 40), x: 10, y: y + rowHeight - 2.6, size: Math.min(8.8, rowHeight * 0.84) })
    matrix.comparisons.forEach((c, i) => {
      const outcome = row.outcomes[i] ?? 'not applicable'
      extra.push(cell(centre(i), y, cellWidth, rowHeight, outcome, `${c.subject.recordId} ${row.field.id}`))
    })
    y += rowHeight
  }
  const legendY = y + 20
  legendOrder.forEach((outcome, i) => {
    const x = 12 + i * 136
    extra.push(cell(x + 12, legendY - 9, 24, widestRow, outcome, ''))
    labels.push({ text: outcome, x: x + 30, y: legendY, size: 9.5 })
  })
  return composeFigure({
    title: `Comparability with ${matrix.comparator.title}, field by field`,
    description: `One row a field, one column a batch. Signs: = equal, ≈ within tolerance, ≠ differs, ? missing on a side, – not applicable. ${String(matrix.comparisons.length)} ${matrix.comparisons.length === 1 ? 'batch' : 'batches'}, ${String(rows.length)} fields.`,
    width,
    height: legendY + 12,
    panels: [],
    labels,
    extra,
    simulated: matrix.simulated,
    table: { columns: ['Field', ...matrix.comparisons.map((c) => c.subject.title)], rows: rows.map((r) => [r.field.label, ...r.outcomes]) },
  })
}

type Row = { readonly field: ComparedField; readonly outcomes: readonly FieldOutcome[] }

/** Fields in their own order, whatever the outcomes. */
function fieldRows(matrix: ComparabilityMatrix): readonly Row[] {
  const fields = (matrix.comparisons[0]?.fields ?? []).toSorted((a, b) => a.order - b.order)
  return fields.map((field) => ({ field, outcomes: matrix.comparisons.map((c) => c.fields.find((f) => f.id === field.id)?.outcome ?? 'not applicable') }))
}

function cell(x: number, y: number, cellWidth: number, rowHeight: number, outcome: FieldOutcome, id: string): string {
  const { sign, fill, text } = marks[outcome]
  const dash = outcome === 'missing' ? ' stroke-dasharray="2,2"' : ''
  // Pale cells let the mark of simulated data show through.
  const opacity = outcome === 'differs' ? '' : ' fill-opacity="0.55"'
  const data = id === '' ? '' : ` data-id="${escapeText(id)}"`
  return `<rect x="${num(x - cellWidth / 2)}" y="${num(y + 0.5)}" width="${num(cellWidth)}" height="${num(rowHeight - 1)}" fill="${fill}"${opacity} stroke="${faint}" stroke-width="0.6"${dash}${data}/><text x="${num(x)}" y="${num(y + rowHeight - 2.2)}" text-anchor="middle" font-size="${num(Math.min(9.5, rowHeight * 0.9))}" font-weight="bold" fill="${text}">${sign}</text>`
}

function shortened(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text
}
