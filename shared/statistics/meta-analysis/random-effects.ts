import type { Interval } from '../../util/interval.ts'
import { fail, ok, type Result } from '../../util/result.ts'
import { chiSquareUpperTail, tQuantile } from '../distributions.ts'
import type { Estimate } from '../estimate.ts'
import { count, requireLevel } from '../numeric-input.ts'
import { entry, invertPositiveDefinite, timesVector, type Matrix } from './symmetric-matrix.ts'

/** One effect and its sampling variance. Effects of one `control` share the variance `sharedVariance` of that control group. */
export type StudyEffect = { readonly effect: number; readonly variance: number; readonly control?: string; readonly sharedVariance?: number }

export type TauMethod = 'REML' | 'DerSimonian-Laird'

/** Random-effects mean with everything needed to judge it. */
export type RandomEffects = Estimate<number> & {
  readonly standardError: number
  readonly tau2: number
  /** Share of the total variance that is between studies, percent (Higgins and Thompson 2002, with the typical within-study variance). */
  readonly i2: number
  readonly q: { readonly value: number; readonly df: number; readonly p: number }
  /** Factor by which Hartung and Knapp widen the variance, never below 1. */
  readonly factor: number
  /** Where the effect of a new study lies, t with k - 1 df. */
  readonly prediction: readonly Interval[]
  /** Share of the weight of each effect, in the order given; they add up to 1. */
  readonly weights: readonly number[]
}

type Fit = { readonly mean: number; readonly variance: number; readonly weighted: number; readonly inverse: Matrix; readonly projection: Matrix; readonly logDeterminant: number }

/**
 * Random-effects mean of k effects with known sampling variances (and covariances where effects share a control group), by generalised least
 * squares. tau2 by restricted maximum likelihood or, for effects that share nothing, by DerSimonian and Laird (1986).
 * Intervals by Hartung and Knapp (2001) with the factor max(1, HK), t with k - 1 df: with tau2 = 0 the plain form can be far too narrow.
 * Reasons for failure: fewer than two effects, a number that is none, a variance that is not above 0, covariances that contradict the
 * variances, or DerSimonian-Laird with shared controls.
 */
export function randomEffects(effects: readonly StudyEffect[], method: TauMethod = 'REML', levels: readonly number[] = [0.95]): Result<RandomEffects> {
  levels.forEach(requireLevel)
  const k = effects.length
  if (k < 2) return fail(`random effects: ${count(k, 'effect')}, at least 2 needed`)
  const bad = effects.findIndex((e) => !Number.isFinite(e.effect) || !(e.variance > 0) || !Number.isFinite(e.variance))
  if (bad >= 0) return fail(`random effects: effect ${String(bad + 1)} has no finite value with a variance above 0`)
  const v = covariance(effects)
  const shares = effects.some((_e, i) => effects.some((_f, j) => i !== j && entry(v, i, j) !== 0))
  if (method === 'DerSimonian-Laird' && shares) return fail('random effects: DerSimonian and Laird assume independent effects, and some share a control group; use REML')
  const y = effects.map((e) => e.effect)
  const fixed = fit(v, y, 0)
  if (!fixed.ok) return fixed
  const q = fixed.value.weighted
  const tau2 = method === 'REML' ? reml(v, y) : ok(dersimonianLaird(fixed.value, q, k))
  if (!tau2.ok) return tau2
  const random = fit(v, y, tau2.value)
  if (!random.ok) return random
  const { mean, variance, weighted, inverse } = random.value
  const factor = Math.max(1, weighted / (k - 1))
  const standardError = Math.sqrt(variance * factor)
  const typical = (k - 1) / traceOf(fixed.value.projection)
  const interval = (level: number, se: number, what: string): Interval => {
    const half = tQuantile((1 + level) / 2, k - 1) * se
    return { level, lower: mean - half, upper: mean + half, method: `${what}, t, df ${String(k - 1)}` }
  }
  const warnings = [
    ...(k === 2 ? ['Two effects only: how much they differ between experiments cannot be estimated well, and the interval is very wide.'] : k < 5 ? [`${String(k)} effects: the spread between experiments is estimated from few.`] : []),
    ...(tau2.value === 0 ? ['The spread between experiments was estimated as 0; that is not evidence that there is none.'] : []),
  ]
  const totals = inverse.map((row) => row.reduce((sum, value) => sum + value, 0))
  return ok({
    value: mean,
    standardError,
    tau2: tau2.value,
    i2: (100 * tau2.value) / (typical + tau2.value),
    q: { value: q, df: k - 1, p: chiSquareUpperTail(q, k - 1) },
    factor,
    intervals: levels.map((level) => interval(level, standardError, 'Hartung-Knapp with max(1, HK)')),
    prediction: levels.map((level) => interval(level, Math.sqrt(tau2.value + standardError ** 2), 'prediction')),
    weights: totals.map((w) => w * variance),
    n: k,
    method: `random effects, tau2 by ${method}, Hartung-Knapp with factor max(1, HK), t with ${String(k - 1)} df${shares ? '; covariance of shared control groups' : ''}`,
    warnings,
  })
}

function covariance(effects: readonly StudyEffect[]): Matrix {
  return effects.map((a, i) => effects.map((b, j) => (i === j ? a.variance : a.control !== undefined && a.control === b.control ? (a.sharedVariance ?? 0) : 0)))
}

/** Generalised least squares at a given tau2; P = W - W 1 (1'W1)^-1 1'W. */
function fit(v: Matrix, y: readonly number[], tau2: number): Result<Fit> {
  const inverse = invertPositiveDefinite(v.map((row, i) => row.map((value, j) => (i === j ? value + tau2 : value))))
  if (!inverse.ok) return inverse
  const w = inverse.value.inverse
  const totals = w.map((row) => row.reduce((sum, value) => sum + value, 0))
  const total = totals.reduce((sum, value) => sum + value, 0)
  const mean = totals.reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0) / total
  const residuals = y.map((value) => value - mean)
  const weighted = timesVector(w, residuals).reduce((sum, value, i) => sum + value * (residuals[i] ?? 0), 0)
  const projection = w.map((row, i) => row.map((value, j) => value - ((totals[i] ?? 0) * (totals[j] ?? 0)) / total))
  return ok({ mean, variance: 1 / total, weighted, inverse: w, projection, logDeterminant: inverse.value.logDeterminant })
}

/** DerSimonian and Laird 1986: (Q - (k - 1)) / tr(P), not below 0 since a variance cannot be. */
function dersimonianLaird({ projection }: Fit, q: number, k: number): number {
  return Math.max(0, (q - (k - 1)) / traceOf(projection))
}

/**
 * Restricted maximum likelihood. The likelihood may have more than one top, so its highest place is looked for on a grid first; there the
 * root of its slope is closed in by halving.
 */
function reml(v: Matrix, y: readonly number[]): Result<number> {
  const scale = v.reduce((sum, row, i) => sum + (row[i] ?? 0), 0) / v.length + variance(y)
  const grid = [0, ...Array.from({ length: 91 }, (_, i) => scale * 10 ** (-7 + i / 10))]
  let best = 0
  let highest = -Infinity
  for (const [i, tau2] of grid.entries()) {
    const here = likelihood(v, y, tau2)
    if (!here.ok) return here
    if (here.value.height > highest) {
      highest = here.value.height
      best = i
    }
  }
  let low = grid[best - 1] ?? 0
  let high = grid[best + 1] ?? (grid[best] ?? 0)
  const atZero = likelihood(v, y, 0)
  if (best === 0 && atZero.ok && atZero.value.slope <= 0) return ok(0)
  for (let round = 0; round < 300 && high - low > 1e-15 * high; round++) {
    const middle = (low + high) / 2
    const here = likelihood(v, y, middle)
    if (!here.ok) return here
    if (here.value.slope > 0) low = middle
    else high = middle
  }
  return ok((low + high) / 2)
}

/** Restricted log-likelihood (up to a constant) and its slope in tau2. */
function likelihood(v: Matrix, y: readonly number[], tau2: number): Result<{ readonly height: number; readonly slope: number }> {
  const now = fit(v, y, tau2)
  if (!now.ok) return now
  const { projection, weighted, logDeterminant, variance: of } = now.value
  const py = timesVector(projection, y)
  return ok({ height: -0.5 * (logDeterminant - Math.log(of) + weighted), slope: 0.5 * (py.reduce((sum, value) => sum + value * value, 0) - traceOf(projection)) })
}

function variance(y: readonly number[]): number {
  const mean = y.reduce((sum, value) => sum + value, 0) / y.length
  return y.reduce((sum, value) => sum + (value - mean) ** 2, 0) / y.length
}

function traceOf(matrix: Matrix): number {
  return matrix.reduce((sum, _, i) => sum + entry(matrix, i, i), 0)
}
