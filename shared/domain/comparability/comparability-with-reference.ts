import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { speciesOf } from '../culture/species-of-batch.ts'
import { speciesKey } from '../relation/relation-strains.ts'
import { cellsOfMaterial } from '../suppression/suppression-cells.ts'
import { comparability } from './comparability.ts'
import type { ReferenceComparison } from './comparability-results.ts'
import type { Tolerances } from './tolerances.ts'

type Lot = RecordOf<'reference-lot'>

/**
 * The batch against its reference lot. Lots that stood in an assay with the batch come first; else lots of its species. Of several, one without an end
 * of validity before one with it, then the latest valid-from, then the first code: there is no clock here, so "current" is what the records
 * leave open. Without a lot, where the batch is itself the reference, or where the lot's batch is not in the notebook, the reason is given.
 */
export function comparabilityWithReference(notebook: Notebook, batchId: string, tolerances?: Tolerances): ReferenceComparison {
  const lots = notebook.all('reference-lot')
  if (lots.length === 0) return { comparison: null, reason: 'No reference lot is recorded: name the reference cells that batches are compared with.' }
  const others = lots.filter((lot) => lot.batchId !== batchId && notebook.get('batch', lot.batchId) !== undefined)
  if (others.length === 0) {
    const own = lots.find((lot) => lot.batchId === batchId)
    return { comparison: null, reason: own === undefined ? 'The batch of the reference lot is not in the notebook.' : `This batch is itself the reference lot (${own.code}).` }
  }
  const shared = others.filter((lot) => isInAssayWith(notebook, lot, batchId))
  const species = (id: string): string => speciesOf(notebook, id).map((s) => (s === undefined ? '?' : speciesKey(s))).toSorted().join()
  const alike = others.filter((lot) => species(lot.batchId) === species(batchId))
  const [lot, ...rest] = (shared.length > 0 ? shared : alike).toSorted(byCurrency)
  if (lot === undefined) return { comparison: null, reason: `No reference lot stood in an assay with this batch, and none is of its species (on record: ${others.map((l) => l.code).join(', ')}).` }
  const why = [
    shared.length > 0 ? 'stood in an assay with this batch' : 'never stood in an assay with this batch',
    valueOf(lot.validTo) === undefined ? 'no end of validity recorded' : `valid to ${valueOf(lot.validTo) ?? ''}`,
    ...(rest.length === 0 ? [] : [`chosen before ${rest.map((l) => l.code).join(', ')}`]),
  ]
  return { comparison: comparability(notebook, batchId, { kind: 'reference-lot', referenceLotId: lot.id }, tolerances === undefined ? {} : { tolerances }), reason: `Reference lot ${lot.code}: ${why.join('; ')}.` }
}

function isInAssayWith(notebook: Notebook, lot: Lot, batchId: string): boolean {
  return notebook.all('assay').some((assay) => {
    const keys = Object.keys(assay.materials)
    const ofBatch = keys.some((key) => cellsOfMaterial(notebook, assay, key)?.batchId === batchId)
    return ofBatch && keys.some((key) => valueOf(assay.materials[key]?.referenceLotId) === lot.id)
  })
}

function byCurrency(a: Lot, b: Lot): number {
  const open = (lot: Lot): number => (valueOf(lot.validTo) === undefined ? 0 : 1)
  const from = (lot: Lot): string => valueOf(lot.validFrom) ?? ''
  return open(a) - open(b) || compareText(from(b), from(a)) || compareText(a.code, b.code)
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
