import { fail, ok, type Result } from '../../util/result.ts'
import { tTwoSidedP } from '../distributions.ts'
import { meanInterval, type MeanEstimate } from '../mean-interval.ts'
import { invalidGroup } from '../numeric-input.ts'

export type PairedT = MeanEstimate & {
  readonly t: number
  /** Two-sided, of a mean difference of 0. */
  readonly p: number
}

const ROUNDING = 1e-12
const EQUAL = (n: number): string => `paired t: all ${n} differences are equal, or too large to compute with, so that their spread cannot be estimated`

/**
 * Mean difference a - b of pairs, in their unit, with Student's paired t test and interval (df = pairs - 1).
 * Reasons for failure: lists of different length, fewer than two pairs, a value that is no number, differences that are all equal (to the rounding
 * of the values).
 */
export function pairedT(a: readonly number[], b: readonly number[], levels: readonly number[] = [0.95]): Result<PairedT> {
  if (a.length !== b.length) return fail(`paired t: ${a.length} values against ${b.length}, which cannot be paired`)
  const invalid = invalidGroup('first of the pairs', a, 2) ?? invalidGroup('second of the pairs', b, 2)
  if (invalid !== undefined) return fail(`paired t: ${invalid}`)
  const mean = meanInterval(a.map((value, i) => value - (b[i] ?? NaN)), levels)
  if (!mean.ok) return fail(EQUAL(a.length))
  const { value, standardError, df } = mean.value
  // Differences that are equal but for the rounding of the values they were taken from have no spread either.
  if (standardError < ROUNDING * Math.max(...a.map(Math.abs), ...b.map(Math.abs))) return fail(EQUAL(a.length))
  const t = value / standardError
  return ok({ ...mean.value, t, p: tTwoSidedP(t, df), method: `mean of ${a.length} paired differences with Student's t` })
}
