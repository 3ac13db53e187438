import { valueOf } from '../records/blank.ts'
import { nameOf, type Notebook } from '../records/notebook.ts'
import type { RecordOf } from '../records/record-kinds.ts'
import type { CustodyChain } from './custody-results.ts'
import { batchOfPreparation } from './experiments-of-batch.ts'

/**
 * For every administration of this batch's cells: animal, preparation, vials or harvest, and the plates that hold cells of the same
 * vials or harvest. What breaks the chain is said in words.
 */
export function custodyChains(notebook: Notebook, batchId: string): readonly CustodyChain[] {
  return notebook.all('administration').flatMap((given): CustodyChain[] => {
    const preparation = notebook.get('preparation', valueOf(given.preparationId))
    if (preparation === undefined || batchOfPreparation(notebook, preparation) !== batchId) return []
    const experiment = notebook.get('experiment', given.experimentId)
    const vialIds = Object.keys(preparation.vials ?? {})
    const vials = vialIds.flatMap((id) => {
      const vial = notebook.get('vial', id)
      return vial === undefined ? [] : [vial]
    })
    const harvest = notebook.get('passage', preparation.passageId) ?? notebook.get('passage', notebook.get('bank', vials[0]?.bankId)?.passageId)
    const plates = platesOfSource(notebook, new Set(vialIds), vialIds.length === 0 ? harvest?.id : undefined)
    const gaps = [
      ...(experiment?.animals[given.animalKey] === undefined ? ['animal not known to the experiment'] : []),
      ...(vials.length < vialIds.length ? ['a vial of the preparation is not on record'] : []),
      ...(harvest === undefined ? ['harvest not on record'] : []),
      ...(plates.length === 0 ? ['no plate with cells of the same vial or harvest'] : []),
    ]
    return [{ animal: experiment?.animals[given.animalKey]?.earTag ?? given.animalKey, experiment: experiment?.code ?? given.experimentId, experimentId: given.experimentId, administrationId: given.id, preparation: preparation.code, vials: vials.map(nameOf), harvest: harvest?.code ?? null, plates, gaps }]
  })
}

/** Plates with cells of one of these vials, or, for cells used fresh, of this harvest. */
function platesOfSource(notebook: Notebook, vialIds: ReadonlySet<string>, harvestId: string | undefined): readonly string[] {
  return notebook.all('plate').flatMap((plate) => {
    const assay = notebook.get('assay', plate.assayId)
    const used = new Set(Object.values(plate.wells).map((w) => w.materialKey))
    const holds = Object.entries(assay?.materials ?? {}).some(([key, m]) => used.has(key) && isSource(m, vialIds, harvestId))
    return holds ? [plate.code] : []
  })
}

function isSource(material: RecordOf<'assay'>['materials'][string], vialIds: ReadonlySet<string>, harvestId: string | undefined): boolean {
  const vial = valueOf(material.vialId)
  if (vial !== undefined) return vialIds.has(vial)
  return harvestId !== undefined && material.passageId === harvestId
}
