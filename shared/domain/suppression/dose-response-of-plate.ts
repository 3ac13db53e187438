import type { RecordOf } from '../../records/record-kinds.ts'
import { mean } from '../../statistics/descriptive.ts'
import { doseResponse, type SignalDoseResponse } from '../../statistics/curve-fit/dose-response.ts'
import type { CurveParameter } from '../../statistics/curve-fit/dose-response-fit.ts'
import { logisticResponse } from '../../statistics/curve-fit/dose-response-model.ts'
import type { PotencyDose } from '../../statistics/curve-fit/dose-response-potency.ts'
import type { Estimate, ResultSource } from '../estimate.ts'
import { wellsOfGroup, type SuppressionRule } from './plate-suppression.ts'
import { isSimulated } from '../simulated.ts'
import type { DoseResponse, PlateSuppression, WellValue } from './suppression-results.ts'
import { usedSignals, type WellGroup } from './suppression-wells.ts'

type Assay = RecordOf<'assay'>
type Plate = RecordOf<'plate'>
type Point = DoseResponse['points'][number]

/** One ratio of a plate with its suppression. */
export type DoseOfPlate = { readonly group: WellGroup; readonly result: PlateSuppression }

const RATIO_UNIT = 'MSC per responder'
const CURVE_POINTS = 60
const LEVELS = [0.95, 0.9]

/**
 * Dose-response of one plate, material and responder: a logistic curve fitted to the raw signal of the wells, the stimulated control wells
 * being the zero dose. Two potencies, never mixed up: the relative IC50 halves the distance between the fitted plateaus; the absolute one
 * is the ratio at which the signal is (C + B)/2, that is 50 % suppression. Outside the tested ratios both are limits ("<", ">").
 * - B is what the assay subtracts: unstimulated wells, blanks of an optical read-out, or 0.
 * - With `msc-alone` the signal fitted is X - M, M being the mean of MSC alone at that ratio (plus the mean blank, where blanks are
 *   subtracted); its points are on that scale.
 * - Ratios that cannot be assessed on this plate are left out with a warning.
 * The intervals are the precision of this plate.
 * @returns undefined with fewer than two ratios above 0, where no curve was intended; else the curve, or why it cannot be fitted.
 */
export function doseResponseOfPlate(assay: Assay, plate: Plate, doses: readonly DoseOfPlate[], rule: SuppressionRule, signalUnit: string): DoseResponse | undefined {
  const positive = doses.filter((d) => d.result.ratio > 0).toSorted((a, b) => a.result.ratio - b.result.ratio)
  const [first] = positive
  if (first === undefined || new Set(positive.map((d) => d.result.ratio)).size < 2) return undefined
  const wells = wellsOfGroup(assay, plate, first.group)
  const blanks = rule.readout === 'optical' ? usedSignals(wells.blank) : []
  const background = rule.background === 'none' ? blanks : usedSignals(wells.unstimulated)
  const usable = positive.filter((d) => d.result.suppression.value !== null)
  const points: readonly Point[] = [
    ...wells.stimulated.flatMap((w) => pointOf(w, 0, 0)),
    ...positive.flatMap((d) => d.group.wells.flatMap((w) => pointOf(w, d.result.ratio, usable.includes(d) ? shiftOf(assay, plate, d.group, rule, blanks) : undefined))),
  ]
  const fitted = points.filter((p) => !p.excluded)
  const pointers = fitted.map((p) => `/wells/${p.well}`)
  const base = {
    plateId: plate.id,
    plateCode: plate.code,
    materialKey: first.group.materialKey,
    responderKey: first.group.responderKey,
    points,
    controlMean: finiteMean(usedSignals(wells.stimulated)),
    backgroundMean: finiteMean(background),
  }
  const common = {
    n: fitted.length,
    nOf: 'wells',
    simulated: isSimulated(assay) || pointers.some((p) => isSimulated(plate, p)),
    sources: pointers.map((pointer): ResultSource => ({ kind: 'plate', id: plate.id, name: plate.code, pointer })),
  } as const
  const refuse = (reason: string): DoseResponse => ({ ...base, model: 'none', parameters: [], relativeIc50: noPotency(common, reason), absoluteIc50: noPotency(common, reason), curve: [], notAssessable: reason })
  if (usable.length === 0) return refuse(first.result.suppression.notAssessable ?? 'no ratio of this plate can be assessed')
  const fit = doseResponse(
    { doses: fitted.map((p) => p.ratio), signals: fitted.map((p) => p.signal), background: rule.background === 'none' && blanks.length === 0 ? undefined : background },
    { kind: 'automatic' },
    LEVELS,
  )
  if (!fit.ok) return refuse(fit.error)
  const leftOut = positive.filter((d) => d.result.suppression.value === null).map((d) => `Ratio ${String(d.result.ratio)} is left out of the curve: ${d.result.suppression.notAssessable ?? ''}.`)
  const scale = rule.background === 'msc-alone' ? ['The curve is fitted to the signal after subtraction of MSC alone.'] : []
  const shared = { ...common, method: `${fit.value.method}; precision of this plate`, assumptions: assumptionsOf(fit.value), warnings: [...leftOut, ...scale, ...fit.value.warnings] }
  return {
    ...base,
    model: fit.value.model,
    parameters: fit.value.parameters.map((p) => ({ name: p.name, meaning: p.meaning, estimate: parameterEstimate(p, shared, signalUnit) })),
    relativeIc50: potencyEstimate(fit.value.relative, shared),
    absoluteIc50: potencyEstimate(fit.value.absolute, shared),
    curve: curveOf(fit.value, fitted),
  }
}

type Shared = Omit<Estimate, 'value' | 'unit' | 'intervals'>

/** 0 without wells, where the result says why nothing is assessable. */
function finiteMean(values: readonly number[]): number {
  const value = mean(values)
  return value !== undefined && Number.isFinite(value) ? value : 0
}

/** A well as a point of the curve; none without a signal. An undefined shift marks a ratio that cannot be assessed. */
function pointOf(w: WellValue, ratio: number, shift: number | undefined): readonly Point[] {
  if (w.signal === null) return []
  return [{ well: w.well, ratio, signal: w.signal + (shift ?? 0), excluded: w.excludedBecause !== undefined || shift === undefined }]
}

function shiftOf(assay: Assay, plate: Plate, group: WellGroup, rule: SuppressionRule, blanks: readonly number[]): number {
  if (rule.background !== 'msc-alone') return 0
  return (mean(blanks) ?? 0) - (mean(usedSignals(wellsOfGroup(assay, plate, group).mscAlone)) ?? 0)
}

function assumptionsOf(fit: SignalDoseResponse): Estimate['assumptions'] {
  return [
    { assumption: 'the spread is equal at all ratios (ordinary least squares)', outcome: 'not checked', detail: `residual SD ${fit.residualSd.toPrecision(3)}` },
    fit.lackOfFitP === null
      ? { assumption: 'the curve has the right shape', outcome: 'not checked', detail: 'too few replicates or ratios for a test of lack of fit' }
      : { assumption: 'the curve has the right shape', outcome: fit.lackOfFitP < 0.05 ? 'fails' : 'holds', detail: `lack of fit, p = ${fit.lackOfFitP.toPrecision(2)}` },
  ]
}

function parameterEstimate(p: CurveParameter, shared: Shared, signalUnit: string): Estimate {
  const unit = p.name === 'e' ? RATIO_UNIT : p.name === 'b' ? '' : signalUnit
  const none = p.fixed ? 'held at a known value, not estimated' : 'the curve passes through every point: no spread to estimate an interval from'
  return { ...shared, value: p.value, unit, intervals: p.intervals, ...(p.intervals.length === 0 ? { noInterval: none } : {}) }
}

function potencyEstimate(dose: PotencyDose, shared: Shared): Estimate {
  const warnings = [...shared.warnings, ...(dose.reason === undefined ? [] : [dose.reason])]
  if (dose.value === null) {
    const reason = dose.reason ?? 'the curve does not reach this signal'
    const excludes = dose.intervals.flatMap((i) => (i.lower === null ? [] : [`The data exclude ratios below ${i.lower.toPrecision(3)} (${String(100 * i.level)} %).`]))
    return { ...shared, value: null, notAssessable: reason, unit: RATIO_UNIT, intervals: [], noInterval: reason, warnings: [...shared.warnings, ...excludes] }
  }
  return {
    ...shared,
    value: dose.value,
    ...(dose.bound === undefined ? {} : { bound: dose.bound }),
    unit: RATIO_UNIT,
    intervals: dose.intervals,
    ...(dose.intervals.length === 0 ? { noInterval: dose.reason ?? 'the curve passes through every point: no spread to estimate an interval from' } : {}),
    warnings,
  }
}

function noPotency(common: Pick<Estimate, 'n' | 'nOf' | 'simulated' | 'sources'>, reason: string): Estimate {
  return { ...common, value: null, notAssessable: reason, unit: RATIO_UNIT, intervals: [], noInterval: reason, method: 'logistic curve on the raw signal', assumptions: [], warnings: [] }
}

/** The zero dose, then points evenly spaced on the logarithm over the tested ratios. */
function curveOf(fit: SignalDoseResponse, points: readonly Point[]): DoseResponse['curve'] {
  const tested = points.filter((p) => p.ratio > 0).map((p) => Math.log(p.ratio))
  const low = Math.min(...tested)
  const high = Math.max(...tested)
  const ratios = Array.from({ length: CURVE_POINTS }, (_, i) => Math.exp(low + ((high - low) * i) / (CURVE_POINTS - 1)))
  return [0, ...ratios].map((ratio) => ({ ratio, signal: logisticResponse(fit.coefficients, ratio) }))
}
