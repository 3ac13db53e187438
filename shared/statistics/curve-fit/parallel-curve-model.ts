import type { LeastSquaresProblem } from './curve-fit-refine.ts'
import { formStarts, logisticResponse, plainForm, type LogisticCoefficients } from './dose-response-model.ts'
import { at, pivotedQr, solveLeastSquares } from './linear-algebra.ts'

/** Wells of one material: doses (MSC per responder, > 0) and raw signals in the same order. */
export type DoseSignals = { readonly doses: readonly number[]; readonly signals: readonly number[] }

/** Wells of one plate with a reference and a test material; the wells without MSC belong to both. */
export type ParallelWells = {
  /** Raw signals of the stimulated wells without MSC (dose zero), shared by both curves. */
  readonly controls: readonly number[]
  readonly reference: DoseSignals
  readonly test: DoseSignals
  /** B, the signal that counts as complete suppression (0 without background); taken as known. */
  readonly background: number
}

/**
 * All parameters of two logistic curves with one response at dose zero: ln b and ln e of the reference, ln(e_ref/e_test), c of the
 * reference, d (common), ln(b_test/b_ref), and the difference of the lower plateaus S_test - S_ref in points of
 * S = 100 (d - c)/(d - B). With the last two at 0 the curves are parallel: one curve, shifted along ln dose.
 */
export type ParallelParameters = readonly [lnB: number, lnE: number, shift: number, c: number, d: number, lnSlopeRatio: number, plateauPoints: number]

/** Places of the three quantities that are reported, in the list of parameters. */
export const SHIFT = 2
export const SLOPE = 5
export const PLATEAU = 6

/** Number of free parameters of parallel curves, which are the first of the list, and of separate ones, which are all. */
export const COMMON_PARAMETERS = 5
export const SEPARATE_PARAMETERS = 7

/** Plateau of the test material, in units of the signal. */
export function testPlateau(c: number, d: number, plateauPoints: number, background: number): number {
  return c - (plateauPoints / 100) * (d - background)
}

/** Both curves as coefficients of the logistic curve. Parameters left out at the end count as 0 (parallel curves). */
export function curvesOf(p: readonly number[], background: number): { readonly reference: LogisticCoefficients; readonly test: LogisticCoefficients } {
  const [lnB, lnE, shift, c, d] = [at(p, 0), at(p, 1), at(p, SHIFT), at(p, 3), at(p, 4)]
  const test = { b: Math.exp(lnB + (p[SLOPE] ?? 0)), c: testPlateau(c, d, p[PLATEAU] ?? 0, background), d, e: Math.exp(lnE - shift) }
  return { reference: { b: Math.exp(lnB), c, d, e: Math.exp(lnE) }, test }
}

/** Signals of all wells in the order of the predictions: controls, reference, test. */
export function allSignals(wells: ParallelWells): readonly number[] {
  return [...wells.controls, ...wells.reference.signals, ...wells.test.signals]
}

/** Predicted signals of all wells, in the same order. */
export function predictWells(wells: ParallelWells, p: readonly number[]): readonly number[] {
  const { reference, test } = curvesOf(p, wells.background)
  return [...wells.controls.map(() => reference.d), ...wells.reference.doses.map((x) => logisticResponse(reference, x)), ...wells.test.doses.map((x) => logisticResponse(test, x))]
}

/** Typical size of each parameter, for the difference steps. */
export function typicalSizes(wells: ParallelWells): readonly number[] {
  const size = Math.max(...allSignals(wells).map(Math.abs)) || 1
  return [1, 1, 1, size, size, 1, 100]
}

/** The least-squares problem with parameter `held` at a value and the first `free` of the others fitted; the rest are 0. */
export function heldProblem(wells: ParallelWells, free: number, held: number, value: number): LeastSquaresProblem {
  return {
    target: allSignals(wells),
    predict: (nuisance) => predictWells(wells, nuisance.toSpliced(held, 0, value)),
    typical: typicalSizes(wells).slice(0, free).toSpliced(held, 1),
  }
}

type Candidate = { readonly parameters: readonly number[]; readonly rss: number }

/** Grid of steepness; mid doses reach a factor e beyond the tested doses. */
const STEEPNESS = [0.5, 1, 2, 4, 8].map(Math.log)

function midDoses({ reference, test }: ParallelWells): { readonly mids: readonly number[]; readonly width: number } {
  const logs = [...reference.doses, ...test.doses].map(Math.log)
  const [low, high] = [Math.min(...logs) - 1, Math.max(...logs) + 1]
  return { mids: Array.from({ length: 9 }, (_, i) => low + ((high - low) * i) / 8), width: high - low }
}

/** Parameters with c and d replaced by those that fit best, all others as given; both curves are linear in c and d. */
function withPlateaus(wells: ParallelWells, p: readonly number[]): Candidate {
  const { background } = wells
  const { reference, test } = curvesOf(p, background)
  const share = (b: number, e: number, x: number): number => logisticResponse({ b, c: 0, d: 1, e }, x)
  const points = (p[PLATEAU] ?? 0) / 100
  const left = [...wells.controls.map(() => 1), ...wells.reference.doses.map((x) => share(reference.b, reference.e, x)), ...wells.test.doses.map((x) => share(test.b, test.e, x))]
  const ofTest = left.map((_, i) => (i < wells.controls.length + wells.reference.doses.length ? 0 : points))
  const gone = left.map((g) => 1 - g)
  const columns = [gone, left.map((g, i) => g - at(ofTest, i) * at(gone, i))]
  const signals = allSignals(wells)
  const rest = signals.map((y, i) => y - background * at(ofTest, i) * at(gone, i))
  const [c = 0, d = 0] = solveLeastSquares(pivotedQr(columns, 1e-10), rest)
  const parameters = [...p.slice(0, 3), c, d, ...p.slice(5)]
  const rss = predictWells(wells, parameters).reduce((sum, value, i) => sum + (at(signals, i) - value) ** 2, 0)
  return { parameters, rss }
}

/** The best candidates that differ clearly from each other in what is not linear. */
function bestOf(candidates: readonly Candidate[], wanted: number, width: number): (readonly number[])[] {
  const chosen: (readonly number[])[] = []
  const far = (a: readonly number[], b: readonly number[]): boolean =>
    Math.abs(at(a, 0) - at(b, 0)) > 0.6 || Math.abs(at(a, 1) - at(b, 1)) > width / 8 || Math.abs(at(a, 2) - at(b, 2)) > width / 8 || Math.abs((a[SLOPE] ?? 0) - (b[SLOPE] ?? 0)) > 0.6
  for (const { parameters } of candidates.filter((one) => Number.isFinite(one.rss)).sort((a, b) => a.rss - b.rss)) {
    if (chosen.length < wanted && chosen.every((other) => far(parameters, other))) chosen.push(parameters)
  }
  return chosen
}

/** Starting values of parallel curves from a grid over steepness and both mid doses; with `shift` given, only over those that have it. */
export function commonStarts(wells: ParallelWells, wanted: number, shift?: number): (readonly number[])[] {
  const { mids, width } = midDoses(wells)
  const candidates = STEEPNESS.flatMap((lnB) => mids.flatMap((lnE) => (shift === undefined ? mids.map((other) => lnE - other) : [shift]).map((s) => withPlateaus(wells, [lnB, lnE, s, 0, 0]))))
  return bestOf(candidates, wanted, width)
}

/** Good steepness and mid dose of each curve fitted alone, with the shared wells without MSC. */
export type SingleStarts = { readonly reference: readonly (readonly number[])[]; readonly test: readonly (readonly number[])[] }

/** Starting values of each material's curve fitted alone. */
export function singleStarts(wells: ParallelWells, wanted: number): SingleStarts {
  const of = ({ doses, signals }: DoseSignals): (readonly number[])[] => {
    const all = [...wells.controls.map(() => 0), ...doses]
    return formStarts(plainForm(all, {}), all, [...wells.controls, ...signals], wanted)
  }
  return { reference: of(wells.reference), test: of(wells.test) }
}

/**
 * Starting values of separate curves: every pair of good single curves. With `held`, the pairs are made to have that ln slope ratio (by
 * moving one curve's steepness) or that plateau difference, and the plateaus are fitted anew.
 */
export function separateStarts(wells: ParallelWells, singles: SingleStarts, wanted: number, held?: { readonly place: typeof SLOPE | typeof PLATEAU; readonly value: number }): (readonly number[])[] {
  const pairs = singles.reference.flatMap((r) => singles.test.flatMap((t): Candidate[] => {
    const [lnBr, lnEr, cr, dr] = [at(r, 0), at(r, 1), at(r, 2), at(r, 3)]
    const [lnBt, lnEt, ct, dt] = [at(t, 0), at(t, 1), at(t, 2), at(t, 3)]
    const d = (dr + dt) / 2
    const points = held?.place === PLATEAU ? held.value : (100 * (cr - ct)) / (d - wells.background)
    if (!Number.isFinite(points)) return []
    const shift = lnEr - lnEt
    if (held?.place !== SLOPE) return [withPlateaus(wells, [lnBr, lnEr, shift, 0, 0, lnBt - lnBr, points])]
    return [[lnBr, held.value], [lnBt - held.value, held.value]].map(([lnB = 0, ratio = 0]) => withPlateaus(wells, [lnB, lnEr, shift, 0, 0, ratio, points]))
  }))
  return bestOf(pairs, wanted, midDoses(wells).width)
}
