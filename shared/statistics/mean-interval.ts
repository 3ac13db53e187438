import { fail, ok, type Result } from '../util/result.ts'
import { mean, standardError } from './descriptive.ts'
import { tQuantile } from './distributions.ts'
import type { Estimate } from './estimate.ts'
import { invalidGroup, percentText, requireLevel } from './numeric-input.ts'

export type MeanEstimate = Estimate<number> & { readonly standardError: number; readonly df: number }

/**
 * Mean with Student's t interval, mean +- t(n - 1) SD / sqrt(n), at each of `levels` (coverage, 0 to 1). Unit: that of the values.
 * Reasons for failure: fewer than two values; a value that is no number; all values equal (an estimated spread of zero is not certainty:
 * an interval of width zero would pass every test put to it).
 */
export function meanInterval(values: readonly number[], levels: readonly number[] = [0.95]): Result<MeanEstimate> {
  levels.forEach(requireLevel)
  const invalid = invalidGroup('mean with interval', values, 2)
  if (invalid !== undefined) return fail(invalid)
  const center = mean(values)
  const se = standardError(values)
  if (center === undefined || se === undefined) return fail('mean with interval: the values are too large to compute with')
  if (se === 0) return fail(`mean with interval: all ${values.length} values are equal, so their spread, and the interval, cannot be estimated`)
  const df = values.length - 1
  const intervals = levels.map((level) => {
    const half = tQuantile((1 + level) / 2, df) * se
    return { level, lower: center - half, upper: center + half, method: `t, df ${df}` }
  })
  const method = `arithmetic mean of ${values.length} values with Student's t interval (${levels.map((level) => percentText(level)).join(', ')})`
  return ok({ value: center, standardError: se, df, intervals, n: values.length, method, warnings: [] })
}
