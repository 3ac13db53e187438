import type { Interval } from '../../util/interval.ts'
import { fail, ok, type Result } from '../../util/result.ts'
import { median } from '../descriptive.ts'
import { normalQuantile } from '../distributions.ts'
import type { Estimate } from '../estimate.ts'
import { invalidGroup, percentText, requireLevel } from '../numeric-input.ts'
import { subsetSumCost, subsetSumDistribution } from '../shift-algorithm.ts'

export type HodgesLehmann = Estimate<{ readonly a: number; readonly b: number }> & {
  /** Coverage that the interval really has (continuous data; with ties at least this); null for the normal approximation. */
  readonly reachedLevel: number | null
}

/**
 * Hodges-Lehmann shift of a against b: the median of all n_a n_b differences a - b, in their unit, with the interval between two of the ordered
 * differences that belongs to the Mann-Whitney test (Hodges and Lehmann 1963, Ann Math Stat 34:598; Hollander and Wolfe, section 4.3).
 * Exact from the distribution of U for untied data; with ties the closed interval covers at least as often, so it may contain 0 where the
 * permutation test given the ties has p < 0.05. The first interval has the level asked for. Where the groups are too small to reach it
 * (3 against 3 at 95 %), its bounds are null, and the widest interval there is follows, with the level it does reach.
 * Beyond 1e8 counting steps (about 80 per group) the ranks of the bounds come from the normal approximation.
 *
 * Reasons for failure: an empty group, a value that is no number. All differences equal: the interval has no width, with a warning.
 */
export function hodgesLehmann(a: readonly number[], b: readonly number[], level = 0.95): Result<HodgesLehmann> {
  requireLevel(level)
  const invalid = invalidGroup('group a', a, 1) ?? invalidGroup('group b', b, 1)
  if (invalid !== undefined) return fail(invalid)
  const pairs = a.length * b.length
  const differences = Float64Array.from({ length: pairs }, (_, i) => (a[Math.floor(i / b.length)] ?? 0) - (b[i % b.length] ?? 0)).sort()
  const value = median([...differences]) ?? NaN
  const { rank, reached } = boundRank(a.length, b.length, (1 - level) / 2)
  const bounds = (k: number): Pick<Interval, 'lower' | 'upper'> => ({ lower: differences[k - 1] ?? null, upper: differences[pairs - k] ?? null })
  const text = reached === null ? 'normal approximation' : `exact, reached level ${percentText(reached)}`
  const method = `ordered differences, ${text}`
  const intervals: Interval[] = []
  const warnings: string[] = []
  if (rank === 0 && reached !== null) {
    intervals.push({ level, lower: null, upper: null, method: 'ordered differences, level out of reach' })
    // One against one: the widest interval is the difference itself and covers nothing.
    if (reached > 0) intervals.push({ level: reached, ...bounds(1), method })
    warnings.push(`${a.length} against ${b.length} values cannot give a ${percentText(level)} interval; ${reached > 0 ? `the widest one has ${percentText(reached)}` : 'none of any level'}.`)
  } else {
    intervals.push({ level, ...bounds(Math.max(1, rank)), method })
  }
  if (pairs > 1 && differences[0] === differences[pairs - 1]) warnings.push('All differences are equal: the width of the interval says nothing about its uncertainty.')
  return ok({ value, intervals, reachedLevel: reached, n: { a: a.length, b: b.length }, method: `Hodges-Lehmann shift, ${text}`, warnings })
}

/** Largest k with P(U <= k - 1) < tail (1 if that is equal to tail, 0 if it is larger) and the coverage of the interval from the k-th difference (k = 1 if none) to the mirrored one. */
function boundRank(na: number, nb: number, tail: number): { readonly rank: number; readonly reached: number | null } {
  const ranks = Array.from({ length: na + nb }, (_, i) => i + 1)
  if (subsetSumCost(ranks, na) > 1e8) {
    const pairs = na * nb
    const sd = Math.sqrt((pairs * (na + nb + 1)) / 12)
    return { rank: Math.max(1, Math.floor(pairs / 2 + normalQuantile(tail) * sd + 0.5)), reached: null }
  }
  const { lowest, probability } = subsetSumDistribution(ranks, na)
  // From U = 0 on: rank sums below n_a (n_a + 1) / 2 do not occur.
  const ofU = probability.subarray((na * (na + 1)) / 2 - lowest)
  let below = 0
  let rank = 0
  for (const mass of ofU) {
    // A tail of exactly alpha/2 belongs to a test with p = alpha, which is not below alpha: the wider interval, as in R.
    if (below + mass >= tail * (1 - 1e-9)) break
    below += mass
    rank++
  }
  const widest = ofU[0] ?? 0
  // The widest interval may still meet the level exactly: 3 against 3 at 90 %.
  if (rank === 0) return { rank: widest <= tail * (1 + 1e-9) ? 1 : 0, reached: 1 - 2 * widest }
  return { rank, reached: 1 - 2 * below }
}
