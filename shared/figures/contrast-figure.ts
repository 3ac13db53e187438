import type { ContrastResults } from '../domain/contrasts/contrast-results.ts'
import { intervalAt } from '../domain/estimate.ts'
import type { PairedComparison } from '../domain/paired-runs/paired-results.ts'
import { formatRatio } from '../util/format-number.ts'
import { composeFigure, type Label } from './compose-figure.ts'
import type { Figure } from './figure.ts'
import { soft } from './palette.ts'
import { shortened, stripHeight, stripPanel } from './strip-panel.ts'

const width = 700
const labelWidth = 330
const top = 46
/** Rows of one figure: more would not fit a page of a report. */
const rowsEach = 14

type Row = { readonly label: string; readonly place: string; readonly comparison: PairedComparison; readonly simulated: boolean }

/**
 * Differences of suppression over runs: preparations against each other at the declared ratio, contact against transwell or conditioned medium,
 * primed against not. A dot a run that has both sides, a diamond the mean difference with its 95 % interval over independent units. Several
 * figures where one would not fit a page; none where no run has both sides.
 */
export function contrastFigures(results: ContrastResults): readonly Figure[] {
  const rows = rowsOf(results).filter((r) => r.comparison.runs.some((run) => run.first !== null && run.second !== null))
  const parts = Array.from({ length: Math.ceil(rows.length / rowsEach) }, (_, i) => rows.slice(i * rowsEach, (i + 1) * rowsEach))
  return parts.map((part, i) => figureOf(part, parts.length === 1 ? '' : `, part ${String(i + 1)} of ${String(parts.length)}`))
}

function rowsOf(results: ContrastResults): readonly Row[] {
  return [
    ...results.materials.map((m): Row => ({ label: `${m.first} − ${m.second}`, place: `${m.assayCode}, ${m.conditionLabel}, ${formatRatio(m.ratio)}`, comparison: m.comparison, simulated: m.simulated })),
    ...results.conditions.flatMap((c) => c.ratios.map((r): Row => ({ label: `${c.firstLabel} − ${c.secondLabel}`, place: `${c.assayCode}, ${c.preparation}, ${formatRatio(r.ratio)}`, comparison: r.comparison, simulated: c.simulated }))),
  ]
}

function figureOf(rows: readonly Row[], part: string): Figure {
  const panel = stripPanel(
    rows.map(({ comparison }) => ({
      label: '',
      points: comparison.runs.flatMap((run) => (run.first === null || run.second === null ? [] : [{ x: run.first - run.second, id: run.label }])),
      centre: comparison.difference,
    })),
    { width, axis: 'difference of suppression, points; above 0: the first suppresses more', log: false, labelWidth },
  )
  const labels = rows.flatMap((row, i): Label[] => {
    const y = top + 6 + 34 * i + 16
    const { difference } = row.comparison
    return [
      { text: shortened(row.label, 62), x: 4, y: y - 4, size: 9.5 },
      { text: shortened(`${row.place}; n = ${String(difference.n)} ${difference.nOf}`, 66), x: 4, y: y + 8, size: 8.5, colour: soft },
    ]
  })
  return composeFigure({
    title: `Comparisons over runs${part}`,
    description: 'Difference of suppression in points, first minus second, of preparations or conditions: dots are runs that have both sides, diamonds the mean with its 95 % interval over independent units; no bar where there is no interval.',
    width,
    height: top + stripHeight(rows.length) + 4,
    panels: [{ panel, x: 0, y: top }],
    labels: [{ text: 'First − second', x: 4, y: top - 22, bold: true }, { text: 'dots: runs; diamond: mean with 95 % interval', x: 4, y: top - 8, size: 9, colour: soft }, ...labels],
    simulated: rows.some((r) => r.simulated),
    table: {
      columns: ['First − second', 'Where', 'Difference, points', 'Lower 95 %', 'Upper 95 %', 'p, adjusted', 'n', 'n of'],
      rows: rows.map(({ label, place, comparison: { difference, test } }) => [label, place, difference.value, intervalAt(difference, 0.95)?.lower ?? null, intervalAt(difference, 0.95)?.upper ?? null, test.adjustedP, difference.n, difference.nOf]),
    },
  })
}
