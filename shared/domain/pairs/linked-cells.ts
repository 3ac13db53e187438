import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import { ordered } from '../../records/ordered.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { cellsOfMaterial } from '../suppression/suppression-cells.ts'
import { administrationsOf } from '../arthritis/study-days.ts'

/** Cells of one side of a pair, traced to their harvest or bank. */
export type LinkedCells = {
  readonly name: string
  readonly batchId: string | undefined
  readonly passage: RecordOf<'passage'> | undefined
  /** Bank of the vials that were used straight from the thaw. */
  readonly bankId: string | undefined
  readonly state: 'fresh' | 'thawed' | undefined
  /** Bench time of use, as far as recorded. */
  readonly usedAt: string | undefined
}

/** Cells of materials of an assay; those that are not on record are left out. */
export function cellsInAssay(notebook: Notebook, assayId: string, materialKeys: readonly string[]): readonly LinkedCells[] {
  const assay = notebook.get('assay', assayId)
  if (assay === undefined) return []
  const usedAt = firstTime([...notebook.all('plate').filter((p) => p.assayId === assayId).map((p) => p.performedAt), assay.performedAt])
  return materialKeys.flatMap((key): readonly LinkedCells[] => {
    const cells = cellsOfMaterial(notebook, assay, key)
    if (cells === undefined) return []
    const fromVial = cells.origin.key.startsWith('vial:')
    const state = valueOf(assay.materials[key]?.state)
    return [{
      name: cells.label,
      batchId: cells.batchId,
      passage: notebook.get('passage', cells.passageId),
      bankId: fromVial ? notebook.get('vial', cells.vialId)?.bankId : undefined,
      state: fromVial ? 'thawed' : frozenOrNot(state),
      usedAt,
    }]
  })
}

/** Cells an arm got: of every preparation given to its animals, by vial or harvest; where nothing is recorded, the planned doses. */
export function cellsInArm(notebook: Notebook, experimentId: string, armKey: string): readonly LinkedCells[] {
  const experiment = notebook.get('experiment', experimentId)
  const arm = experiment?.arms[armKey]
  if (experiment === undefined || arm === undefined) return []
  const allocation = notebook.all('allocation').find((a) => a.experimentId === experimentId)
  const assignments = allocation?.content.state === 'open' ? allocation.content.assignments : {}
  const found = new Map<string, LinkedCells>()
  for (const given of administrationsOf(notebook, experimentId)) {
    if (assignments[given.animalKey]?.armKey !== armKey || valueOf(given.quality) === 'failed') continue
    const preparation = notebook.get('preparation', valueOf(given.preparationId))
    if (preparation === undefined) continue
    const planned = given.doseKey === undefined ? undefined : valueOf(arm.doses[given.doseKey]?.state)
    for (const cells of cellsOfPreparation(notebook, preparation, planned, given.performedAt)) found.set(`${preparation.id} ${cells.name}`, cells)
  }
  if (found.size > 0) return [...found.values()]
  return ordered(arm.doses).flatMap(([, dose]): readonly LinkedCells[] => {
    const passage = notebook.get('passage', dose.passageId)
    const batchId = passage?.batchId ?? dose.batchId
    if (batchId === undefined) return []
    const name = `${passage?.code ?? notebook.get('batch', batchId)?.code ?? batchId} (planned)`
    return [{ name, batchId, passage, bankId: undefined, state: frozenOrNot(valueOf(dose.state)), usedAt: undefined }]
  })
}

function cellsOfPreparation(notebook: Notebook, preparation: RecordOf<'preparation'>, planned: string | undefined, givenAt: string | undefined): readonly LinkedCells[] {
  const usedAt = givenAt ?? valueOf(preparation.readyAt) ?? valueOf(preparation.startedAt) ?? preparation.performedAt
  const named = notebook.get('passage', preparation.passageId)
  const vials = ordered(preparation.vials).flatMap(([id]) => notebook.get('vial', id) ?? [])
  const grownOn = named !== undefined && vials.some((vial) => named.thawedVials?.[vial.id] !== undefined)
  if (vials.length > 0 && !grownOn) {
    return vials.map((vial) => {
      const passage = notebook.get('passage', notebook.get('bank', vial.bankId)?.passageId)
      return { name: `vial ${vial.code}`, batchId: passage?.batchId ?? named?.batchId, passage: passage ?? named, bankId: vial.bankId, state: 'thawed', usedAt }
    })
  }
  const state = valueOf(preparation.hoursFromThaw) !== undefined && !grownOn ? 'thawed' : frozenOrNot(planned)
  return [{ name: named?.code ?? `preparation ${preparation.code}`, batchId: named?.batchId, passage: named, bankId: undefined, state, usedAt }]
}

function frozenOrNot(state: string | undefined): 'fresh' | 'thawed' | undefined {
  return state === undefined ? undefined : state === 'fresh' ? 'fresh' : 'thawed'
}

function firstTime(times: readonly (string | undefined)[]): string | undefined {
  return times.filter((t) => t !== undefined).sort()[0]
}
