import { fail, ok, type Result } from '../../util/result.ts'
import { normalUpperTail } from '../distributions.ts'
import { invalidGroup } from '../numeric-input.ts'
import { midranks, tieTerm } from '../ranks.ts'
import { holm } from './multiple-testing.ts'

/** Two groups compared by their mean ranks among all groups. */
export type DunnComparison = { readonly a: number; readonly b: number; readonly meanRankDifference: number; readonly z: number; readonly p: number; readonly adjustedP: number }

/**
 * Dunn's comparison of all pairs of groups after Kruskal-Wallis (Dunn 1964, Technometrics 6:241): mean ranks among all groups, variance
 * with the correction for ties, normal approximation, two-sided; Holm over all pairs.
 * Reasons for failure: fewer than two groups, an empty group, a value that is no number, all values tied.
 * @returns a comparison for every pair a < b, in that order; the difference is mean rank of a minus mean rank of b.
 */
export function dunn(groups: readonly (readonly number[])[]): Result<readonly DunnComparison[]> {
  if (groups.length < 2) return fail('Dunn: at least two groups needed')
  for (const [index, group] of groups.entries()) {
    const invalid = invalidGroup(`group ${index + 1}`, group, 1)
    if (invalid !== undefined) return fail(invalid)
  }
  const all = groups.flat()
  const n = all.length
  const ties = tieTerm(all)
  if (ties === n ** 3 - n) return fail('Dunn: all values are equal')
  const ranks = midranks(all)
  const variance = (n * (n + 1)) / 12 - ties / (12 * (n - 1))
  let start = 0
  const means = groups.map((group) => {
    const sum = ranks.slice(start, start + group.length).reduce((total, rank) => total + rank, 0)
    start += group.length
    return { mean: sum / group.length, size: group.length }
  })
  const pairs = means.flatMap((a, i) => means.slice(i + 1).map((b, j) => {
    const meanRankDifference = a.mean - b.mean
    const z = meanRankDifference / Math.sqrt(variance * (1 / a.size + 1 / b.size))
    return { a: i, b: i + 1 + j, meanRankDifference, z, p: Math.min(1, 2 * normalUpperTail(Math.abs(z))) }
  }))
  const adjusted = holm(pairs.map((pair) => pair.p))
  return ok(pairs.map((pair, i) => ({ ...pair, adjustedP: adjusted[i] ?? 1 })))
}
