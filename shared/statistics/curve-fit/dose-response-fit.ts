import type { Interval } from '../../util/interval.ts'
import { fail, ok, type Result } from '../../util/result.ts'
import { fitCurve, type Convergence, type CurveFit } from './curve-fit-core.ts'
import { profileInterval } from './curve-fit-profile.ts'
import { mean } from '../descriptive.ts'
import { tQuantile } from '../distributions.ts'
import { doseResponseWarnings, flatLineP, lackOfFitP } from './dose-response-checks.ts'
import { formStarts, logisticResponse, plainForm, type FixedPlateaus, type LogisticCoefficients } from './dose-response-model.ts'
import { absoluteDose, parameterProfile, relativeDose, testedRange, type FittedLogistic, type PotencyDose, type PotencyTarget } from './dose-response-potency.ts'
import { at } from './linear-algebra.ts'
import { count } from '../numeric-input.ts'

export type CurveParameter = {
  readonly name: 'b' | 'c' | 'd' | 'e'
  readonly meaning: string
  readonly value: number
  /** Held at a known value: no standard error, no interval. */
  readonly fixed: boolean
  /** Gauss-Newton standard error; null when fixed. */
  readonly standardError: number | null
  /** Profile likelihood; empty when fixed, or when the curve passes through every point. A null bound: none within reach. */
  readonly intervals: readonly Interval[]
  /** estimate +- t SE; for b and e made on the logarithm and transformed back. */
  readonly wald: readonly Interval[]
}

export type DoseResponseFit = {
  readonly model: '4PL' | '3PL, plateau c fixed' | '3PL, response at dose zero fixed'
  readonly coefficients: LogisticCoefficients
  readonly parameters: readonly CurveParameter[]
  /** Falling: suppression of a signal. Rising: the response grows with dose (enhancement where it is a signal, suppression where it is S). */
  readonly direction: 'falling' | 'rising'
  readonly relative: PotencyDose
  readonly absolute: PotencyDose
  /** The response at which the absolute dose is read. */
  readonly target: number
  /** Wells (points) fitted. */
  readonly n: number
  readonly distinctDoses: number
  readonly df: number
  readonly rss: number
  readonly residualSd: number
  readonly convergence: Convergence
  /** Approximate F test of the curve against a flat line; null when the curve passes through every point. */
  readonly flatLineP: number | null
  /** F test of the curve against the dose means; null without replicates or spare doses. Small: the curve has the wrong shape. */
  readonly lackOfFitP: number | null
  readonly method: string
  readonly warnings: readonly string[]
}

export type LogisticRequest = {
  readonly doses: readonly number[]
  readonly responses: readonly number[]
  readonly fixed: FixedPlateaus
  readonly target: PotencyTarget
  readonly levels: readonly number[]
}

/**
 * Fits f(x) = c + (d - c)/(1 + exp(b (ln x - ln e))) and reads the potency doses off it; callers have checked the input. Fitted in ln b
 * and ln e, so that both stay positive; the standard errors of b and e are b SE(ln b) and e SE(ln e), which is what a fit in b and e gives.
 * Reasons for failure: responses all alike, no more points than parameters, a curve that the data do not determine.
 */
export function fitLogistic(request: LogisticRequest): Result<DoseResponseFit> {
  if (new Set(request.responses).size < 2) return fail('dose-response: all values are equal (saturated, rounded or copied readings?)')
  for (const starts of [4, 16]) {
    const fit = fitFrom(request, starts)
    if (fit !== 'better fit met') return fit
  }
  return fail('dose-response: the fit did not settle on its best solution, so that no intervals can be given; look at the wells for outlying values')
}

/** A profile that comes below the supposed minimum shows that this was not the best fit; then more starts are needed. */
function fitFrom(request: LogisticRequest, wanted: number): Result<DoseResponseFit> | 'better fit met' {
  const { doses, responses, fixed, levels } = request
  const starts = formStarts(plainForm(doses, fixed), doses, responses, wanted)
  const size = Math.max(...responses.map(Math.abs))
  const model = (parameters: readonly number[], x: number): number => logisticResponse(coefficientsOf(parameters, fixed), x)
  const curve = fitCurve({ x: doses, y: responses, model, starts, typical: [1, 1, size, size].slice(0, starts[0]?.length ?? 2) })
  if (!curve.ok) return fail(explain(curve.error, request))
  const fit = fittedLogistic(curve.value, request)
  const relative = relativeDose(fit, levels)
  const absolute = absoluteDose(fit, request.target, levels)
  const parameters = describe(fit, relative, levels)
  if (relative === undefined || absolute === undefined || parameters === undefined) return 'better fit met'
  const { coefficients } = fit
  const result = {
    model: fixed.c !== undefined ? '3PL, plateau c fixed' : fixed.d !== undefined ? '3PL, response at dose zero fixed' : '4PL',
    coefficients, parameters, relative, absolute,
    direction: coefficients.c < coefficients.d ? 'falling' : 'rising',
    target: request.target.response,
    n: curve.value.n,
    distinctDoses: new Set(doses).size,
    df: fit.df,
    rss: fit.rss,
    residualSd: Math.sqrt(fit.rss / fit.df),
    convergence: curve.value.convergence,
    flatLineP: flatLineP(fit),
    lackOfFitP: lackOfFitP(fit),
    method: `logistic curve in ln dose, ordinary least squares (Levenberg-Marquardt, ${count(starts.length, 'start')}), `
      + `profile likelihood intervals (F(1, ${fit.df}) limit), Gauss-Newton standard errors`,
  } as const
  return ok({ ...result, warnings: doseResponseWarnings(fit, result, curve.value.warnings) })
}

/** Points of the fitted curve for a figure: dose zero, then `points` doses evenly spaced in ln dose over the tested range. */
export function curvePoints(coefficients: LogisticCoefficients, doses: readonly number[], points: number): readonly { readonly dose: number; readonly response: number }[] {
  const { lowest, highest } = testedRange(doses)
  const steps = Array.from({ length: points }, (_, i) => lowest * (highest / lowest) ** (points > 1 ? i / (points - 1) : 0))
  return [0, ...steps].map((dose) => ({ dose, response: logisticResponse(coefficients, dose) }))
}

function coefficientsOf(parameters: readonly number[], fixed: FixedPlateaus): LogisticCoefficients {
  const c = fixed.c ?? at(parameters, 2)
  const d = fixed.d ?? at(parameters, fixed.c === undefined ? 3 : 2)
  return { b: Math.exp(at(parameters, 0)), c, d, e: Math.exp(at(parameters, 1)) }
}

function fittedLogistic(curve: CurveFit, { doses, responses, fixed }: LogisticRequest): FittedLogistic {
  const { parameters, covariance, df } = curve
  const rss = curve.convergence.relativeOffset === null ? 0 : curve.rss
  return { coefficients: coefficientsOf(parameters, fixed), fixed, parameters, covariance, doses, responses, rss, df }
}

function describe(fit: FittedLogistic, relative: PotencyDose | undefined, levels: readonly number[]): readonly CurveParameter[] | undefined {
  const { coefficients, fixed } = fit
  const free = ['b', 'e', ...(fixed.c === undefined ? ['c'] : []), ...(fixed.d === undefined ? ['d'] : [])]
  const reach = PLATEAU_REACH * (Math.max(...fit.responses) - Math.min(...fit.responses))
  const described = (['b', 'c', 'd', 'e'] as const).map((name): CurveParameter | undefined => {
    const j = free.indexOf(name)
    const value = coefficients[name]
    const base = { name, meaning: MEANING[name], value }
    if (j < 0) return { ...base, fixed: true, standardError: null, intervals: [], wald: [] }
    const logarithmic = name === 'b' || name === 'e'
    const se = Math.sqrt(at(fit.covariance[j] ?? [], j))
    const back = (v: number): number => (logarithmic ? Math.exp(v) : v)
    const spread = { ...base, fixed: false, standardError: logarithmic ? value * se : se }
    if (fit.rss === 0) return { ...spread, intervals: [], wald: [] }
    const wald = levels.map((level) => {
      const half = tQuantile((1 + level) / 2, fit.df) * se
      const method = `Wald${logarithmic ? ' on the logarithm' : ''}, t, df ${fit.df}`
      return { level, lower: back(at(fit.parameters, j) - half), upper: back(at(fit.parameters, j) + half), method }
    })
    if (name === 'e') return { ...spread, intervals: relative?.unrestricted ?? [], wald }
    const profile = parameterProfile(fit, j, logarithmic ? STEEPNESS_REACH : reach)
    const found = levels.map((level) => profileInterval(profile, level))
    if (found.includes(undefined)) return undefined
    const transformed = (bound: number | null): number | null => (bound === null ? null : back(bound))
    const intervals = found.flatMap((one) => one ?? []).map((one) => ({ ...one, lower: transformed(one.lower), upper: transformed(one.upper) }))
    return { ...spread, intervals, wald }
  })
  return described.includes(undefined) ? undefined : described.flatMap((one) => one ?? [])
}

/** Profiles of ln b are followed over a factor of a thousand; a steeper curve is a step as far as any data go. */
const STEEPNESS_REACH = Math.log(1000)
/** Profiles of plateaus are followed this many times the range of the responses. */
const PLATEAU_REACH = 1000

const MEANING = {
  b: 'steepness (no unit)',
  c: 'plateau at high doses (unit of the response)',
  d: 'response at dose zero (unit of the response)',
  e: 'relative mid dose: half way between d and c (MSC per responder)',
} as const

function explain(reason: string, { doses, responses }: LogisticRequest): string {
  const levels = [...new Set(doses)].sort((a, b) => a - b)
  const means = levels.map((dose) => mean(responses.filter((_, i) => doses[i] === dose)) ?? NaN)
  const jumps = means.slice(1).map((value, i) => Math.abs(value - at(means, i)))
  const largest = jumps.reduce((best, jump, i) => (jump > at(jumps, best) ? i : best), 0)
  const total = Math.max(...means) - Math.min(...means)
  const [low, high] = [Math.min(...means).toPrecision(4), Math.max(...means).toPrecision(4)]
  const where = at(jumps, largest) > 0.8 * total
    ? `; most of the change lies between the doses ${at(levels, largest)} and ${at(levels, largest + 1)}, with none tested in between`
    : `; the means of the doses lie between ${low} and ${high}`
  const turned = at(levels, levels.length - 1) > 1 ? '; doses above 1 were given, which is more MSC than responders: check the orientation (1:10 is 0.1, not 10)' : ''
  return `dose-response: no curve can be determined (${reason})${where}${turned}`
}
