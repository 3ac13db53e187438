import { fail, ok, type Result } from '../../util/result.ts'
import { variance } from '../descriptive.ts'
import { chiSquareUpperTail } from '../distributions.ts'
import { invalidGroup } from '../numeric-input.ts'

export type Bartlett = {
  /** Null when a group does not vary and another does: the statistic is infinite. */
  readonly statistic: number | null
  readonly df: number
  readonly p: number
}

/**
 * Bartlett's test of equal variances of normal samples (1937, Proc R Soc A 160:268). Groups of a single value tell nothing of spread and are
 * left out. A group that does not vary beside one that does: p = 0.
 * Reasons for failure: fewer than two groups with two values, a value that is no number, no group varies.
 */
export function bartlett(groups: readonly (readonly number[])[]): Result<Bartlett> {
  const used = groups.filter((group) => group.length >= 2)
  for (const group of used) {
    const invalid = invalidGroup('Bartlett', group, 2)
    if (invalid !== undefined) return fail(invalid)
  }
  if (used.length < 2) return fail('Bartlett: fewer than two groups have two values or more')
  const parts = used.map((group) => ({ df: group.length - 1, variance: variance(group) ?? NaN }))
  const largest = Math.max(...parts.map((part) => part.variance))
  if (largest === 0) return fail('Bartlett: the values do not vary within any group')
  const df = used.length - 1
  if (parts.some((part) => part.variance === 0)) return ok({ statistic: null, df, p: 0 })
  const total = parts.reduce((sum, part) => sum + part.df, 0)
  // Relative to the largest, so that squares of counts cannot overflow.
  const pooled = parts.reduce((sum, part) => sum + part.df * (part.variance / largest), 0) / total
  const raw = parts.reduce((sum, part) => sum + part.df * Math.log(pooled / (part.variance / largest)), 0)
  const correction = 1 + (parts.reduce((sum, part) => sum + 1 / part.df, 0) - 1 / total) / (3 * df)
  const statistic = Math.max(0, raw / correction)
  return ok({ statistic, df, p: chiSquareUpperTail(statistic, df) })
}
