import type { TimedValue } from '../../statistics/auc.ts'

/** Onset is confirmed by `sessions` consecutive sessions with at least `minimumScore`. */
export type OnsetRule = { readonly minimumScore: number; readonly sessions: number }

export type Onset = {
  /** First day of the first run of sessions that confirms onset; null when there is none. */
  readonly day: number | null
  /** First day of a run at the end that is too short to confirm onset; null otherwise. */
  readonly unconfirmedSince: number | null
}

/**
 * Onset of one animal: the first of at least `sessions` consecutive scored sessions with at least `minimumScore`, on the animal's own
 * sessions (a session in which it was not scored neither confirms nor breaks a run). Points in ascending order of time.
 */
export function onsetOf(points: readonly TimedValue[], rule: OnsetRule): Onset {
  let start: number | null = null
  let length = 0
  for (const { time, value } of points) {
    if (value < rule.minimumScore) {
      start = null
      length = 0
      continue
    }
    start ??= time
    length++
    if (length >= rule.sessions) return { day: start, unconfirmedSince: null }
  }
  return { day: null, unconfirmedSince: start }
}

/**
 * Days with arthritis from `from` to `to`: the time between sessions counts when the session at its start scored at least
 * `minimumScore` (the score holds until the next session); nothing counts after the last session. Points in ascending order.
 */
export function daysArthritic(points: readonly TimedValue[], minimumScore: number, from: number, to: number): number {
  return points.slice(1).reduce((days, point, i) => {
    const before = points[i]
    if (before === undefined || before.value < minimumScore) return days
    return days + Math.max(0, Math.min(point.time, to) - Math.max(before.time, from))
  }, 0)
}
