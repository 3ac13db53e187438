import { intervalAt } from '../domain/estimate.ts'
import { definitionOf } from '../domain/proliferation/division-quantities.ts'
import type { DivisionSeries } from '../domain/proliferation/proliferation-results.ts'
import { formatRatio } from '../util/format-number.ts'
import { composeFigure } from './compose-figure.ts'
import type { Figure } from './figure.ts'
import { stripHeight, stripPanel, type StripRow } from './strip-panel.ts'

const width = 700

/** Suppression at the reference ratio by every index of the same generations: runs, mean with 95 % interval, the declared index first. */
export function divisionSuppressionFigure(series: DivisionSeries): Figure | undefined {
  const { referenceRatio } = series
  if (referenceRatio === null) return undefined
  const read = series.suppression.toSorted((a, b) => Number(b.declared) - Number(a.declared)).flatMap((s) => {
    const mean = s.means.find((m) => Math.abs(m.ratio / referenceRatio - 1) < 1e-6)
    return mean === undefined || mean.suppression.value === null ? [] : [{ label: `${definitionOf(s.quantity).label}${s.declared ? ' (declared)' : ''}`, mean }]
  })
  if (read.length === 0) return undefined
  const rows = read.map(({ label, mean }): StripRow => ({
    label: `${label}, n = ${String(mean.suppression.n)}`,
    points: mean.runs.flatMap((r) => (r.suppressionPercent === null ? [] : [{ x: r.suppressionPercent, id: r.runKey }])),
    centre: mean.suppression,
  }))
  return composeFigure({
    title: `Suppression by index of division, ${series.assayCode}: ${series.conditionLabel}`,
    description: 'Suppression at the reference ratio by each index of the same generations; dots are runs, diamond and bar their mean over independent units with 95 % interval. The declared index stands first and carries the verdict; the others show how far it depends on the choice.',
    width,
    height: stripHeight(rows.length) + 26,
    panels: [{ panel: stripPanel(rows, { width, axis: 'suppression (%), bar: 95 % over runs', log: false, labelWidth: 285 }), x: 0, y: 22, heading: `Suppression at ${formatRatio(referenceRatio)} by each index; n: independent units` }],
    simulated: series.simulated,
    table: {
      columns: ['Index', 'Mean suppression %', 'Lower 95 %', 'Upper 95 %', 'n', 'Run values %'],
      rows: read.map(({ label, mean }) => [label, mean.suppression.value, intervalAt(mean.suppression, 0.95)?.lower ?? null, intervalAt(mean.suppression, 0.95)?.upper ?? null, mean.suppression.n, mean.runs.flatMap((r) => (r.suppressionPercent === null ? [] : [r.suppressionPercent.toFixed(1)])).join('; ')]),
    },
  })
}
