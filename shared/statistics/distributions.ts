import betaQuantileOf from '@stdlib/stats-base-dists-beta-quantile'
import chiSquareCdfOf from '@stdlib/stats-base-dists-chisquare-cdf'
import fCdfOf from '@stdlib/stats-base-dists-f-cdf'
import fQuantileOf from '@stdlib/stats-base-dists-f-quantile'
import hypergeometricPmfOf from '@stdlib/stats-base-dists-hypergeometric-pmf'
import normalCdfOf from '@stdlib/stats-base-dists-normal-cdf'
import normalQuantileOf from '@stdlib/stats-base-dists-normal-quantile'
import tCdfOf from '@stdlib/stats-base-dists-t-cdf'
import tQuantileOf from '@stdlib/stats-base-dists-t-quantile'

// Everywhere: the argument (or probability) first, then the parameters. Parameters out of range, or NaN, give NaN.
// Upper tails come from the mirrored lower tail, not from 1 - cdf, which has no digits left below 1e-16.

/** P(Z <= z) of the standard normal distribution. */
export function normalCdf(z: number): number {
  return normalCdfOf(z, 0, 1)
}

/** P(Z > z) of the standard normal distribution, exact to relative precision far into the tail. */
export function normalUpperTail(z: number): number {
  return normalCdfOf(-z, 0, 1)
}

/** Density of the standard normal distribution at z. */
export function normalPdf(z: number): number {
  return Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI)
}

/**
 * z with P(Z <= z) = p for 0 <= p <= 1 (0 gives -Infinity, 1 gives Infinity).
 * Below p = 1e-6 Newton's method on ln P replaces the library, which loses digits there.
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1e-6)) return normalQuantileOf(p, 0, 1)
  let z = -Math.sqrt(-2 * Math.log(p))
  for (let i = 0; i < 50; i++) {
    const cdf = normalCdf(z)
    const step = (Math.log(cdf) - Math.log(p)) * (cdf / normalPdf(z))
    z -= step
    if (Math.abs(step) < 1e-14 * Math.abs(z)) break
  }
  return z
}

/** P(T <= t) of Student's t with df > 0 degrees of freedom (fractions allowed; Infinity is the normal distribution). */
export function tCdf(t: number, df: number): number {
  return df === Infinity ? normalCdf(t) : tCdfOf(t, df)
}

/** Two-sided p of a t statistic: P(|T| >= |t|). */
export function tTwoSidedP(t: number, df: number): number {
  return Math.min(1, 2 * tCdf(-Math.abs(t), df))
}

/** t with P(T <= t) = p, Student's t with df > 0 degrees of freedom (fractions allowed; Infinity is the normal distribution). */
export function tQuantile(p: number, df: number): number {
  return df === Infinity ? normalQuantile(p) : tQuantileOf(p, df)
}

/** P(X <= x) of chi-square with df >= 0 degrees of freedom. */
export function chiSquareCdf(x: number, df: number): number {
  return chiSquareCdfOf(x, df)
}

/**
 * P(X > x) of chi-square with a whole number df >= 1 of degrees of freedom (NaN otherwise), to relative precision:
 * the finite series Q(x | df) = Q(x | df - 2) + e^(-x/2) (x/2)^(df/2 - 1) / Gamma(df/2), all of whose terms are positive
 * (Abramowitz and Stegun 26.4.4 and 26.4.5).
 */
export function chiSquareUpperTail(x: number, df: number): number {
  if (!Number.isInteger(df) || df < 1 || Number.isNaN(x)) return NaN
  if (x <= 0) return 1
  if (x === Infinity) return 0
  const half = x / 2
  let tail = df % 2 === 1 ? 2 * normalUpperTail(Math.sqrt(x)) : Math.exp(-half)
  // ln of the term for df = 3 is 1/2 ln(x/2) - x/2 - ln Gamma(3/2); for df = 4 it is ln(x/2) - x/2 - ln Gamma(2).
  let logTerm = df % 2 === 1 ? 0.5 * Math.log(half) - half - Math.log(Math.sqrt(Math.PI) / 2) : Math.log(half) - half
  for (let k = df % 2 === 1 ? 3 : 4; k <= df; k += 2) {
    tail += Math.exp(logTerm)
    logTerm += Math.log(half) - Math.log(k / 2)
  }
  return Math.min(1, tail)
}

/** P(F <= x) of the F distribution with df1 (numerator) and df2 (denominator) > 0 degrees of freedom. */
export function fCdf(x: number, df1: number, df2: number): number {
  return fCdfOf(x, df1, df2)
}

/** P(F > x), df1 numerator and df2 denominator degrees of freedom: the lower tail of 1/F. */
export function fUpperTail(x: number, df1: number, df2: number): number {
  return x <= 0 ? 1 - fCdfOf(x, df1, df2) : fCdfOf(1 / x, df2, df1)
}

/** x with P(F <= x) = p, df1 numerator and df2 denominator degrees of freedom. */
export function fQuantile(p: number, df1: number, df2: number): number {
  return fQuantileOf(p, df1, df2)
}

/** x with P(X <= x) = p of the beta distribution with shapes alpha, beta > 0. */
export function betaQuantile(p: number, alpha: number, beta: number): number {
  return betaQuantileOf(p, alpha, beta)
}

/** Probability of `successes` marked items among `draws` without replacement from `population` items, `marked` of which are marked. */
export function hypergeometricPmf(successes: number, population: number, marked: number, draws: number): number {
  return hypergeometricPmfOf(successes, population, marked, draws)
}
