import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import { ordered } from '../../records/ordered.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { experimentsOfBatch } from '../arthritis/experiments-of-batch.ts'
import { administrationsOf } from '../arthritis/study-days.ts'
import { cellsInArm, type LinkedCells } from '../pairs/linked-cells.ts'
import { cellsOfMaterial, type CellsUsed } from '../suppression/suppression-cells.ts'
import { readPlateWells } from '../suppression/suppression-wells.ts'
import type { ComparabilityColumn } from './comparability-results.ts'

type Assay = RecordOf<'assay'>
type Experiment = RecordOf<'experiment'>

/** One assay condition in which cells of the batch were tested, or are planned where there is no plate yet. */
export type AssayUse = { readonly assay: Assay; readonly conditionKey: string; readonly materials: readonly CellsUsed[] }

/** One arm that got, or is planned to get, cells of the batch. */
export type ArmUse = {
  readonly experiment: Experiment
  readonly armKey: string
  readonly cells: readonly LinkedCells[]
  /** Animals of the arm; undefined while the allocation is sealed or not recorded. */
  readonly animalKeys: readonly string[] | undefined
  readonly given: readonly RecordOf<'administration'>[]
}

/** Which condition and arm to look at, where the caller knows. */
export type UseChoice = { readonly assay?: { readonly assayId: string; readonly conditionKey: string }; readonly arm?: { readonly experimentId: string; readonly armKey: string } }

/** A batch as one column: its assay condition and its arm, as far as it was used so. */
export type BatchUse = { readonly notebook: Notebook; readonly batch: RecordOf<'batch'>; readonly assay: AssayUse | null; readonly arm: ArmUse | null; readonly column: ComparabilityColumn }

/**
 * The use of a batch that a comparison looks at. As asked for; else the one nearest to `like` (same assay condition, same assay, same
 * experiment); else the one its first pair (by code) names; else the reference condition of the first assay, or the first condition; the
 * first arm. Every other use on record is named in the column's notes, so that a choice is never silent.
 * @param lotId only materials that name this reference lot count, where any does.
 * @throws Error when the notebook has no such batch (a programming error: ids come from the notebook).
 */
export function useOfBatch(notebook: Notebook, batchId: string, asked: UseChoice = {}, like?: BatchUse, lotId?: string): BatchUse {
  const batch = notebook.get('batch', batchId)
  if (batch === undefined) throw new Error(`no batch ${batchId}`)
  const assays = assayUses(notebook, batchId, lotId)
  const arms = armUses(notebook, batchId)
  const pairs = notebook.all('pair').filter((p) => p.batchId === batchId)
  const paired = pairs.find((p) => p.inVitro !== undefined && p.inVivo !== undefined) ?? pairs[0]
  const isAssay = (wanted: { readonly assayId: string; readonly conditionKey: string } | undefined) => (u: AssayUse): boolean => u.assay.id === wanted?.assayId && u.conditionKey === wanted.conditionKey
  const isArm = (wanted: { readonly experimentId: string; readonly armKey: string } | undefined) => (u: ArmUse): boolean => u.experiment.id === wanted?.experimentId && u.armKey === wanted.armKey
  const assay = asked.assay !== undefined ? choose(assays, [[isAssay(asked.assay), 'as asked for']]) : choose(assays, [
    ...(like === undefined || like.assay === null ? [] : [
      [isAssay({ assayId: like.assay.assay.id, conditionKey: like.assay.conditionKey }), 'same assay and condition as the other column'],
      [(u: AssayUse) => u.assay.id === like.assay?.assay.id, 'same assay as the other column'],
    ] as const),
    [isAssay(paired?.inVitro), `named by pair ${paired?.code ?? ''}`],
    [(u) => valueOf(u.assay.referenceConditionKey) === u.conditionKey, 'declared reference condition'],
    [() => true, 'first on record'],
  ])
  const arm = asked.arm !== undefined ? choose(arms, [[isArm(asked.arm), 'as asked for']]) : choose(arms, [
    ...(like === undefined || like.arm === null ? [] : [[(u: ArmUse) => u.experiment.id === like.arm?.experiment.id, 'same experiment as the other column'] as const]),
    [isArm(paired?.inVivo), `named by pair ${paired?.code ?? ''}`],
    [() => true, 'first on record'],
  ])
  const notes = [
    ...noteOf('Assay condition', assay?.why, assays.filter((u) => u !== assay?.use).map(assayName), asked.assay !== undefined),
    ...noteOf('Treatment arm', arm?.why, arms.filter((u) => u !== arm?.use).map(armName), asked.arm !== undefined),
  ]
  return { notebook, batch, assay: assay?.use ?? null, arm: arm?.use ?? null, column: columnOf(batch, assay?.use, arm?.use, notes) }
}

function columnOf(batch: RecordOf<'batch'>, assay: AssayUse | undefined, arm: ArmUse | undefined, notes: readonly string[]): ComparabilityColumn {
  return {
    kind: 'batch',
    recordId: batch.id,
    title: batch.code,
    assay: assay === undefined ? null : { assayId: assay.assay.id, code: assay.assay.code, conditionKey: assay.conditionKey, conditionLabel: conditionLabel(assay), materialKeys: assay.materials.map((m) => m.materialKey) },
    arm: arm === undefined ? null : { experimentId: arm.experiment.id, code: arm.experiment.code, armKey: arm.armKey, armLabel: arm.experiment.arms[arm.armKey]?.label ?? arm.armKey },
    notes,
  }
}

/** Conditions in which wells with the batch's cells were read; the planned ones of an assay without plates. */
function assayUses(notebook: Notebook, batchId: string, lotId: string | undefined): readonly AssayUse[] {
  return notebook.all('assay').flatMap((assay): readonly AssayUse[] => {
    const own = ordered(assay.materials).flatMap(([key]) => {
      const cells = cellsOfMaterial(notebook, assay, key)
      return cells?.batchId === batchId && !cells.isControlCells ? [cells] : []
    })
    const ofLot = own.filter((m) => lotId !== undefined && valueOf(assay.materials[m.materialKey]?.referenceLotId) === lotId)
    const materials = ofLot.length > 0 ? ofLot : own
    if (materials.length === 0) return []
    const plates = notebook.all('plate').filter((p) => p.assayId === assay.id)
    const groups = plates.flatMap((p) => readPlateWells(assay, p).groups)
    return ordered(assay.conditions).flatMap(([conditionKey]): readonly AssayUse[] => {
      if (plates.length === 0) return [{ assay, conditionKey, materials }]
      const read = materials.filter((m) => groups.some((g) => g.conditionKey === conditionKey && g.materialKey === m.materialKey))
      return read.length === 0 ? [] : [{ assay, conditionKey, materials: read }]
    })
  })
}

function armUses(notebook: Notebook, batchId: string): readonly ArmUse[] {
  return experimentsOfBatch(notebook, batchId).flatMap((experiment) => {
    const allocation = notebook.all('allocation').find((a) => a.experimentId === experiment.id)
    const assignments = allocation?.content.state === 'open' ? allocation.content.assignments : undefined
    const administrations = administrationsOf(notebook, experiment.id)
    return ordered(experiment.arms).flatMap(([armKey]): readonly ArmUse[] => {
      const cells = cellsInArm(notebook, experiment.id, armKey).filter((c) => c.batchId === batchId)
      if (cells.length === 0) return []
      const animalKeys = assignments === undefined ? undefined : Object.keys(assignments).filter((key) => assignments[key]?.armKey === armKey).toSorted()
      return [{ experiment, armKey, cells, animalKeys, given: administrations.filter((a) => animalKeys?.includes(a.animalKey) === true) }]
    })
  })
}

type Rule<U> = readonly [(use: U) => boolean, string]

function choose<U>(uses: readonly U[], rules: readonly Rule<U>[]): { readonly use: U; readonly why: string } | undefined {
  for (const [test, why] of rules) {
    const use = uses.find(test)
    if (use !== undefined) return { use, why }
  }
  return undefined
}

function noteOf(what: string, why: string | undefined, others: readonly string[], asked: boolean): readonly string[] {
  if (why === undefined) return [asked ? `${what}: the one asked for does not hold cells of this batch.` : `${what}: none on record.`]
  return [`${what}: ${why}.${others.length === 0 ? '' : ` Not compared: ${others.join('; ')}.`}`]
}

function conditionLabel(use: AssayUse): string {
  return use.assay.conditions[use.conditionKey]?.label ?? use.conditionKey
}

function assayName(use: AssayUse): string {
  return `${use.assay.code}, ${conditionLabel(use)}`
}

function armName(use: ArmUse): string {
  return `${use.experiment.code}, ${use.experiment.arms[use.armKey]?.label ?? use.armKey}`
}
