import { fail, ok, type Result } from '../../util/result.ts'
import { normalUpperTail } from '../distributions.ts'
import { invalidGroup } from '../numeric-input.ts'
import { permutationTest, type PermutationOptions, type PermutationTest } from '../permutation.ts'
import { doubledMidranks, tieTerm } from '../ranks.ts'

export type MannWhitney = {
  /** U of group a: the number of pairs in which a exceeds b, ties counting one half. */
  readonly u: number
  /** U / (n_a n_b): probability that a value of a exceeds one of b, ties counting one half. */
  readonly superiority: number
  /** Two-sided p of the permutation distribution, ties included: the p to report. */
  readonly p: number
  /** Two-sided p of the normal approximation with tie and continuity correction; null when all values are tied. */
  readonly pAsymptotic: number | null
  /** The permutation test in full: exact or not, seed, draws, smallest p within reach. */
  readonly permutation: PermutationTest
  readonly n: { readonly a: number; readonly b: number }
  readonly method: string
  readonly warnings: readonly string[]
}

/**
 * Mann-Whitney (Wilcoxon rank-sum) test of two independent groups. p is that of the permutation distribution of the midrank sum given the
 * ties (not the tables for untied data, which are wrong for scores), two-sided as P(|T - E| >= |t - E|).
 * Values with the same meaning must be equal to the last bit: give computed scores through roundForRanking.
 *
 * Reasons for failure: an empty group, a value that is no number. One value per group: p = 1. All tied: U = n_a n_b / 2, p = 1, no asymptotic p.
 * @param options seed for the case that the groups are too large for the exact distribution (beyond about 60 animals per group).
 */
export function mannWhitney(a: readonly number[], b: readonly number[], options: PermutationOptions): Result<MannWhitney> {
  const invalid = invalidGroup('group a', a, 1) ?? invalidGroup('group b', b, 1)
  if (invalid !== undefined) return fail(invalid)
  const units = [...a.map((value) => ({ value, arm: 'a' }) as const), ...b.map((value) => ({ value, arm: 'b' }) as const)]
  const test = permutationTest(units, 'individual', options)
  if (!test.ok) return test
  const u = mannWhitneyU(a, b)
  return ok({
    u,
    superiority: u / (a.length * b.length),
    p: test.value.p,
    pAsymptotic: asymptoticP(u, a, b),
    permutation: test.value,
    n: { a: a.length, b: b.length },
    method: `Mann-Whitney test, ties by midranks, ${test.value.method}`,
    warnings: test.value.warnings,
  })
}

/** U of group a: number of pairs with a above b, ties counting one half; 0 when a group is empty. */
export function mannWhitneyU(a: readonly number[], b: readonly number[]): number {
  const ranks = doubledMidranks([...a, ...b])
  return ranks.slice(0, a.length).reduce((sum, rank) => sum + rank, 0) / 2 - (a.length * (a.length + 1)) / 2
}

function asymptoticP(u: number, a: readonly number[], b: readonly number[]): number | null {
  const n = a.length + b.length
  const pairs = a.length * b.length
  const varianceOfU = (pairs / 12) * (n + 1 - tieTerm([...a, ...b]) / (n * (n - 1)))
  if (!(varianceOfU > 1e-12 * pairs)) return null
  // Never corrected past the mean: there p is 1.
  const distance = Math.max(0, Math.abs(u - pairs / 2) - 0.5)
  return Math.min(1, 2 * normalUpperTail(distance / Math.sqrt(varianceOfU)))
}
