import { expect, it } from 'vitest'
import { formatProblems, labelFormat, labelFormats, type LabelFormat } from '../../../../shared/reports/labels/label-format.ts'

const a4 = labelFormats.find((f) => f.name === 'a4-65')

it.each(labelFormats.map((f) => [f.name, f] as const))('%s fits on its page', (name, format) => {
  expect(formatProblems(format)).toEqual([])
  expect(labelFormat(name)).toBe(format)
  expect(format.title).toContain(String(format.columns * format.rows === 1 ? 'roll' : format.columns * format.rows))
})

it('centres the sheet: five columns of 38.1 mm, 2.5 mm apart, leave 4.75 mm on each side of 210 mm', () => {
  // (210 - 5 x 38.1 - 4 x 2.5) / 2 and (297 - 13 x 21.2) / 2, by hand.
  expect(a4?.topLeft.xMm).toBeCloseTo(4.75, 10)
  expect(a4?.topLeft.yMm).toBeCloseTo(10.7, 10)
})

it.each<[string, (f: LabelFormat) => LabelFormat]>([
  ['wider than the page', (f) => ({ ...f, columns: 6 })],
  ['higher than the page', (f) => ({ ...f, rows: 14 })],
  ['overlap', (f) => ({ ...f, pitch: { ...f.pitch, xMm: 38 } })],
  ['at least 20 × 12 mm', (f) => ({ ...f, label: { widthMm: 38.1, heightMm: 10 } })],
  ['at least one column', (f) => ({ ...f, rows: 0 })],
  ['number of millimetres', (f) => ({ ...f, topLeft: { xMm: Number.NaN, yMm: 0 } })],
])('refuses a sheet: %s', (words, change) => {
  if (a4 === undefined) throw new Error('no such format')
  expect(formatProblems(change(a4)).join()).toContain(words)
})
