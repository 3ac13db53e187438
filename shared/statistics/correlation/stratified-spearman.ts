import { fail, ok, type Result } from '../../util/result.ts'
import type { Interval } from '../../util/interval.ts'
import type { Estimate } from '../estimate.ts'
import { count, invalidGroup, percentText, requireLevel } from '../numeric-input.ts'
import { doubledMidranks } from '../ranks.ts'
import { isSeed } from '../seeded-random.ts'
import { permutedProducts, type PermutedProducts } from './permuted-products.ts'

export type StratifiedSpearman = Estimate<number> & {
  /** Two-sided permutation p, P(|T| >= |t|). */
  readonly p: number
  /** Smallest p that any arrangement of these values could give. */
  readonly smallestP: number
  /** Strata that take part. */
  readonly strata: number
  readonly exact: boolean
  /** Monte-Carlo only; null when exact. */
  readonly seed: number | null
  readonly draws: number | null
}

export type StratifiedPair = { readonly x: number; readonly y: number; readonly stratum: string }

/**
 * Spearman's rank correlation within strata: midranks over all pairs, centred within each stratum, so that differences between strata do not
 * count; with one stratum it is Spearman's rho. p by exchanging y within strata, which keeps what the pairs of a stratum share (a vehicle group,
 * a scorer) in place: exact where the strata have up to 9 pairs, else Monte-Carlo with (b + 1)/(M + 1).
 *
 * Interval: Fisher's z of rho plus and minus h sqrt(1 + rho^2/2), h being the largest distance of z that the permutations reach with probability
 * above 1 - level, and the root the factor by which the spread of z grows with rho (Bonett and Wright 2000, Psychometrika 65:23). It excludes 0
 * only where p <= 1 - level. None where the permutations reach |rho| = 1 that often, or where rho is +-1.
 *
 * Pairs of a stratum without a partner take no part and must be named by the caller. Reasons for failure: a value that is no number, fewer than
 * 3 pairs in strata of two or more, all x or all y tied within every stratum.
 */
export function stratifiedSpearman(pairs: readonly StratifiedPair[], options: { readonly seed: number; readonly draws?: number | undefined }, levels: readonly number[] = [0.95]): Result<StratifiedSpearman> {
  levels.forEach(requireLevel)
  if (!isSeed(options.seed)) throw new RangeError(`seed must be a whole number from 0 to 4294967295, not ${options.seed}`)
  const used = pairs.filter((p) => pairs.some((q) => q !== p && q.stratum === p.stratum))
  const invalid = invalidGroup('correlation', used.map((p) => p.x), 3) ?? invalidGroup('correlation', used.map((p) => p.y), 3)
  if (invalid !== undefined) return fail(invalid)
  const rx = doubledMidranks(used.map((p) => p.x))
  const ry = doubledMidranks(used.map((p) => p.y))
  const strata = [...new Set(used.map((p) => p.stratum))].map((name) => {
    const members = used.flatMap((p, i) => (p.stratum === name ? [i] : []))
    return { x: members.map((i) => rx[i] ?? 0), y: members.map((i) => ry[i] ?? 0) }
  })
  const sxx = strata.reduce((sum, s) => sum + centredProducts(s.x, s.x), 0)
  const syy = strata.reduce((sum, s) => sum + centredProducts(s.y, s.y), 0)
  if (!(sxx > 1e-9 && syy > 1e-9)) return fail(`correlation: all values of ${sxx > 1e-9 ? 'y' : 'x'} are equal${strata.length === 1 ? '' : ' within every stratum'}`)
  const sxy = strata.reduce((sum, s) => sum + centredProducts(s.x, s.y), 0)
  const scale = Math.sqrt(sxx * syy)
  const value = Math.max(-1, Math.min(1, sxy / scale))
  const draws = options.draws ?? 99_999
  const permuted = permutedProducts(strata, { seed: options.seed, draws })
  const { intervals, warnings } = intervalsOf(value, permuted, permuted.perUnit * scale, levels)
  const how = permuted.exact ? 'exact' : `${String(draws)} draws, seed ${String(options.seed)}`
  const where = strata.length === 1 ? '' : ` within ${count(strata.length, 'stratum').replace('stratums', 'strata')}`
  return ok({
    value, intervals, warnings, n: used.length, strata: strata.length, exact: permuted.exact,
    p: permuted.tail(permuted.observed), smallestP: permuted.tail(permuted.distances.at(-1) ?? 0),
    seed: permuted.exact ? null : options.seed, draws: permuted.exact ? null : draws,
    method: `Spearman's rho${where}, midranks, p by permutation${where} (${how})`,
  })
}

function intervalsOf(rho: number, permuted: PermutedProducts, perRho: number, levels: readonly number[]): { readonly intervals: readonly Interval[]; readonly warnings: readonly string[] } {
  if (Math.abs(rho) > 1 - 1e-12) return { intervals: [], warnings: ['No interval: the ranks agree (or disagree) completely, which leaves no spread to estimate one from.'] }
  const intervals: Interval[] = []
  const warnings: string[] = []
  for (const level of levels) {
    // 1e-12: levels such as 0.9 have no exact complement.
    const reached = permuted.distances.findLast((d) => permuted.tail(d) > 1 - level + 1e-12) ?? 0
    const distance = reached / perRho
    if (distance > 1 - 1e-12) {
      warnings.push(`No ${percentText(level)} interval: so few pairs agree completely by chance alone in more than ${percentText(1 - level)} of arrangements.`)
      continue
    }
    const half = Math.atanh(distance) * Math.sqrt(1 + (rho * rho) / 2)
    intervals.push({ level, lower: Math.tanh(Math.atanh(rho) - half), upper: Math.tanh(Math.atanh(rho) + half), method: "Fisher's z with the permutation distribution, widened by Bonett and Wright's factor" })
  }
  return { intervals, warnings }
}

/** Sum of a (b - mean of b). */
function centredProducts(a: readonly number[], b: readonly number[]): number {
  const mean = b.reduce((sum, v) => sum + v, 0) / b.length
  return a.reduce((sum, v, i) => sum + v * ((b[i] ?? 0) - mean), 0)
}
