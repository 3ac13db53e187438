import type { Interval } from '../../util/interval.ts'
import { fail, ok, type Result } from '../../util/result.ts'
import { normalQuantile } from '../distributions.ts'
import { percentText, requireLevel } from '../numeric-input.ts'
import { invalidFollowUp } from './survival-data.ts'

/** Follow-up that may end in the event of interest, in another event that precludes it (death before onset), or censored. */
export type CompetingFollowUp = { readonly time: number; readonly outcome: 'event' | 'competing' | 'censored' }

export type IncidenceStep = {
  readonly time: number
  readonly atRisk: number
  readonly events: number
  readonly competing: number
  readonly censored: number
  /** Proportion that has had the event of interest by `time`, 0 to 1. */
  readonly incidence: number
  readonly standardError: number
  /** Log-log interval; null while the incidence is 0, or when it is 1. */
  readonly interval: Interval | null
}

export type CumulativeIncidence = {
  readonly steps: readonly IncidenceStep[]
  readonly n: { readonly subjects: number; readonly events: number; readonly competing: number }
  readonly method: string
  readonly warnings: readonly string[]
}

/**
 * Cumulative incidence in the presence of competing events (Aalen and Johansen 1978, Scand J Stat 5:141): F(t) = sum of S(t-) d/n over the
 * times of the event of interest, S being survival from both kinds. One minus Kaplan-Meier, with competing events censored, would
 * overstate it. Variance by the delta method (Marubini and Valsecchi 1995, section 10.3); without competing events it is Greenwood's.
 * Reasons for failure: no subject, a time that is negative or no number. No event of interest: incidence 0, with a warning.
 */
export function cumulativeIncidence(subjects: readonly CompetingFollowUp[], level = 0.95): Result<CumulativeIncidence> {
  requireLevel(level)
  const invalid = invalidFollowUp('incidence', subjects.map((subject) => subject.time))
  if (invalid !== undefined) return fail(invalid)
  const z = normalQuantile((1 + level) / 2)
  let atRisk = subjects.length
  let before = 1
  let incidence = 0
  const times = [...new Set(subjects.map((subject) => subject.time))].sort((a, b) => a - b)
  const rows = times.map((time) => {
    const here = subjects.filter((subject) => subject.time === time)
    const of = (outcome: CompetingFollowUp['outcome']): number => here.filter((subject) => subject.outcome === outcome).length
    const events = of('event')
    const competing = of('competing')
    incidence += (before * events) / atRisk
    const row = { time, atRisk, events, competing, censored: of('censored'), incidence, before }
    before *= 1 - (events + competing) / atRisk
    atRisk -= here.length
    return row
  })
  const steps = rows.map(({ before: _, ...row }, last): IncidenceStep => {
    const variance = rows.slice(0, last + 1).reduce((sum, past) => {
      const ended = past.events + past.competing
      const since = row.incidence - past.incidence
      // Nobody is left after everyone at risk has ended: the incidence stays, and `since` is 0.
      const survivors = past.atRisk === ended ? 0 : (since ** 2 * ended) / (past.atRisk * (past.atRisk - ended))
      const own = (past.before ** 2 * (past.atRisk - past.events) * past.events) / past.atRisk ** 3
      return sum + survivors + own - (2 * since * past.before * past.events) / past.atRisk ** 2
    }, 0)
    const standardError = Math.sqrt(Math.max(0, variance))
    return { ...row, standardError, interval: logLog(row.incidence, standardError, z, level) }
  })
  const total = (outcome: CompetingFollowUp['outcome']): number => subjects.filter((subject) => subject.outcome === outcome).length
  return ok({
    steps,
    n: { subjects: subjects.length, events: total('event'), competing: total('competing') },
    method: `cumulative incidence (Aalen-Johansen), log-log ${percentText(level)} intervals`,
    warnings: total('event') === 0 ? ['No event was observed: the incidence stays at 0 and has no interval.'] : [],
  })
}

function logLog(incidence: number, standardError: number, z: number, level: number): Interval | null {
  // 1 is reached by adding fractions and can miss by rounding.
  if (!(incidence > 0 && incidence < 1 - 1e-12)) return null
  const log = Math.log(incidence)
  const shift = Math.exp((z * standardError) / (incidence * Math.abs(log)))
  return { level, lower: Math.exp(log * shift), upper: Math.exp(log / shift), method: 'delta method, log-log' }
}
