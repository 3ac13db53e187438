/** Probabilities of the whole numbers from `lowest` on: probability[i] belongs to lowest + i. */
export type IntegerDistribution = { readonly lowest: number; readonly probability: Float64Array }

/**
 * Distribution of the sum of `chosen` out of all scores when every subset of that size is equally likely: the shift algorithm
 * (Streitberg and Roehmel 1986, Stat Softw Newsl 12:10), which counts sums instead of listing subsets, so that ties cost nothing.
 * Probabilities rather than counts are carried, so that nothing overflows; all terms are positive, relative error about n 1e-16.
 * @param scores whole numbers, any sign.
 * @param chosen whole number, 0 to scores.length.
 * @throws RangeError for other input: rounding scores is the caller's decision.
 */
export function subsetSumDistribution(scores: readonly number[], chosen: number): IntegerDistribution {
  if (!scores.every((score) => Number.isInteger(score))) throw new RangeError('scores must be whole numbers')
  if (!Number.isInteger(chosen) || chosen < 0 || chosen > scores.length) throw new RangeError(`cannot choose ${chosen} of ${scores.length}`)
  if (chosen > scores.length - chosen) return complement(scores, chosen)
  const { shifted, least, span } = shift(scores, chosen)
  const width = span + 1
  // table[k * width + s]: probability that, of the items seen so far, k are chosen and their shifted scores sum to s.
  const table = new Float64Array((chosen + 1) * width)
  table[0] = 1
  const n = shifted.length
  for (let seen = 0; seen < n; seen++) {
    const score = shifted[seen] ?? 0
    const most = Math.min(chosen, seen + 1)
    for (let k = most; k >= 0; k--) {
      // Sampling without replacement: an item is chosen with probability (still to choose) / (items left).
      const stay = Math.max(0, n - seen - (chosen - k)) / (n - seen)
      const take = k > 0 ? (chosen - k + 1) / (n - seen) : 0
      const row = k * width
      const from = row - width
      for (let s = span; s >= 0; s--) {
        const kept = (table[row + s] ?? 0) * stay
        table[row + s] = take > 0 && s >= score ? kept + (table[from + s - score] ?? 0) * take : kept
      }
    }
  }
  return { lowest: least * chosen, probability: table.slice(chosen * width, (chosen + 1) * width) }
}

/** Steps that {@link subsetSumDistribution} takes for this input, to decide beforehand whether it can be afforded (1e8: about half a second). */
export function subsetSumCost(scores: readonly number[], chosen: number): number {
  const k = Math.min(chosen, scores.length - chosen)
  return scores.length * (k + 1) * (shift(scores, k).span + 1)
}

/** Distribution of the sum of two independent whole numbers. */
export function convolve(a: IntegerDistribution, b: IntegerDistribution): IntegerDistribution {
  const probability = new Float64Array(a.probability.length + b.probability.length - 1)
  a.probability.forEach((p, i) => {
    if (p === 0) return
    b.probability.forEach((q, j) => {
      probability[i + j] = (probability[i + j] ?? 0) + p * q
    })
  })
  return { lowest: a.lowest + b.lowest, probability }
}

/** The complement of a subset has the remaining sum: the smaller of the two is cheaper to count. */
function complement(scores: readonly number[], chosen: number): IntegerDistribution {
  const total = scores.reduce((sum, score) => sum + score, 0)
  const rest = subsetSumDistribution(scores, scores.length - chosen)
  const highest = rest.lowest + rest.probability.length - 1
  return { lowest: total - highest, probability: rest.probability.toReversed() }
}

function shift(scores: readonly number[], chosen: number): { readonly shifted: readonly number[]; readonly least: number; readonly span: number } {
  const least = scores.reduce((a, b) => Math.min(a, b), scores[0] ?? 0)
  const shifted = scores.map((score) => score - least)
  const span = shifted.toSorted((a, b) => b - a).slice(0, chosen).reduce((sum, score) => sum + score, 0)
  return { shifted, least, span }
}
