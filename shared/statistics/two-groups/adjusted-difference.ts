import { ok, type Result } from '../../util/result.ts'
import { tQuantile, tTwoSidedP } from '../distributions.ts'
import type { Estimate } from '../estimate.ts'
import { percentText, requireLevel } from '../numeric-input.ts'
import { adjustedMeans, type Adjusted } from './adjusted-means.ts'

export type AdjustedDifference = Estimate<{ readonly a: number; readonly b: number }> & {
  readonly slope: number
  readonly df: number
  /** Heteroscedasticity-consistent (HC3), with the t and the two-sided p it gives; null where an interval is not possible. */
  readonly standardError: number | null
  readonly t: number | null
  readonly p: number | null
}

/**
 * Difference of two groups, a minus b, at equal values of a covariate: the group coefficient of least squares, value ~ group + covariate,
 * with HC3 standard error and t(n - 3). Reasons for failure and for having no interval: see {@link adjustedMeans}.
 * @param levels coverage of the intervals, 0 to 1.
 */
export function adjustedDifference(a: readonly Adjusted[], b: readonly Adjusted[], levels: readonly number[] = [0.95]): Result<AdjustedDifference> {
  levels.forEach(requireLevel)
  const fit = adjustedMeans(a, b)
  if (!fit.ok) return fit
  const { meanA, meanB, slope, df, spread, noSpread } = fit.value
  const method = 'least squares, value ~ group + covariate'
  const base = { value: meanA - meanB, slope, df, n: { a: a.length, b: b.length } }
  if (spread === null) return ok({ ...base, standardError: null, t: null, p: null, intervals: [], method, warnings: [noSpread ?? 'no interval could be computed'] })
  const standardError = Math.sqrt(spread.varDifference)
  const t = base.value / standardError
  const intervals = levels.map((level) => {
    const half = tQuantile((1 + level) / 2, df) * standardError
    return { level, lower: base.value - half, upper: base.value + half, method: `HC3, t, df ${df}` }
  })
  return ok({ ...base, standardError, t, p: tTwoSidedP(t, df), intervals, method: `${method}, HC3 intervals (${levels.map((level) => percentText(level)).join(', ')}), df ${df}`, warnings: [] })
}
