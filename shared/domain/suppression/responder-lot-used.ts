import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import { ordered } from '../../records/ordered.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import type { ResponderLotUsed } from './runs.ts'

/** The responder lot behind a key of an assay, as far as it is on record. */
export function responderLotUsed(notebook: Notebook, assay: RecordOf<'assay'>, responderKey: string): ResponderLotUsed {
  const id = assay.responders[responderKey]?.responderLotId ?? ''
  const lot = notebook.get('responder-lot', id)
  if (lot === undefined) return { id, code: assay.responders[responderKey]?.label ?? responderKey, donorIds: [], frozenPool: false }
  const donorIds = [...new Set(ordered(lot.donors).map(([, d]) => d.donorId))]
  return { id, code: lot.code, donorIds, frozenPool: donorIds.length > 1 && valueOf(lot.state) === 'frozen' }
}
