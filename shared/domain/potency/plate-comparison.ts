import type { RecordOf } from '../../records/record-kinds.ts'
import { fitCommonCurves, fitSeparateCurves, type CommonCurves } from '../../statistics/curve-fit/parallel-curves.ts'
import type { DoseSignals } from '../../statistics/curve-fit/parallel-curve-model.ts'
import { curvePoints } from '../../statistics/curve-fit/dose-response-fit.ts'
import type { LogisticCoefficients } from '../../statistics/curve-fit/dose-response-model.ts'
import { mean } from '../../statistics/descriptive.ts'
import { fail, type Result } from '../../util/result.ts'
import type { Estimate, ResultSource } from '../estimate.ts'
import { notAssessed, withoutInterval, type GroupContext } from '../group-estimate.ts'
import { isSimulated } from '../simulated.ts'
import { plateSuppression, wellsOfGroup, type SuppressionRule } from '../suppression/plate-suppression.ts'
import type { PlateSuppression, WellValue } from '../suppression/suppression-results.ts'
import { usedSignals, type WellGroup } from '../suppression/suppression-wells.ts'
import { estimateOf, parallelismOf, type ParallelLimits } from './parallelism.ts'
import type { CurvePoint, CurveWell, PotencyPlate } from './potency-results.ts'

type Assay = RecordOf<'assay'>
type Plate = RecordOf<'plate'>

/** Wells of one plate that are compared: one condition, responder and stimulator; one group a ratio. */
export type Sides = { readonly test: readonly WellGroup[]; readonly reference: readonly WellGroup[] }

const LEVELS = [0.95, 0.9]
const CURVE_POINTS = 40
const METHOD = 'relative potency e_ref/e_test of parallel curves'

/**
 * Test material against reference lot on one plate, on the raw signal with the plate's own wells without MSC. Ratios, exclusions,
 * background and the subtraction of MSC alone are those of the suppression on that plate; a ratio that cannot be assessed there is left
 * out with a warning. The relative potency is given whatever the parallelism, which decides whether it may be used.
 * @param referenceRatio ratio at which S is compared; null where none is declared for this condition.
 */
export function comparePlate(assay: Assay, plate: Plate, sides: Sides, rule: SuppressionRule, limits: ParallelLimits, referenceRatio: number | null): PotencyPlate | undefined {
  const [test, reference] = [sides.test[0], sides.reference[0]]
  if (test === undefined || reference === undefined) return undefined
  const shared = wellsOfGroup(assay, plate, test)
  const blanks = rule.readout === 'optical' ? usedSignals(shared.blank) : []
  const background = rule.background === 'none' ? blanks : usedSignals(shared.unstimulated)
  const [ofTest, ofReference] = [sideOf(assay, plate, sides.test, rule, blanks), sideOf(assay, plate, sides.reference, rule, blanks)]
  const control = shared.stimulated.flatMap((w) => wellOf(w, 0, 0))
  const used = [...control, ...ofReference.wells, ...ofTest.wells].filter((w) => !w.excluded)
  const pointers = used.map((w) => `/wells/${w.well}`)
  const leftOut = [...ofTest.leftOut, ...ofReference.leftOut]
  const scale = rule.background === 'msc-alone' ? ['The curves are fitted to the signal after subtraction of MSC alone.'] : []
  const context = {
    n: used.length,
    nOf: 'wells',
    simulated: isSimulated(assay) || pointers.some((p) => isSimulated(plate, p)),
    sources: pointers.map((pointer): ResultSource => ({ kind: 'plate', id: plate.id, name: plate.code, pointer })),
    warnings: [...leftOut, ...scale],
  } as const
  const wells = { controls: signals(control), reference: doseSignals(ofReference.wells), test: doseSignals(ofTest.wells), background: background.length === 0 ? 0 : (mean(background) ?? NaN) }
  const problem = noResponse(ofTest.results, ofReference.results)
  const separate = problem ?? fitSeparateCurves(wells, LEVELS)
  const common = problem ?? falling(fitCommonCurves(wells, LEVELS))
  const parallelism = parallelismOf(separate, limits, context)
  const doses = { reference: wells.reference.doses, test: wells.test.doses }
  const drawn = parallelism.outcome === 'parallel' && common.ok ? ({ kind: 'parallel', fit: common.value } as const) : separate.ok ? ({ kind: 'separate', fit: separate.value } as const) : undefined
  return {
    plateId: plate.id,
    plateCode: plate.code,
    testKey: test.materialKey,
    referenceKey: reference.materialKey,
    responderKey: test.responderKey,
    parallelism,
    relativePotency: potencyEstimate(common, doses, { ...context, unit: '' }),
    suppressionDifference: differenceAt(referenceRatio, ofTest.results, ofReference.results, { ...context, warnings: [], unit: 'points' }),
    wells: { control, reference: ofReference.wells, test: ofTest.wells },
    curves: drawn === undefined ? { kind: 'none', reference: [], test: [] } : { kind: drawn.kind, reference: pointsOf(drawn.fit.reference, doses.reference), test: pointsOf(drawn.fit.test, doses.test) },
  }
}

type Side = { readonly wells: readonly CurveWell[]; readonly results: readonly PlateSuppression[]; readonly leftOut: readonly string[] }

function sideOf(assay: Assay, plate: Plate, groups: readonly WellGroup[], rule: SuppressionRule, blanks: readonly number[]): Side {
  const judged = groups.map((group) => ({ group, result: plateSuppression(assay, plate, group, rule) }))
  const wells = judged.filter((j) => j.group.ratio > 0).flatMap(({ group, result }) => {
    const alone = rule.background === 'msc-alone' ? (mean(blanks) ?? 0) - (mean(usedSignals(wellsOfGroup(assay, plate, group).mscAlone)) ?? 0) : 0
    const usable = result.suppression.value !== null
    return group.wells.flatMap((w) => wellOf(w, group.ratio, usable ? alone : undefined))
  })
  const refused = judged.filter((j) => j.result.suppression.value === null)
  const material = assay.materials[groups[0]?.materialKey ?? '']?.label ?? 'material'
  return { wells, results: judged.map((j) => j.result), leftOut: refused.map(({ group, result }) => `${material}, ratio ${String(group.ratio)}, is left out: ${result.suppression.notAssessable ?? 'not assessable'}.`) }
}

/** None without a signal. An undefined shift marks a ratio that cannot be assessed. */
function wellOf(w: WellValue, ratio: number, shift: number | undefined): readonly CurveWell[] {
  return w.signal === null ? [] : [{ well: w.well, ratio, signal: w.signal + (shift ?? 0), excluded: w.excludedBecause !== undefined || shift === undefined }]
}

function signals(wells: readonly CurveWell[]): readonly number[] {
  return wells.filter((w) => !w.excluded).map((w) => w.signal)
}

function doseSignals(wells: readonly CurveWell[]): DoseSignals {
  return { doses: wells.filter((w) => !w.excluded).map((w) => w.ratio), signals: signals(wells) }
}

/** Why nothing can be fitted on this plate: no ratio of one of the materials is assessable. */
function noResponse(...sides: readonly (readonly PlateSuppression[])[]): Result<never> | undefined {
  const empty = sides.find((results) => results.every((r) => r.suppression.value === null))
  return empty === undefined ? undefined : fail(empty[0]?.suppression.notAssessable ?? 'no ratio of this plate can be assessed')
}

function falling(fit: Result<CommonCurves>): Result<CommonCurves> {
  if (!fit.ok || fit.value.reference.c < fit.value.reference.d) return fit
  return fail('the signal rises with MSC (enhancement): a potency to suppress does not exist; compare S at the reference ratio')
}

function potencyEstimate(fit: Result<CommonCurves>, doses: { readonly reference: readonly number[]; readonly test: readonly number[] }, context: GroupContext): Estimate {
  if (!fit.ok) return notAssessed(fit.error, METHOD, context)
  const { lnRelativePotency, reference, test, method, residualSd, warnings } = fit.value
  return estimateOf(lnRelativePotency, Math.exp, `${METHOD} (above 1: fewer MSC per responder needed than of the reference); ${method}; precision of this plate`, {
    ...context,
    warnings: [...(context.warnings ?? []), ...warnings, ...outside('reference', reference.e, doses.reference), ...outside('test material', test.e, doses.test)],
    assumptions: [
      { assumption: 'the curves are parallel', outcome: 'not checked', detail: 'judged by equivalence, see parallelism' },
      { assumption: 'the spread is equal at all ratios (ordinary least squares)', outcome: 'not checked', detail: `residual SD ${residualSd.toPrecision(3)}` },
    ],
  })
}

function outside(name: string, e: number, doses: readonly number[]): readonly string[] {
  const [low, high] = [Math.min(...doses), Math.max(...doses)]
  return e >= low && e <= high ? [] : [`The mid dose of the ${name}, ${e.toPrecision(3)} MSC per responder, lies outside the ratios tested (${String(low)} to ${String(high)}): extrapolated.`]
}

function pointsOf(curve: LogisticCoefficients, doses: readonly number[]): readonly CurvePoint[] {
  return curvePoints(curve, doses, CURVE_POINTS).flatMap((p) => (p.dose > 0 ? [{ ratio: p.dose, signal: p.response }] : []))
}

/** S_test - S_ref at the reference ratio, both against the same controls of this plate; n counts the wells with cells. */
function differenceAt(ratio: number | null, test: readonly PlateSuppression[], reference: readonly PlateSuppression[], context: GroupContext): Estimate {
  const method = 'S_test - S_ref at the reference ratio, both against the controls of this plate'
  if (ratio === null) return notAssessed('no reference ratio is declared for this condition', method, context)
  const at = (results: readonly PlateSuppression[]): PlateSuppression | undefined => results.find((r) => Math.abs(r.ratio / ratio - 1) < 1e-6)
  const [a, b] = [at(test), at(reference)]
  const problem = missing('test material', a, ratio) ?? missing('reference', b, ratio)
  const n = (a?.suppression.n ?? 0) + (b?.suppression.n ?? 0)
  const [ofTest, ofReference] = [a?.suppression.value ?? null, b?.suppression.value ?? null]
  if (problem !== undefined || ofTest === null || ofReference === null) return notAssessed(problem ?? 'not assessable', method, { ...context, n })
  return withoutInterval(ofTest - ofReference, 'one plate: the spread that counts is that between runs', method, { ...context, n })
}

function missing(name: string, found: PlateSuppression | undefined, ratio: number): string | undefined {
  if (found === undefined) return `the ${name} was not tested at the reference ratio ${String(ratio)}`
  return found.suppression.value === null ? `${name} at the reference ratio: ${found.suppression.notAssessable ?? 'not assessable'}` : undefined
}
