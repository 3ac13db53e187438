import type { LeastSquaresProblem } from './curve-fit-refine.ts'
import { at, pivotedQr, solveLeastSquares } from './linear-algebra.ts'

/**
 * f(x) = c + (d - c) / (1 + exp(b (ln x - ln e))), with b > 0, so that f(0) = d and f tends to c at high doses (the form LL.4 of the R
 * package drc; Ritz et al. 2015, PLoS One 10:e0146021). c above d is a rising curve.
 */
export type LogisticCoefficients = {
  /** Steepness, > 0, without unit. */
  readonly b: number
  /** Plateau at high doses, in units of the response. */
  readonly c: number
  /** Response at dose zero, in units of the response. */
  readonly d: number
  /** Dose at which the response is half way between d and c, in units of the dose. */
  readonly e: number
}

/** Plateaus that are not fitted but known; both free for the 4PL, exactly one given for a 3PL. */
export type FixedPlateaus = { readonly c?: number | undefined; readonly d?: number | undefined }

/** The fitted curve at a dose >= 0. */
export function logisticResponse({ b, c, d, e }: LogisticCoefficients, dose: number): number {
  return c + (d - c) * remaining(b, Math.log(e), Math.log(dose))
}

/** Share of the distance from c to d that is left at a dose: 1 at dose 0 (ln dose -Infinity), 1/2 at e, 0 at infinite dose. */
function remaining(b: number, lnE: number, lnDose: number): number {
  return 1 / (1 + Math.exp(b * (lnDose - lnE)))
}

/**
 * Dose at which the curve reaches `target`: e ((d - target) / (target - c))^(1/b); undefined unless the target lies between the
 * response at dose zero and the plateau.
 */
export function doseAtResponse({ b, c, d, e }: LogisticCoefficients, target: number): number | undefined {
  const ratio = (d - target) / (target - c)
  return ratio > 0 && Number.isFinite(ratio) ? e * ratio ** (1 / b) : undefined
}

/** A curve in ln b and ln e that is linear in its other parameters: prediction = offset + sum of coefficients times columns. */
export type CurveForm = (lnB: number, lnE: number) => { readonly offset: readonly number[]; readonly columns: readonly (readonly number[])[] }

/** The curve itself: linear in whichever of c, d is free (in that order). */
export function plainForm(doses: readonly number[], fixed: FixedPlateaus): CurveForm {
  const logs = doses.map(Math.log)
  return (lnB, lnE) => {
    const b = Math.exp(lnB)
    const left = logs.map((lnOne) => remaining(b, lnE, lnOne))
    const gone = left.map((share) => 1 - share)
    const offset = left.map((share, i) => (fixed.d ?? 0) * share + (fixed.c ?? 0) * at(gone, i))
    return { offset, columns: [...(fixed.c === undefined ? [gone] : []), ...(fixed.d === undefined ? [left] : [])] }
  }
}

/**
 * The same curve with d known, made to reach `target` at the dose exp(lnDose); the plateau follows. No linear parameter is left.
 */
export function throughTargetForm(doses: readonly number[], d: number, target: number, lnDose: number): CurveForm {
  const logs = doses.map(Math.log)
  return (lnB, lnE) => {
    const b = Math.exp(lnB)
    // The share gone, from the mirrored curve: without cancellation where little is gone.
    const goneThere = remaining(-b, lnE, lnDose)
    return { offset: logs.map((lnOne) => d + ((target - d) * remaining(-b, lnE, lnOne)) / goneThere), columns: [] }
  }
}

/**
 * The same curve with both plateaus free, made to be half way from its own response at dose zero to the background at exp(lnDose):
 * f(exp(lnDose)) = (d + background)/2. This ties c to d, which is left as the one linear parameter.
 */
export function throughHalfForm(doses: readonly number[], background: number, lnDose: number): CurveForm {
  const logs = doses.map(Math.log)
  return (lnB, lnE) => {
    const b = Math.exp(lnB)
    const goneThere = remaining(-b, lnE, lnDose)
    const ratio = logs.map((lnOne) => remaining(-b, lnE, lnOne) / goneThere)
    // c (1 - g) + d g = (d + B)/2 at the dose gives c = (B/2 - d (g - 1/2)) / (1 - g), g being the share left there.
    const column = logs.map((lnOne, i) => remaining(b, lnE, lnOne) - at(ratio, i) * (0.5 - goneThere))
    return { offset: ratio.map((one) => (background / 2) * one), columns: [column] }
  }
}

/**
 * The least-squares problem of the same curve with c known, under the same condition; parameters ln b and d. With c equal to the
 * background, the half way dose is e itself. Outside d > background, d > 2 c - background there is no such dose, and no value.
 */
export function throughHalfProblem(doses: readonly number[], responses: readonly number[], c: number, background: number, lnDose: number): LeastSquaresProblem {
  const logs = doses.map(Math.log)
  const predict = (parameters: readonly number[]): readonly number[] => {
    const [b, d] = [Math.exp(at(parameters, 0)), at(parameters, 1)]
    const above = (d - background) / 2
    const below = (d + background) / 2 - c
    const lnE = above > 0 && below > 0 ? lnDose - Math.log(above / below) / b : NaN
    return logs.map((lnOne) => c + (d - c) * remaining(b, lnE, lnOne))
  }
  return { target: responses, predict, typical: [1, Math.max(...responses.map(Math.abs)) || 1] }
}

/** The least-squares problem of a form: parameters ln b, ln e, then the linear ones. `responses` are the observed values. */
export function formProblem(form: CurveForm, responses: readonly number[], linear: number): LeastSquaresProblem {
  const size = Math.max(...responses.map(Math.abs)) || 1
  const predict = (parameters: readonly number[]): readonly number[] => {
    const { offset, columns } = form(at(parameters, 0), at(parameters, 1))
    return offset.map((value, i) => columns.reduce((sum, column, j) => sum + at(parameters, j + 2) * at(column, i), value))
  }
  return { target: responses, predict, typical: [1, 1, ...new Array<number>(linear).fill(size)] }
}

/**
 * Starting values for a form: over a grid of steepness and mid dose, the linear parameters by linear least squares; of the grid points,
 * the best ones that differ clearly from each other. No start depends on chance.
 * @param doses as tested; at least two of them positive and different.
 */
export function formStarts(form: CurveForm, doses: readonly number[], responses: readonly number[], wanted: number): (readonly number[])[] {
  const logs = doses.filter((dose) => dose > 0).map(Math.log)
  const [low, high] = [Math.min(...logs) - 1, Math.max(...logs) + 1]
  const mids = Array.from({ length: 9 }, (_, i) => low + ((high - low) * i) / 8)
  const candidates = [0.5, 1, 2, 4, 8].flatMap((b) => mids.map((lnE) => candidate(form, responses, Math.log(b), lnE)))
  const ranked = candidates.filter((one) => Number.isFinite(one.rss)).sort((a, b) => a.rss - b.rss)
  const chosen: (readonly number[])[] = []
  const far = (a: readonly number[], b: readonly number[]): boolean =>
    Math.abs(at(a, 0) - at(b, 0)) > 0.8 || Math.abs(at(a, 1) - at(b, 1)) > (high - low) / 6
  for (const { parameters } of ranked) {
    if (chosen.length < wanted && chosen.every((other) => far(parameters, other))) chosen.push(parameters)
  }
  return chosen
}

function candidate(form: CurveForm, responses: readonly number[], lnB: number, lnE: number): { readonly parameters: readonly number[]; readonly rss: number } {
  const { offset, columns } = form(lnB, lnE)
  const rest = responses.map((value, i) => value - at(offset, i))
  const linear = columns.length === 0 ? [] : solveLeastSquares(pivotedQr(columns, 1e-10), rest)
  const rss = rest.reduce((sum, value, i) => sum + (value - columns.reduce((fitted, column, j) => fitted + at(linear, j) * at(column, i), 0)) ** 2, 0)
  return { parameters: [lnB, lnE, ...linear], rss }
}
