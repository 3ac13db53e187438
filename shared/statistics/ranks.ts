/**
 * Midranks: 1 for the smallest value; tied values share the mean of their ranks. Returned doubled, so that they are whole numbers and
 * sums of them compare exactly. Same order as the input; empty input gives [].
 */
export function doubledMidranks(values: readonly number[]): readonly number[] {
  const order = values.map((_, index) => index).sort((i, j) => (values[i] ?? 0) - (values[j] ?? 0))
  const ranks = new Array<number>(values.length).fill(0)
  for (let start = 0; start < order.length; ) {
    let end = start
    while (end + 1 < order.length && values[order[end + 1] ?? 0] === values[order[start] ?? 0]) end++
    for (let k = start; k <= end; k++) ranks[order[k] ?? 0] = start + end + 2
    start = end + 1
  }
  return ranks
}

/** Midranks as usual, from {@link doubledMidranks}. */
export function midranks(values: readonly number[]): readonly number[] {
  return doubledMidranks(values).map((rank) => rank / 2)
}

/** Sizes of the groups of equal values, in ascending order of value; a value that occurs once counts as a group of 1. */
export function tieSizes(values: readonly number[]): readonly number[] {
  const sizes = new Map<number, number>()
  for (const value of values.toSorted((a, b) => a - b)) sizes.set(value, (sizes.get(value) ?? 0) + 1)
  return [...sizes.values()]
}

/** Sum of t^3 - t over the groups of ties: 0 without ties, n^3 - n when all are tied. */
export function tieTerm(values: readonly number[]): number {
  return tieSizes(values).reduce((sum, size) => sum + size * (size * size - 1), 0)
}

/**
 * A computed value to 12 significant digits, so that values that are equal but for rounding in the last bits (time-weighted means, ratios)
 * count as tied. Whole-number scores are left as they are.
 */
export function roundForRanking(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(12)) : value
}
