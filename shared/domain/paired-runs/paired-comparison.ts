import { mean } from '../../statistics/descriptive.ts'
import { meanInterval } from '../../statistics/mean-interval.ts'
import { holm } from '../../statistics/many-groups/multiple-testing.ts'
import { pairedPercent } from '../../statistics/two-groups/paired-percent.ts'
import { pairedT, type PairedT } from '../../statistics/two-groups/paired-t.ts'
import type { Estimate as Statistic } from '../../statistics/estimate.ts'
import type { Result } from '../../util/result.ts'
import type { Assumption, Estimate, ResultSource, TestResult } from '../estimate.ts'
import { fromStatistic, notAssessed, withoutInterval, type GroupContext } from '../group-estimate.ts'
import { RUNS_NEEDED } from '../suppression/run-means.ts'
import { singularUnit } from '../suppression/unit-groups.ts'
import { sourcesOfPairs, type RunPairs, type SideNames } from './pair-runs.ts'
import type { PairedComparison } from './paired-results.ts'

/** Words and surroundings of a comparison. */
export type ComparisonWords = SideNames & {
  /** How the runs were paired, for the method. */
  readonly paired: string
  readonly warnings?: readonly string[]
}

const LEVELS = [0.95, 0.9]

/**
 * Both sides and their difference over the independent units of paired runs: means with t intervals, the difference with a paired t interval
 * and test. Fewer than three units: values without interval and p ("2 runs, 3 needed").
 */
export function pairedComparison(pairs: RunPairs, plates: ReadonlyMap<string, ResultSource>, words: ComparisonWords): PairedComparison {
  const context = contextOf(pairs, plates, words)
  const side = (name: string, values: readonly number[]): Estimate => overUnits(pairs, values, meanInterval(values, LEVELS), `${name}: mean of S over paired ${pairs.of}, t interval with k - 1 df`, { ...context, unit: '%' })
  const differences = pairs.first.map((v, i) => v - (pairs.second[i] ?? NaN))
  const test = pairedT(pairs.first, pairs.second, LEVELS)
  return {
    first: side(words.first, pairs.first),
    second: side(words.second, pairs.second),
    difference: overUnits(pairs, differences, test, `${words.first} minus ${words.second}, ${words.paired}: mean over ${pairs.of}, paired t interval with k - 1 df`, { ...context, unit: 'points' }),
    test: testOf(pairs, test, words, context),
    runs: pairs.pairs,
    unit: pairs.of === 'runs' ? 'runs' : `${pairs.of} (${String(pairs.complete)} runs averaged to ${String(pairs.first.length)})`,
  }
}

/**
 * Percentage that one quantity of the pairs is of another, as ratio of their means over the units with Fieller's interval. Undefined unless
 * the lower 95 % bound of the whole is above 0. May exceed 100 % or fall below 0; never clipped.
 */
export function shareOfPairs(pairs: RunPairs, plates: ReadonlyMap<string, ResultSource>, part: readonly number[], whole: { readonly name: string; readonly values: readonly number[] }, method: string, words: ComparisonWords): Estimate {
  const context = { ...contextOf(pairs, plates, words), unit: '%' }
  if (pairs.first.length < RUNS_NEEDED) return notAssessed(fewUnits(pairs), method, context)
  const share = pairedPercent(part, whole.values, LEVELS)
  if (!share.ok) return notAssessed(`${share.error.replace('share: ', '').replace('the whole', whole.name)}: a share is not defined unless what it is a share of is shown to be above 0`, method, context)
  const estimate = fromStatistic(share, method, context)
  const beyond = share.value.value > 100 ? [`${words.second}: the share is above 100 %; kept as such.`] : share.value.value < 0 ? [`${words.second}: the share is below 0; kept as such.`] : []
  return { ...estimate, warnings: [...estimate.warnings, ...beyond] }
}

/** Holm's adjustment over a family of comparisons. One without p counts in it as p = 1, so that leaving it undone cannot make the others smaller. */
export function adjustComparisons<C extends { readonly test: TestResult }>(family: readonly C[], what: string): readonly C[] {
  const adjusted = holm(family.map((c) => c.test.p ?? 1))
  const adjustment = family.length === 1 ? `none needed: one ${what}` : `Holm over ${String(family.length)} ${what}s`
  return family.map((c, i) => ({ ...c, test: { ...c.test, adjustment, adjustedP: c.test.p === null ? null : (adjusted[i] ?? null) } }))
}

function contextOf(pairs: RunPairs, plates: ReadonlyMap<string, ResultSource>, words: ComparisonWords): Omit<GroupContext, 'unit'> {
  const leftOut = pairs.pairs.filter((p) => p.leftOut !== undefined).map((p) => `Run ${p.label} is left out: ${p.leftOut ?? ''}.`)
  const assumptions: readonly Assumption[] = [
    { assumption: 'runs are independent', outcome: 'holds', detail: `unit: ${pairs.of}; shared thaws and donors were averaged first` },
    { assumption: 'differences of S over runs are about normal', outcome: 'not checked', detail: `${String(pairs.first.length)} values are too few to check it` },
  ]
  return {
    n: pairs.first.length,
    nOf: pairs.of === 'responder donors' ? 'donors' : 'runs',
    simulated: pairs.simulated,
    sources: sourcesOfPairs(pairs, plates),
    assumptions,
    warnings: [...(words.warnings ?? []), ...pairs.warnings, ...leftOut],
  }
}

function overUnits(pairs: RunPairs, values: readonly number[], interval: Result<Statistic<number>>, method: string, context: GroupContext): Estimate {
  const value = mean(values)
  if (value === undefined) return notAssessed(nothingPaired(pairs), method, { ...context, assumptions: [] })
  if (values.length < RUNS_NEEDED) return withoutInterval(value, fewUnits(pairs), method, context)
  if (!interval.ok) return withoutInterval(value, interval.error, method, context)
  return fromStatistic(interval, method, context)
}

function testOf(pairs: RunPairs, result: Result<PairedT>, words: ComparisonWords, { n, nOf, simulated }: Omit<GroupContext, 'unit'>): TestResult {
  const base = { test: 'paired t test over runs', adjustedP: null, adjustment: 'none', statisticName: 't', smallestP: null, n, nOf, simulated } as const
  const none = (reason: string): TestResult => ({ ...base, p: null, statistic: null, method: 'no p value', warnings: [`No p value: ${reason}.`] })
  if (pairs.first.length < RUNS_NEEDED) return none(pairs.first.length === 0 ? nothingPaired(pairs) : fewUnits(pairs))
  if (!result.ok) return none(result.error)
  return { ...base, p: result.value.p, statistic: result.value.t, method: `Student's paired t of S, ${words.paired}, two-sided`, warnings: [] }
}

function nothingPaired(pairs: RunPairs): string {
  return pairs.pairs.length === 0 ? 'there are no runs' : 'no run has both sides'
}

function fewUnits(pairs: RunPairs): string {
  const k = pairs.first.length
  return `${String(k)} ${k === 1 ? singularUnit(pairs.of) : pairs.of} with both sides, ${String(RUNS_NEEDED)} needed`
}
