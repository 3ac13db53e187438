import * as Plot from '@observablehq/plot'
import type { CurvePoint, CurveWell, PotencyPlate, PotencySeries } from '../domain/potency/potency-results.ts'
import { formatRatio, formatValue } from '../util/format-number.ts'
import { intervalAt, type Estimate } from '../domain/estimate.ts'
import { composeFigure, legendKey, type Label, type PlacedPanel } from './compose-figure.ts'
import { drawPanel, type Panel } from './draw-panel.ts'
import type { Figure } from './figure.ts'
import { colourOf, ink, shapeOf, soft, warningColour } from './palette.ts'
import { ratioAxis, type RatioAxis } from './ratio-axis.ts'
import { shortened, stripHeight, stripPanel, type StripRow } from './strip-panel.ts'

const width = 700
const columns = 3
const panelHeight = 190
const labelWidth = 330

type Dot = { readonly x: number; readonly y: number; readonly id: string; readonly side: Side; readonly excluded: boolean }
type Line = { readonly x: number; readonly y: number; readonly side: Side }
type Side = 'reference' | 'test'

/** Reference first; the controls belong to both and are drawn in ink. */
const colours: Readonly<Record<Side, string>> = { reference: colourOf(0), test: colourOf(1) }
const marks = { reference: shapeOf(0), test: shapeOf(1) } as const

/**
 * One series: for every plate the raw wells of reference and test material with their curves on one axis (small multiples, with the
 * outcome of parallelism), below them the relative potency of every run and the combined one with its 95 % interval.
 */
export function potencyFigure(series: PotencySeries): Figure | undefined {
  const plates = series.runs.flatMap((run, i) => run.plates.map((plate) => ({ plate, run: i + 1, several: run.plates.length > 1 })))
  if (plates.length === 0) return undefined
  const rows = Math.ceil(plates.length / columns)
  const top = 40
  const axis = ratioAxis([0, ...plates.flatMap(({ plate }) => [...plate.wells.reference, ...plate.wells.test].map((w) => w.ratio))])
  const panels = plates.map(({ plate, run, several }, i): PlacedPanel => ({
    panel: curvePanel(plate, axis),
    x: (i % columns) * (width / columns),
    y: top + Math.floor(i / columns) * (panelHeight + 40),
    heading: shortened(`Run ${String(run)}${several ? `, ${plate.plateCode}` : ''}: ${plate.parallelism.outcome === 'not shown' ? 'parallelism not shown' : plate.parallelism.outcome}`, 38),
  }))
  const foot = plates.map(({ plate }, i): Label => ({ text: `n = ${String(plate.relativePotency.n)} wells; MSC per responder`, x: (i % columns) * (width / columns) + width / columns / 2 + 20, y: top + Math.floor(i / columns) * (panelHeight + 40) + panelHeight + 8, size: 9.5, colour: soft, anchor: 'middle' }))
  const potency = stripOf(series)
  const below = top + rows * (panelHeight + 40) + 8
  return composeFigure({
    title: `Potency, ${series.assayCode}: ${series.conditionLabel}, against ${series.referenceLotCode}`,
    description: 'Raw signal of every well of reference and test material against MSC per responder, one panel a plate, with the fitted curves (solid: parallel; dashed: fitted separately, because parallelism is not shown); wells without MSC at the left end; crosses are excluded wells. Below: relative potency of every run with parallelism shown, bar: 95 % interval of that plate; combined: mean over independent units with 95 % interval over them; where parallelism is not shown, the difference of suppression at the reference ratio instead.',
    width,
    height: below + (potency === undefined ? 0 : potency.height + 4),
    panels: [...panels, ...(potency === undefined ? [] : [{ panel: potency.panel, x: 0, y: below + 10, heading: potency.heading }])],
    labels: [
      { text: `Raw signal (${series.readoutUnit})`, x: 4, y: 14, bold: true },
      { text: shortened(`reference ${series.referenceLotCode}`, 30), x: 236, y: 14, size: 10 },
      { text: shortened(`test: ${series.preparation}`, 44), x: 426, y: 14, size: 10 },
      ...foot,
    ],
    extra: [legendKey(214, 14, colours.reference), legendKey(404, 14, colours.test), `<circle cx="222" cy="10" r="3" fill="${colours.reference}"/>`, `<rect x="409" y="7" width="6" height="6" fill="${colours.test}"/>`],
    simulated: series.simulated,
    table: {
      columns: ['Run', 'Plate', 'Parallelism', 'Relative potency', 'Lower 95 %', 'Upper 95 %', 'Difference of S, points'],
      rows: [
        ...plates.map(({ plate, run }) => [run, plate.plateCode, plate.parallelism.outcome, ...boundsOf(plate.relativePotency), plate.suppressionDifference.value]),
        ['combined', null, null, ...boundsOf(series.relativePotency), series.suppressionDifference.value],
      ],
    },
  })
}

function boundsOf(e: Estimate): readonly (number | null)[] {
  const interval = intervalAt(e, 0.95)
  return [e.value, interval?.lower ?? null, interval?.upper ?? null]
}

function curvePanel(plate: PotencyPlate, axis: RatioAxis): Panel {
  const dots = (wells: readonly CurveWell[], side: Side, shift: number): readonly Dot[] => wells.map((w) => ({ x: axis.at(w.ratio) + shift, y: w.signal, id: `${plate.plateId} ${w.well}`, side, excluded: w.excluded }))
  const lines = (points: readonly CurvePoint[], side: Side): readonly Line[] => points.map((p) => ({ x: axis.at(p.ratio), y: p.signal, side }))
  const curves = [...lines(plate.curves.reference, 'reference'), ...lines(plate.curves.test, 'test')]
  const all = [...dots(plate.wells.reference, 'reference', -0.025), ...dots(plate.wells.test, 'test', 0.025)]
  const control = dots(plate.wells.control, 'reference', 0)
  const excluded = [...all, ...control].filter((d) => d.excluded)
  return drawPanel({
    width: width / columns,
    height: panelHeight,
    marginLeft: 46,
    marginBottom: 26,
    marginRight: 10,
    marginTop: 8,
    style: { fontSize: '11px' },
    x: { domain: [...axis.domain], label: null, ticks: spacedTicks(axis), tickFormat: (d: number) => axis.labelOf(d) },
    y: { label: null, grid: true, zero: true, nice: true, ticks: 5, tickFormat: shortNumber },
    color: { type: 'identity' },
    symbol: { type: 'identity' },
    marks: [
      Plot.line(curves, { x: 'x', y: 'y', z: 'side', stroke: (l: Line) => colours[l.side], strokeWidth: 1.6, ...(plate.curves.kind === 'separate' ? { strokeDasharray: '5,3' } : {}) }),
      Plot.dot(control.filter((d) => !d.excluded), { x: 'x', y: 'y', r: 2.4, symbol: 'diamond', fill: ink, fillOpacity: 0.75, title: 'id' }),
      Plot.dot(all.filter((d) => !d.excluded), { x: 'x', y: 'y', r: 2.3, symbol: (d: Dot) => marks[d.side], fill: (d: Dot) => colours[d.side], fillOpacity: 0.75, title: 'id' }),
      Plot.dot(excluded, { x: 'x', y: 'y', r: 3.2, symbol: 'times', stroke: warningColour, strokeWidth: 1.6, title: 'id' }),
    ],
  })
}

/** Ticks whose labels do not run into each other: no MSC and the ends always, others where there is room. */
function spacedTicks(axis: RatioAxis): number[] {
  const room = (axis.domain[1] - axis.domain[0]) / 5.2
  const ticks = axis.ticks.toSorted((a, b) => a - b)
  const last = ticks.at(-1)
  const kept: number[] = []
  for (const tick of ticks) if ((kept.length === 0 || tick - (kept.at(-1) ?? 0) >= room) && (last === undefined || tick === last || last - tick >= room)) kept.push(tick)
  return last === undefined || kept.includes(last) ? kept : [...kept, last]
}

type Strip = { readonly panel: Panel; readonly height: number; readonly heading: string }

/** Relative potencies of the runs and combined, on a logarithmic axis; where none may be quoted, the differences of suppression. */
function stripOf(series: PotencySeries): Strip | undefined {
  const runs = series.runs.flatMap((run, i): StripRow[] => (run.relativePotency.value === null ? [] : [{ label: shortened(`Run ${String(i + 1)}: ${run.label}`, 58), points: [], centre: run.relativePotency }]))
  if (series.headline !== 'relative potency' || runs.length === 0) return differenceStrip(series)
  const points = series.runs.flatMap((run) => (run.leftOut !== undefined || run.relativePotency.value === null ? [] : [{ x: run.relativePotency.value, id: run.plates[0]?.plateId ?? '' }]))
  const rows = [...runs, { label: `Combined ${combinedWords(series.relativePotency)}`, points, centre: series.relativePotency }]
  return { panel: stripPanel(rows, { width, axis: 'relative potency, bars: 95 % (runs: of the plate)', log: true, labelWidth }), height: stripHeight(rows.length) + 8, heading: 'Relative potency e_ref / e_test (reference = 1; above 1: fewer MSC needed)' }
}

function differenceStrip(series: PotencySeries): Strip | undefined {
  const points = series.runs.flatMap((run) => (run.suppressionDifference.value === null ? [] : [{ x: run.suppressionDifference.value, id: run.plates[0]?.plateId ?? '' }]))
  if (points.length === 0 || series.referenceRatio === null) return undefined
  const rows = [{ label: `Runs and mean ${combinedWords(series.suppressionDifference)}`, points, centre: series.suppressionDifference }]
  return { panel: stripPanel(rows, { width, axis: 'S of test material - S of reference (points), bar: 95 % over runs', log: false, labelWidth }), height: stripHeight(1) + 8, heading: `Difference of suppression at ${formatRatio(series.referenceRatio)} MSC per responder (parallelism not shown)` }
}

function combinedWords(e: Estimate): string {
  return e.value === null ? 'not assessable' : `${formatValue(e.value, e.unit)}, n = ${String(e.n)} ${e.nOf === 'donors' ? 'responder donors' : e.n === 1 ? 'run' : 'runs'}`
}

function shortNumber(value: number): string {
  return Math.abs(value) >= 10_000 ? `${String(value / 1000)}k` : String(value)
}
