import type { Interval } from '../../util/interval.ts'
import { fail, ok, type Result } from '../../util/result.ts'
import { mean } from '../descriptive.ts'
import { count, invalidGroup, requireLevel } from '../numeric-input.ts'
import { fitCurve, type Convergence, type CurveFit } from './curve-fit-core.ts'
import { profileInterval, type Profile } from './curve-fit-profile.ts'
import type { LogisticCoefficients } from './dose-response-model.ts'
import { at } from './linear-algebra.ts'
import {
  allSignals, COMMON_PARAMETERS, commonStarts, curvesOf, heldProblem, PLATEAU, predictWells, SEPARATE_PARAMETERS, separateStarts, SHIFT, singleStarts, SLOPE, typicalSizes,
} from './parallel-curve-model.ts'
import type { ParallelWells } from './parallel-curve-model.ts'

/** A quantity of the joint fit with profile likelihood intervals; none, and no standard error, where the curves pass through every point. */
export type CurveQuantity = {
  readonly value: number
  /** Gauss-Newton. */
  readonly standardError: number | null
  /** In the order of the levels asked for. A null bound: none within reach. */
  readonly intervals: readonly Interval[]
}

type JointFit = {
  readonly reference: LogisticCoefficients
  readonly test: LogisticCoefficients
  /** Wells fitted. */
  readonly n: number
  readonly df: number
  readonly rss: number
  readonly residualSd: number
  readonly convergence: Convergence
  readonly method: string
  readonly warnings: readonly string[]
}

/** Two curves that differ only in e. */
export type CommonCurves = JointFit & {
  /** ln(e_ref/e_test): above 0 where the test material needs fewer MSC per responder. */
  readonly lnRelativePotency: CurveQuantity
}

/** Two curves that share only the response at dose zero. */
export type SeparateCurves = JointFit & {
  /** Lower plateau of the test material minus that of the reference, in points of S = 100 (d - c)/(d - B). */
  readonly plateauDifference: CurveQuantity
  /** ln(b_test/b_ref). */
  readonly lnSlopeRatio: CurveQuantity
}

/** Fewest distinct doses above zero of each material: with the wells at dose zero one more than a logistic curve has parameters. */
const DOSES_NEEDED = 4
/** Profiles of ln potency are followed over a factor of a million, of ln slope over a thousand, of plateaus over ten times the range of S. */
const SHIFT_REACH = Math.log(1e6)
const SLOPE_REACH = Math.log(1000)
const POINTS_REACH = 1000

/**
 * Joint fit of parallel curves to the raw signals of one plate, f_i(x) = c + (d - c)/(1 + exp(b (ln x - ln e_i))) with common b, c, d
 * and the shared wells at dose zero fitted once. ln(e_ref/e_test) is a parameter of the fit; its interval is a profile likelihood
 * interval (F(1, df) limit). Finney 1978, Statistical Method in Biological Assay; European Pharmacopoeia 5.3.
 *
 * Reasons for failure: no wells at dose zero, fewer than 4 doses above zero of a material, lists of different length, doses not above 0,
 * values that are no numbers, controls that do not exceed the background, signals all alike, curves that the data do not determine.
 * @param levels coverage of the intervals, 0 to 1.
 */
export function fitCommonCurves(wells: ParallelWells, levels: readonly number[]): Result<CommonCurves> {
  return settled(wells, levels, (wanted) => {
    const fit = joint(wells, COMMON_PARAMETERS, commonStarts(wells, wanted))
    if (!fit.ok) return fit
    const startsAt = (value: number): readonly (readonly number[])[] => commonStarts(wells, 1, value).map((start) => start.toSpliced(SHIFT, 1))
    const lnRelativePotency = quantity(wells, fit.value, SHIFT, SHIFT_REACH, startsAt, levels)
    return lnRelativePotency === undefined ? undefined : ok({ ...summary(fit.value, wells, 'common b, c and d'), lnRelativePotency })
  })
}

/**
 * Joint fit of two curves with their own b, c and e, and one response at dose zero. Gives what parallelism is judged by: the difference
 * of the lower plateaus in points of S (the fitted d taken as the control, B as known) and ln of the ratio of slopes, each a parameter of
 * the fit with its profile likelihood interval. Reasons for failure as for parallel curves.
 */
export function fitSeparateCurves(wells: ParallelWells, levels: readonly number[]): Result<SeparateCurves> {
  return settled(wells, levels, (wanted) => {
    const singles = singleStarts(wells, wanted <= 4 ? 3 : 6)
    const fit = joint(wells, SEPARATE_PARAMETERS, separateStarts(wells, singles, wanted))
    if (!fit.ok) return fit
    const at1 = (place: typeof SLOPE | typeof PLATEAU) => (value: number): readonly (readonly number[])[] =>
      separateStarts(wells, singles, 1, { place, value }).map((start) => start.toSpliced(place, 1))
    const lnSlopeRatio = quantity(wells, fit.value, SLOPE, SLOPE_REACH, at1(SLOPE), levels)
    const plateauDifference = lnSlopeRatio === undefined ? undefined : quantity(wells, fit.value, PLATEAU, POINTS_REACH, at1(PLATEAU), levels)
    if (lnSlopeRatio === undefined || plateauDifference === undefined) return undefined
    return ok({ ...summary(fit.value, wells, 'own b, c and e, common d'), lnSlopeRatio, plateauDifference })
  })
}

/** Undefined from a fit means that a profile met a better one: then more starts are needed. */
function settled<T>(wells: ParallelWells, levels: readonly number[], fit: (starts: number) => Result<T> | undefined): Result<T> {
  levels.forEach(requireLevel)
  const invalid = invalidWells(wells)
  if (invalid !== undefined) return fail(invalid)
  for (const wanted of [4, 16]) {
    const result = fit(wanted)
    if (result !== undefined) return result
  }
  return fail('joint curves: the fit did not settle on its best solution; look at the wells for outlying values')
}

function joint(wells: ParallelWells, free: number, starts: readonly (readonly number[])[]): Result<CurveFit> {
  const target = allSignals(wells)
  // The curve is asked for by place in the list of wells, because a dose does not tell which material it is of.
  let known: { readonly of: readonly number[]; readonly predicted: readonly number[] } | undefined
  const model = (parameters: readonly number[], i: number): number => {
    if (known?.of !== parameters) known = { of: parameters, predicted: predictWells(wells, parameters) }
    return at(known.predicted, i)
  }
  if (starts.length === 0) return fail('joint curves: no starting values: the signals hardly change with dose')
  const fit = fitCurve({ x: target.map((_, i) => i), y: target, model, starts: starts.map((s) => s.slice(0, free)), typical: typicalSizes(wells).slice(0, free) })
  return fit.ok ? fit : fail(`joint curves: ${fit.error.replace(/^curve fit: /, '')}`)
}

type StartsAt = NonNullable<Profile['startsAt']>

function quantity(wells: ParallelWells, fit: CurveFit, place: number, reach: number, startsAt: StartsAt, levels: readonly number[]): CurveQuantity | undefined {
  const value = at(fit.parameters, place)
  if (isExact(fit)) return { value, standardError: null, intervals: [] }
  const step = Math.sqrt(at(fit.covariance[place] ?? [], place))
  const free = fit.parameters.length
  const profile = { from: value, step, reach, nuisance: fit.parameters.toSpliced(place, 1), problemAt: (held: number) => heldProblem(wells, free, place, held), startsAt, rss: fit.rss, df: fit.df }
  const intervals = levels.map((level) => profileInterval(profile, level))
  return intervals.includes(undefined) ? undefined : { value, standardError: step, intervals: intervals.flatMap((i) => i ?? []) }
}

function summary(fit: CurveFit, wells: ParallelWells, shared: string): JointFit {
  const { n, df, rss, convergence, warnings } = fit
  const exact = isExact(fit)
  return {
    ...curvesOf(fit.parameters, wells.background),
    n, df, convergence, warnings,
    rss: exact ? 0 : rss,
    residualSd: exact ? 0 : fit.residualSd,
    method: `two logistic curves in ln dose with ${shared}, fitted together to the raw signal with the shared wells without MSC, ordinary least squares, profile likelihood intervals (F(1, ${df}) limit)`,
  }
}

function isExact(fit: CurveFit): boolean {
  return fit.convergence.relativeOffset === null
}

function invalidWells({ controls, reference, test, background }: ParallelWells): string | undefined {
  const noControls = invalidGroup('stimulated wells without MSC', controls, 1)
  if (noControls !== undefined) return `joint curves: ${noControls}`
  for (const [name, { doses, signals }] of [['reference', reference], ['test material', test]] as const) {
    if (doses.length !== signals.length) return `joint curves: ${name}: ${count(doses.length, 'dose')} for ${count(signals.length, 'signal')}`
    const invalid = invalidGroup(`doses of the ${name}`, doses, 1) ?? invalidGroup(`wells of the ${name}`, signals, 1)
    if (invalid !== undefined) return `joint curves: ${invalid}`
    if (doses.some((x) => !(x > 0))) return `joint curves: ${name}: doses must be above 0 (MSC per responder, 0.1 for 1:10)`
    const distinct = new Set(doses).size
    if (distinct < DOSES_NEEDED) return `joint curves: ${name}: ${count(distinct, 'ratio')}, at least ${DOSES_NEEDED} needed; compare suppression at the reference ratio instead`
  }
  if (!Number.isFinite(background)) return 'joint curves: the background is not a number'
  if (!((mean(controls) ?? NaN) > background)) return 'joint curves: the stimulated wells do not exceed the background: there is no response to suppress'
  if (new Set(allSignals({ controls, reference, test, background })).size < 2) return 'joint curves: all signals are equal (saturated, rounded or copied readings?)'
  return undefined
}
