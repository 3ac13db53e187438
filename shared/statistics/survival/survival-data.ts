import { count } from '../numeric-input.ts'

/** Follow-up of one subject: until an event, or until it was last seen without one. */
export type FollowUp = {
  /** In any unit, from the start of the clock; finite, >= 0. */
  readonly time: number
  /** True when the event happened at `time`; false when observation ended there (censored). */
  readonly event: boolean
}

/** A distinct time, with who was at risk just before it. At equal times events come before censoring. */
export type RiskRow = { readonly time: number; readonly atRisk: number; readonly events: number; readonly censored: number }

/** Life table of one group, by ascending time. */
export function riskTable(subjects: readonly FollowUp[]): readonly RiskRow[] {
  const times = [...new Set(subjects.map((subject) => subject.time))].sort((a, b) => a - b)
  let atRisk = subjects.length
  return times.map((time) => {
    const here = subjects.filter((subject) => subject.time === time)
    const events = here.filter((subject) => subject.event).length
    const row = { time, atRisk, events, censored: here.length - events }
    atRisk -= here.length
    return row
  })
}

/** Reason why a group cannot be followed up: nobody in it, or a time that is negative or no number; else undefined. */
export function invalidFollowUp(name: string, times: readonly number[]): string | undefined {
  if (times.length === 0) return `${name}: ${count(0, 'subject')}`
  const bad = times.findIndex((time) => !(Number.isFinite(time) && time >= 0))
  return bad < 0 ? undefined : `${name}: time ${bad + 1} is missing or negative; animals that had the event before the clock started leave the risk set`
}
