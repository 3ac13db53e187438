import * as Plot from '@observablehq/plot'
import { intervalAt, type Estimate } from '../domain/estimate.ts'
import type { MetaAnalysisResults } from '../domain/meta-analysis/meta-analysis-results.ts'
import { formatBounds, formatValue } from '../util/format-number.ts'
import { composeFigure, type Label } from './compose-figure.ts'
import { drawPanel, type Panel } from './draw-panel.ts'
import type { Figure } from './figure.ts'
import { colourOf, ink, soft } from './palette.ts'
import { shortened } from './strip-panel.ts'

const width = 700
const rowHeight = 22
const plotFrom = 250
const plotWidth = 290
const [marginTop, marginBottom] = [4, 34]
const panelMargins = marginTop + marginBottom

type Row = { readonly key: string; readonly label: string; readonly estimate: Estimate | null; readonly weight: number | null; readonly kind: 'effect' | 'summary' | 'benchmark' }

/**
 * Forest plot: every combined effect with its 95 % interval (squares, larger for more weight), their mean as a diamond with the prediction
 * interval as a dashed line, and published benchmarks apart. Only effects with an interval are drawn; positive is benefit. What lies beyond the frame
 * (below -400 %) ends in a triangle at its edge; its numbers stand beside it.
 */
export function forestFigure(results: MetaAnalysisResults): Figure | undefined {
  const rows: readonly Row[] = [
    ...results.effects.map((e, i): Row => ({ key: `e${String(i)}`, label: e.label, estimate: e.reduction, weight: e.weight, kind: 'effect' })),
    ...(results.summary.value === null ? [] : [{ key: 'mean', label: `Mean over ${String(results.summary.n)} ${results.summary.nOf}`, estimate: results.summary, weight: null, kind: 'summary' } as const]),
    ...results.benchmarks.map((b, i): Row => ({ key: `b${String(i)}`, label: `${b.label}: ${b.outcome}`, estimate: b.reduction, weight: null, kind: 'benchmark' })),
  ]
  const drawn = rows.filter((r) => r.estimate?.value !== null && r.estimate !== null && intervalAt(r.estimate, 0.95) !== undefined)
  if (drawn.length === 0) return undefined
  const height = drawn.length * rowHeight + panelMargins + 36
  const labels = drawn.flatMap((row, i): Label[] => {
    const y = 40 + i * rowHeight + 14
    const interval = row.estimate === null ? undefined : intervalAt(row.estimate, 0.95)
    return [
      { text: shortened(row.label, 44), x: 4, y, size: 9.5, bold: row.kind === 'summary', ...(row.kind === 'benchmark' ? { colour: soft } : {}) },
      { text: `${formatValue(row.estimate?.value ?? 0, '%')} (${interval === undefined ? '' : formatBounds(interval, '%')})${row.weight === null ? '' : `, ${row.weight.toFixed(0)} %`}`, x: plotFrom + plotWidth + 8, y, size: 9.5 },
    ]
  })
  return composeFigure({
    title: 'Effects over experiments',
    description: 'Percent reduction of the mean score with 95 % interval per experiment; diamond: random-effects mean; dashed: where a further experiment is expected; grey: published benchmarks, not combined; triangle at the edge: goes on beyond the frame; positive is benefit.',
    width,
    height,
    panels: [{ panel: forestPanel(drawn, results, height - 36), x: plotFrom, y: 36 }],
    labels: [{ text: 'Experiment, arm', x: 4, y: 26, bold: true }, { text: 'Reduction of the score, %', x: plotFrom + 60, y: 26, bold: true }, { text: 'Estimate (95 %), weight', x: plotFrom + plotWidth + 8, y: 26, bold: true }, ...labels],
    simulated: false,
    table: { columns: ['What', 'Reduction, %', 'Lower 95 %', 'Upper 95 %', 'Weight, %'], rows: drawn.map((r) => [r.label, r.estimate?.value ?? null, bound(r, 'lower'), bound(r, 'upper'), r.weight]) },
  })
}

function bound(row: Row, which: 'lower' | 'upper'): number | null {
  return row.estimate === null ? null : (intervalAt(row.estimate, 0.95)?.[which] ?? null)
}

function forestPanel(rows: readonly Row[], { prediction }: MetaAnalysisResults, height: number): Panel {
  const values = [0, ...rows.flatMap((r) => [r.estimate?.value ?? 0, bound(r, 'lower') ?? 0, bound(r, 'upper') ?? 0])]
  // Intervals of few experiments can be enormous; the frame ends at -400 %, and the prediction does not widen it.
  const span = Math.max(...values) - Math.min(...values) || 1
  const domain: [number, number] = [Math.max(-400, Math.min(...values) - span * 0.08), Math.min(100, Math.max(...values) + span * 0.08)]
  const clip = (x: number): number => Math.max(domain[0], Math.min(domain[1], x))
  const lines = rows.map((r) => ({ key: r.key, from: clip(bound(r, 'lower') ?? domain[0]), to: clip(bound(r, 'upper') ?? domain[1]), kind: r.kind }))
  const isWithin = (x: number): boolean => x >= domain[0] && x <= domain[1]
  const points = rows.filter((r) => isWithin(r.estimate?.value ?? 0)).map((r) => ({ key: r.key, x: r.estimate?.value ?? 0, kind: r.kind, size: r.weight === null ? 5 : 3 + Math.sqrt(r.weight) * 0.6 }))
  const mean = rows.find((r) => r.kind === 'summary')
  const beyond = [...rows.map((r) => ({ key: r.key, lower: bound(r, 'lower'), upper: bound(r, 'upper') })), ...(mean === undefined || prediction === null ? [] : [{ key: mean.key, lower: prediction.lower, upper: prediction.upper }])]
  const triangle = (end: 0 | 1, isBeyond: (row: (typeof beyond)[number]) => boolean): Plot.Dot => Plot.dot(beyond.filter(isBeyond), { y: 'key', x: domain[end], dx: end === 0 ? 4 : -4, symbol: 'triangle', rotate: end === 0 ? -90 : 90, r: 4, fill: ink })
  return drawPanel({
    width: plotWidth, height, marginLeft: 6, marginRight: 6, marginTop, marginBottom, style: { fontSize: '11px' },
    x: { domain, label: 'Reduction, % (positive is benefit)', labelAnchor: 'center', labelArrow: 'none', grid: true },
    y: { domain: rows.map((r) => r.key), type: 'band', padding: 0, axis: null },
    marks: [
      Plot.ruleX([0], { stroke: ink }),
      ...(mean === undefined || prediction === null ? [] : [Plot.ruleY([{ key: mean.key, from: clip(prediction.lower ?? domain[0]), to: clip(prediction.upper ?? domain[1]) }], { y: 'key', x1: 'from', x2: 'to', stroke: ink, strokeDasharray: '3,3' })]),
      Plot.ruleY(lines, { y: 'key', x1: 'from', x2: 'to', stroke: (d: { kind: string }) => (d.kind === 'benchmark' ? soft : d.kind === 'summary' ? ink : colourOf(0)), strokeWidth: 1.6 }),
      triangle(0, ({ lower }) => lower === null || lower < domain[0]),
      triangle(1, ({ upper }) => upper === null || upper > domain[1]),
      Plot.dot(points, { y: 'key', x: 'x', r: 'size', symbol: (d: { kind: string }) => (d.kind === 'summary' ? 'diamond' : 'square'), fill: (d: { kind: string }) => (d.kind === 'benchmark' ? soft : d.kind === 'summary' ? ink : colourOf(0)) }),
    ],
  })
}
