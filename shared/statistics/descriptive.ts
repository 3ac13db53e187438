// All functions take finite numbers in any order and leave them as they are. They give undefined when there are too few values
// (stated per function) or when a value is NaN or infinite: a missing value has to be left out by whoever knows why it is missing.

/** Sum with Neumaier's compensation (1974, Z. Angew. Math. Mech. 54:39): error independent of n. Empty: 0. Any NaN: NaN. */
export function sum(values: readonly number[]): number {
  let total = 0
  let lost = 0
  for (const value of values) {
    const next = total + value
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total
    total = next
  }
  return total + lost
}

/** Arithmetic mean; undefined for n = 0. */
export function mean(values: readonly number[]): number | undefined {
  if (!usable(values, 1)) return undefined
  const first = sum(values) / values.length
  // A second pass takes out the rounding of the division, which matters for counts near 1e9 with small spread.
  return first + sum(values.map((value) => value - first)) / values.length
}

/**
 * Sample variance, divisor n - 1; undefined for n < 2. Corrected two-pass algorithm (Chan, Golub, LeVeque 1983, Am Stat 37:242);
 * identical values give exactly 0.
 */
export function variance(values: readonly number[]): number | undefined {
  if (!usable(values, 2)) return undefined
  if (values.every((value) => value === values[0])) return 0
  const center = sum(values) / values.length
  const deviations = values.map((value) => value - center)
  const drift = sum(deviations)
  return (sum(deviations.map((d) => d * d)) - (drift * drift) / values.length) / (values.length - 1)
}

/** Sample standard deviation, divisor n - 1; undefined for n < 2. */
export function standardDeviation(values: readonly number[]): number | undefined {
  const squared = variance(values)
  return squared === undefined ? undefined : Math.sqrt(squared)
}

/** Standard error of the mean, SD / sqrt(n); undefined for n < 2. */
export function standardError(values: readonly number[]): number | undefined {
  const squared = variance(values)
  return squared === undefined ? undefined : Math.sqrt(squared / values.length)
}

/** Median; mean of the middle two for even n; undefined for n = 0. */
export function median(values: readonly number[]): number | undefined {
  return quantile(values, 0.5)
}

/**
 * Quantile of type 7 of Hyndman and Fan (1996, Am Stat 50:361), the default of R and Excel's PERCENTILE: linear interpolation at
 * position (n - 1) p of the sorted values. n = 1 gives that value for every p; undefined for n = 0.
 * @param p 0 to 1.
 * @throws RangeError for other p.
 */
export function quantile(values: readonly number[], p: number): number | undefined {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`p must lie in [0, 1], got ${p}`)
  if (!usable(values, 1)) return undefined
  const sorted = values.toSorted((a, b) => a - b)
  const position = (sorted.length - 1) * p
  const below = sorted[Math.floor(position)]
  const above = sorted[Math.ceil(position)]
  if (below === undefined || above === undefined) return undefined
  return below + (position - Math.floor(position)) * (above - below)
}

/** Smallest value; undefined for n = 0. */
export function minimum(values: readonly number[]): number | undefined {
  return usable(values, 1) ? values.reduce((a, b) => Math.min(a, b)) : undefined
}

/** Largest value; undefined for n = 0. */
export function maximum(values: readonly number[]): number | undefined {
  return usable(values, 1) ? values.reduce((a, b) => Math.max(a, b)) : undefined
}

function usable(values: readonly number[], needed: number): boolean {
  return values.length >= needed && values.every((value) => Number.isFinite(value))
}
