import * as Plot from '@observablehq/plot'
import { intervalAt, type Estimate } from '../domain/estimate.ts'
import type { MechanismSeries } from '../domain/mechanism/mechanism-results.ts'
import { formatRatio } from '../util/format-number.ts'
import { composeFigure, type Label } from './compose-figure.ts'
import { drawPanel, type Panel } from './draw-panel.ts'
import type { Figure } from './figure.ts'
import { colourOf, faint, ink, soft } from './palette.ts'
import { shortened } from './strip-panel.ts'

const width = 700
const labelWidth = 190
const runsWidth = 300
const rowHeight = 50
const top = 44

type Row = { readonly key: string; readonly label: string; readonly series: MechanismSeries; readonly ratio: MechanismSeries['ratios'][number] }

/**
 * Inhibitors on one preparation: left every run as a line from S without (filled) to S with the inhibitor (open), right the share of suppression lost
 * with its 95 % interval. Shares above 100 % and below 0 are on the axis like any other; shares are never added up.
 */
export function mechanismFigure(group: readonly MechanismSeries[]): Figure | undefined {
  const [first] = group
  const rows = group.flatMap((series, i) => series.ratios.map((ratio, j): Row => ({ key: `${String(i)}-${String(j)}`, label: series.ratios.length > 1 ? `${series.inhibitor}, ${formatRatio(ratio.ratio)}` : series.inhibitor, series, ratio })))
  if (first === undefined || rows.every((r) => r.ratio.comparison.runs.every((run) => run.first === null && run.second === null))) return undefined
  const height = top + rows.length * rowHeight + 44
  const labels = rows.flatMap((r, i): Label[] => {
    const y = top + i * rowHeight + rowHeight / 2
    return [
      { text: shortened(r.label, 32), x: 4, y: y - 2, size: 10.5 },
      { text: shortened(`blocks ${r.series.target}; n = ${String(r.ratio.comparison.difference.n)} ${r.ratio.comparison.difference.nOf}`, 36), x: 4, y: y + 11, size: 9, colour: soft },
    ]
  })
  return composeFigure({
    title: `Mechanism, ${first.assayCode}: ${first.conditionLabel}`,
    description: 'Left: suppression without the inhibitor (filled) and with it (open), one line a run; bars: means with 95 % intervals. Right: share of suppression lost with its 95 % interval; no mark where there is no share.',
    width,
    height,
    panels: [
      { panel: runsPanel(rows), x: labelWidth, y: top - 6, heading: 'Suppression (%), filled: without, open: with inhibitor' },
      { panel: sharePanel(rows), x: labelWidth + runsWidth + 14, y: top - 6, heading: 'Share lost (%), bar: 95 %' },
    ],
    labels: [{ text: 'Inhibitor', x: 4, y: top - 11, bold: true }, ...labels, ...missingLabels(rows)],
    simulated: group.some((s) => s.simulated),
    table: {
      columns: ['Inhibitor', 'Ratio', 'S without %', 'S with %', 'Lost, points', 'Share lost %', 'Lower 95 %', 'Upper 95 %', 'n'],
      rows: rows.map(({ label, ratio: r }) => [label, formatRatio(r.ratio), r.comparison.first.value, r.comparison.second.value, r.comparison.difference.value, r.shareLost.value, intervalAt(r.shareLost, 0.95)?.lower ?? null, intervalAt(r.shareLost, 0.95)?.upper ?? null, r.comparison.difference.n]),
    },
  })
}

function missingLabels(rows: readonly Row[]): readonly Label[] {
  return rows.flatMap((r, i): Label[] => (r.ratio.shareLost.value === null ? [{ text: 'no share, see the text', x: labelWidth + runsWidth + 24, y: top + i * rowHeight + rowHeight / 2 + 3, size: 9.5, colour: soft }] : []))
}

function runsPanel(rows: readonly Row[]): Panel {
  const lines = rows.flatMap((row, i) => {
    const runs = row.ratio.comparison.runs
    return runs.map((run, j) => ({ row: row.key, from: run.first, to: run.second, dy: runs.length === 1 ? -6 : -17 + (22 * j) / (runs.length - 1), colour: colourOf(i), id: run.label }))
  })
  const centres = rows.flatMap((row) => [bar(row.key, row.ratio.comparison.first, true), bar(row.key, row.ratio.comparison.second, false)].flat())
  const values = [0, ...lines.flatMap((l) => [l.from ?? 0, l.to ?? 0]), ...centres.flatMap((c) => [c.lower, c.upper])]
  const [low, high] = [Math.min(...values), Math.max(...values, 100)]
  const offsets = [...new Set(lines.map((l) => l.dy))]
  return drawPanel({
    width: runsWidth, height: rows.length * rowHeight + 44, marginLeft: 6, marginRight: 10, marginTop: 4, marginBottom: 36, style: { fontSize: '11px' },
    x: { domain: [low - (high - low) * 0.03, high + (high - low) * 0.02], label: 'suppression, %', labelAnchor: 'center', labelArrow: 'none', grid: true, ticks: 6 },
    y: { domain: rows.map((r) => r.key), type: 'band', padding: 0, axis: null },
    color: { type: 'identity' },
    marks: [
      Plot.ruleX([0], { stroke: ink }),
      Plot.ruleY(rows.slice(0, -1).map((r) => r.key), { stroke: faint, strokeWidth: 0.5, dy: rowHeight / 2 }),
      ...offsets.flatMap((dy) => {
        const here = lines.filter((l) => l.dy === dy)
        return [
          Plot.link(here.filter((l) => l.from !== null && l.to !== null), { x1: 'from', x2: 'to', y: 'row', dy, stroke: 'colour', strokeOpacity: 0.45 }),
          Plot.dot(here.filter((l) => l.from !== null), { x: 'from', y: 'row', dy, r: 2.6, fill: 'colour', title: 'id' }),
          Plot.dot(here.filter((l) => l.to !== null), { x: 'to', y: 'row', dy, r: 2.6, fill: 'white', stroke: 'colour', strokeWidth: 1.3, title: 'id' }),
        ]
      }),
      Plot.link(centres, { x1: 'lower', x2: 'upper', y: 'row', dy: 14, stroke: ink, strokeWidth: 1.6 }),
      Plot.dot(centres.filter((c) => c.filled), { x: 'x', y: 'row', dy: 14, symbol: 'diamond', r: 4, fill: ink }),
      Plot.dot(centres.filter((c) => !c.filled), { x: 'x', y: 'row', dy: 14, symbol: 'diamond', r: 4, fill: 'white', stroke: ink, strokeWidth: 1.5 }),
    ],
  })
}

function bar(row: string, e: Estimate, filled: boolean): readonly { readonly row: string; readonly x: number; readonly lower: number; readonly upper: number; readonly filled: boolean }[] {
  if (e.value === null) return []
  const interval = intervalAt(e, 0.95)
  return [{ row, x: e.value, lower: interval?.lower ?? e.value, upper: interval?.upper ?? e.value, filled }]
}

function sharePanel(rows: readonly Row[]): Panel {
  const bars = rows.flatMap((row) => bar(row.key, row.ratio.shareLost, true))
  const values = [0, 100, ...bars.flatMap((b) => [b.lower, b.upper])]
  const [low, high] = [Math.min(...values), Math.max(...values)]
  return drawPanel({
    width: width - labelWidth - runsWidth - 14, height: rows.length * rowHeight + 44, marginLeft: 8, marginRight: 12, marginTop: 4, marginBottom: 36, style: { fontSize: '11px' },
    x: { domain: [low - (high - low) * 0.05, high + (high - low) * 0.05], label: '(S − S with inhibitor) / S', labelAnchor: 'center', labelArrow: 'none', grid: true, ticks: 5 },
    y: { domain: rows.map((r) => r.key), type: 'band', padding: 0, axis: null },
    marks: [
      Plot.ruleX([0], { stroke: ink }),
      Plot.ruleX([100], { stroke: soft, strokeDasharray: '4,3' }),
      Plot.ruleY(rows.slice(0, -1).map((r) => r.key), { stroke: faint, strokeWidth: 0.5, dy: rowHeight / 2 }),
      Plot.link(bars, { x1: 'lower', x2: 'upper', y: 'row', stroke: ink, strokeWidth: 1.8 }),
      Plot.dot(bars, { x: 'x', y: 'row', symbol: 'diamond', r: 4.6, fill: 'white', stroke: ink, strokeWidth: 1.7 }),
    ],
  })
}
