import { fail, ok, type Result } from '../../util/result.ts'
import { mean } from '../descriptive.ts'
import { fitLogistic, type DoseResponseFit } from './dose-response-fit.ts'
import { count, invalidGroup, requireLevel } from '../numeric-input.ts'

export type SignalWells = {
  /** MSC per responder, one per well (0.1 means 1:10); 0 for the stimulated control wells without MSC. */
  readonly doses: readonly number[]
  /** Raw readout of the wells in the order of `doses`, any unit. */
  readonly signals: readonly number[]
  /** Wells without stimulus, same unit; undefined means the definition without background, B = 0. */
  readonly background?: readonly number[] | undefined
}

/** Which curve: by the number of doses, or as asked. A 3PL holds one plateau at a known value. */
export type CurveChoice = { readonly kind: 'automatic' } | { readonly kind: '4PL' } | { readonly kind: '3PL'; readonly plateau: 'c' | 'd'; readonly at: number }

export type SignalDoseResponse = DoseResponseFit & {
  /** C, the mean of the zero-dose wells; B, the mean of the background wells or 0. */
  readonly controlMean: number
  readonly backgroundMean: number
}

/** Fewest distinct doses, zero included, for the 4PL and the 3PL: one more than the curve has parameters. */
const DOSES_4PL = 5
const DOSES_3PL = 4

/**
 * Dose-response curve of one plate, fitted to the raw signal of all wells, the zero-dose wells included (zero dose is a point of the
 * curve, f(0) = d, not a point on a logarithmic axis). Ordinary least squares, so the spread is taken as equal at all doses. The absolute
 * potency dose is where the curve reaches (C + B)/2, that is 50 % suppression; its interval includes the error of C, not that of B.
 *
 * Automatic choice: 4PL with at least 5 distinct doses (zero included); with 4, or where the 4PL cannot be determined, a 3PL whose
 * plateau c is held at the background B (complete suppression at high doses), which is said in a warning.
 *
 * Reasons for failure: no zero-dose wells, too few distinct doses, negative doses, values that are no numbers, C <= B, signals all
 * alike, a curve that the data do not determine (no clear change with dose, or a jump between two neighbouring doses).
 * @param levels coverage of the intervals, 0 to 1.
 */
export function doseResponse(wells: SignalWells, choice: CurveChoice = { kind: 'automatic' }, levels: readonly number[] = [0.95]): Result<SignalDoseResponse> {
  levels.forEach(requireLevel)
  const { doses, signals } = wells
  const invalid = invalidWells(doses, signals) ?? (wells.background === undefined ? undefined : invalidGroup('background wells', wells.background, 1))
  if (invalid !== undefined) return fail(invalid)
  const controls = signals.filter((_, i) => doses[i] === 0)
  const controlMean = mean(controls)
  if (controlMean === undefined) return fail('dose-response: no wells at dose zero; the stimulated control without MSC is part of the curve')
  const backgroundMean = wells.background === undefined ? 0 : (mean(wells.background) ?? NaN)
  if (!(controlMean > backgroundMean)) {
    const means = `the stimulated control (mean ${controlMean.toPrecision(4)}) does not exceed the background (${backgroundMean.toPrecision(4)})`
    return fail(`dose-response: ${means}: there is no response to suppress`)
  }
  const response = (controlMean + backgroundMean) / 2
  const name = `(C + B)/2 = ${response.toPrecision(6)}, half way from the stimulated control to the background (50 % suppression)`
  const request = { doses, responses: signals, target: { response, name, halfwayTo: backgroundMean }, levels }
  const extra = { controlMean, backgroundMean }
  const distinct = new Set(doses).size
  const few = tooFewDoses(distinct, choice.kind === '4PL' ? DOSES_4PL : DOSES_3PL)
  if (few !== undefined) return fail(few)
  if (choice.kind !== 'automatic') return withExtra(fitLogistic({ ...request, fixed: choice.kind === '4PL' ? {} : { [choice.plateau]: choice.at } }), extra, [])
  const full = distinct >= DOSES_4PL ? fitLogistic({ ...request, fixed: {} }) : fail(`${count(distinct, 'distinct dose')} with zero, ${DOSES_4PL} needed`)
  if (full.ok) return withExtra(full, extra, [])
  const held = withExtra(fitLogistic({ ...request, fixed: { c: backgroundMean } }), extra, [
    `The plateau at high doses is not fitted but held at the background (${backgroundMean.toPrecision(4)}), because a 4PL could not be fitted: ${full.error}.`,
  ])
  return held.ok || held.error === full.error ? held : fail(`${full.error}; with the plateau held at the background: ${held.error}`)
}

export type SuppressionWithDose = {
  /** MSC per responder, > 0. */
  readonly doses: readonly number[]
  /** S in percent at these doses; negative is enhancement. */
  readonly suppression: readonly number[]
}

/**
 * Dose-response curve of suppression S in percent, where only S is at hand: a 3PL with S(0) = 0 and free upper plateau c. The absolute
 * potency dose is x50 = e (50/(c - 50))^(1/b), which exists for c > 50. The raw signal is to be preferred (`doseResponse`): all values
 * of S share the same controls, whose error this fit leaves out. Needs at least 3 distinct doses above zero; rows at dose zero are left
 * out with a warning, since S(0) = 0 by definition. Reasons for failure as in `doseResponse`.
 */
export function suppressionDoseResponse(values: SuppressionWithDose, levels: readonly number[] = [0.95]): Result<DoseResponseFit> {
  levels.forEach(requireLevel)
  const invalid = invalidWells(values.doses, values.suppression)
  if (invalid !== undefined) return fail(invalid)
  const rows = values.doses.map((dose, i) => ({ dose, s: values.suppression[i] ?? NaN })).filter((row) => row.dose > 0)
  const doses = rows.map((row) => row.dose)
  const few = tooFewDoses(new Set(doses).size + 1, DOSES_3PL)
  if (few !== undefined) return fail(few)
  const dropped = values.doses.length - rows.length
  const warnings = [
    'Fitted to S, whose values share their controls: the error of the controls is not in the intervals.',
    ...(dropped > 0 ? [`${count(dropped, 'row')} at dose zero left out: the curve is 0 there by definition.`] : []),
  ]
  return withExtra(fitLogistic({ doses, responses: rows.map((row) => row.s), fixed: { d: 0 }, target: { response: 50, name: 'S = 50 %' }, levels }), {}, warnings)
}

function withExtra<T extends object>(fit: Result<DoseResponseFit>, extra: T, warnings: readonly string[]): Result<DoseResponseFit & T> {
  return fit.ok ? ok({ ...fit.value, ...extra, warnings: [...warnings, ...fit.value.warnings] }) : fit
}

function invalidWells(doses: readonly number[], responses: readonly number[]): string | undefined {
  if (doses.length !== responses.length) return `dose-response: ${count(doses.length, 'dose')} for ${count(responses.length, 'value')}`
  const invalid = invalidGroup('doses', doses, 1) ?? invalidGroup('wells', responses, 1)
  if (invalid !== undefined) return `dose-response: ${invalid}`
  const negative = doses.findIndex((dose) => dose < 0)
  return negative < 0 ? undefined : `dose-response: dose ${negative + 1} is negative; a dose is MSC per responder, 0.1 for 1:10`
}

function tooFewDoses(distinct: number, needed: number): string | undefined {
  if (distinct >= needed) return undefined
  return `dose-response: ${count(distinct, 'distinct dose')} with zero, at least ${needed} needed; report suppression at each dose instead`
}
