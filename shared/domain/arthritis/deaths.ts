import { timeWeightedMean, type OutsideRule, type TimedValue, type TimeWeightedMean } from '../../statistics/auc.ts'
import { fail, ok, type Result } from '../../util/result.ts'
import type { deathCauses } from '../../records/experiment.ts'

export type DeathCause = (typeof deathCauses)[number]
export type Death = { readonly day: number; readonly cause: DeathCause }

/** How the time after a death counts: the primary rule, or one of the two sensitivity analyses. */
export const deathHandlings = ['primary', 'last value carried forward', 'observed only'] as const
export type DeathHandling = (typeof deathHandlings)[number]

export type ScoreWindow = { readonly from: number; readonly to: number }

export type ScoreCourse = {
  /** Total scores in units of the scale, by day; one per day. */
  readonly points: readonly TimedValue[]
  readonly death?: Death | undefined
  readonly window: ScoreWindow
  readonly scaleMaximum: number
  /** Part of the window, 0 to 1, that must be observed unless a death carries the maximum. */
  readonly minimumObserved: number
}

/**
 * m_i: time-weighted mean score of one animal over [first administration, planned end], in percent of the scale maximum.
 * Trapezoid over the observed days; at the ends of the window the curve is interpolated between observations on either side, and never
 * extrapolated beyond the first or last observation, except by the rule for deaths:
 * - primary: a death by arthritis endpoint or related to treatment carries the scale maximum from the day of death to the planned end,
 *   with the last score held up to the death; every other animal counts with its observed time when that covers at least
 *   `minimumObserved` of the window, else it is missing. Deaths after the planned end change nothing.
 * - last value carried forward: the last score of every animal is held to the planned end.
 * - observed only: the observed part of the window, however short.
 * An animal that dies of a cause that carries the maximum before it is ever scored counts with the maximum alone.
 *
 * Reasons for failure: no score, death before the window, two scores on one day, too little observed.
 */
export function meanScorePercent(course: ScoreCourse, handling: DeathHandling): Result<TimeWeightedMean> {
  const { window, death, scaleMaximum } = course
  if (death !== undefined && death.day < window.from) return fail(`died on day ${death.day}, before the first administration on day ${window.from}`)
  const points = course.points.map(({ time, value }) => ({ time, value: (100 * value) / scaleMaximum }))
  const carriesMaximum = death !== undefined && death.day <= window.to && carries(death.cause)
  if (handling === 'primary' && carriesMaximum && death.day < window.to && points.length === 0) return onlyMaximum(death.day, window)
  const after: OutsideRule =
    handling === 'last value carried forward' ? { kind: 'carry' }
    : handling === 'primary' && carriesMaximum ? { kind: 'constant', value: 100, since: death.day }
    : { kind: 'observed-only' }
  const minimumObserved = handling === 'primary' && !carriesMaximum ? course.minimumObserved : 0
  return timeWeightedMean(points, { from: window.from, to: window.to, before: { kind: 'observed-only' }, after, minimumObserved })
}

/** True for causes that count as the worst score until the planned end. */
export function carries(cause: DeathCause): boolean {
  return cause === 'arthritis-endpoint' || cause === 'treatment-related'
}

function onlyMaximum(day: number, window: ScoreWindow): Result<TimeWeightedMean> {
  const filled = (window.to - day) / (window.to - window.from)
  return ok({
    value: 100, area: 100 * (window.to - day), coveredFrom: day, coveredTo: window.to, observedFraction: 0, filledFraction: filled, n: 0,
    method: 'scale maximum from the day of death to the planned end', warnings: ['Never scored before its death: only the maximum carried from the death on counts.'],
  })
}
