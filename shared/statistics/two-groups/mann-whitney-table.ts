import { doubledMidranks, tieSizes } from '../ranks.ts'
import { subsetSumCost, subsetSumDistribution } from '../shift-algorithm.ts'
import { mannWhitney } from './mann-whitney.ts'

/** p of the exact Mann-Whitney test for many pairs of groups, or undefined where a group is empty or holds no numbers. */
export type MannWhitneyTable = (a: readonly number[], b: readonly number[]) => number | undefined

/**
 * The p values of {@link mannWhitney}, with the permutation distribution of each pattern of ties kept: for simulations, where the same few patterns
 * come back thousands of times. Where the distribution costs more than `exactLimit` steps, p is drawn as there, with the same seed each time.
 */
export function mannWhitneyTable(options: { readonly seed: number; readonly draws: number; readonly exactLimit: number }): MannWhitneyTable {
  const tails = new Map<string, (distance: number) => number>()
  return (a, b) => {
    const all = [...a, ...b]
    if (a.length === 0 || b.length === 0 || !all.every((v) => Number.isFinite(v))) return undefined
    const scores = doubledMidranks(all).map((rank) => rank - (all.length + 1))
    const key = `${String(a.length)} of ${tieSizes(all).join()}`
    let tail = tails.get(key)
    if (tail === undefined) {
      if (subsetSumCost(scores, a.length) > options.exactLimit) {
        const drawn = mannWhitney(a, b, options)
        return drawn.ok ? drawn.value.p : undefined
      }
      tail = tailOf(scores, a.length)
      tails.set(key, tail)
    }
    return tail(Math.abs(scores.slice(0, a.length).reduce((sum, score) => sum + score, 0)))
  }
}

/** P(|T| >= distance); the scores sum to 0, and so does the mean of T. */
function tailOf(scores: readonly number[], chosen: number): (distance: number) => number {
  const { lowest, probability } = subsetSumDistribution(scores, chosen)
  const farthest = Math.max(Math.abs(lowest), Math.abs(lowest + probability.length - 1))
  const upTo = new Float64Array(farthest + 2)
  probability.forEach((p, i) => { upTo[Math.abs(lowest + i)] = (upTo[Math.abs(lowest + i)] ?? 0) + p })
  for (let d = farthest; d >= 0; d--) upTo[d] = (upTo[d] ?? 0) + (upTo[d + 1] ?? 0)
  return (distance) => Math.min(1, upTo[distance] ?? 0)
}
