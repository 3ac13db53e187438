import type { Interval } from '../../util/interval.ts'
import { fail, ok, type Result } from '../../util/result.ts'
import { normalQuantile, tTwoSidedP } from '../distributions.ts'
import type { Estimate } from '../estimate.ts'
import { invalidGroup, requireLevel } from '../numeric-input.ts'
import { doubledMidranks } from '../ranks.ts'
import { isSeed } from '../seeded-random.ts'
import { permutedProducts } from './permuted-products.ts'

export type Spearman = Estimate<number> & {
  /** Two-sided permutation p given the ties, P(|rho| >= |observed|): the p to report. */
  readonly p: number
  /** Two-sided p of t = rho sqrt((n - 2)/(1 - rho^2)), df n - 2; 0 at rho = +-1, whatever n: not to be reported alone. */
  readonly pApproximate: number
  readonly exact: boolean
  /** Monte-Carlo only; null when exact. */
  readonly seed: number | null
  readonly draws: number | null
}

/**
 * Spearman's rank correlation of pairs (x_i, y_i): Pearson's correlation of the midranks. p by permutation: exact up to 9 pairs, beyond
 * that Monte-Carlo with (b + 1)/(M + 1). Interval: Fisher's z with variance (1 + rho^2/2)/(n - 3) (Bonett and Wright 2000,
 * Psychometrika 65:23), for n >= 4 and |rho| < 1; otherwise none, with a warning. Pairs must be independent (one per donor).
 *
 * Reasons for failure: lists of different length, fewer than 3 pairs, a value that is no number, all x or all y tied.
 * @param options seed and number of draws (default 99,999) for more than 9 pairs.
 */
export function spearman(
  x: readonly number[],
  y: readonly number[],
  options: { readonly seed: number; readonly draws?: number | undefined },
  level = 0.95,
): Result<Spearman> {
  requireLevel(level)
  if (!isSeed(options.seed)) throw new RangeError(`seed must be a whole number from 0 to 4294967295, not ${options.seed}`)
  const n = x.length
  if (n !== y.length) return fail(`correlation: ${n} values of x but ${y.length} of y`)
  const invalid = invalidGroup('correlation', x, 3) ?? invalidGroup('correlation', y, 3)
  if (invalid !== undefined) return fail(invalid)
  // Doubled and centred, hence whole numbers: sums of products compare exactly.
  const rx = doubledMidranks(x).map((rank) => rank - (n + 1))
  const ry = doubledMidranks(y).map((rank) => rank - (n + 1))
  const sxx = dot(rx, rx)
  const syy = dot(ry, ry)
  if (sxx === 0 || syy === 0) return fail(`correlation: all values of ${sxx === 0 ? 'x' : 'y'} are equal`)
  const observed = dot(rx, ry)
  const value = Math.max(-1, Math.min(1, observed / Math.sqrt(sxx * syy)))
  const draws = options.draws ?? 99_999
  const { exact, tail, observed: distance } = permutedProducts([{ x: rx, y: ry }], { seed: options.seed, draws })
  const p = tail(distance)
  const pApproximate = tTwoSidedP(value * Math.sqrt((n - 2) / (1 - value * value)), n - 2)
  const intervals: Interval[] = []
  const warnings: string[] = []
  if (n < 4) warnings.push('No interval: at least 4 pairs needed.')
  else if (Math.abs(value) === 1) warnings.push('No interval: the ranks agree (or disagree) completely, which leaves no spread to estimate one from.')
  else {
    const half = normalQuantile((1 + level) / 2) * Math.sqrt((1 + (value * value) / 2) / (n - 3))
    intervals.push({ level, lower: Math.tanh(Math.atanh(value) - half), upper: Math.tanh(Math.atanh(value) + half), method: 'Fisher z, Bonett-Wright variance' })
  }
  const method = `Spearman's rho, midranks, p by permutation (${exact ? 'exact' : `${draws} draws, seed ${options.seed}`})`
  return ok({ value, intervals, n, p, pApproximate, exact, seed: exact ? null : options.seed, draws: exact ? null : draws, method, warnings })
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0)
}
