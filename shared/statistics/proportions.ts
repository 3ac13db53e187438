import { fail, ok, type Result } from '../util/result.ts'
import { betaQuantile, hypergeometricPmf, normalQuantile } from './distributions.ts'
import type { Estimate } from './estimate.ts'
import { requireLevel } from './numeric-input.ts'
import type { Interval } from '../util/interval.ts'

/** Events out of a total, both whole numbers, 0 <= events <= total. */
export type Count = { readonly events: number; readonly total: number }

/**
 * Proportion events / total (0 to 1) with Wilson's score interval (1927, J Am Stat Assoc 22:209), which stays within [0, 1] and has width at
 * 0 and at all. Reasons for failure: total 0, or counts that are no whole numbers with 0 <= events <= total.
 */
export function wilsonProportion(observed: Count, levels: readonly number[] = [0.95]): Result<Estimate<number>> {
  return proportion(observed, levels, 'Wilson score', wilsonBounds)
}

/**
 * Proportion with the exact interval of Clopper and Pearson (1934, Biometrika 26:404): coverage never below the level. 0 events: lower bound 0;
 * all events: upper bound 1. Reasons for failure as for {@link wilsonProportion}.
 */
export function clopperPearsonProportion(observed: Count, levels: readonly number[] = [0.95]): Result<Estimate<number>> {
  return proportion(observed, levels, 'Clopper-Pearson (exact)', ({ events, total }, level) => {
    const tail = (1 - level) / 2
    return [events === 0 ? 0 : betaQuantile(tail, events, total - events + 1), events === total ? 1 : betaQuantile(1 - tail, events + 1, total - events)]
  })
}

/**
 * Risk difference a - b (-1 to 1) with Newcombe's hybrid score interval (1998, Stat Med 17:873, method 10, no continuity correction).
 * Reasons for failure: a group of 0, or impossible counts.
 */
export function riskDifference(a: Count, b: Count, levels: readonly number[] = [0.95]): Result<Estimate<{ readonly a: number; readonly b: number }>> {
  levels.forEach(requireLevel)
  const invalid = invalidCount(a) ?? invalidCount(b)
  if (invalid !== undefined) return fail(invalid)
  const pa = a.events / a.total
  const pb = b.events / b.total
  const intervals = levels.map((level) => {
    const [la, ua] = wilsonBounds(a, level)
    const [lb, ub] = wilsonBounds(b, level)
    const lower = pa - pb - Math.hypot(pa - la, ub - pb)
    const upper = pa - pb + Math.hypot(ua - pa, pb - lb)
    return { level, lower, upper, method: 'Newcombe hybrid score' }
  })
  return ok({ value: pa - pb, intervals, n: { a: a.total, b: b.total }, method: 'risk difference, Newcombe hybrid score interval', warnings: [] })
}

/**
 * Fisher's exact test of two proportions, two-sided: the sum of the probabilities of all tables with these margins that are no more probable
 * than the one observed (the definition of R and most programs). No event, or only events, in both groups: p = 1.
 * Reasons for failure: a group of 0, or impossible counts.
 */
export function fisherExact(a: Count, b: Count): Result<{ readonly p: number; readonly n: { readonly a: number; readonly b: number }; readonly method: string }> {
  const invalid = invalidCount(a) ?? invalidCount(b)
  if (invalid !== undefined) return fail(invalid)
  const events = a.events + b.events
  const population = a.total + b.total
  const probability = (x: number): number => hypergeometricPmf(x, population, events, a.total)
  // Tables of equal probability differ by rounding: 1e-7 is the tolerance in common use.
  const limit = probability(a.events) * (1 + 1e-7)
  let p = 0
  for (let x = Math.max(0, events - b.total); x <= Math.min(events, a.total); x++) {
    const mass = probability(x)
    if (mass <= limit) p += mass
  }
  return ok({ p: Math.min(1, p), n: { a: a.total, b: b.total }, method: "Fisher's exact test, two-sided" })
}

type Bounds = (observed: Count, level: number) => readonly [number, number]

function proportion(observed: Count, levels: readonly number[], name: string, bounds: Bounds): Result<Estimate<number>> {
  levels.forEach(requireLevel)
  const invalid = invalidCount(observed)
  if (invalid !== undefined) return fail(invalid)
  const intervals: Interval[] = levels.map((level) => {
    const [lower, upper] = bounds(observed, level)
    return { level, lower, upper, method: name }
  })
  return ok({ value: observed.events / observed.total, intervals, n: observed.total, method: `proportion, ${name} interval`, warnings: [] })
}

function wilsonBounds({ events, total }: Count, level: number): readonly [number, number] {
  const z2 = normalQuantile((1 + level) / 2) ** 2
  const half = Math.sqrt(z2 * (z2 + (4 * events * (total - events)) / total))
  const scale = 2 * (total + z2)
  // At 0 and at all events the bound is 0 or 1 exactly; rounding must not move it.
  return [events === 0 ? 0 : (2 * events + z2 - half) / scale, events === total ? 1 : (2 * events + z2 + half) / scale]
}

function invalidCount({ events, total }: Count): string | undefined {
  if (!Number.isInteger(events) || !Number.isInteger(total) || events < 0 || events > total) return `impossible count: ${events} of ${total}`
  return total === 0 ? 'nothing was counted: 0 of 0 has no proportion' : undefined
}
