import type { MediatorResults, MediatorSeries } from '../domain/mediators/mediator-results.ts'
import { composeFigure, type PlacedPanel } from './compose-figure.ts'
import type { Figure } from './figure.ts'
import { shortened, stripHeight, stripPanel, type StripRow } from './strip-panel.ts'

const width = 700

/** Mediators of one batch, one panel a measurement: every independent replicate as a dot (open triangles: limits of quantification), geometric mean (or the median, where values are limits) with 95 % interval. */
export function mediatorsFigure(results: MediatorResults): Figure | undefined {
  const drawn = results.series.filter((s) => s.groups.some((g) => g.replicates.some((r) => r.value !== null)))
  if (drawn.length === 0) return undefined
  let y = 24
  const panels: PlacedPanel[] = []
  for (const s of drawn) {
    panels.push({ panel: seriesPanel(s), x: 0, y, heading: shortened(`${s.mediator} (${s.level}, ${s.method}), ${s.subject}`, 110) })
    y += stripHeight(s.groups.length) + 24
  }
  return composeFigure({
    title: 'Mediators',
    description: 'Every independent replicate by group, technical replicates averaged; open triangles are limits of quantification, not measurements. Diamond and bar: centre of the group (named at each axis) with its 95 % interval, where there is one.',
    width,
    height: y - 14,
    panels,
    simulated: drawn.some((s) => s.simulated),
    table: { columns: ['Mediator', 'Group', 'Replicate', 'Value', 'Bound', 'Unit'], rows: drawn.flatMap((s) => s.groups.flatMap((g) => g.replicates.map((r) => [s.mediator, g.label, r.label, r.value, r.bound ?? null, s.unit]))) },
  })
}

function seriesPanel(s: MediatorSeries): PlacedPanel['panel'] {
  const values = s.groups.flatMap((g) => g.replicates.flatMap((r) => r.value ?? []))
  const cycles = s.groups.some((g) => g.geometricMean === null)
  const centre = s.groups.some((g) => g.mean.value === null) ? 'median' : cycles || s.groups.some((g) => g.geometricMean?.value === null) ? 'mean' : 'geometric mean'
  const rows = s.groups.map((g): StripRow => ({
    label: `${shortened(g.label, 28)}, n = ${String(g.mean.n)}`,
    points: g.replicates.flatMap((r) => (r.value === null ? [] : [{ x: r.value, id: `${s.measurementId} ${r.label}`, ...(r.bound === undefined ? {} : { bound: r.bound }) }])),
    centre: centre === 'median' ? g.median : centre === 'mean' ? g.mean : (g.geometricMean ?? undefined),
  }))
  return stripPanel(rows, { width, axis: `${s.unit === '' ? 'value' : s.unit}; ${centre}, 95 %; n: independent replicates`, log: !cycles && values.every((v) => v > 0), labelWidth: 235 })
}
