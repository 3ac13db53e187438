import { mean } from '../../statistics/descriptive.ts'
import { meanInterval } from '../../statistics/mean-interval.ts'
import type { Estimate, ResultSource } from '../estimate.ts'
import type { Run } from './runs.ts'
import type { RunMean } from './suppression-results.ts'
import { singularUnit, unitGroups, type UnitGroups } from './unit-groups.ts'

/** Fewest independent units that give an interval, and so a verdict. */
export const RUNS_NEEDED = 3

/** Values that may enter a t interval, and what they are. */
export type IndependentUnits = {
  readonly values: readonly number[]
  readonly of: UnitGroups['of']
  readonly warnings: readonly string[]
}

/** Independent units of the assessable runs at one ratio: each the mean of the runs that share a thaw or donor (`unitGroups`). */
export function independentUnits(runs: readonly Run[]): IndependentUnits {
  const assessable = runs.filter((r) => r.summary.suppressionPercent !== null)
  const { groups, of, warnings } = unitGroups(assessable.map((r) => ({ thaw: r.origin.key, lot: r.lot })), runs.map((r) => r.lot))
  const values = groups.flatMap((group) => mean(group.flatMap((i) => assessable[i]?.summary.suppressionPercent ?? [])) ?? [])
  return { values, of, warnings }
}

/**
 * Mean suppression over runs at each ratio: the only in-vitro figure that may carry a verdict. S = mean of S_r over the independent units,
 * interval S +- t(k - 1) SD / sqrt(k) at 95 and 90 %, for k >= 3. With fewer, the mean is given without interval ("k runs, 3 needed").
 * Runs that all agree exactly give no interval either: their spread is not known.
 * @param shared warnings that belong to every number of the series.
 */
export function runMeans(runs: readonly Run[], sources: ReadonlyMap<string, ResultSource>, shared: readonly string[]): readonly RunMean[] {
  const ratios = [...new Set(runs.map((r) => r.summary.ratio))].toSorted((a, b) => a - b)
  return ratios.map((ratio) => {
    const here = runs.filter((r) => r.summary.ratio === ratio)
    const units = independentUnits(here)
    const assessable = here.filter((r) => r.summary.suppressionPercent !== null)
    const used = new Set(assessable.flatMap((r) => r.summary.plates))
    const unit = units.of === 'runs' ? 'runs' : `${units.of} (${String(assessable.length)} runs averaged to ${String(units.values.length)})`
    return { ratio, suppression: estimateOf(here, units, [...used].flatMap((code) => sources.get(code) ?? []), shared), runs: here.map((r) => r.summary), unit }
  })
}

function estimateOf(runs: readonly Run[], units: IndependentUnits, sources: readonly ResultSource[], shared: readonly string[]): Estimate {
  const assessable = runs.filter((r) => r.summary.suppressionPercent !== null)
  const refused = runs.filter((r) => r.summary.suppressionPercent === null).map((r) => `Run ${r.summary.label} is not assessable: ${r.summary.notAssessable ?? ''}.`)
  const k = units.values.length
  const base = {
    unit: '%',
    n: k,
    nOf: units.of === 'responder donors' ? 'donors' : 'runs',
    method: `mean of S over ${units.of === 'runs' ? 'runs' : `${units.of}, each the mean of its runs`}, t interval with k - 1 df`,
    simulated: assessable.some((r) => r.summary.simulated),
    sources,
  } as const
  const value = mean(units.values)
  const warnings = [...shared, ...units.warnings, ...refused]
  const assumptions = [
    { assumption: 'runs are independent', outcome: 'holds', detail: `unit: ${units.of}; shared thaws and donors were averaged first` },
    { assumption: 'S of the runs is about normal', outcome: 'not checked', detail: `${String(k)} values are too few to check it` },
  ] as const
  if (value === undefined) {
    const reason = `no run could be assessed: ${runs.map((r) => `${r.summary.label}: ${r.summary.notAssessable ?? ''}`).join('; ')}`
    return { ...base, value: null, notAssessable: reason, intervals: [], noInterval: reason, assumptions: [], warnings }
  }
  if (k < RUNS_NEEDED) {
    const reason = `${String(k)} ${k === 1 ? singularUnit(units.of) : units.of}, ${String(RUNS_NEEDED)} needed`
    return { ...base, value, intervals: [], noInterval: reason, assumptions, warnings: [...warnings, reason] }
  }
  const interval = meanInterval(units.values, [0.95, 0.9])
  if (!interval.ok) return { ...base, value, intervals: [], noInterval: interval.error, assumptions, warnings: [...warnings, interval.error] }
  return { ...base, value, intervals: interval.value.intervals, assumptions, warnings }
}
