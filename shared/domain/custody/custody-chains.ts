import { valueOf } from '../../records/blank.ts'
import { nameOf, type Notebook } from '../../records/notebook.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import type { CustodyChain } from './custody-results.ts'
import { batchOfPreparation } from '../arthritis/experiments-of-batch.ts'

/**
 * For every administration of this batch's cells: animal, preparation, vials or harvests, and the plates that hold cells of the same
 * vials (or, for cells used fresh, of the same harvest). What breaks the chain is said in words; plates of the same harvest that hold
 * other vials, or fresh cells where the animal got thawed ones, are named there and do not count as a complete chain.
 */
export function custodyChains(notebook: Notebook, batchId: string): readonly CustodyChain[] {
  const platesWith = plateFinder(notebook)
  return notebook.all('administration').flatMap((given): CustodyChain[] => {
    const preparation = notebook.get('preparation', valueOf(given.preparationId))
    if (preparation === undefined || batchOfPreparation(notebook, preparation) !== batchId) return []
    const experiment = notebook.get('experiment', given.experimentId)
    const vialIds = Object.keys(preparation.vials ?? {})
    const vials = vialIds.flatMap((id) => notebook.get('vial', id) ?? [])
    const harvests = harvestsOf(notebook, preparation, vials)
    const fresh = vialIds.length === 0
    const plates = platesWith((m) => isSource(m, new Set(vialIds), fresh ? harvests[0]?.id : undefined))
    const ids = new Set(harvests.map((h) => h.id))
    const related = plates.length > 0 ? [] : platesWith((m) => isOfHarvest(notebook, m, ids))
    const same = fresh ? 'fresh cells of the same harvest' : 'cells of the same vials'
    const gaps = [
      ...(experiment?.animals[given.animalKey] === undefined ? ['animal not known to the experiment'] : []),
      ...(vials.length < vialIds.length ? ['a vial of the preparation is not on record'] : []),
      ...(harvests.length === 0 ? ['harvest not on record'] : []),
      ...(plates.length === 0 ? [`no plate with ${same}${related.length === 0 ? '' : `; of the same harvest: ${related.join(', ')}`}`] : []),
    ]
    return [{
      animal: experiment?.animals[given.animalKey]?.earTag ?? given.animalKey,
      experiment: experiment?.code ?? given.experimentId,
      experimentId: given.experimentId,
      administrationId: given.id,
      preparation: preparation.code,
      vials: vials.map(nameOf),
      harvest: harvests.length === 0 ? null : harvests.map((h) => h.code).join(' + '),
      plates,
      gaps,
    }]
  })
}

/** Harvest that the preparation names, else those its vials were frozen from, each once. */
function harvestsOf(notebook: Notebook, preparation: RecordOf<'preparation'>, vials: readonly RecordOf<'vial'>[]): readonly RecordOf<'passage'>[] {
  const direct = notebook.get('passage', preparation.passageId)
  if (direct !== undefined) return [direct]
  return [...new Set(vials.flatMap((v) => notebook.get('passage', notebook.get('bank', v.bankId)?.passageId) ?? []))]
}

type Material = RecordOf<'assay'>['materials'][string]

/** Looks up the codes of the plates on which a material that fits was pipetted; the wells are read once. */
function plateFinder(notebook: Notebook): (fits: (material: Material) => boolean) => readonly string[] {
  const pipetted = notebook.all('plate').map((plate) => {
    const materials = notebook.get('assay', plate.assayId)?.materials ?? {}
    const used = new Set(Object.values(plate.wells).map((w) => w.materialKey))
    return { code: plate.code, materials: Object.entries(materials).flatMap(([key, m]) => (used.has(key) ? [m] : [])) }
  })
  return (fits) => pipetted.flatMap(({ code, materials }) => (materials.some(fits) ? [code] : []))
}

function isOfHarvest(notebook: Notebook, material: Material, harvestIds: ReadonlySet<string>): boolean {
  const frozenFrom = notebook.get('bank', notebook.get('vial', valueOf(material.vialId))?.bankId)?.passageId
  return harvestIds.has(frozenFrom ?? material.passageId ?? '')
}

function isSource(material: Material, vialIds: ReadonlySet<string>, harvestId: string | undefined): boolean {
  const vial = valueOf(material.vialId)
  if (vial !== undefined) return vialIds.has(vial)
  return harvestId !== undefined && material.passageId === harvestId
}
