import { normalCdf, normalPdf, tQuantile } from '../distributions.ts'
import { requireLevel } from '../numeric-input.ts'

/**
 * P(max |T_i| <= c) for T_i jointly t with df degrees of freedom and correlations lambda_i lambda_j, the distribution of Dunnett's statistics
 * with lambda_i = sqrt(n_i / (n_i + n_0)). With this product structure the integral over k dimensions becomes one over two:
 * the control's deviation z (normal) and the pooled SD s (chi over root df), given which the T_i are independent:
 *   integral f(s) integral phi(z) prod_i [ Phi((lambda_i z + c s)/e_i) - Phi((lambda_i z - c s)/e_i) ] dz ds,  e_i = sqrt(1 - lambda_i^2).
 * Both by the trapezoid rule, which converges exponentially for analytic integrands that die off at both ends (s on a log scale).
 * Absolute error about 1e-10.
 * @param c >= 0; @param lambdas each in (0, 1), at least one; @param df > 0.
 * @throws RangeError outside these ranges.
 */
export function dunnettMaxCdf(c: number, lambdas: readonly number[], df: number): number {
  if (!(c >= 0 && df > 0 && lambdas.length > 0 && lambdas.every((lambda) => lambda > 0 && lambda < 1))) throw new RangeError('Dunnett: impossible parameters')
  if (c === 0) return 0
  const scales = lambdas.map((lambda) => Math.sqrt(1 - lambda * lambda))
  // The steepest Phi must be resolved: its width in z is e/lambda, small when the control group is much smaller than a treated one.
  const narrowest = lambdas.reduce((least, lambda, i) => Math.min(least, (scales[i] ?? 1) / lambda), 1)
  const step = 0.25 * Math.min(1, narrowest)
  const given = (s: number): number => {
    let total = 0
    for (let z = 0; z < 8.5; z += step) {
      let product = normalPdf(z)
      for (let i = 0; i < lambdas.length; i++) {
        const e = scales[i] ?? 1
        const shift = (lambdas[i] ?? 0) * z
        product *= normalCdf((shift + c * s) / e) - normalCdf((shift - c * s) / e)
      }
      // The integrand is even in z.
      total += z === 0 ? product : 2 * product
    }
    return total * step
  }
  return Math.min(1, averageOverSd(given, df))
}

/** Plates of one layout ask for the same quantile again and again; it depends on nothing but its parameters. */
const known = new Map<string, number>()
const KNOWN_AT_MOST = 256

/** c with P(max |T_i| <= c) = level, to about 1e-9: false position with the Illinois rule, which keeps the root between its two ends. */
export function dunnettQuantile(level: number, lambdas: readonly number[], df: number): number {
  requireLevel(level)
  // In one order, so that the last digit does not depend on who asked first.
  const ascending = lambdas.toSorted((a, b) => a - b)
  const key = [level, df, ...ascending].join(' ')
  const found = known.get(key)
  if (found !== undefined) return found
  const value = findQuantile(level, ascending, df)
  if (known.size >= KNOWN_AT_MOST) known.clear()
  known.set(key, value)
  return value
}

function findQuantile(level: number, lambdas: readonly number[], df: number): number {
  // The logarithm of the tail is nearly straight in ln c, as the tail itself is not.
  const excess = (logC: number): number => Math.log(1 - level) - Math.log(1 - dunnettMaxCdf(Math.exp(logC), lambdas, df))
  // One comparison alone from below.
  let low = Math.log(tQuantile((1 + level) / 2, df))
  let below = excess(low)
  while (below > 0) below = excess(--low)
  let high = low + 0.3
  let above = excess(high)
  while (above < 0) {
    low = high
    below = above
    high += 0.3
    above = excess(high)
  }
  let last = 0
  for (let i = 0; i < 60 && high - low > 1e-10; i++) {
    const middle = (low * above - high * below) / (above - below)
    const here = excess(middle)
    if (Math.abs(here) < 1e-10) return Math.exp(middle)
    const side = here < 0 ? -1 : 1
    if (side < 0) {
      low = middle
      below = here
      if (last === side) above /= 2
    } else {
      high = middle
      above = here
      if (last === side) below /= 2
    }
    last = side
  }
  return Math.exp((low + high) / 2)
}

/** Mean of g(s) over s = sqrt(chi-square(df) / df), with u = ln s as variable: its log density is df (u - e^(2u)/2) + constant, highest at 0. */
function averageOverSd(g: (s: number) => number, df: number): number {
  const drop = (u: number): number => df * (u - Math.exp(2 * u) / 2 + 0.5)
  const edge = (direction: number): number => {
    let u = direction * 0.01
    while (drop(u) > -32) u *= 1.25
    return u
  }
  const from = edge(-1)
  const to = edge(1)
  // Fine enough for the steep right side as well as for the density, whose width is about 1/sqrt(2 df).
  const step = Math.min(0.1, 0.35 / Math.sqrt(2 * df))
  let weight = 0
  let total = 0
  for (let u = from; u <= to; u += step) {
    const density = Math.exp(drop(u))
    weight += density
    total += density * g(Math.exp(u))
  }
  return total / weight
}
