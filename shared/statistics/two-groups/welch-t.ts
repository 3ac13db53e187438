import { fail, ok, type Result } from '../../util/result.ts'
import { mean, variance } from '../descriptive.ts'
import { tQuantile, tTwoSidedP } from '../distributions.ts'
import type { Estimate } from '../estimate.ts'
import { invalidGroup, requireLevel } from '../numeric-input.ts'
import { satterthwaiteDf } from './percent-change.ts'

export type WelchT = Estimate<{ readonly a: number; readonly b: number }> & {
  readonly t: number
  readonly df: number
  /** Two-sided. */
  readonly p: number
  readonly standardError: number
}

/**
 * Difference of means a - b, in their unit, with Welch's t test and interval (separate variances, Satterthwaite df; Welch 1947, Biometrika 34:28).
 * Reasons for failure: fewer than two values in a group, a value that is no number, no variation in either group.
 */
export function welchT(a: readonly number[], b: readonly number[], levels: readonly number[] = [0.95]): Result<WelchT> {
  levels.forEach(requireLevel)
  const invalid = invalidGroup('group a', a, 2) ?? invalidGroup('group b', b, 2)
  if (invalid !== undefined) return fail(invalid)
  const value = (mean(a) ?? NaN) - (mean(b) ?? NaN)
  const va = (variance(a) ?? NaN) / a.length
  const vb = (variance(b) ?? NaN) / b.length
  if (va + vb === 0) return fail('the values of both groups do not vary, so that no t test can be made')
  const standardError = Math.sqrt(va + vb)
  const df = satterthwaiteDf([{ variance: va, df: a.length - 1 }, { variance: vb, df: b.length - 1 }])
  const t = value / standardError
  const method = `Welch's t, df ${df.toFixed(2)}`
  const intervals = levels.map((level) => {
    const half = tQuantile((1 + level) / 2, df) * standardError
    return { level, lower: value - half, upper: value + half, method }
  })
  return ok({ value, intervals, t, df, p: tTwoSidedP(t, df), standardError, n: { a: a.length, b: b.length }, method: `difference of means, ${method}`, warnings: [] })
}
