import { fail, ok, type Result } from '../../util/result.ts'
import { normalQuantile } from '../distributions.ts'
import type { Estimate } from '../estimate.ts'
import { mannWhitneyU } from './mann-whitney.ts'
import { invalidGroup, requireLevel } from '../numeric-input.ts'

/**
 * Cliff's delta of a against b: P(a > b) - P(a < b) over all pairs, -1 to 1 (Cliff 1993, Psychol Bull 114:494), = 2 theta - 1 with
 * theta = U / (n_a n_b). Interval: method 5 of Newcombe (2006, Stat Med 25:559): all theta with
 * |theta - estimate| <= z sqrt(V(theta)), V(theta) = theta (1 - theta) (1 + N* ((1 - theta)/(2 - theta) + theta/(1 + theta))) / (n_a n_b),
 * N* = (n_a + n_b)/2 - 1. Unlike Wald intervals it stays within [-1, 1] and has width at delta = +-1.
 *
 * Reasons for failure: an empty group, a value that is no number. All tied: delta 0 with its interval. One against one: a wide interval.
 */
export function cliffsDelta(a: readonly number[], b: readonly number[], levels: readonly number[] = [0.95]): Result<Estimate<{ readonly a: number; readonly b: number }>> {
  levels.forEach(requireLevel)
  const invalid = invalidGroup('group a', a, 1) ?? invalidGroup('group b', b, 1)
  if (invalid !== undefined) return fail(invalid)
  const theta = mannWhitneyU(a, b) / (a.length * b.length)
  const intervals = levels.map((level) => {
    const [lower, upper] = thetaBounds(theta, a.length, b.length, level)
    return { level, lower: 2 * lower - 1, upper: 2 * upper - 1, method: 'Newcombe 2006, method 5' }
  })
  const method = "Cliff's delta, P(a > b) - P(a < b), interval by Newcombe's method 5"
  return ok({ value: 2 * theta - 1, intervals, n: { a: a.length, b: b.length }, method, warnings: [] })
}

function thetaBounds(theta: number, na: number, nb: number, level: number): readonly [number, number] {
  const z2 = normalQuantile((1 + level) / 2) ** 2
  const weight = (na + nb) / 2 - 1
  const excess = (t: number): number => {
    const varianceOfTheta = (t * (1 - t) * (1 + weight * ((1 - t) / (2 - t) + t / (1 + t)))) / (na * nb)
    return (t - theta) ** 2 - z2 * varianceOfTheta
  }
  // Towards 0 or 1 the excess rises from <= 0 at theta to >= 0 at the end; at theta = 0 or 1 that end is the bound itself.
  return [theta === 0 ? 0 : bisect(excess, theta, 0), theta === 1 ? 1 : bisect(excess, theta, 1)]
}

function bisect(excess: (t: number) => number, within: number, beyond: number): number {
  let inner = within
  let outer = beyond
  for (let i = 0; i < 200; i++) {
    const middle = (inner + outer) / 2
    if (middle === inner || middle === outer) break
    if (excess(middle) <= 0) inner = middle
    else outer = middle
  }
  return (inner + outer) / 2
}
