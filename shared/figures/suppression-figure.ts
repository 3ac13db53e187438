import * as Plot from '@observablehq/plot'
import { intervalAt } from '../domain/estimate.ts'
import type { RunMean, SuppressionSeries } from '../domain/suppression/suppression-results.ts'
import { formatRatio } from '../util/format-number.ts'
import { composeFigure, legendKey, type Label } from './compose-figure.ts'
import { drawPanel, type Panel } from './draw-panel.ts'
import type { Figure } from './figure.ts'
import { colourOf, ink, shapeOf, soft, warningColour } from './palette.ts'
import { ratioAxis, type RatioAxis } from './ratio-axis.ts'

type Point = { readonly x: number; readonly y: number; readonly id: string; readonly group: number; readonly excluded: boolean }
type CurvePoint = { readonly x: number; readonly y: number; readonly group: number }

const width = 700
const left = 352
const height = 300

/**
 * One series: left the raw wells of every plate with its fitted curve, right the suppression of every run with the mean over runs and
 * its 95 % interval. Negative suppression (enhancement) is on the axis like any other value.
 */
export function suppressionFigure(series: SuppressionSeries): Figure | undefined {
  const points = wellPoints(series)
  if (points.length === 0 && series.means.length === 0) return undefined
  const plates = [...new Set(series.plates.map((p) => p.plateCode))]
  const legend = plates.slice(0, 8).map((code, i): Label => ({ text: code, x: 66 + (i % 4) * 150, y: height + 26 + Math.floor(i / 4) * 16, size: 10 }))
  const keys = plates.slice(0, 8).map((_, i) => legendKey(46 + (i % 4) * 150, height + 26 + Math.floor(i / 4) * 16, colourOf(i)))
  const more = plates.length > 8 ? [{ text: `and ${String(plates.length - 8)} more plates`, x: 66, y: height + 58, size: 10, colour: soft }] : []
  const rows = Math.ceil(Math.min(plates.length, 8) / 4) + (plates.length > 8 ? 1 : 0)
  return composeFigure({
    title: `Suppression, ${series.assayCode}: ${series.conditionLabel}`,
    description: 'Left: raw signal of every well against MSC per responder, with the fitted curve of each plate; wells without MSC at the left end. Right: suppression of every run, mean over runs with 95 % interval.',
    width,
    height: height + 20 + rows * 16,
    panels: [
      { panel: signalPanel(series, points), x: 0, y: 22, heading: `Raw signal (${series.readoutUnit || 'unit not recorded'})` },
      { panel: runPanel(series), x: left, y: 22, heading: 'Suppression over runs (%)' },
    ],
    labels: [...legend, ...more],
    extra: keys,
    simulated: series.simulated,
    table: { columns: ['Ratio', 'Mean suppression %', 'Lower 95 %', 'Upper 95 %', 'Runs', 'Run values %'], rows: series.means.map((m) => [formatRatio(m.ratio), m.suppression.value, intervalAt(m.suppression, 0.95)?.lower ?? null, intervalAt(m.suppression, 0.95)?.upper ?? null, m.suppression.n, runValues(m).map((r) => r.toFixed(1)).join('; ')]) },
  })
}

function runValues(mean: RunMean): readonly number[] {
  return mean.runs.flatMap((r) => (r.suppressionPercent === null ? [] : [r.suppressionPercent]))
}

/** Every well once: sample wells at their ratio, controls without MSC at ratio 0. */
function wellPoints(series: SuppressionSeries): readonly (Omit<Point, 'x'> & { readonly ratio: number })[] {
  const plates = [...new Set(series.plates.map((p) => p.plateCode))]
  const seen = new Map<string, Omit<Point, 'x'> & { readonly ratio: number }>()
  const add = (plateId: string, group: number, well: string, ratio: number, signal: number | null, excluded: boolean): void => {
    const id = `${plateId} ${well}`
    if (signal !== null && !seen.has(id)) seen.set(id, { ratio, y: signal, id, group, excluded })
  }
  for (const p of series.plates) {
    const group = plates.indexOf(p.plateCode)
    for (const w of p.wells.sample) add(p.plateId, group, w.well, p.ratio, w.signal, false)
    for (const w of p.wells.stimulated) add(p.plateId, group, w.well, 0, w.signal, false)
  }
  for (const fit of series.doseResponses) for (const w of fit.points) if (w.excluded) add(fit.plateId, plates.indexOf(fit.plateCode), w.well, w.ratio, w.signal, true)
  return [...seen.values()]
}

function signalPanel(series: SuppressionSeries, wells: ReturnType<typeof wellPoints>): Panel {
  const plates = [...new Set(series.plates.map((p) => p.plateCode))]
  const axis = ratioAxis([0, ...series.plates.map((p) => p.ratio)])
  const points = wells.map((w): Point => ({ ...w, x: axis.at(w.ratio) + (w.group - (plates.length - 1) / 2) * 0.012 }))
  const curves = series.doseResponses.flatMap((fit) => fit.curve.filter((c) => c.ratio > 0).map((c): CurvePoint => ({ x: axis.at(c.ratio), y: c.signal, group: plates.indexOf(fit.plateCode) })))
  const backgrounds = series.doseResponses.map((fit) => ({ y: fit.backgroundMean, group: plates.indexOf(fit.plateCode) }))
  return drawPanel({
    width: left,
    height: height - 22,
    marginLeft: 62,
    marginBottom: 44,
    marginRight: 10,
    marginTop: 10,
    style: { fontSize: '11px' },
    x: ratioScale(axis),
    y: { label: null, grid: true, zero: true, nice: true, ticks: 6, tickFormat: shortNumber },
    symbol: { type: 'identity' },
    marks: [
      Plot.ruleY(backgrounds, { y: 'y', stroke: soft, strokeDasharray: '1,3' }),
      Plot.line(curves, { x: 'x', y: 'y', z: 'group', stroke: (c: CurvePoint) => colourOf(c.group), strokeWidth: 1.6 }),
      Plot.dot(points.filter((p) => !p.excluded), { x: 'x', y: 'y', r: 2.6, symbol: (p: Point) => shapeOf(p.group), fill: (p: Point) => colourOf(p.group), fillOpacity: 0.75, title: 'id' }),
      Plot.dot(points.filter((p) => p.excluded), { x: 'x', y: 'y', r: 3.4, symbol: 'times', stroke: warningColour, strokeWidth: 1.6, title: 'id' }),
    ],
    color: { type: 'identity' },
  })
}

function runPanel(series: SuppressionSeries): Panel {
  const axis = ratioAxis(series.means.map((m) => m.ratio))
  const keys = [...new Set(series.means.flatMap((m) => m.runs.map((r) => r.runKey)))]
  const runs = series.means.flatMap((m) => m.runs.flatMap((r) => (r.suppressionPercent === null ? [] : [{ x: axis.at(m.ratio) + 0.02 + keys.indexOf(r.runKey) * 0.012, y: r.suppressionPercent, id: r.runKey }])))
  const means = series.means.flatMap((m) => (m.suppression.value === null ? [] : [{ x: axis.at(m.ratio) - 0.03, y: m.suppression.value, interval: intervalAt(m.suppression, 0.95), n: m.suppression.n, id: m.runs.map((r) => r.runKey).join(' ') }]))
  const bounded = means.flatMap((m) => (m.interval === undefined || m.interval.lower === null || m.interval.upper === null ? [] : [{ x: m.x, lower: m.interval.lower, upper: m.interval.upper }]))
  const lows = [...runs.map((r) => r.y), ...bounded.map((b) => b.lower), 0]
  const highs = [...runs.map((r) => r.y), ...bounded.map((b) => b.upper), 100]
  const [low, high] = [Math.min(...lows), Math.max(...highs)]
  const reference = series.referenceRatio
  return drawPanel({
    width: width - left,
    height: height - 22,
    marginLeft: 46,
    marginBottom: 44,
    marginRight: 14,
    marginTop: 22,
    style: { fontSize: '11px' },
    x: ratioScale(axis),
    y: { label: null, grid: true, domain: [low - (high - low) * 0.03, high], ticks: 6 },
    marks: [
      ...(reference !== null && series.means.some((m) => Math.abs(m.ratio / reference - 1) < 1e-6) ? [Plot.ruleX([axis.at(reference)], { stroke: soft, strokeDasharray: '4,3' })] : []),
      Plot.ruleY([0], { stroke: ink, strokeWidth: 1.2 }),
      Plot.ruleX(bounded, { x: 'x', y1: 'lower', y2: 'upper', stroke: ink, strokeWidth: 1.6 }),
      Plot.dot(runs, { x: 'x', y: 'y', r: 2.8, fill: colourOf(0), fillOpacity: 0.8, title: 'id' }),
      Plot.dot(means, { x: 'x', y: 'y', r: 4.2, symbol: 'diamond', fill: 'white', stroke: ink, strokeWidth: 1.8, title: 'id' }),
      Plot.text(series.means.map((m) => ({ x: axis.at(m.ratio), n: m.suppression.n })), { x: 'x', text: (d: { readonly n: number }) => `n = ${String(d.n)}`, frameAnchor: 'top', dy: -14, fontSize: 9.5, fill: soft }),
    ],
  })
}

function ratioScale(axis: RatioAxis): Plot.ScaleOptions {
  return { domain: [...axis.domain], label: 'MSC per responder', labelAnchor: 'center', labelArrow: 'none', ticks: [...axis.ticks], tickFormat: (d: number) => axis.labelOf(d) }
}

function shortNumber(value: number): string {
  return Math.abs(value) >= 10_000 ? `${String(value / 1000)}k` : String(value)
}
