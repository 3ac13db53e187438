import { cumulativeIncidence, type CompetingFollowUp, type CumulativeIncidence } from '../../statistics/survival/cumulative-incidence.ts'
import { logRank } from '../../statistics/survival/log-rank.ts'
import type { Result } from '../../util/result.ts'
import type { Estimate, TestResult } from '../estimate.ts'
import { notAssessed, withoutInterval, type GroupContext } from '../group-estimate.ts'
import type { Arm, EffectContext } from './arm-effect.ts'
import { adjustTests } from './arm-test.ts'
import type { AnimalData } from './animal-summary.ts'
import type { OnsetArm, OnsetContrast, OnsetResults } from './arthritis-results.ts'

type Window = { readonly from: number; readonly to: number }
type Followed = { readonly animal: string; readonly outcome: CompetingFollowUp }

const definition = 'onset as cumulative incidence (Aalen-Johansen) from the first administration; deaths by the arthritis endpoint or the treatment before onset compete with it; other deaths and the end of scoring end the follow-up'

/**
 * Onset of arthritis by arm. The clock starts at the first administration (window.from); animals already arthritic leave the risk set, by name.
 * A death by the arthritis endpoint or the treatment before onset is a competing event, other deaths and the last session end the follow-up.
 * Each arm against each vehicle arm by the cause-specific log-rank test, with Holm over the contrasts with one vehicle arm.
 */
export function onsetCurves(arms: readonly Arm[], compared: readonly Arm[], vehicles: readonly Arm[], window: Window, context: EffectContext): OnsetResults {
  if (context.noIncidence !== undefined) return { notApplicable: context.noIncidence, definition, arms: [], contrasts: [], warnings: [] }
  const followed = new Map(arms.map((arm) => [arm.key, arm.animals.flatMap((a) => followUp(a, window) ?? [])]))
  const of = (arm: Arm): readonly CompetingFollowUp[] => (followed.get(arm.key) ?? []).map((f) => f.outcome)
  const clustered = context.design.scheme === 'whole-clusters' ? ['Whole cages were allocated, but animals are the units of this test: its p is too small if animals of a cage resemble each other.'] : []
  return {
    definition,
    arms: arms.map((arm) => onsetArm(arm, of(arm), window, context)),
    contrasts: vehicles.flatMap((vehicle) => contrasts(compared, vehicle, of, clustered, context)),
    warnings: clustered,
  }
}

/** Time from the first administration to onset, death or the last session; undefined for animals not at risk or not followed. */
function followUp({ summary, arthriticAtStart }: AnimalData, window: Window): Followed | undefined {
  if (summary.excludedBecause !== undefined || arthriticAtStart !== false) return undefined
  const { onsetDay, deathDay, deathCause } = summary
  const last = summary.scores.filter((s) => s.day >= window.from).at(-1)?.day
  const after = (day: number): number => Math.max(0, Math.min(day, window.to) - window.from)
  if (onsetDay !== null && onsetDay <= window.to) return { animal: summary.earTag, outcome: { time: after(onsetDay), outcome: 'event' } }
  if (deathDay !== null && deathDay <= window.to) return { animal: summary.earTag, outcome: { time: after(deathDay), outcome: deathCause === 'arthritis-endpoint' || deathCause === 'treatment-related' ? 'competing' : 'censored' } }
  return last === undefined ? undefined : { animal: summary.earTag, outcome: { time: after(last), outcome: 'censored' } }
}

function onsetArm(arm: Arm, followed: readonly CompetingFollowUp[], window: Window, context: EffectContext): OnsetArm {
  const already = arm.animals.filter((a) => a.summary.excludedBecause === undefined && a.arthriticAtStart === true).map((a) => a.summary.earTag)
  const curves = [0.95, 0.9].map((level) => cumulativeIncidence(followed, level))
  const [c95] = curves
  const percent = (x: number | null | undefined): number | null => (x === null || x === undefined ? null : 100 * x)
  return {
    armKey: arm.key,
    label: arm.label,
    atRisk: followed.length,
    alreadyArthritic: already,
    events: followed.filter((f) => f.outcome === 'event').length,
    competing: followed.filter((f) => f.outcome === 'competing').length,
    steps: c95?.ok === true ? c95.value.steps.map((s) => ({ day: window.from + s.time, percent: 100 * s.incidence, lower: percent(s.interval?.lower), upper: percent(s.interval?.upper), atRisk: s.atRisk, events: s.events, competing: s.competing, censored: s.censored })) : [],
    atEnd: atEnd(curves, followed.length, context),
  }
}

/** Cumulative incidence at the end of the follow-up, percent. */
function atEnd(curves: readonly Result<CumulativeIncidence>[], n: number, { simulated, sources }: EffectContext): Estimate {
  const method = 'cumulative incidence of arthritis at the end of the follow-up, death as a competing event (Aalen-Johansen), log-log interval'
  const shared: GroupContext = { unit: '%', n, nOf: 'animals', simulated, sources }
  const lasts = curves.flatMap((c) => (c.ok ? [c.value.steps.at(-1)] : []))
  const [last] = lasts
  if (last === undefined) return notAssessed(n === 0 ? 'no animal was at risk and followed' : 'no follow-up', method, shared)
  const intervals = lasts.flatMap((s) => (s?.interval === null || s?.interval === undefined ? [] : [{ ...s.interval, lower: s.interval.lower === null ? null : 100 * s.interval.lower, upper: s.interval.upper === null ? null : 100 * s.interval.upper }]))
  if (intervals.length === 0) return withoutInterval(100 * last.incidence, last.incidence === 0 ? 'no animal became arthritic' : 'every animal became arthritic', method, shared)
  return { value: 100 * last.incidence, intervals, unit: '%', n, nOf: 'animals', method, assumptions: [], warnings: [], simulated, sources }
}

function contrasts(compared: readonly Arm[], vehicle: Arm, of: (arm: Arm) => readonly CompetingFollowUp[], clustered: readonly string[], context: EffectContext): readonly OnsetContrast[] {
  const tests = adjustTests(compared.map((arm) => causeSpecificLogRank(of(arm), of(vehicle), clustered, context)))
  return compared.flatMap((arm, i) => {
    const test = tests[i]
    return test === undefined ? [] : [{ armKey: arm.key, armLabel: arm.label, vehicleArmKey: vehicle.key, test }]
  })
}

/** Log-rank test of the onset itself: competing deaths end the follow-up, which is why it is called cause-specific. */
function causeSpecificLogRank(treated: readonly CompetingFollowUp[], vehicle: readonly CompetingFollowUp[], clustered: readonly string[], { simulated }: EffectContext): TestResult {
  const groups = [treated, vehicle].map((group) => group.map(({ time, outcome }) => ({ time, event: outcome === 'event' })))
  const result = logRank(groups)
  const base = { test: 'cause-specific log-rank test of onset', adjustedP: null, adjustment: 'none', statisticName: 'chi-square', smallestP: null, n: treated.length + vehicle.length, nOf: 'animals', simulated } as const
  if (!result.ok) return { ...base, p: null, statistic: null, method: 'no p value', warnings: [result.error, ...clustered] }
  const events = result.value.groups.reduce((sum, g) => sum + g.observed, 0)
  const few = events < 10 ? ['Fewer than 10 onsets: the chi-square approximation of p is rough.'] : []
  return { ...base, p: result.value.p, statistic: result.value.chiSquare, method: `${result.value.method}; deaths before onset end the follow-up (cause-specific)`, warnings: [...result.value.warnings, ...few, ...clustered] }
}
