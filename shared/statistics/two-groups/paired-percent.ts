import { fail, ok, type Result } from '../../util/result.ts'
import { mean, variance } from '../descriptive.ts'
import type { Estimate } from '../estimate.ts'
import { meanInterval } from '../mean-interval.ts'
import { invalidGroup, percentText, requireLevel } from '../numeric-input.ts'
import { fiellerSet } from './fieller.ts'

export type PairedPercent = Estimate<number> & { readonly df: number }

/**
 * Percentage that one paired quantity is of another: 100 mean(part) / mean(whole), over pairs that are independent of each other. Interval
 * by Fieller's theorem on the two means, with the covariance of the pairs and df = pairs - 1: all percentages r for which a paired t test of
 * part - r whole does not reject. Below 0 % and above 100 % is possible and kept. It is a ratio of means, not a mean of ratios:
 * a single pair whose whole is near 0 cannot rule it.
 *
 * Undefined unless the whole is clearly above 0: the lower bound of its t interval at the highest level (exactly where Fieller's g is
 * below 1), so that every interval given is bounded.
 * Reasons for failure: that; lists of different length; fewer than two pairs; a value that is no number; a whole that does not vary.
 * Parts that are one fixed percentage of their whole give the value without interval and a warning.
 */
export function pairedPercent(part: readonly number[], whole: readonly number[], levels: readonly number[] = [0.95]): Result<PairedPercent> {
  levels.forEach(requireLevel)
  if (part.length !== whole.length) return fail(`share: ${part.length} values against ${whole.length}, which cannot be paired`)
  const invalid = invalidGroup('part', part, 2) ?? invalidGroup('whole', whole, 2)
  if (invalid !== undefined) return fail(`share: ${invalid}`)
  const highest = Math.max(...levels)
  const base = meanInterval(whole, [highest])
  if (!base.ok) return fail(`share: the whole has no interval (${base.error})`)
  const lower = base.value.intervals[0]?.lower ?? -Infinity
  if (!(lower > 0)) return fail(`share: the lower ${percentText(highest)} bound of the whole is ${lower.toPrecision(3)}, not above 0`)
  const n = part.length
  const numerator = mean(part) ?? NaN
  const denominator = base.value.value
  const value = (100 * numerator) / denominator
  const df = n - 1
  const method = `ratio of the means of ${n} pairs, Fieller with paired covariance, df ${df}`
  const input = { numerator, denominator, varNumerator: (variance(part) ?? NaN) / n, varDenominator: (variance(whole) ?? NaN) / n, covariance: covariance(part, whole, numerator, denominator) / n, df }
  const intervals = []
  for (const level of levels) {
    const result = fiellerSet(input, level)
    if (!result.ok || result.value.set.kind !== 'bounded') return ok({ value, intervals: [], n, df, method, warnings: ['No interval: the part is the same percentage of the whole in every pair, so that its spread cannot be estimated.'] })
    const { lower: low, upper: high } = result.value.set
    intervals.push({ level, lower: 100 * low, upper: 100 * high, method: `Fieller, paired, df ${df}` })
  }
  return ok({ value, intervals, n, df, method, warnings: [] })
}

function covariance(a: readonly number[], b: readonly number[], meanA: number, meanB: number): number {
  return a.reduce((total, value, i) => total + (value - meanA) * ((b[i] ?? NaN) - meanB), 0) / (a.length - 1)
}
