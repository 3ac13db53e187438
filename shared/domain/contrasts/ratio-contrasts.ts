import type { RecordOf } from '../../records/record-kinds.ts'
import { meanInterval } from '../../statistics/mean-interval.ts'
import { tTwoSidedP } from '../../statistics/distributions.ts'
import type { TestResult } from '../estimate.ts'
import { pairRuns } from '../paired-runs/pair-runs.ts'
import { adjustComparisons, pairedComparison } from '../paired-runs/paired-comparison.ts'
import { independentUnits, runMeans, RUNS_NEEDED } from '../suppression/run-means.ts'
import type { Run } from '../suppression/runs.ts'
import { formatRatio } from '../../util/format-number.ts'
import type { RatioContrast } from './contrast-results.ts'
import { comparedRatio, placeOf, ratiosOf, runsAt, type AssaySeries, type SeriesRuns } from './series-runs.ts'

/**
 * Ratios of each preparation of a batch over runs: every ratio against no MSC (mean of S against 0), and against the declared ratio, paired by
 * run. Two families, each with Holm over the ratios of the series.
 */
export function ratioContrasts({ assay, series, plates }: AssaySeries, batchId: string): readonly RatioContrast[] {
  return series.filter((s) => s.cells.batchId === batchId).flatMap((s) => (ratiosOf(s).length === 0 ? [] : [contrastOf(assay, s, plates)]))
}

function contrastOf(assay: RecordOf<'assay'>, s: SeriesRuns, plates: AssaySeries['plates']): RatioContrast {
  const { ratio: reference, warnings } = comparedRatio(assay)
  const ratios = ratiosOf(s)
  const means = runMeans(s.runs, plates, [])
  const none = ratios.flatMap((ratio) => {
    const mean = means.find((m) => m.ratio === ratio)
    return mean === undefined ? [] : [{ ratio, suppression: mean.suppression, test: testOfZero(runsAt(s, ratio)) }]
  })
  const tested = ratios.some((r) => Math.abs(r / reference - 1) < 1e-6)
  const others = tested ? ratios.filter((r) => Math.abs(r / reference - 1) >= 1e-6) : []
  const against = others.map((ratio) => {
    const words = { first: `S at ${formatRatio(ratio)}`, second: `S at ${formatRatio(reference)}`, paired: 'paired by run' }
    return { ratio, ...pairedComparison(pairRuns(runsAt(s, ratio), runsAt(s, reference), 'run', words), plates, words) }
  })
  return {
    ...placeOf(assay, s.conditionKey),
    preparation: s.cells.preparation,
    relation: s.relation.text,
    referenceRatio: reference,
    againstNone: adjustComparisons(none, 'ratio'),
    againstReference: adjustComparisons(against, 'ratio').map(({ ratio, ...comparison }) => ({ ratio, comparison })),
    warnings: [...new Set([...warnings, ...(tested ? [] : [`The reference ratio ${formatRatio(reference)} was not tested.`]), ...s.warnings])],
    simulated: s.results.some((r) => r.result.suppression.simulated),
  }
}

/** Student's t of the mean of S over the independent units against 0. */
function testOfZero(runs: readonly Run[]): TestResult {
  const { values, of } = independentUnits(runs)
  const base = { test: 't test of S against 0 over runs', adjustedP: null, adjustment: 'none', statisticName: 't', smallestP: null, n: values.length, nOf: of === 'responder donors' ? 'donors' : 'runs', simulated: runs.some((r) => r.summary.simulated) } as const
  const none = (reason: string): TestResult => ({ ...base, p: null, statistic: null, method: 'no p value', warnings: [`No p value: ${reason}.`] })
  if (values.length < RUNS_NEEDED) return none(`${String(values.length)} independent ${values.length === 1 ? 'unit' : 'units'}, ${String(RUNS_NEEDED)} needed`)
  const mean = meanInterval(values)
  if (!mean.ok) return none(mean.error)
  const t = mean.value.value / mean.value.standardError
  return { ...base, p: tTwoSidedP(t, mean.value.df), statistic: t, method: "Student's t of the mean of S over independent units, two-sided", warnings: [] }
}
