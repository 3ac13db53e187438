import type { Interval } from '../../util/interval.ts'
import { profileBound, profileInterval, profileRoot, type Profile } from './curve-fit-profile.ts'
import { tQuantile } from '../distributions.ts'
import {
  doseAtResponse, formProblem, formStarts, logisticResponse, plainForm, throughHalfForm, throughHalfProblem, throughTargetForm,
} from './dose-response-model.ts'
import type { FixedPlateaus, LogisticCoefficients } from './dose-response-model.ts'
import { at, dot } from './linear-algebra.ts'

/** A fitted curve with what is needed to hold one of its quantities fixed and fit the rest again. */
export type FittedLogistic = {
  readonly coefficients: LogisticCoefficients
  readonly fixed: FixedPlateaus
  /** ln b, ln e, then the free ones of c and d. */
  readonly parameters: readonly number[]
  readonly covariance: readonly (readonly number[])[]
  readonly doses: readonly number[]
  readonly responses: readonly number[]
  readonly rss: number
  readonly df: number
}

/** A dose read off the curve: mid dose e (relative) or the dose at a given response (absolute). */
export type PotencyDose = {
  readonly kind: 'relative' | 'absolute'
  /** What it is, for print. */
  readonly meaning: string
  /** `estimated`: within the tested doses. `below`, `above`: outside them; `value` is then the lowest or highest dose tested, and `bound` its sign. */
  readonly status: 'estimated' | 'below' | 'above' | 'not reached'
  readonly value: number | null
  readonly bound?: '<' | '>'
  /** What the curve gives without regard to the tested doses; an extrapolation unless the status is `estimated`. Null when not reached. */
  readonly fitted: number | null
  /** Standard error of the natural logarithm of the dose (delta method); null when not reached or without residual spread. */
  readonly lnStandardError: number | null
  /**
   * Profile likelihood intervals, widened to what was tested: a bound outside the tested doses is null (or the outermost dose, where the
   * whole interval lies outside), so that no dose is stated that was not tested. When not reached: the doses excluded lie below `lower`.
   */
  readonly intervals: readonly Interval[]
  /** The same intervals without regard to the tested doses; null where the profile has no bound within a factor of a million. */
  readonly unrestricted: readonly Interval[]
  /** Wald on the logarithm, t(df): symmetric in ln dose, too narrow where the dose is poorly determined. For comparison. */
  readonly wald: readonly Interval[]
  /** Why it was not reached, or is given as a limit only. */
  readonly reason?: string
}

/** Profiles of doses are followed this far, on the ln scale: a factor of a million. */
const LN_REACH = Math.log(1e6)

/** Relative potency dose: e, the dose half way between the two plateaus, wherever these are. Undefined: a better fit was met on the way. */
export function relativeDose(fit: FittedLogistic, levels: readonly number[]): PotencyDose | undefined {
  const profile = parameterProfile(fit, 1, LN_REACH)
  const gradient = fit.parameters.map((_, j) => (j === 1 ? 1 : 0))
  const meaning = 'relative: half way between the response at dose zero and the plateau of the fitted curve'
  return located(fit, { kind: 'relative', meaning, lnDose: Math.log(fit.coefficients.e), gradient, profile }, levels)
}

/** The response at which the absolute dose is read. */
export type PotencyTarget = {
  readonly response: number
  /** In words, for print: "(C + B)/2 = 25080". */
  readonly name: string
  /**
   * Present when the response is half way from the measured control to this background. The control is then itself an estimate, made
   * from wells that the curve is fitted to, and its error belongs in the interval. Absent: the response is known, as 50 % of S is.
   */
  readonly halfwayTo?: number | undefined
}

/**
 * Absolute potency dose: where the curve reaches the target. The interval is a profile over curves made to meet the target at the dose
 * in question. For a target half way from the control to the background, the control in that condition is the curve's own response at
 * dose zero: with the mean of the control wells taken as known, a nominal 95 % interval covered 90 to 92 % in simulations (3 or 6 control
 * wells, 6 doses in triplicate), with their error included 95 to 96 %. The background is taken as known. Not reached: only the doses
 * that the data exclude are reported.
 * @returns undefined when a better fit was met on the way.
 */
export function absoluteDose(fit: FittedLogistic, target: PotencyTarget, levels: readonly number[]): PotencyDose | undefined {
  const meaning = `absolute: where the fitted curve reaches ${target.name}`
  const dose = doseAtResponse(fit.coefficients, target.response)
  const half = target.halfwayTo !== undefined && fit.fixed.d === undefined ? target.halfwayTo : undefined
  // Where the condition of the profile is met by the fitted curve itself: at the estimate, or near it where the control is fitted, too.
  const { b, c, d, e } = fit.coefficients
  const own = half === undefined ? target.response : (d + half) / 2
  const centre = doseAtResponse(fit.coefficients, own)
  if (dose === undefined || centre === undefined) return notReached(fit, target, half, { meaning, dose }, levels)
  // ln x = ln e + ln((d - T)/(T - c))/b, differentiated by ln b, ln e, c, d; T moves with d where the control is fitted, too.
  const moves = half === undefined ? 0 : 0.5
  const gradient = [
    Math.log(e) - Math.log(centre), 1,
    ...(fit.fixed.c === undefined ? [1 / (b * (own - c))] : []), ...(fit.fixed.d === undefined ? [((1 - moves) / (d - own) - moves / (own - c)) / b] : []),
  ]
  const profile = { ...targetProfile(fit, own, half), from: Math.log(centre), step: Math.sqrt(quadraticForm(fit.covariance, gradient)), reach: LN_REACH }
  return located(fit, { kind: 'absolute', meaning, lnDose: Math.log(dose), gradient, profile }, levels)
}

/** The profile of one internal parameter (0: ln b, 1: ln e, then the free ones of c, d). */
export function parameterProfile(fit: FittedLogistic, j: number, reach: number): Profile {
  const problem = formProblem(plainForm(fit.doses, fit.fixed), fit.responses, fit.parameters.length - 2)
  const problemAt: Profile['problemAt'] = (value) => ({
    target: problem.target,
    predict: (nuisance) => problem.predict(nuisance.toSpliced(j, 0, value)),
    typical: problem.typical.toSpliced(j, 1),
  })
  const startsAt: NonNullable<Profile['startsAt']> = (value) => {
    // Linear in the plateaus once ln b and ln e are given: the grid finds other basins that the path so far may have missed.
    if (j > 1) return []
    const form = plainForm(fit.doses, fit.fixed)
    const held = (lnB: number, lnE: number): ReturnType<typeof form> => (j === 0 ? form(value, lnE) : form(lnB, value))
    return formStarts(held, fit.doses, fit.responses, 1).map((start) => start.toSpliced(j, 1))
  }
  const step = Math.sqrt(at(fit.covariance[j] ?? [], j))
  return { from: at(fit.parameters, j), step, reach, nuisance: fit.parameters.toSpliced(j, 1), problemAt, startsAt, rss: fit.rss, df: fit.df }
}

type Condition = Pick<Profile, 'nuisance' | 'problemAt' | 'startsAt' | 'rss' | 'df'>

function targetProfile(fit: FittedLogistic, target: number, half: number | undefined): Condition {
  const { doses, responses, rss, df, coefficients: { b, d, e } } = fit
  const { c: fixedC, d: fixedD } = fit.fixed
  const steepness = Math.log(b)
  if (half !== undefined && fixedC !== undefined) {
    const problemAt = (lnDose: number): ReturnType<typeof throughHalfProblem> => throughHalfProblem(doses, responses, fixedC, half, lnDose)
    return { rss, df, nuisance: [steepness, d], problemAt, startsAt: () => [0.5, 1, 2, 4].map((one) => [Math.log(one), d]) }
  }
  const formAt = (lnDose: number): ReturnType<typeof plainForm> =>
    half === undefined ? throughTargetForm(doses, fixedD ?? d, target, lnDose) : throughHalfForm(doses, half, lnDose)
  const linear = half === undefined ? [] : [d]
  return {
    rss, df,
    nuisance: [steepness, Math.log(e), ...linear],
    problemAt: (lnDose) => formProblem(formAt(lnDose), responses, linear.length),
    startsAt: (lnDose) => formStarts(formAt(lnDose), doses, responses, 1),
  }
}

type Located = { readonly kind: 'relative' | 'absolute'; readonly meaning: string; readonly lnDose: number; readonly gradient: readonly number[]; readonly profile: Profile }

function located(fit: FittedLogistic, { kind, meaning, lnDose, gradient, profile }: Located, levels: readonly number[]): PotencyDose | undefined {
  const { lowest, highest } = testedRange(fit.doses)
  const fitted = Math.exp(lnDose)
  const status: Exclude<PotencyDose['status'], 'not reached'> = fitted < lowest ? 'below' : fitted > highest ? 'above' : 'estimated'
  const limits = { below: { value: lowest, bound: '<' }, above: { value: highest, bound: '>' }, estimated: { value: fitted } } as const
  const limit = limits[status]
  const outside = `the curve gives ${fitted.toPrecision(3)}, outside the tested doses ${lowest} to ${highest}: only the limit can be stated`
  const reason = status === 'estimated' ? {} : { reason: outside }
  const base: Omit<PotencyDose, 'lnStandardError' | 'intervals' | 'unrestricted' | 'wald'> = { kind, meaning, status, ...limit, fitted, ...reason }
  if (fit.rss === 0) return { ...base, lnStandardError: null, intervals: [], unrestricted: [], wald: [] }
  const lnStandardError = Math.sqrt(quadraticForm(fit.covariance, gradient))
  const onLog = levels.map((level) => profileInterval(profile, level))
  if (onLog.includes(undefined)) return undefined
  const unrestricted = onLog.flatMap((one) => one ?? []).map(exponential)
  const wald = levels.map((level) => {
    const half = tQuantile((1 + level) / 2, fit.df) * lnStandardError
    return { level, lower: Math.exp(lnDose - half), upper: Math.exp(lnDose + half), method: `Wald on ln dose, t, df ${fit.df}` }
  })
  return { ...base, lnStandardError, intervals: unrestricted.map((one) => restrict(one, fit.doses)), unrestricted, wald }
}

type Missing = { readonly meaning: string; readonly dose: number | undefined }

/** The curve does not reach the target, or (at the edge) reaches that of the measured control but not that of its own. */
function notReached(fit: FittedLogistic, target: PotencyTarget, half: number | undefined, { meaning, dose }: Missing, levels: readonly number[]): PotencyDose | undefined {
  const { highest } = testedRange(fit.doses)
  const { c, d } = fit.coefficients
  const away = (target.response - d) * (c - d) <= 0
  const side = away ? `the curve starts at ${d.toPrecision(4)} and moves away from it` : `its plateau, ${c.toPrecision(4)}, does not get there`
  const edge = dose === undefined ? '' : ', judged by the fitted response at dose zero instead of the mean of the control wells'
  const atHighest = logisticResponse(fit.coefficients, highest).toPrecision(4)
  const reason = `not reached: the curve does not come to ${target.name}${edge}: ${side} (fitted at the highest dose: ${atHighest})`
  const base = { kind: 'absolute', meaning, status: 'not reached', value: null, fitted: null, lnStandardError: null, wald: [], reason } as const
  if (fit.rss === 0) return { ...base, intervals: [], unrestricted: [] }
  const condition = targetProfile(fit, target.response, half)
  const excluded = levels.map((level) => excludedBelow(fit, condition, level))
  if (excluded.includes('better fit')) return undefined
  const intervals = excluded.map((one, i) => {
    const lower = one === 'better fit' ? null : one
    const method = `profile likelihood, F(1, ${fit.df}) limit; ${lower === null ? 'no tested dose is excluded' : 'doses below the lower bound are excluded'}`
    return { level: at(levels, i), lower, upper: null, method }
  })
  return { ...base, intervals, unrestricted: [] }
}

/** The dose below which a curve through the target is excluded: the highest one tested if it is itself excluded, null if none is. */
function excludedBelow(fit: FittedLogistic, condition: Condition, level: number): number | null | 'better fit' {
  const { lowest, highest } = testedRange(fit.doses)
  const [from, floor] = [Math.log(highest), Math.log(lowest)]
  const profile = { ...condition, from, step: (from - floor) / 10, reach: from - floor }
  if (!(profileRoot(profile, from) < tQuantile((1 + level) / 2, fit.df))) return highest
  const bound = profileBound(profile, level, -1)
  if (bound.kind === 'better fit') return 'better fit'
  return bound.kind === 'met' ? Math.exp(bound.value) : null
}

function restrict(interval: Interval, doses: readonly number[]): Interval {
  const { lowest, highest } = testedRange(doses)
  const lower = interval.lower === null || interval.lower < lowest ? null : Math.min(interval.lower, highest)
  const upper = interval.upper === null || interval.upper > highest ? null : Math.max(interval.upper, lowest)
  const outside = [
    ...(lower === null ? [`lower bound below the lowest tested dose ${lowest}`] : []),
    ...(upper === null ? [`upper bound above the highest tested dose ${highest}`] : []),
  ]
  return { ...interval, lower, upper, method: [interval.method, ...outside].join('; ') }
}

/** Lowest and highest positive dose. */
export function testedRange(doses: readonly number[]): { readonly lowest: number; readonly highest: number } {
  const positive = doses.filter((dose) => dose > 0)
  return { lowest: Math.min(...positive), highest: Math.max(...positive) }
}

function exponential(interval: Interval): Interval {
  return { ...interval, lower: interval.lower === null ? null : Math.exp(interval.lower), upper: interval.upper === null ? null : Math.exp(interval.upper) }
}

function quadraticForm(matrix: readonly (readonly number[])[], vector: readonly number[]): number {
  return dot(vector, matrix.map((row) => dot(row, vector)))
}
