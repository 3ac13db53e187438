import * as Plot from '@observablehq/plot'
import { intervalAt, type Estimate } from '../domain/estimate.ts'
import { drawPanel, type Panel } from './draw-panel.ts'
import { colourOf, faint, ink } from './palette.ts'

/** One row of a strip of points: every value, and the centre of the row with its 95 % interval. */
export type StripRow = { readonly label: string; readonly points: readonly { readonly x: number; readonly id: string; readonly bound?: '<' | '>' }[]; readonly centre: Estimate | undefined }
export type StripOptions = { readonly width: number; readonly axis: string; readonly log: boolean; readonly labelWidth: number; readonly fromZero?: boolean }

const rowPitch = 34
/** Points stand above the centre of their row, in three lines by turns, so that none covers another or hides behind the diamond. */
const offsets = [-11, -5.5, 0] as const

/** Height of a strip of so many rows, points of print. */
export function stripHeight(rows: number): number {
  return rows * rowPitch + 46
}

/**
 * Rows of points on one axis, linear (from 0, unless `fromZero` is false) or logarithmic: every value as a dot, values that are limits of quantification as open triangles, the centre as
 * a diamond with its 95 % interval where there is one.
 */
export function stripPanel(rows: readonly StripRow[], { width, axis, log, labelWidth, fromZero = true }: StripOptions): Panel {
  const keys = rows.map((_, i) => String(i))
  const dots = rows.flatMap((row, i) => row.points.map((p, j) => ({ ...p, row: String(i), dy: offsets[row.points.length < 4 ? 1 : j % 3] ?? 0, colour: colourOf(i) })))
  const centres = rows.flatMap((row, i) => {
    const e = row.centre
    if (e === undefined || e.value === null) return []
    const interval = intervalAt(e, 0.95)
    const usable = interval !== undefined && interval.lower !== null && interval.upper !== null
    return [{ row: String(i), x: e.value, lower: usable ? interval.lower : e.value, upper: usable ? interval.upper : e.value }]
  })
  const labels = new Map(rows.map((row, i) => [String(i), shortened(row.label, Math.floor(labelWidth / 5.8))]))
  return drawPanel({
    width,
    height: stripHeight(rows.length),
    marginLeft: labelWidth,
    marginBottom: 38,
    marginTop: 6,
    marginRight: 18,
    style: { fontSize: '11px' },
    x: { type: log ? 'log' : 'linear', label: axis, labelAnchor: 'center', labelArrow: 'none', grid: true, nice: !log, ticks: 4, zero: !log && fromZero, ...(log ? { domain: logDomain(rows), ticks: logTicks(logDomain(rows)), tickFormat: (v: number) => String(v) } : {}) },
    y: { domain: keys, label: null, type: 'band', padding: 0.1, tickSize: 0, tickFormat: (key: string) => labels.get(key) ?? '' },
    color: { type: 'identity' },
    symbol: { type: 'identity' },
    marks: [
      Plot.ruleY(keys.slice(0, -1), { stroke: faint, strokeWidth: 0.5, dy: rowPitch / 2 }),
      ...offsets.flatMap((dy) => [
        Plot.dot(dots.filter((d) => d.dy === dy && d.bound === undefined), { x: 'x', y: 'row', r: 2.7, dy, fill: 'colour', fillOpacity: 0.65, title: 'id' }),
        Plot.dot(dots.filter((d) => d.dy === dy && d.bound !== undefined), { x: 'x', y: 'row', r: 3.2, dy, symbol: 'triangle', fill: 'white', stroke: 'colour', strokeWidth: 1.4, title: 'id' }),
      ]),
      Plot.link(centres, { x1: 'lower', x2: 'upper', y: 'row', dy: 9, stroke: ink, strokeWidth: 1.8 }),
      Plot.dot(centres, { x: 'x', y: 'row', dy: 9, symbol: 'diamond', r: 4.6, fill: 'white', stroke: ink, strokeWidth: 1.7 }),
    ],
  })
}

/** Domain of a logarithmic axis: a little more than points and intervals need, ends at a whole tenth of a decade. */
function logDomain(rows: readonly StripRow[]): readonly [number, number] {
  const values = rows.flatMap((row) => [...row.points.map((p) => p.x), ...(row.centre?.intervals ?? []).filter((i) => i.level === 0.95).flatMap((i) => [i.lower ?? [], i.upper ?? []].flat())]).filter((v) => v > 0)
  const logs = values.map((v) => Math.log10(v))
  return [10 ** (Math.floor(10 * Math.min(...logs) - 0.5) / 10), 10 ** (Math.ceil(10 * Math.max(...logs) + 0.5) / 10)]
}

/** 1, 2 and 5 times the powers of ten within a domain. */
function logTicks([from, to]: readonly [number, number]): number[] {
  const first = Math.floor(Math.log10(from))
  const decades = Array.from({ length: Math.ceil(Math.log10(to)) - first + 1 }, (_, i) => first + i)
  const steps = decades.length > 4 ? [1] : [1, 2, 5]
  return decades.flatMap((d) => steps.map((s) => Number(`${s}e${d}`))).filter((v) => v >= from && v <= to)
}

/** Text cut to a length, with an ellipsis. */
export function shortened(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, Math.max(1, length - 1))}…` : text
}
