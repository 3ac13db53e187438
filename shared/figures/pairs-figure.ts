import * as Plot from '@observablehq/plot'
import { intervalAt } from '../domain/estimate.ts'
import type { PairResult, PairSide } from '../domain/pairs/pair-results.ts'
import { formatValue } from '../util/format-number.ts'
import { composeFigure, type Label } from './compose-figure.ts'
import { drawPanel, type Panel } from './draw-panel.ts'
import type { Figure } from './figure.ts'
import { colourOf, ink, soft } from './palette.ts'

const width = 700
const half = 350
const rowHeight = 50
/** The words of a row stand above its lines. */
const insetTop = 20

type Row = { readonly code: string; readonly side: PairSide }

/**
 * Pair verdicts: in vitro and in vivo in two panels, one row a pair, with estimate, 90 % interval (thick), 95 % interval (thin), the
 * margins, and the verdict in words. Positive is benefit.
 */
export function pairsFigure(pairs: readonly PairResult[]): Figure | undefined {
  if (pairs.length === 0) return undefined
  const height = 58 + pairs.length * rowHeight
  const sides = [
    { heading: 'In vitro: suppression, points', rows: pairs.map((p) => ({ code: p.code, side: p.inVitro })), x: 0 },
    { heading: 'In vivo: reduction of the score, %', rows: pairs.map((p) => ({ code: p.code, side: p.inVivo })), x: half },
  ]
  const labels = sides.flatMap(({ rows, x }) => rows.map((row, i): Label => ({ text: words(row.side), x: x + (x === 0 ? 96 : 26), y: 28 + i * rowHeight + 14, size: 9.5, bold: row.side.verdict.kind === 'benefit' || row.side.verdict.kind === 'harm', colour: row.side.verdict.kind === 'harm' ? '#991b1b' : row.side.verdict.kind === 'benefit' ? '#166534' : soft })))
  const names = pairs.map((p, i): Label => ({ text: p.code.length > 14 ? `${p.code.slice(0, 13)}…` : p.code, x: 4, y: 28 + i * rowHeight + 34, size: 10.5, bold: true }))
  return composeFigure({
    title: 'Pair verdicts, in vitro and in vivo',
    description: 'Estimate with 95 % interval (thin line) and 90 % interval (thick line) per pair; dashed lines are the margins declared, the solid line is zero; positive is benefit.',
    width,
    height,
    panels: sides.map(({ heading, rows, x }) => ({ panel: sidePanel(rows, x === 0 ? 88 : 18, height - 20), x, y: 20, heading })),
    labels: [...names, ...labels],
    simulated: pairs.some((p) => p.simulated),
    table: { columns: ['Pair', 'Side', 'Estimate', 'Lower 95 %', 'Upper 95 %', 'Margin', 'Verdict'], rows: sides.flatMap(({ rows }, s) => rows.map(({ code, side }) => [code, s === 0 ? 'in vitro' : 'in vivo', side.estimate?.value ?? null, bound(side, 'lower'), bound(side, 'upper'), side.margin.value, side.verdict.label])) },
  })
}

function bound(side: PairSide, which: 'lower' | 'upper'): number | null {
  return side.estimate === null ? null : (intervalAt(side.estimate, 0.95)?.[which] ?? null)
}

/** Verdict beside the row; what cannot be drawn is said. */
function words(side: PairSide): string {
  if (!side.present) return 'not recorded'
  const { estimate } = side
  const interval = estimate === null ? undefined : intervalAt(estimate, 0.95)
  if (estimate === null || estimate.value === null) return side.verdict.label
  const open = interval === undefined ? ', no interval' : interval.lower === null || interval.upper === null ? ', interval unbounded' : ''
  return `${side.verdict.label}: ${formatValue(estimate.value, '%')}${open}, n = ${String(estimate.n)} ${estimate.nOf}`
}

function sidePanel(rows: readonly Row[], marginLeft: number, height: number): Panel {
  const drawn = rows.flatMap((row) => {
    const { estimate } = row.side
    if (estimate === null || estimate.value === null) return []
    return [{ code: row.code, value: estimate.value, wide: intervalAt(estimate, 0.95), narrow: intervalAt(estimate, 0.9), id: row.code }]
  })
  const margins = rows.flatMap((row) => (row.side.present && row.side.margin.value !== null ? [-row.side.margin.value, row.side.margin.value].map((x) => ({ code: row.code, x })) : []))
  const all = [0, ...drawn.flatMap((d) => [d.value, d.wide?.lower, d.wide?.upper].flatMap((v) => (v === null || v === undefined ? [] : [v]))), ...margins.map((m) => m.x)]
  const span = Math.max(...all) - Math.min(...all) || 1
  const domain: [number, number] = [Math.min(...all) - span * 0.05, Math.max(...all) + span * 0.05]
  const segment = (level: 'wide' | 'narrow'): readonly { readonly code: string; readonly from: number; readonly to: number }[] =>
    drawn.flatMap((d) => {
      const interval = d[level]
      // An unbounded side runs to the frame; the words beside the row say so.
      return interval === undefined ? [] : [{ code: d.code, from: interval.lower ?? domain[0], to: interval.upper ?? domain[1] }]
    })
  return drawPanel({
    width: half,
    height,
    marginLeft,
    marginRight: 14,
    marginTop: 6,
    marginBottom: 30,
    style: { fontSize: '11px' },
    x: { domain, label: null, grid: false, ticks: 6 },
    y: { domain: rows.map((r) => r.code), axis: null, type: 'band', padding: 0 },
    marks: [
      Plot.tickX(rows, { x: 0, y: 'code', insetTop, stroke: ink, strokeWidth: 1.2 }),
      Plot.tickX(margins, { x: 'x', y: 'code', insetTop, stroke: soft, strokeDasharray: '4,3', strokeWidth: 1.2 }),
      Plot.link(segment('wide'), { x1: 'from', x2: 'to', y: 'code', dy: 9, stroke: colourOf(0), strokeWidth: 1.3 }),
      Plot.link(segment('narrow'), { x1: 'from', x2: 'to', y: 'code', dy: 9, stroke: colourOf(0), strokeWidth: 4 }),
      Plot.dot(drawn, { x: 'value', y: 'code', dy: 9, r: 4.6, fill: 'white', stroke: ink, strokeWidth: 2, title: 'id' }),
    ],
  })
}
