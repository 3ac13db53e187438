/**
 * Probabilities of 0, 1 ... n successes in n independent trials of probability p; they sum to 1 but for rounding.
 * @throws RangeError when n is no whole number from 0 on or p lies outside [0, 1].
 */
export function binomialProbabilities(n: number, p: number): readonly number[] {
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`n must be a whole number from 0 on, not ${String(n)}`)
  if (!(p >= 0 && p <= 1)) throw new RangeError(`p must lie in [0, 1], not ${String(p)}`)
  if (p === 0 || p === 1) return Array.from({ length: n + 1 }, (_, k) => (k === n * p ? 1 : 0))
  // From the logarithm of each ratio of neighbours: nothing overflows, and the tails keep their relative precision.
  const logs = [n * Math.log1p(-p)]
  for (let k = 1; k <= n; k++) logs.push((logs[k - 1] ?? 0) + Math.log((n - k + 1) / k) + Math.log(p) - Math.log1p(-p))
  return logs.map((log) => Math.exp(log))
}
