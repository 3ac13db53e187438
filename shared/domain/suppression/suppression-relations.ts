import type { Notebook } from '../../records/notebook.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { findRelation, relationText, type Relation, type RelationSides } from '../relation/relation.ts'
import { sourceOfBatch, sourceOfResponderLot, type CellSource } from '../relation/relation-sources.ts'

/** Relations of the cells in one co-culture: to responders, and with stimulators the other two as well. */
export type AssayRelation = {
  /** Equal for relations that may be pooled: kinds, and whether the MHC is matched. */
  readonly key: string
  readonly text: string
  readonly warnings: readonly string[]
}

/**
 * Finds the relations of a batch in an assay by responder and stimulator key, each worked out once.
 * Degrees of mismatch other than "matched" are not told apart: among outbred donors every pair differs in degree.
 */
export function relationFinder(notebook: Notebook, assay: RecordOf<'assay'>, batchId: string): (responderKey: string, stimulatorKey: string | null) => AssayRelation {
  const batch = notebook.get('batch', batchId)
  const msc: CellSource = batch === undefined ? nowhere('the batch') : sourceOfBatch(notebook, batch)
  const lot = (id: string | undefined, label: string): CellSource => {
    const record = notebook.get('responder-lot', id)
    return record === undefined ? nowhere(label) : sourceOfResponderLot(notebook, record)
  }
  const known = new Map<string, AssayRelation>()
  return (responderKey, stimulatorKey) => {
    const key = JSON.stringify([responderKey, stimulatorKey])
    const found = known.get(key) ?? compute(responderKey, stimulatorKey)
    known.set(key, found)
    return found
  }

  function compute(responderKey: string, stimulatorKey: string | null): AssayRelation {
    const responders = lot(assay.responders[responderKey]?.responderLotId, `responder "${responderKey}"`)
    const toResponder = { sides: 'msc-responder', relation: findRelation(notebook, 'msc-responder', msc, responders) } as const
    if (stimulatorKey === null) return combined([toResponder])
    const stimulators = lot(assay.stimulators?.[stimulatorKey]?.responderLotId, `stimulator "${stimulatorKey}"`)
    return combined([
      toResponder,
      { sides: 'msc-stimulator', relation: findRelation(notebook, 'msc-stimulator', msc, stimulators) },
      { sides: 'responder-stimulator', relation: findRelation(notebook, 'responder-stimulator', stimulators, responders) },
    ])
  }
}

const names: Readonly<Record<RelationSides, string>> = {
  'msc-responder': 'MSC-responder',
  'msc-stimulator': 'MSC-stimulator',
  'responder-stimulator': 'responder-stimulator',
  'msc-recipient': 'MSC-recipient',
}

function combined(relations: readonly { readonly sides: RelationSides; readonly relation: Relation }[]): AssayRelation {
  const single = relations.length === 1
  return {
    key: relations.map(({ relation }) => `${relation.kind}${relation.mhc === 'matched' ? ' MHC matched' : ''}`).join('|'),
    text: relations.map(({ sides, relation }) => (single ? relationText(relation) : `${names[sides]}: ${relationText(relation)}`)).join('; '),
    warnings: relations.flatMap(({ sides, relation }) => [
      ...(relation.hY ? [`${names[sides]}: male cells meet female cells of one strain (H-Y antigens).`] : []),
      ...(relation.override === null ? [] : [`${names[sides]}: the relation is overridden (${relation.override.reason}); derived: ${relation.override.derived}.`]),
      ...relation.notes.map((n) => `${names[sides]}: ${n}`),
    ]),
  }
}

function nowhere(name: string): CellSource {
  return { name, recordIds: [], members: [], missing: [name] }
}
