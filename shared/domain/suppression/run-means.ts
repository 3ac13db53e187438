import { mean } from '../../statistics/descriptive.ts'
import { meanInterval } from '../../statistics/mean-interval.ts'
import type { Estimate, ResultSource } from '../estimate.ts'
import type { Run } from './runs.ts'
import type { RunMean } from './suppression-results.ts'

/** Fewest independent units that give an interval, and so a verdict. */
const RUNS_NEEDED = 3

/** Values that may enter a t interval, and what they are. */
export type IndependentUnits = {
  readonly values: readonly number[]
  readonly of: 'runs' | 'thaws or harvests' | 'responder donors'
  readonly warnings: readonly string[]
}

type Valued = { readonly value: number; readonly thaw: string; readonly donor: string; readonly isPool: boolean }

/**
 * Independent units of the assessable runs at one ratio. Where runs share thaws (or harvests) of the MSC or responder donors, they are
 * averaged first, to whichever of the two has fewer levels (thaws where equal, since the MSC are what is judged).
 * - Lots that share a donor are one donor level. Lots without donors on record are a level each.
 * - A frozen pool of donors is one responder lot, not a donor: runs that share it do not share a donor. They hold for that pool only, which
 *   is said in a warning.
 */
export function independentUnits(runs: readonly Run[]): IndependentUnits {
  const levels = donorLevels(runs)
  const valued = runs.flatMap(({ summary, origin, lot }): Valued[] =>
    summary.suppressionPercent === null ? [] : [{ value: summary.suppressionPercent, thaw: origin.key, donor: levels.get(lot.id) ?? lot.id, isPool: lot.frozenPool }],
  )
  const thaws = new Set(valued.map((v) => v.thaw)).size
  const donors = new Set(valued.map((v) => v.donor)).size
  const sharesThaw = thaws < valued.length
  const sharesDonor = new Set(valued.filter((v) => !v.isPool).map((v) => v.donor)).size < valued.filter((v) => !v.isPool).length
  const warnings = [
    ...(donors === 1 && valued.length > 1 ? [`All runs share ${valued[0]?.isPool === true ? 'one frozen responder pool' : 'one responder donor'}: the result holds for it, and says nothing of other responders.`] : []),
    ...(valued.some((v) => v.donor.startsWith('lot:') && !v.isPool) ? ['A responder lot names no donors: whether runs share a responder donor is not known.'] : []),
  ]
  if (!sharesThaw && !sharesDonor) return { values: valued.map((v) => v.value), of: 'runs', warnings }
  const byDonor = sharesDonor && donors < thaws
  const values = averaged(valued, (v) => (byDonor ? v.donor : v.thaw))
  const of = byDonor ? 'responder donors' : 'thaws or harvests'
  return { values, of, warnings: [...warnings, `Runs share ${[...(sharesThaw ? ['thaws or harvests'] : []), ...(sharesDonor ? ['responder donors'] : [])].join(' and ')}: ${String(valued.length)} runs were averaged to ${String(values.length)} ${of} first.`] }
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
    const reason = `${String(k)} ${k === 1 ? singular(units.of) : units.of}, ${String(RUNS_NEEDED)} needed`
    return { ...base, value, intervals: [], noInterval: reason, assumptions, warnings: [...warnings, reason] }
  }
  const interval = meanInterval(units.values, [0.95, 0.9])
  if (!interval.ok) return { ...base, value, intervals: [], noInterval: interval.error, assumptions, warnings: [...warnings, interval.error] }
  return { ...base, value, intervals: interval.value.intervals, assumptions, warnings }
}

function singular(of: IndependentUnits['of']): string {
  return { runs: 'run', 'thaws or harvests': 'thaw or harvest', 'responder donors': 'responder donor' }[of]
}

function averaged(values: readonly Valued[], by: (v: Valued) => string): readonly number[] {
  const groups = new Map<string, number[]>()
  for (const v of values) {
    const group = groups.get(by(v))
    if (group === undefined) groups.set(by(v), [v.value])
    else group.push(v.value)
  }
  return [...groups.values()].flatMap((group) => mean(group) ?? [])
}

/** Level of each lot: lots are joined while they share a donor; frozen pools, and lots without donors, stay on their own. */
function donorLevels(runs: readonly Run[]): ReadonlyMap<string, string> {
  const lots = new Map(runs.map((r) => [r.lot.id, r.lot]))
  const level = new Map<string, string>()
  for (const lot of lots.values()) {
    if (lot.frozenPool || lot.donorIds.length === 0) {
      level.set(lot.id, `lot:${lot.id}`)
      continue
    }
    const joined = new Set([...lots.values()].filter((other) => !other.frozenPool && other.donorIds.some((d) => lot.donorIds.includes(d))).flatMap((other) => level.get(other.id) ?? []))
    const name = [...joined][0] ?? `donors of ${lot.id}`
    level.set(lot.id, name)
    for (const [id, old] of level) if (joined.has(old)) level.set(id, name)
  }
  return level
}
