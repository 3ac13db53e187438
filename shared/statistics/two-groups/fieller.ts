import { fail, ok, type Result } from '../../util/result.ts'
import { tQuantile } from '../distributions.ts'
import { requireLevel } from '../numeric-input.ts'

export type FiellerInput = {
  readonly numerator: number
  readonly denominator: number
  /** Variances and covariance of the two estimates themselves (of means: SD squared over n), not of single values. */
  readonly varNumerator: number
  readonly varDenominator: number
  readonly covariance: number
  /** Degrees of freedom of t, > 0; fractions allowed; Infinity uses the normal distribution. */
  readonly df: number
}

/**
 * Fieller's confidence set of a ratio.
 * - `bounded`: [lower, upper].
 * - `half-line`: one bound is null; happens only when g is 1 to the last digit.
 * - `outside`: everything except the open range (excludedFrom, excludedTo): the denominator is not clearly different from 0.
 * - `everything`: the data exclude no ratio.
 * Only `bounded` is an interval to judge from; the others say that the data do not determine the ratio at this level.
 */
export type FiellerSet =
  | { readonly kind: 'bounded'; readonly lower: number; readonly upper: number }
  | { readonly kind: 'half-line'; readonly lower: number | null; readonly upper: number | null }
  | { readonly kind: 'outside'; readonly excludedFrom: number; readonly excludedTo: number }
  | { readonly kind: 'everything' }

export type FiellerResult = { readonly ratio: number; readonly level: number; readonly g: number; readonly set: FiellerSet }

/**
 * Confidence set of numerator / denominator (Fieller 1954, J R Stat Soc B 16:175): all ratios r for which
 * (numerator - r denominator)^2 <= t^2 (varNumerator - 2 r covariance + r^2 varDenominator).
 * g = t^2 varDenominator / denominator^2; below 1 the set is an interval, which contains the ratio but is not centred on it.
 * @param level coverage, 0 to 1.
 * @returns reasons for failure: a number that is not finite, a negative variance, a covariance larger than the variances allow, a
 * denominator of 0, df not above 0, or a difference numerator - ratio * denominator without variance (no spread estimated, no interval).
 */
export function fiellerSet(input: FiellerInput, level: number): Result<FiellerResult> {
  requireLevel(level)
  const { numerator: a, denominator: b, varNumerator: vaa, varDenominator: vbb, covariance: vab, df } = input
  if (![a, b, vaa, vbb, vab].every((value) => Number.isFinite(value))) return fail('ratio: a mean or variance is not a finite number')
  if (vaa < 0 || vbb < 0) return fail('ratio: a variance is negative')
  if (!(df > 0)) return fail('ratio: no degrees of freedom')
  if (b === 0) return fail('ratio: the denominator is 0')
  const determinant = vaa * vbb - vab * vab
  if (determinant < -1e-9 * Math.max(vaa * vbb, vab * vab)) return fail('ratio: the covariance is larger than the variances allow')
  const ratio = a / b
  const spread = vaa - 2 * ratio * vab + ratio * ratio * vbb
  if (!(spread > 1e-14 * (vaa + Math.abs(2 * ratio * vab) + ratio * ratio * vbb))) {
    return fail('ratio: the values do not vary, so that no interval can be estimated')
  }
  const t2 = tQuantile((1 + level) / 2, df) ** 2
  const g = (t2 * vbb) / (b * b)
  // r^2 (b^2 - t2 vbb) - 2 r (ab - t2 vab) + (a^2 - t2 vaa) <= 0; the discriminant in the form without cancelling squares.
  const leading = b * b - t2 * vbb
  const middle = a * b - t2 * vab
  const constant = a * a - t2 * vaa
  const discriminant = t2 * (b * b * spread - t2 * Math.max(0, determinant))
  return ok({ ratio, level, g, set: solve(leading, middle, constant, discriminant) })
}

function solve(leading: number, middle: number, constant: number, discriminant: number): FiellerSet {
  if (leading === 0) {
    if (middle === 0) return { kind: 'everything' }
    const bound = constant / (2 * middle)
    return middle > 0 ? { kind: 'half-line', lower: bound, upper: null } : { kind: 'half-line', lower: null, upper: bound }
  }
  if (leading < 0 && discriminant <= 0) return { kind: 'everything' }
  const root = Math.sqrt(Math.max(0, discriminant))
  // The root of larger size first; the other from the product of the roots, without cancellation.
  const q = middle + (middle < 0 ? -root : root)
  const first = q / leading
  const second = q === 0 ? 0 : constant / q
  const [low, high] = first <= second ? [first, second] : [second, first]
  return leading > 0 ? { kind: 'bounded', lower: low, upper: high } : { kind: 'outside', excludedFrom: low, excludedTo: high }
}
