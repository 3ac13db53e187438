import type { Interval } from '../../util/interval.ts'
import { fail, ok, type Result } from '../../util/result.ts'
import { normalQuantile } from '../distributions.ts'
import { percentText, requireLevel } from '../numeric-input.ts'
import { invalidFollowUp, riskTable, type FollowUp, type RiskRow } from './survival-data.ts'

export type SurvivalStep = RiskRow & {
  /** Proportion without event just after `time`, 0 to 1. */
  readonly survival: number
  /** Greenwood's standard error of the proportion. */
  readonly standardError: number
  /** Log-log interval; null at survival 1 (no event yet) and 0 (everyone had it), where it cannot be estimated. */
  readonly interval: Interval | null
}

export type KaplanMeier = {
  readonly steps: readonly SurvivalStep[]
  /** Time by which half had the event; null when the curve does not reach one half. */
  readonly median: number | null
  /** Interval of the median; null bounds are unbounded: the data do not reach far enough. */
  readonly medianInterval: Interval
  readonly n: { readonly subjects: number; readonly events: number }
  readonly method: string
  readonly warnings: readonly string[]
}

/**
 * Kaplan-Meier curve of one group (1958, J Am Stat Assoc 53:457) with Greenwood's standard error and log-log intervals
 * (Kalbfleisch and Prentice), which stay within 0 and 1 in small groups. Median: first time with survival at or below one half; where
 * the curve runs along one half exactly, the middle of that stretch; its interval are the times at which the bounds of the curve cross one half
 * (Brookmeyer and Crowley 1982, Biometrics 38:29).
 * Reasons for failure: no subject, a time that is negative or no number. No event at all: survival 1, median null, with a warning.
 */
export function kaplanMeier(subjects: readonly FollowUp[], level = 0.95): Result<KaplanMeier> {
  requireLevel(level)
  const invalid = invalidFollowUp('survival', subjects.map((subject) => subject.time))
  if (invalid !== undefined) return fail(invalid)
  const z = normalQuantile((1 + level) / 2)
  let survival = 1
  let greenwood = 0
  const steps = riskTable(subjects).map((row): SurvivalStep => {
    survival = row.events === row.atRisk ? 0 : survival * (1 - row.events / row.atRisk)
    greenwood += row.events === row.atRisk ? 0 : row.events / (row.atRisk * (row.atRisk - row.events))
    return { ...row, survival, standardError: survival * Math.sqrt(greenwood), interval: logLogInterval(survival, Math.sqrt(greenwood), z, level) }
  })
  const events = steps.reduce((sum, step) => sum + step.events, 0)
  const medianInterval: Interval = {
    level,
    lower: firstAtHalf(steps, (step) => step.interval?.lower ?? null),
    upper: firstAtHalf(steps, (step) => step.interval?.upper ?? null),
    method: 'Brookmeyer-Crowley, log-log',
  }
  return ok({
    steps,
    median: firstAtHalf(steps, (step) => step.survival),
    medianInterval,
    n: { subjects: subjects.length, events },
    method: `Kaplan-Meier, Greenwood, log-log ${percentText(level)} intervals`,
    warnings: events === 0 ? ['No event was observed: the curve stays at 100 % and has no interval.'] : [],
  })
}

function logLogInterval(survival: number, relativeError: number, z: number, level: number): Interval | null {
  if (survival === 0 || survival === 1) return null
  const logSurvival = Math.log(survival)
  const shift = Math.exp((z * relativeError) / Math.abs(logSurvival))
  return { level, lower: Math.exp(logSurvival * shift), upper: Math.exp(logSurvival / shift), method: 'Greenwood, log-log' }
}

/** First time at which a curve is at or below one half; the middle of the stretch when it rests on one half exactly and then drops. */
function firstAtHalf(steps: readonly SurvivalStep[], curve: (step: SurvivalStep) => number | null): number | null {
  // Products of fractions miss one half by rounding.
  const tolerance = 1e-9
  const reached = steps.filter((step) => (curve(step) ?? 1) < 0.5 + tolerance)
  const first = reached[0]
  if (first === undefined) return null
  const height = curve(first) ?? 0
  if (Math.abs(height - 0.5) >= tolerance) return first.time
  const drop = reached.find((step) => (curve(step) ?? 1) < height - tolerance)
  return drop === undefined ? first.time : (first.time + drop.time) / 2
}
