import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import { ordered } from '../../records/ordered.ts'
import type { RecordOf } from '../../records/record-kinds.ts'

/** Batch whose cells a preparation holds, by its passage, else its first vial that is on record; undefined when the records do not say. */
export function batchOfPreparation(notebook: Notebook, preparation: RecordOf<'preparation'>): string | undefined {
  const direct = notebook.get('passage', preparation.passageId)?.batchId
  if (direct !== undefined) return direct
  for (const [vialId] of ordered(preparation.vials)) {
    const batchId = notebook.get('passage', notebook.get('bank', notebook.get('vial', vialId)?.bankId)?.passageId)?.batchId
    if (batchId !== undefined) return batchId
  }
  return undefined
}

/** Experiments in which animals got, or were planned to get, cells of the batch. */
export function experimentsOfBatch(notebook: Notebook, batchId: string): readonly RecordOf<'experiment'>[] {
  const byAdministration = new Set(
    notebook
      .all('administration')
      .filter((a) => {
        const preparation = notebook.get('preparation', valueOf(a.preparationId))
        return preparation !== undefined && batchOfPreparation(notebook, preparation) === batchId
      })
      .map((a) => a.experimentId),
  )
  return notebook.all('experiment').filter((experiment) => {
    const planned = Object.values(experiment.arms).some((arm) =>
      Object.values(arm.doses).some((dose) => dose.batchId === batchId || notebook.get('passage', dose.passageId)?.batchId === batchId),
    )
    return planned || byAdministration.has(experiment.id)
  })
}
