import { pairRuns } from '../paired-runs/pair-runs.ts'
import { adjustComparisons, pairedComparison, shareOfPairs } from '../paired-runs/paired-comparison.ts'
import { conditionTwins, type Twins } from './condition-twins.ts'
import type { ConditionContrast } from './contrast-results.ts'
import { comparedRatio, placeOf, ratiosOf, runsAt, type AssaySeries, type SeriesRuns } from './series-runs.ts'

type Ratio = ConditionContrast['ratios'][number]

/**
 * Contact against transwell or conditioned medium, and primed against not where the condition says so, of the same preparation in the same runs
 * (thaw or harvest x responder lot x day). The difference of S is the part that needs contact; the soluble share is the percentage of S in
 * contact that is there without. Conditions are compared, never pooled. Holm over the ratios of one contrast.
 */
export function conditionContrasts(assaySeries: AssaySeries, batchId: string): readonly ConditionContrast[] {
  const own = assaySeries.series.filter((s) => s.cells.batchId === batchId)
  return (['contact', 'priming'] as const).flatMap((kind) => conditionTwins(assaySeries.assay, kind).flatMap((twins) =>
    own.filter((s) => s.conditionKey === twins.firstKey).flatMap((first) => {
      const second = own.find((s) => s.conditionKey === twins.secondKey && s.cells.preparationKey === first.cells.preparationKey && s.relation.key === first.relation.key)
      return second === undefined ? [] : [contrastOf(assaySeries, kind, twins, first, second)]
    })))
}

function contrastOf({ assay, plates }: AssaySeries, kind: ConditionContrast['kind'], twins: Twins, first: SeriesRuns, second: SeriesRuns): ConditionContrast {
  const { ratio: reference, warnings } = comparedRatio(assay)
  const [a, b] = [placeOf(assay, twins.firstKey), placeOf(assay, twins.secondKey)]
  const [inFirst, inSecond] = kind === 'contact' ? ['in contact', twins.what === 'transwell' ? 'across the transwell' : 'in conditioned medium'] : ['primed', 'not primed']
  const words = { first: `S ${inFirst}`, second: `S ${inSecond}`, paired: 'paired by run' }
  const ratios = ratiosOf(first).filter((r) => runsAt(second, r).length > 0).map((ratio): Ratio => {
    const pairs = pairRuns(runsAt(first, ratio), runsAt(second, ratio), 'run', words)
    const share = kind === 'priming' ? null : shareOfPairs(pairs, plates, pairs.second, { name: words.first, values: pairs.first }, `soluble share, S ${inSecond} as percentage of S in contact, ratio of the means over runs`, words)
    return { ratio, isReference: Math.abs(ratio / reference - 1) < 1e-6, comparison: pairedComparison(pairs, plates, words), solubleShare: share }
  })
  const comparisons = adjustComparisons(ratios.map((r) => r.comparison), 'ratio')
  return {
    kind,
    assayId: assay.id,
    assayCode: assay.code,
    firstKey: twins.firstKey,
    firstLabel: a.conditionLabel,
    secondKey: twins.secondKey,
    secondLabel: b.conditionLabel,
    what: twins.what,
    preparation: first.cells.preparation,
    relation: first.relation.text,
    readoutUnit: a.readoutUnit,
    ratios: ratios.map((r, i) => ({ ...r, comparison: comparisons[i] ?? r.comparison })),
    warnings: [...new Set([
      ...warnings,
      ...twins.warnings,
      ...(ratios.length === 0 ? ['The two conditions have no ratio in common.'] : []),
      ...(twins.what === 'conditioned medium' ? ['In conditioned medium the ratio counts the MSC that conditioned it; no MSC are in the wells.'] : []),
      ...first.warnings,
      ...second.warnings,
      ...ratios.flatMap((r) => [...r.comparison.difference.warnings, ...(r.solubleShare?.warnings ?? [])]),
    ])],
    simulated: [...first.results, ...second.results].some((r) => r.result.suppression.simulated),
  }
}
