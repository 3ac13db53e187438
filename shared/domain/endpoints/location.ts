import { mean as meanOf } from '../../statistics/descriptive.ts'
import { meanInterval } from '../../statistics/mean-interval.ts'
import type { Interval } from '../../util/interval.ts'
import type { Estimate } from '../estimate.ts'
import { fromStatistic, notAssessed, withoutInterval, type GroupContext } from '../group-estimate.ts'
import { hasBound, type BoundedValue } from './bounded-value.ts'

const levels = [0.9, 0.95] as const

/**
 * Arithmetic mean with t intervals of 90 and 95 %, in the unit of the values. Not assessable: no value, or a value outside the limits of
 * quantification (a limit is no measurement). One value, or all equal: no interval.
 */
export function meanOfGroup(values: readonly BoundedValue[], context: GroupContext): Estimate {
  const method = `arithmetic mean over ${context.nOf}`
  if (hasBound(values)) return notAssessed('values outside the limits of quantification are no measurements and have no mean; see the median', method, context)
  const numbers = values.map((v) => v.value)
  const average = meanOf(numbers)
  if (average === undefined) return notAssessed('no value', method, context)
  const interval = meanInterval(numbers, levels)
  return interval.ok ? fromStatistic(interval, method, context) : withoutInterval(average, interval.error, method, context)
}

/** Geometric mean, exp of the mean of ln, with the t intervals of the ln values taken back. Not assessable: no value, limits, values that are not above 0. */
export function geometricMeanOfGroup(values: readonly BoundedValue[], context: GroupContext): Estimate {
  const method = `geometric mean over ${context.nOf}, t interval on the log scale`
  if (hasBound(values)) return notAssessed('values outside the limits of quantification are no measurements and have no mean; see the median', method, context)
  if (values.some((v) => !(v.value > 0))) return notAssessed('a value is not above 0: it has no logarithm', method, context)
  const logs = values.map((v) => Math.log(v.value))
  const average = meanOf(logs)
  if (average === undefined) return notAssessed('no value', method, context)
  const interval = meanInterval(logs, levels)
  return interval.ok ? exponentiated(fromStatistic(interval, method, context)) : withoutInterval(Math.exp(average), interval.error, method, context)
}

/** An estimate made on the natural log scale, taken back; bounds likewise. */
export function exponentiated(estimate: Estimate): Estimate {
  const back = (bound: number | null): number | null => (bound === null ? null : Math.exp(bound))
  return { ...estimate, value: back(estimate.value), intervals: estimate.intervals.map((i) => ({ ...i, lower: back(i.lower), upper: back(i.upper) })) }
}

/**
 * Median with the exact interval between two ordered values (sign test; Hollander, Wolfe and Chicken 2014, section 3.6), whose coverage is
 * at least the level asked for. Limits of quantification are ordered below ("<") or above (">") everything measured on their side; a median
 * or bound that falls on one is that limit: the median then carries "<" or ">", the bound is open.
 * Not assessable: no value; an even number of values whose middle two are a measurement and a limit; limits that overlap measured values at
 * the median. Too few values for the level: no interval.
 */
export function medianOfGroup(values: readonly BoundedValue[], context: GroupContext): Estimate {
  const method = `median over ${context.nOf}, interval between ordered values (sign test, exact)`
  if (values.some((v) => !Number.isFinite(v.value))) return notAssessed('a value is no number', method, context)
  const sorted = values.toSorted((a, b) => side(a) - side(b) || a.value - b.value)
  const low = sorted[Math.floor((sorted.length - 1) / 2)]
  const high = sorted[Math.ceil((sorted.length - 1) / 2)]
  if (low === undefined || high === undefined) return notAssessed('no value', method, context)
  if (low.bound !== high.bound) return notAssessed('the median lies between a measured value and a limit of quantification', method, context)
  const largestLower = Math.max(...values.filter((v) => v.bound === '<').map((v) => v.value))
  const smallestUpper = Math.min(...values.filter((v) => v.bound === '>').map((v) => v.value))
  if (low.bound === undefined && (low.value < largestLower || high.value > smallestUpper)) return notAssessed('limits of quantification reach beyond the median: the order of the values is not determined', method, context)
  // On a limit, the most that all values on that side allow is the largest (smallest) of their limits.
  const value = low.bound === '<' ? largestLower : low.bound === '>' ? smallestUpper : (low.value + high.value) / 2
  const intervals = levels.flatMap((level): Interval[] => {
    const rank = medianRank(sorted.length, level)
    if (rank === undefined) return []
    const [lower, upper] = [sorted[rank - 1], sorted[sorted.length - rank]]
    return lower === undefined || upper === undefined ? [] : [{ level, lower: endOf(lower, '<', largestLower, smallestUpper), upper: endOf(upper, '>', largestLower, smallestUpper), method: 'ordered values, sign test' }]
  })
  const base = { value, ...(low.bound === undefined ? {} : { bound: low.bound }), unit: context.unit, method, n: context.n, nOf: context.nOf, assumptions: context.assumptions ?? [], warnings: context.warnings ?? [], simulated: context.simulated, sources: context.sources }
  return intervals.length === 0 ? { ...base, intervals, noInterval: `${values.length} values are too few for an interval of the median at 90 %` } : { ...base, intervals }
}

function side(v: BoundedValue): number {
  return v.bound === '<' ? -1 : v.bound === '>' ? 1 : 0
}

/** End of an interval towards one side: open where it falls on a limit of that side, or where such a limit reaches beyond it. */
function endOf(v: BoundedValue, towards: '<' | '>', largestLower: number, smallestUpper: number): number | null {
  if (v.bound === towards) return null
  if (v.bound !== undefined) return v.bound === '<' ? largestLower : smallestUpper
  return (towards === '<' && v.value < largestLower) || (towards === '>' && v.value > smallestUpper) ? null : v.value
}

/** Largest rank k with P(Binomial(n, 1/2) < k) at most (1 - level)/2: the interval runs from the k-th lowest to the k-th highest value. */
function medianRank(n: number, level: number): number | undefined {
  let below = 0
  let mass = 0.5 ** n
  let rank = 0
  while (rank < n / 2 && below + mass <= ((1 - level) / 2) * (1 + 1e-12)) {
    below += mass
    mass *= (n - rank) / (rank + 1)
    rank++
  }
  return rank === 0 ? undefined : rank
}
