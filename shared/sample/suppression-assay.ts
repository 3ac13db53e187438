import type { AnyRecord, RecordOf } from '../records/record-kinds.ts'
import type { Origin } from '../records/header.ts'
import { inOrder, refs, sampleHeader, simulated } from './sample-header.ts'
import { sampleId } from './sample-id.ts'
import { simulatePlates, type InhibitorEffect, type PlatePlan, type SolventControls, type TrueSuppression } from './simulate-assay.ts'

type Assay = RecordOf<'assay'>
type Condition = Omit<Assay['conditions'][string], 'order'>
type Inhibitor = Omit<NonNullable<Assay['inhibitors']>[string], 'order'>

/** Cells of one thaw or harvest as they go into one run. */
export type MaterialPlan = {
  readonly key: string
  readonly label: string
  readonly batchCode: string
  readonly passageCode: string
  readonly vialCode?: string
  readonly referenceLotCode?: string
  readonly state: 'fresh' | 'thawed' | 'thawed and rested'
  readonly truth: TrueSuppression
}

export type AssayPlan = {
  readonly code: string
  readonly title: string
  readonly seed: number
  readonly conditionKey: string
  readonly condition: Condition
  readonly background: 'unstimulated' | 'none'
  readonly ratios: readonly number[]
  readonly referenceRatio: number
  readonly wellsPerRatio: number
  readonly signal: Pick<PlatePlan, 'stimulated' | 'unstimulated' | 'plateSd' | 'wellSd' | 'decimals' | 'percent'>
  readonly materials: readonly MaterialPlan[]
  readonly inhibitors?: Readonly<Record<string, Inhibitor>>
  /** One plate per run: day, responder lot, materials, inhibitors tested. */
  readonly runs: readonly { readonly day: string; readonly lotCode: string; readonly materialKeys: readonly string[]; readonly inhibitors?: readonly InhibitorEffect[]; readonly solvent?: SolventControls }[]
  /** Living responders in controls without MSC, percent. */
  readonly viabilityPercent?: number
  readonly reagentLotCodes?: readonly string[]
  readonly equipmentCode: string
  readonly fieldOrigins?: Readonly<Record<string, Origin>>
  readonly note?: string
  /** When ratio and condition were declared; before the first plate unless the plan says otherwise. */
  readonly declaredAt: string
}

/** A suppression assay with simulated plates. Its description is simulated too, but for the fields named in `fieldOrigins`. */
export function suppressionAssay(plan: AssayPlan): readonly AnyRecord[] {
  const lots = [...new Set(plan.runs.map((r) => r.lotCode))]
  const lotKey = (code: string): string => `lot${String(lots.indexOf(code) + 1)}`
  const condition = plan.condition
  const responders = typeof condition.respondersPerWell === 'number' ? condition.respondersPerWell : 1e5
  const accessory = typeof condition.accessoryCellsPerWell === 'number' ? condition.accessoryCellsPerWell : 0
  const reagentLots = refs(...(plan.reagentLotCodes ?? []).map((code) => sampleId('reagent-lot', code)))
  const first = plan.runs.map((r) => r.day).toSorted()[0] ?? ''
  const assay: Assay = {
    ...sampleHeader('assay', plan.code, simulated('suppression assay', plan.seed), first),
    ...(plan.fieldOrigins === undefined ? {} : { fieldOrigins: { ...plan.fieldOrigins } }),
    ...(plan.note === undefined ? {} : { note: plan.note }),
    code: plan.code,
    title: plan.title,
    performedAt: first,
    operatorId: sampleId('person', 'SIM-CD'),
    protocolId: sampleId('protocol', 'SIM-SOP-SUPPRESSION'),
    protocolVersion: '1',
    conditions: inOrder({ [plan.conditionKey]: condition }),
    materials: inOrder(
      Object.fromEntries(
        plan.materials.map((m) => [
          m.key,
          {
            label: m.label,
            batchId: sampleId('batch', m.batchCode),
            passageId: sampleId('passage', m.passageCode),
            ...(m.vialCode === undefined ? {} : { vialId: sampleId('vial', m.vialCode) }),
            ...(m.referenceLotCode === undefined ? {} : { referenceLotId: sampleId('reference-lot', m.referenceLotCode) }),
            state: m.state,
          },
        ]),
      ),
    ),
    responders: inOrder(Object.fromEntries(lots.map((code) => [lotKey(code), { label: code, responderLotId: sampleId('responder-lot', code) }]))),
    ...(plan.inhibitors === undefined ? {} : { inhibitors: inOrder(plan.inhibitors) }),
    background: plan.background,
    minimumStimulationIndex: 2,
    referenceRatio: plan.referenceRatio,
    referenceConditionKey: plan.conditionKey,
    referenceDeclaredAt: plan.declaredAt,
  }
  const plates = simulatePlates({
    assayCode: plan.code,
    conditionKey: plan.conditionKey,
    respondersPerWell: responders,
    accessoryPerWell: accessory,
    ratios: plan.ratios,
    wellsPerRatio: plan.wellsPerRatio,
    ...plan.signal,
    truth: Object.fromEntries(plan.materials.map((m) => [m.key, m.truth])),
    ...(plan.viabilityPercent === undefined ? {} : { viabilityPercent: plan.viabilityPercent }),
    reagentLots,
    equipment: refs(sampleId('equipment', plan.equipmentCode)),
    runs: plan.runs.map((r, i) => ({
      plateCode: `${plan.code}-R${String(i + 1)}`, day: r.day, responderKey: lotKey(r.lotCode), materialKeys: r.materialKeys,
      ...(r.inhibitors === undefined ? {} : { inhibitors: r.inhibitors }),
      ...(r.solvent === undefined ? {} : { solvent: r.solvent }),
    })),
    seed: plan.seed,
  })
  return [assay, ...plates]
}
