import type { Estimate as Statistic } from '../statistics/estimate.ts'
import type { Interval } from '../util/interval.ts'
import type { Result } from '../util/result.ts'
import type { Assumption, Estimate, ResultSource, UnitOfN } from './estimate.ts'

/** What a statistic does not know about itself: unit, what n counts, where the numbers came from. */
export type GroupContext = {
  readonly unit: string
  readonly n: number
  readonly nOf: UnitOfN
  readonly simulated: boolean
  readonly sources: readonly ResultSource[]
  readonly assumptions?: readonly Assumption[]
  readonly warnings?: readonly string[]
}

/** A quantity that cannot be assessed, with the reason. */
export function notAssessed(reason: string, method: string, context: GroupContext): Estimate {
  return { value: null, notAssessable: reason, intervals: [], noInterval: 'not assessable', method, ...base(context) }
}

/**
 * A statistic as a printable estimate; a failed one is not assessable for its reason.
 * @param factor multiplies value and bounds: 100 turns a proportion into percent.
 */
export function fromStatistic(result: Result<Statistic<unknown>>, method: string, context: GroupContext, factor = 1): Estimate {
  if (!result.ok) return notAssessed(result.error, method, context)
  const { value, intervals, warnings } = result.value
  const shared = base({ ...context, warnings: [...(context.warnings ?? []), ...warnings] })
  const text = `${method}; ${result.value.method}`
  if (intervals.length === 0) return { value: factor * value, intervals: [], noInterval: warnings[0] ?? 'no interval could be computed', method: text, ...shared }
  return { value: factor * value, intervals: intervals.map((i) => scaled(i, factor)), method: text, ...shared }
}

function scaled(interval: Interval, factor: number): Interval {
  const times = (bound: number | null): number | null => (bound === null ? null : factor * bound)
  return { ...interval, lower: times(interval.lower), upper: times(interval.upper) }
}

function base({ unit, n, nOf, simulated, sources, assumptions = [], warnings = [] }: GroupContext): Omit<Estimate, 'value' | 'intervals' | 'method'> {
  return { unit, n, nOf, simulated, sources, assumptions, warnings }
}

/** A value without interval, and why there is none. */
export function withoutInterval(value: number, why: string, method: string, context: GroupContext): Estimate {
  return { value, intervals: [], noInterval: why, method, ...base(context) }
}
