import type { Notebook } from '../records/notebook.ts'
import type { AnyRecord, RecordKind } from '../records/record-kinds.ts'
import { originsOf } from './lineage.ts'

/**
 * Which records that point at a record belong to the story of a batch. Records it points at itself always do.
 * Without this list a shared donor, reagent lot or licence would pull the whole notebook in.
 */
const followedBack: Partial<Record<RecordKind, readonly RecordKind[]>> = {
  batch: ['passage', 'pair', 'reference-lot', 'assay', 'experiment'],
  passage: ['bank', 'draw', 'phenotype-test', 'differentiation-test', 'quality-test', 'mediator-measurement', 'preparation', 'assay', 'experiment'],
  bank: ['vial', 'quality-test'],
  vial: ['draw', 'quality-test', 'preparation', 'assay'],
  assay: ['plate', 'mediator-measurement', 'draw'],
  experiment: ['allocation', 'preparation', 'administration', 'scoring-session', 'sample-tube', 'endpoint-measurement'],
  preparation: ['administration', 'quality-test', 'draw'],
}

/**
 * Records a batch's own record names whose whole story belongs to the batch: an experiment whose arms name no cells is known by what its
 * animals got, and without its allocation and sessions the report would say that there are none.
 */
const followedAhead: Partial<Record<RecordKind, readonly RecordKind[]>> = {
  pair: ['assay', 'experiment'],
  preparation: ['experiment'],
  administration: ['experiment'],
}

/** Kinds reached from an ancestor in another batch: its growth, stock and safety, not its own assays and experiments. */
const followedFromAncestors: ReadonlySet<RecordKind> = new Set(['bank', 'vial', 'draw', 'quality-test', 'phenotype-test', 'differentiation-test'])

/** Records whose references to others are not followed: a licence's ledger names every experiment under it. */
const leaves: ReadonlySet<RecordKind> = new Set(['permit', 'literature-study', 'person'])

/** Kinds that apply to the whole notebook and go with every batch. */
const general: readonly RecordKind[] = ['lab-settings', 'vocabulary-term', 'field-definition']

/**
 * Every record that the results and the report of a batch rest on: its lineage (other batches' ancestors included), stock, tests,
 * the assays and experiments its cells were in with all their plates, animals and sessions, its pairs, and everything those point
 * at. Sensitive donor records are never part of it. Results computed on this set equal results computed on the whole notebook.
 * @returns records by id, so that nothing computed or printed depends on the order in which they came; empty when the batch is not there.
 */
export function recordsOfBatch(notebook: Notebook, batchId: string): readonly AnyRecord[] {
  const batch = notebook.get('batch', batchId)
  if (batch === undefined) return []
  const own = ownRecords(notebook, batch)
  const all = new Set<string>(own.keys())
  const queue: string[] = [...own.keys()]
  for (const kind of general) for (const r of notebook.all(kind, { retired: true })) queue.push(r.id)
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    const record = notebook.find(id)
    if (record === undefined || record.kind === 'donor-private') continue
    all.add(id)
    if (leaves.has(record.kind)) continue
    for (const ref of notebook.referencesFrom(id)) if (!all.has(ref.to)) queue.push(ref.to)
  }
  for (const override of notebook.all('relation-override', { retired: true })) {
    if (all.has(override.leftId) || all.has(override.rightId)) all.add(override.id)
  }
  return notebook.records.filter((r) => all.has(r.id) && r.kind !== 'donor-private').sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** The batch's own records, found by following references backwards along the list above. */
function ownRecords(notebook: Notebook, batch: AnyRecord): ReadonlyMap<string, 'own' | 'ancestor'> {
  const found = new Map<string, 'own' | 'ancestor'>()
  const queue: (readonly [string, 'own' | 'ancestor'])[] = [[batch.id, 'own']]
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const [id, standing] = next
    if (found.get(id) === 'own' || found.get(id) === standing) continue
    const record = notebook.find(id)
    if (record === undefined) continue
    found.set(id, standing)
    const kinds = followedBack[record.kind] ?? []
    for (const ref of notebook.referencesTo(id)) {
      const from = notebook.find(ref.from)
      if (from === undefined || !kinds.includes(from.kind)) continue
      if (standing === 'ancestor' && !followedFromAncestors.has(from.kind)) continue
      queue.push([from.id, standing])
    }
    if (standing === 'own') for (const ref of notebook.referencesFrom(id)) if (followedAhead[record.kind]?.includes(ref.toKind) === true) queue.push([ref.to, 'own'])
    if (record.kind === 'passage') {
      for (const { passage } of originsOf(notebook, record)) queue.push([passage.id, passage.batchId === batch.id ? 'own' : 'ancestor'])
      // Cells taken from this harvest by another batch's passage are a use of the harvest, so that passage is needed, but not its story.
      for (const ref of notebook.referencesTo(id)) if (ref.pointer.startsWith('/parents/')) found.set(ref.from, found.get(ref.from) ?? 'ancestor')
    }
    if (record.kind === 'vial') for (const ref of notebook.referencesTo(id)) if (ref.pointer.startsWith('/thawedVials/')) found.set(ref.from, found.get(ref.from) ?? 'ancestor')
  }
  return found
}
