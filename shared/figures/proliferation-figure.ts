import * as Plot from '@observablehq/plot'
import type { DivisionGroup, DivisionSeries } from '../domain/proliferation/proliferation-results.ts'
import { formatRatio } from '../util/format-number.ts'
import { composeFigure, legendKey, type Label, type PlacedPanel } from './compose-figure.ts'
import { drawPanel, type Panel } from './draw-panel.ts'
import type { Figure } from './figure.ts'
import { colourOf, faint, ink, shapeOf, soft, warningColour } from './palette.ts'
import { shortened } from './strip-panel.ts'

const width = 700
const panelHeight = 168
const pitch = panelHeight + 26
/** Plates named in the legend; colours and shapes repeat after six. */
const legendPlates = 12

/** One generation of one well, as share of the cells counted in it. */
type Dot = { readonly x: number; readonly y: number; readonly id: string; readonly plate: number; readonly excluded: boolean }
/** Wells of all plates with the same cells at the same ratio. */
type Histogram = { readonly heading: string; readonly groups: readonly DivisionGroup[] }

/**
 * One series: for undivided control, stimulated control and every ratio a histogram of the generations, bars the mean over plates, every
 * well as a dot.
 */
export function proliferationFigure(series: DivisionSeries): Figure | undefined {
  const histograms = histogramsOf(series).filter((h) => h.groups.some((g) => g.wells.some((w) => w.counts !== null)))
  if (histograms.length === 0) return undefined
  const plates = [...new Set(series.groups.map((g) => g.plateCode))]
  const generations = Math.max(...series.groups.flatMap((g) => g.wells.map((w) => w.counts?.length ?? 0)))
  const columns = histograms.length === 4 || histograms.length > 6 ? 4 : 3
  const legend = legendOf(plates)
  const top = 36 + legend.height
  const panels = histograms.map((h, i): PlacedPanel => ({ panel: histogramPanel(h, plates, generations, width / columns), x: (i % columns) * (width / columns), y: top + Math.floor(i / columns) * pitch, heading: h.heading }))
  return composeFigure({
    title: `Division of the responders, ${series.assayCode}: ${series.conditionLabel}`,
    description: 'Share of the counted cells in each generation, one panel for undivided control, stimulated control and every ratio of MSC per responder: dots are wells by plate, crosses excluded wells, bars the mean over plates.',
    width,
    height: top + Math.ceil(histograms.length / columns) * pitch,
    panels,
    labels: [{ text: '% of counted cells, by generation; n: wells', x: 4, y: 14, bold: true }, ...legend.labels],
    extra: legend.keys,
    simulated: series.simulated,
    table: {
      columns: ['Cells', 'Plate', 'Well', 'Excluded because', 'Cells or events per generation, from undivided on'],
      rows: histograms.flatMap((h) => h.groups.flatMap((g) => g.wells.map((w) => [h.heading, g.plateCode, w.well, w.excludedBecause ?? null, w.counts === null ? (w.notUsed ?? null) : w.counts.join(' ')]))),
    },
  })
}

/** Plates with their colours, in rows of three. */
function legendOf(plates: readonly string[]): { readonly labels: readonly Label[]; readonly keys: readonly string[]; readonly height: number } {
  const at = (i: number): { readonly x: number; readonly y: number } => ({ x: 6 + (i % 3) * 230, y: 31 + Math.floor(i / 3) * 15 })
  const named = plates.slice(0, legendPlates)
  const labels = named.map((code, i): Label => ({ text: shortened(code, 34), x: at(i).x + 22, y: at(i).y, size: 10 }))
  const more = plates.length > legendPlates ? [{ text: `and ${String(plates.length - legendPlates)} more plates`, x: at(legendPlates).x, y: at(legendPlates).y, size: 10, colour: soft }] : []
  return { labels: [...labels, ...more], keys: named.map((_, i) => legendKey(at(i).x, at(i).y, colourOf(i))), height: 15 * Math.ceil((named.length + more.length) / 3) + 6 }
}

function histogramsOf(series: DivisionSeries): readonly Histogram[] {
  const controls = (['undivided control', 'stimulated control'] as const).map((role) => ({ name: role, groups: series.groups.filter((g) => g.role === role) }))
  const ratios = [...new Set(series.groups.flatMap((g) => (g.ratio === null ? [] : [g.ratio])))].toSorted((a, b) => a - b)
  const withMsc = ratios.map((ratio) => ({ name: formatRatio(ratio), groups: series.groups.filter((g) => g.ratio === ratio) }))
  return [...controls, ...withMsc].map(({ name, groups }) => {
    const wells = groups.reduce((n, g) => n + g.wells.filter((w) => w.counts !== null && w.excludedBecause === undefined).length, 0)
    return { heading: `${name}, n = ${String(wells)}`, groups }
  })
}

function histogramPanel({ groups }: Histogram, plates: readonly string[], generations: number, panelWidth: number): Panel {
  const wells = groups.flatMap((g) => g.wells.flatMap((w) => {
    const shares = sharesOf(w.counts, generations)
    // Wells of one plate side by side, so that none hides another.
    const aside = (g.wells.indexOf(w) - (g.wells.length - 1) / 2) * Math.min(0.05, 0.2 / g.wells.length)
    return shares === null ? [] : [{ id: `${g.plateId} ${w.well}`, plate: plates.indexOf(g.plateCode), aside, excluded: w.excludedBecause !== undefined, shares }]
  }))
  const bars = Array.from({ length: generations }, (_, x) => ({ x, y: meanOfMeans(wells.filter((w) => !w.excluded).map((w) => [w.plate, w.shares[x] ?? 0] as const)) }))
  const shift = (plate: number): number => (plates.length === 1 ? 0 : ((plate / (plates.length - 1)) * 2 - 1) * 0.24)
  const dots = wells.flatMap((w) => w.shares.map((y, x): Dot => ({ x: x + shift(w.plate) + w.aside, y, id: w.id, plate: w.plate, excluded: w.excluded })))
  return drawPanel({
    width: panelWidth,
    height: panelHeight,
    marginLeft: 34,
    marginBottom: 30,
    marginRight: 6,
    marginTop: 8,
    style: { fontSize: '11px' },
    x: { domain: [-0.6, generations - 0.4], label: 'generation', labelAnchor: 'center', labelArrow: 'none', ticks: bars.map((b) => b.x).filter((x) => generations <= 9 || x % 2 === 0), tickFormat: (d: number) => String(d), tickSize: 3 },
    y: { domain: [0, 100], label: null, grid: true, ticks: [0, 25, 50, 75, 100] },
    color: { type: 'identity' },
    symbol: { type: 'identity' },
    marks: [
      Plot.rect(bars, { x1: (b: (typeof bars)[number]) => b.x - 0.38, x2: (b: (typeof bars)[number]) => b.x + 0.38, y1: 0, y2: 'y', fill: faint, fillOpacity: 0.75 }),
      Plot.dot(dots.filter((d) => !d.excluded), { x: 'x', y: 'y', r: 2.1, symbol: (d: Dot) => shapeOf(d.plate), fill: (d: Dot) => colourOf(d.plate), fillOpacity: 0.75, title: 'id' }),
      Plot.dot(dots.filter((d) => d.excluded), { x: 'x', y: 'y', r: 2.8, symbol: 'times', stroke: warningColour, strokeWidth: 1.3, title: 'id' }),
      Plot.ruleY([0], { stroke: ink }),
    ],
  })
}

/** Per cent of the counted cells in each generation; generations beyond the counts are empty. */
function sharesOf(counts: readonly number[] | null, generations: number): readonly number[] | null {
  if (counts === null) return null
  const total = counts.reduce((a, b) => a + b, 0)
  return Array.from({ length: generations }, (_, i) => (100 * (counts[i] ?? 0)) / total)
}

/** Mean over plates of the means over their wells. */
function meanOfMeans(values: readonly (readonly [plate: number, value: number])[]): number {
  const plates = [...new Set(values.map(([plate]) => plate))]
  const means = plates.map((plate) => average(values.filter(([p]) => p === plate).map(([, v]) => v)))
  return means.length === 0 ? 0 : average(means)
}

function average(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length
}
