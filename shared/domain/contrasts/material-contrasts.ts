import type { Notebook } from '../../records/notebook.ts'
import { pairRuns } from '../paired-runs/pair-runs.ts'
import { adjustComparisons, pairedComparison } from '../paired-runs/paired-comparison.ts'
import type { MaterialContrast } from './contrast-results.ts'
import { comparedRatio, placeOf, ratiosOf, runsAt, sideWords, type AssaySeries, type SeriesRuns } from './series-runs.ts'

/**
 * Every preparation of a batch against every other preparation in the same assay condition: passages, primed against not, other donors, reference
 * lots, control cells. What pairs them is the responder lot and the day; the thaws differ and enter as units. The declared ratio is tested, Holm over
 * all pairs of the condition; other ratios are described. Two preparations of the batch itself are compared once, and stay even where no
 * run has both; cells of other batches that never met these are not listed.
 */
export function materialContrasts(notebook: Notebook, { assay, series, plates }: AssaySeries, batchId: string): readonly MaterialContrast[] {
  const { ratio, warnings: ofRatio } = comparedRatio(assay)
  const own = series.filter((s) => s.cells.batchId === batchId)
  return [...new Set(own.map((s) => s.conditionKey))].flatMap((conditionKey) => {
    const here = series.filter((s) => s.conditionKey === conditionKey)
    const pairs = here.flatMap((first, i) => here.slice(i + 1).map((second) => [first, second] as const))
      .filter(([a, b]) => a.cells.preparationKey !== b.cells.preparationKey && (a.cells.batchId === batchId || b.cells.batchId === batchId))
      // The batch the report is about comes first.
      .map(([a, b]) => (a.cells.batchId === batchId ? ([a, b] as const) : ([b, a] as const)))
      .filter(([a, b]) => b.cells.batchId === a.cells.batchId || haveMet(a, b))
    return adjusted(pairs.map(([first, second]): MaterialContrast => {
      const words = { first: `S of ${sideWords(notebook, first.cells)}`, second: `S of ${sideWords(notebook, second.cells)}`, paired: 'paired by responders and day' }
      const at = (r: number): ReturnType<typeof pairRuns> => pairRuns(runsAt(first, r), runsAt(second, r), 'responders and day', words)
      const others = ratiosOf(first).filter((r) => Math.abs(r / ratio - 1) >= 1e-6 && runsAt(second, r).length > 0)
      const comparison = pairedComparison(at(ratio), plates, words)
      return {
        ...placeOf(assay, conditionKey),
        first: sideWords(notebook, first.cells),
        second: sideWords(notebook, second.cells),
        ratio,
        comparison,
        otherRatios: others.map((r) => ({ ratio: r, difference: pairedComparison(at(r), plates, words).difference })),
        warnings: [...new Set([...ofRatio, ...relationWarning(first, second), ...first.warnings, ...second.warnings, ...comparison.difference.warnings])],
        simulated: [...first.results, ...second.results].some((r) => r.result.suppression.simulated),
      }
    }))
  })
}

function adjusted(contrasts: readonly MaterialContrast[]): readonly MaterialContrast[] {
  const comparisons = adjustComparisons(contrasts.map((c) => c.comparison), 'comparison of preparations')
  return contrasts.map((c, i) => ({ ...c, comparison: comparisons[i] ?? c.comparison }))
}

/** True when both were tested with the same responders on the same known day. */
function haveMet(a: SeriesRuns, b: SeriesRuns): boolean {
  const blocks = new Set(a.runs.filter((r) => r.summary.day !== 'not recorded').map((r) => `${r.lot.id}|${r.summary.day}`))
  return b.runs.some((r) => blocks.has(`${r.lot.id}|${r.summary.day}`))
}

function relationWarning(a: SeriesRuns, b: SeriesRuns): readonly string[] {
  return a.relation.key === b.relation.key ? [] : [`The relation to the responders differs (${a.relation.text} against ${b.relation.text}): cells and relation are compared together.`]
}
