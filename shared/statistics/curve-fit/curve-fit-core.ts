import { levenbergMarquardt } from 'ml-levenberg-marquardt'
import { fail, ok, type Result } from '../../util/result.ts'
import { refine, type LeastSquaresProblem, type Refinement } from './curve-fit-refine.ts'
import { at, crossProductInverse } from './linear-algebra.ts'
import { count } from '../numeric-input.ts'

export type CurveFitInput = {
  readonly x: readonly number[]
  readonly y: readonly number[]
  /** The curve: value at x, given the parameters. No finite value outside the model's domain. */
  readonly model: (parameters: readonly number[], x: number) => number
  /** Starting values; each is followed to its minimum, and the deepest minimum counts. */
  readonly starts: readonly (readonly number[])[]
  /** Relative weights, > 0, in proportion to 1/variance; all 1 when left out. */
  readonly weights?: readonly number[] | undefined
  /** Typical size of each parameter, > 0; the size of the start (1 where that is 0) when left out. Only guides the difference step. */
  readonly typical?: readonly number[] | undefined
}

export type CurveFit = {
  readonly parameters: readonly number[]
  /** Gauss-Newton: s^2 (J'WJ)^-1. Differs from a Hessian-based one by 1 to 2 % on real data. */
  readonly covariance: readonly (readonly number[])[]
  readonly standardErrors: readonly number[]
  /** Weighted residual sum of squares. */
  readonly rss: number
  /** sqrt(rss / df), in units of y where weights are 1. 0 when the curve passes through every point. */
  readonly residualSd: number
  readonly n: number
  /** n minus the number of parameters. */
  readonly df: number
  readonly convergence: Convergence
  readonly warnings: readonly string[]
}

export type Convergence = {
  /** Bates and Watts' relative offset at the solution; below 1e-6 counts as converged. Null: exact fit. */
  readonly relativeOffset: number | null
  readonly starts: number
  /** How many starts led to this minimum (residual sum of squares equal to 1e-6). */
  readonly startsAgreeing: number
}

/** Largest relative offset that counts as converged: the solution is known to a millionth of its confidence region. */
export const CONVERGED_OFFSET = 1e-6

/**
 * Nonlinear least squares: minimises sum w (y - model)^2. From every start, the Levenberg-Marquardt method (Levenberg 1944; Marquardt
 * 1963) of ml-levenberg-marquardt searches, on parameters and values scaled to about 1, with central differences of step 1e-6, error
 * tolerance 1e-14, and up to 1,000 iterations; it never reports convergence, so each end point is refined by QR-based steps and
 * convergence is judged by the relative offset and by the rank of the Jacobian.
 * Checked against NIST StRD Rat42 and Rat43.
 *
 * Reasons for failure: lists of different length, a value or weight that is no usable number, not more values than parameters, no start
 * inside the model's domain, parameters that the data do not determine (Jacobian without full rank), no convergence.
 */
export function fitCurve(input: CurveFitInput): Result<CurveFit> {
  const invalid = invalidInput(input)
  if (invalid !== undefined) return fail(invalid)
  const p = input.starts[0]?.length ?? 0
  const roots = input.weights?.map(Math.sqrt)
  const weighted = (values: readonly number[]): readonly number[] => (roots === undefined ? values : values.map((value, i) => value * at(roots, i)))
  const predict = (parameters: readonly number[]): readonly number[] => weighted(input.x.map((x) => input.model(parameters, x)))
  const target = weighted(input.y)
  const ends = input.starts.flatMap((start) => {
    const problem: LeastSquaresProblem = { target, predict, typical: input.typical ?? start.map((value) => (value === 0 ? 1 : Math.abs(value))) }
    const end = fromStart(problem, start)
    return end === undefined ? [] : [end]
  })
  const lowest = ends.reduce((best, end) => Math.min(best, end.rss), Infinity)
  if (!Number.isFinite(lowest)) return fail('curve fit: the model has no value at any of the starting values')
  const deepest = ends.filter((end) => sameDepth(end.rss, lowest, target))
  const end = deepest.find(isConverged)
  if (end === undefined) return fail(whyNot(deepest, p))
  const df = input.y.length - p
  const residualVariance = end.rss / df
  const covariance = crossProductInverse(end.jacobian).map((row) => row.map((value) => value * residualVariance))
  const standardErrors = covariance.map((row, j) => Math.sqrt(at(row, j)))
  const warnings = end.relativeOffset === null ? ['The curve passes through every point: no spread from which standard errors could be estimated.'] : []
  const convergence = { relativeOffset: end.relativeOffset, starts: input.starts.length, startsAgreeing: deepest.length }
  const { parameters, rss } = end
  return ok({ parameters, covariance, standardErrors, rss, residualSd: Math.sqrt(residualVariance), n: input.y.length, df, convergence, warnings })
}

function invalidInput({ x, y, starts, weights, typical }: CurveFitInput): string | undefined {
  const p = starts[0]?.length ?? 0
  if (p === 0 || starts.some((start) => start.length !== p) || (typical !== undefined && (typical.length !== p || !typical.every((value) => value > 0)))) {
    throw new RangeError('starts and typical sizes must be lists of one length, and typical sizes above 0')
  }
  if (x.length !== y.length) return `curve fit: ${count(x.length, 'x value')} for ${count(y.length, 'y value')}`
  const bad = y.findIndex((value, i) => !Number.isFinite(value) || !Number.isFinite(at(x, i)))
  if (bad >= 0) return `curve fit: value ${bad + 1} is not a number; leave missing values out`
  if (weights !== undefined && weights.length !== y.length) return `curve fit: ${count(weights.length, 'weight')} for ${count(y.length, 'value')}`
  const badWeight = weights?.findIndex((weight) => !(Number.isFinite(weight) && weight > 0)) ?? -1
  if (badWeight >= 0) return `curve fit: weight ${badWeight + 1} is not a number above 0`
  if (y.length <= p) return `curve fit: ${count(y.length, 'value')} for ${count(p, 'parameter')}; at least ${p + 1} values are needed`
  return undefined
}

/**
 * A second, longer search only where the first did not get close enough for the refinement to finish. The library keeps steps that make
 * the fit worse and can walk away from a far start (NIST Rat43, start 1), so the refinement is then tried from the start itself as well.
 */
function fromStart(problem: LeastSquaresProblem, start: readonly number[]): Refinement | undefined {
  const ends: Refinement[] = []
  for (const from of [() => search(problem, start, 100), () => start, () => search(problem, start, 1000)]) {
    const found = refine(problem, from())
    if (found === undefined) continue
    if (isConverged(found)) return found
    ends.push(found)
  }
  return ends.sort((a, b) => a.rss - b.rss)[0]
}

function search(problem: LeastSquaresProblem, start: readonly number[], maxIterations: number): readonly number[] {
  const size = Math.max(...problem.target.map(Math.abs)) || 1
  const scales = start.map((value, j) => Math.max(Math.abs(value), at(problem.typical, j)))
  const unscaled = (scaled: ArrayLike<number>): number[] => scales.map((scale, j) => scale * at(scaled, j))
  const atIndex = (scaled: number[]): ((i: number) => number) => {
    const predicted = problem.predict(unscaled(scaled))
    return (i) => at(predicted, i) / size
  }
  const data = { x: problem.target.map((_, i) => i), y: problem.target.map((value) => value / size) }
  const initialValues = start.map((value, j) => value / at(scales, j))
  try {
    const found = levenbergMarquardt(data, atIndex, { initialValues, centralDifference: true, gradientDifference: 1e-6, errorTolerance: 1e-14, maxIterations })
    const parameters = unscaled(found.parameterValues)
    return parameters.every(Number.isFinite) ? parameters : start
  } catch {
    // The library throws when its matrix cannot be inverted; the refinement then starts from the start itself.
    return start
  }
}

function isConverged(end: Refinement): boolean {
  return end.jacobian.rank === end.parameters.length && (end.relativeOffset === null || end.relativeOffset < CONVERGED_OFFSET)
}

function sameDepth(rss: number, lowest: number, target: readonly number[]): boolean {
  return rss <= lowest * (1 + 1e-6) + 1e-24 * target.reduce((sum, value) => sum + value * value, 0)
}

function whyNot(ends: readonly Refinement[], p: number): string {
  const undetermined = ends.some((end) => end.jacobian.rank < p)
  return undetermined
    ? 'curve fit: the data do not determine all parameters (a change of one can be made up by the others); measure more different x values, or fix a parameter'
    : 'curve fit: no minimum was reached; the best fit keeps drifting, so that no parameters can be reported'
}
