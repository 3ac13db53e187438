import { at, dot, norm, pivotedQr, solveLeastSquares, type PivotedQr } from './linear-algebra.ts'

/** A least-squares problem: find the parameters whose prediction comes closest to the target. */
export type LeastSquaresProblem = {
  /** Observed values, each multiplied by the square root of its weight. */
  readonly target: readonly number[]
  /** Predicted values, multiplied likewise. Values that are no finite number mark parameters outside the model's domain. */
  readonly predict: (parameters: readonly number[]) => readonly number[]
  /** Typical size of each parameter, > 0: the floor of the difference step where a parameter is near 0. */
  readonly typical: readonly number[]
}

export type Refinement = {
  readonly parameters: readonly number[]
  readonly rss: number
  /** Decomposed Jacobian at the parameters: its rank tells whether the data determine them all. */
  readonly jacobian: PivotedQr
  /**
   * Relative offset (Bates and Watts 1981, Technometrics 23:179): how far the least-squares point is away, in units of the size of the
   * confidence region; 0 at the minimum, and independent of units. Null where the fit is exact, when it has no meaning.
   */
  readonly relativeOffset: number | null
  readonly iterations: number
}

/** Difference step relative to the parameter. Central differences: truncation about 1e-12, rounding about 1e-10. */
const STEP = 1e-6
/** Share of a Jacobian column that must be its own for the parameter to count as determined; far above the rounding of differences. */
const RANK_TOLERANCE = 1e-7
/** Relative offset at which nothing is left to gain. */
export const TIGHTEST_OFFSET = 1e-11
const EXACT = 1e-12

/**
 * Walks from a start to the nearby minimum of the residual sum of squares: Levenberg-Marquardt steps solved by QR decomposition (never
 * by forming J'J, which halves the digits), then Gauss-Newton steps for as long as they bring the relative offset down.
 * @param goal relative offset at which to stop; where only the residual sum of squares matters, 1e-6 is plenty, since its error is the square.
 * @returns undefined when the model has no finite value at the start.
 */
export function refine(problem: LeastSquaresProblem, start: readonly number[], goal = TIGHTEST_OFFSET, maxIterations = 200): Refinement | undefined {
  let parameters: readonly number[] = start
  let state = evaluate(problem, parameters)
  if (state === undefined) return undefined
  let damping = 1e-3
  let iterations = 0
  for (; iterations < maxIterations && !atMinimum(state, goal); iterations++) {
    let improved = false
    for (let attempt = 0; attempt < 12 && !improved; attempt++) {
      const trial = add(parameters, dampedStep(state, damping))
      const rss = sumOfSquares(problem, trial)
      improved = rss < state.rss
      if (improved) {
        const next = evaluate(problem, trial)
        if (next === undefined) return withoutColumns(state, parameters, iterations)
        // Progress that only rounding can see is left to the Gauss-Newton steps below.
        const stalled = state.rss - rss < 1e-14 * state.rss
        parameters = trial
        state = next
        damping = Math.max(damping / 10, 1e-12)
        if (stalled) return withoutColumns(...polish(problem, parameters, state, goal), iterations)
      } else damping *= 8
    }
    if (!improved) break
  }
  return withoutColumns(...polish(problem, parameters, state, goal), iterations)
}

type State = {
  readonly rss: number
  readonly residuals: readonly number[]
  readonly columns: readonly (readonly number[])[]
  readonly qr: PivotedQr
  readonly offset: number | null
}

/** The Jacobian (by columns) of the weighted prediction, by central differences; undefined outside the model's domain. */
function jacobianColumns(problem: LeastSquaresProblem, parameters: readonly number[]): (readonly number[])[] | undefined {
  const columns = parameters.map((value, j) => {
    const step = STEP * Math.max(Math.abs(value), at(problem.typical, j))
    const [high, low] = [value + step, value - step]
    const above = problem.predict(parameters.with(j, high))
    const below = problem.predict(parameters.with(j, low))
    return above.map((one, i) => (one - at(below, i)) / (high - low))
  })
  return columns.every((column) => column.every(Number.isFinite)) ? columns : undefined
}

function evaluate(problem: LeastSquaresProblem, parameters: readonly number[]): State | undefined {
  const predicted = problem.predict(parameters)
  const residuals = problem.target.map((value, i) => value - at(predicted, i))
  const rss = dot(residuals, residuals)
  if (!Number.isFinite(rss)) return undefined
  const columns = jacobianColumns(problem, parameters)
  if (columns === undefined) return undefined
  const qr = pivotedQr(columns, RANK_TOLERANCE)
  return { rss, residuals, columns, qr, offset: relativeOffset(problem, residuals, rss, qr) }
}

function relativeOffset(problem: LeastSquaresProblem, residuals: readonly number[], rss: number, qr: PivotedQr): number | null {
  if (Math.sqrt(rss) <= EXACT * norm(problem.target)) return null
  const tangential = qr.q.reduce((sum, direction) => sum + dot(direction, residuals) ** 2, 0)
  const df = problem.target.length - qr.rank
  return df > 0 && qr.rank > 0 ? Math.sqrt(tangential / qr.rank / (Math.max(rss - tangential, Number.MIN_VALUE) / df)) : Math.sqrt(tangential / rss)
}

function atMinimum(state: State, goal: number): boolean {
  return state.offset === null || state.offset < goal
}

function dampedStep(state: State, damping: number): number[] {
  const p = state.columns.length
  const extended = state.columns.map((column, j) => [...column, ...new Array<number>(p).fill(0).with(j, Math.sqrt(damping) * at(state.qr.norms, j))])
  return solveLeastSquares(pivotedQr(extended, 0), [...state.residuals, ...new Array<number>(p).fill(0)])
}

function polish(problem: LeastSquaresProblem, from: readonly number[], state: State, goal: number): [State, readonly number[]] {
  let parameters = from
  let best = state
  for (let i = 0; i < 20 && !atMinimum(best, goal); i++) {
    const trial = add(parameters, solveLeastSquares(best.qr, best.residuals))
    const next = evaluate(problem, trial)
    const closer = next !== undefined && next.qr.rank >= best.qr.rank && next.rss <= best.rss * (1 + 1e-10) && (next.offset ?? 0) < (best.offset ?? 0)
    if (!closer) break
    parameters = trial
    best = next
  }
  return [best, parameters]
}

function withoutColumns(state: State, parameters: readonly number[], iterations: number): Refinement {
  return { parameters, rss: state.rss, jacobian: state.qr, relativeOffset: state.offset, iterations }
}

function sumOfSquares(problem: LeastSquaresProblem, parameters: readonly number[]): number {
  const predicted = problem.predict(parameters)
  return problem.target.reduce((sum, value, i) => sum + (value - at(predicted, i)) ** 2, 0)
}

function add(a: readonly number[], b: readonly number[]): number[] {
  return a.map((value, i) => value + at(b, i))
}
