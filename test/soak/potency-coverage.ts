import { parallelismOf } from '../../shared/domain/potency/parallelism.ts'
import type { ParallelOutcome } from '../../shared/domain/potency/potency-results.ts'
import type { SettingName, SettingUsed } from '../../shared/domain/settings-used.ts'
import { logisticResponse, type LogisticCoefficients } from '../../shared/statistics/curve-fit/dose-response-model.ts'
import type { ParallelWells } from '../../shared/statistics/curve-fit/parallel-curve-model.ts'
import { fitCommonCurves, fitSeparateCurves } from '../../shared/statistics/curve-fit/parallel-curves.ts'
import { normalQuantile } from '../../shared/statistics/distributions.ts'
import { meanInterval } from '../../shared/statistics/mean-interval.ts'
import { seededRandom, type SeededRandom } from '../../shared/statistics/seeded-random.ts'

/** How often a plate is called what, given what is true. At a limit "parallel" must not exceed 5 %. */
export type DecisionRow = { readonly truth: string; readonly cv: number; readonly plates: number } & Readonly<Record<'parallel' | 'notParallel' | 'notShown', number>>

/** How often the interval of the combined relative potency holds the true one, among experiments that give one. */
export type CoverageRow = { readonly runs: number; readonly experiments: number; readonly withInterval: number; readonly covers95: number; readonly covers90: number; readonly meanLnError: number }

export type PotencyCoverage = { readonly decisions: readonly DecisionRow[]; readonly coverage: readonly CoverageRow[] }

const reference: LogisticCoefficients = { b: 1.6, c: 4000, d: 50_000, e: 0.06 }
const doses = [0.005, 0.015, 0.05, 0.15, 0.5, 1.5].flatMap((x) => [x, x, x])
const limit = (name: SettingName, value: number): SettingUsed => ({ name, label: name, value, unit: '', isDefault: true })
const limits = { points: limit('potencyPlateauPoints', 15), low: limit('potencySlopeRatioLow', 0.67), high: limit('potencySlopeRatioHigh', 1.5) }

const truths: readonly (readonly [string, Partial<LogisticCoefficients>])[] = [
  ['parallel', {}],
  ['slope ratio at the limit, 1.5', { b: 2.4 }],
  ['slope ratio at the limit, 0.67', { b: 1.072 }],
  ['plateau at the limit, 15 points', { c: 11_500 }],
  ['slope ratio 2.5', { b: 4 }],
  ['plateau 30 points higher', { c: 19_000 }],
]

/**
 * Simulated plates (6 ratios in triplicate, 6 wells without MSC, wells normal with constant CV of the plate maximum) and experiments of 3 to
 * 6 runs with a between-run SD of ln relative potency of 0.2 about a true relative potency of 1.5. Deterministic by its seed.
 * @param plates per truth and CV; experiments per number of runs are a third of it.
 */
export function potencyCoverage(plates: number, seed: number): PotencyCoverage {
  const random = seededRandom(seed)
  const decisions = [0.02, 0.05].flatMap((cv) => truths.map(([truth, change]) => decisionRow(random, truth, change, cv, plates)))
  return { decisions, coverage: [3, 4, 6].map((runs) => coverageRow(random, runs, Math.ceil(plates / 3))) }
}

function decisionRow(random: SeededRandom, truth: string, change: Partial<LogisticCoefficients>, cv: number, plates: number): DecisionRow {
  const outcomes = Array.from({ length: plates }, () => outcomeOf(plateOf(random, { ...reference, e: reference.e / 1.5, ...change }, cv)))
  const share = (o: ParallelOutcome): number => outcomes.filter((one) => one === o).length / plates
  return { truth, cv, plates, parallel: share('parallel'), notParallel: share('not parallel'), notShown: share('not shown') }
}

function coverageRow(random: SeededRandom, runs: number, experiments: number): CoverageRow {
  const target = Math.log(1.5)
  const results = Array.from({ length: experiments }, () => {
    const values = Array.from({ length: runs }, () => runValue(random, target)).flatMap((v) => v ?? [])
    const interval = values.length < 3 ? undefined : meanInterval(values, [0.95, 0.9])
    return interval?.ok === true ? interval.value : undefined
  }).flatMap((r) => r ?? [])
  const covers = (i: number): number => results.filter((r) => (r.intervals[i]?.lower ?? Infinity) <= target && (r.intervals[i]?.upper ?? -Infinity) >= target).length / results.length
  return { runs, experiments, withInterval: results.length, covers95: covers(0), covers90: covers(1), meanLnError: results.reduce((sum, r) => sum + r.value - target, 0) / results.length }
}

function runValue(random: SeededRandom, target: number): number | undefined {
  const potency = Math.exp(target + 0.2 * normal(random))
  const wells = plateOf(random, { ...reference, e: reference.e / potency }, 0.02)
  if (outcomeOf(wells) !== 'parallel') return undefined
  const fit = fitCommonCurves(wells, [])
  return fit.ok ? fit.value.lnRelativePotency.value : undefined
}

function outcomeOf(wells: ParallelWells): ParallelOutcome {
  return parallelismOf(fitSeparateCurves(wells, [0.9]), limits, { n: wells.controls.length + 2 * doses.length, nOf: 'wells', simulated: true, sources: [] }).outcome
}

function plateOf(random: SeededRandom, test: LogisticCoefficients, cv: number): ParallelWells {
  const read = (curve: LogisticCoefficients, x: number): number => logisticResponse(curve, x) + cv * reference.d * normal(random)
  return {
    controls: [0, 0, 0, 0, 0, 0].map((x) => read(reference, x)),
    reference: { doses, signals: doses.map((x) => read(reference, x)) },
    test: { doses, signals: doses.map((x) => read(test, x)) },
    background: 0,
  }
}

function normal(random: SeededRandom): number {
  return normalQuantile(Math.min(1 - 1e-16, Math.max(1e-16, random.uniform())))
}
