import type { SeededRandom } from './seeded-random.ts'

/** Normal deviate by Box and Muller 1958 (Ann Math Statist 29:610); two uniform numbers are used up. */
export function normal(random: SeededRandom, mean: number, sd: number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random.uniform()))
  return mean + sd * radius * Math.cos(2 * Math.PI * random.uniform())
}

/** Log-normal deviate with median `median`; `sd` is that of the logarithm, about the coefficient of variation when small. */
export function logNormal(random: SeededRandom, median: number, sd: number): number {
  return median * Math.exp(normal(random, 0, sd))
}

/** Number of successes among `n` trials of probability `p`, one uniform number each. */
export function binomial(random: SeededRandom, n: number, p: number): number {
  let successes = 0
  for (let i = 0; i < n; i++) if (random.uniform() < p) successes++
  return successes
}

/** Items in random order (Fisher and Yates). */
export function shuffled<T>(random: SeededRandom, items: readonly T[]): readonly T[] {
  const rest = [...items]
  const out: T[] = []
  while (rest.length > 0) out.push(...rest.splice(random.below(rest.length), 1))
  return out
}
