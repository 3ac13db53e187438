import type { Notebook } from '../../records/notebook.ts'
import type { AnyRecord, RecordKind } from '../../records/record-kinds.ts'
import { originsOf } from '../culture/lineage.ts'
import { cellsInArm, cellsInAssay } from '../pairs/linked-cells.ts'
import { subjectOfTest } from '../quality/quality-test-subject.ts'

/**
 * Which records that point at a record belong to the story of a batch. Records it points at itself always do.
 * Without this list a shared donor, reagent lot or licence would pull the whole notebook in.
 */
const followedBack: Partial<Record<RecordKind, readonly RecordKind[]>> = {
  batch: ['passage', 'pair', 'reference-lot', 'assay', 'experiment'],
  'reference-lot': ['assay'],
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

/** Kinds that apply to the whole notebook and go with every batch. */
const general: readonly RecordKind[] = ['lab-settings', 'vocabulary-term', 'field-definition']

/**
 * Every record that the results and the report of a batch rest on: its lineage (other batches' ancestors included), stock, tests,
 * the assays and experiments its cells were in with all their plates, animals and sessions, its pairs, and everything those point
 * at. Sensitive donor records are never part of it. Results computed on this set equal results computed on the whole notebook.
 * @returns records by id, so that nothing computed or printed depends on the order in which they came; empty when the batch is not there.
 */
export function recordsOfBatch(notebook: Notebook, batchId: string): readonly AnyRecord[] {
  return sorted(notebook, idsOfBatch(notebook, batchId))
}

/** Records behind a comparison of batches: those of each batch, and the literature, which belongs to no batch. */
export function recordsOfBatches(notebook: Notebook, batchIds: readonly string[]): readonly AnyRecord[] {
  const ids = new Set(batchIds.flatMap((id) => [...idsOfBatch(notebook, id)]))
  for (const study of notebook.all('literature-study', { retired: true })) ids.add(study.id)
  return sorted(notebook, ids)
}

/**
 * Records behind the results of an assay: its plates and mediator measurements, the cells in it with their lineage, stock and tests, and
 * everything those point at; not the other assays and experiments of these cells.
 */
export function recordsOfAssay(notebook: Notebook, assayId: string): readonly AnyRecord[] {
  const assay = notebook.get('assay', assayId)
  if (assay === undefined) return []
  return sorted(notebook, completed(notebook, reached(notebook, [startAt(assay), ...cellsNamedBy(notebook, assay.id)]), []))
}

/**
 * Records behind the results of an animal experiment: animals, allocation, preparations, administrations, sessions and samples, the pairs it
 * is in with their assays, and the cells with their lineage, stock and tests.
 */
export function recordsOfExperiment(notebook: Notebook, experimentId: string): readonly AnyRecord[] {
  const experiment = notebook.get('experiment', experimentId)
  if (experiment === undefined) return []
  const pairs = notebook.referencesTo(experimentId).map((ref) => notebook.find(ref.from)).filter((r) => r?.kind === 'pair')
  const own = reached(notebook, [startAt(experiment), ...pairs.flatMap((pair) => (pair === undefined ? [] : [startAt(pair), ...cellsNamedBy(notebook, pair.id)]))])
  const cells = [...own].flatMap((id) => cellsNamedBy(notebook, id))
  return sorted(notebook, completed(notebook, new Set([...own, ...reached(notebook, cells)]), []))
}

function idsOfBatch(notebook: Notebook, batchId: string): ReadonlySet<string> {
  const batch = notebook.get('batch', batchId)
  if (batch === undefined) return new Set()
  return completed(notebook, reached(notebook, [startAt(batch)], batchId), testsOfOtherCells(notebook, batchId))
}

/** Adds everything the records point at, what holds for the whole notebook, and overrides between two of them. */
function completed(notebook: Notebook, own: ReadonlySet<string>, extra: readonly string[]): ReadonlySet<string> {
  const all = new Set<string>(own)
  const queue: string[] = [...own, ...extra]
  for (const kind of general) for (const r of notebook.all(kind, { retired: true })) queue.push(r.id)
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    const record = notebook.find(id)
    if (record === undefined || record.kind === 'donor-private') continue
    all.add(id)
    // A licence's ledger names every experiment under it.
    if (record.kind === 'permit') continue
    // A bridge between reference lots can be computed again from the plates of its assays only.
    const bridges = record.kind === 'reference-lot' ? new Set(Object.values(record.bridgedFrom?.assays ?? {}).map((a) => a.assayId)) : new Set<string>()
    if (bridges.size > 0) for (const plate of notebook.all('plate', { retired: true })) if (bridges.has(plate.assayId)) queue.push(plate.id)
    for (const ref of notebook.referencesFrom(id)) if (!all.has(ref.to)) queue.push(ref.to)
  }
  for (const override of notebook.all('relation-override', { retired: true })) {
    if (all.has(override.leftId) && all.has(override.rightId)) all.add(override.id)
  }
  return all
}

function sorted(notebook: Notebook, ids: ReadonlySet<string>): readonly AnyRecord[] {
  return notebook.records.filter((r) => ids.has(r.id) && r.kind !== 'donor-private').sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** Batches, passages and vials that a record names: the cells in an assay, an arm or a preparation. */
function cellsNamedBy(notebook: Notebook, id: string): readonly Start[] {
  return notebook.referencesFrom(id).flatMap((ref): readonly Start[] => {
    if (ref.toKind === 'passage' || ref.toKind === 'vial') return [{ id: ref.to, kind: ref.toKind, standing: 'ancestor' }]
    if (ref.toKind === 'batch') return notebook.all('passage').filter((p) => p.batchId === ref.to).map((p) => ({ id: p.id, kind: p.kind, standing: 'ancestor' }))
    if (ref.toKind === 'reference-lot') return cellsNamedBy(notebook, ref.to)
    return []
  })
}

/** Mycoplasma tests of cells of other batches that got into the pairs of this batch: the pair states their status at use. */
function testsOfOtherCells(notebook: Notebook, batchId: string): readonly string[] {
  const others = new Set<string>()
  for (const { batchId: of, inVitro, inVivo } of notebook.all('pair')) {
    if (of !== batchId) continue
    const cells = [...(inVitro === undefined ? [] : cellsInAssay(notebook, inVitro.assayId, Object.keys(inVitro.materials))), ...(inVivo === undefined ? [] : cellsInArm(notebook, inVivo.experimentId, inVivo.armKey))]
    for (const c of cells) if (c.batchId !== undefined && c.batchId !== batchId) others.add(c.batchId)
  }
  if (others.size === 0) return []
  return notebook.all('quality-test').filter((t) => t.test === 'mycoplasma' && others.has(subjectOfTest(notebook, t).batchId ?? '')).map((t) => t.id)
}

type Standing = 'own' | 'ancestor'
type Start = { readonly id: string; readonly kind: RecordKind; readonly standing: Standing }

function startAt(record: AnyRecord): Start {
  return { id: record.id, kind: record.kind, standing: 'own' }
}

/**
 * The records of a story, found by following references backwards along the list above. Missing records are passed through: sessions of
 * an experiment that is not on record still belong to it.
 * @param batchId batch whose passages are its own; passages of others are ancestors.
 */
function reached(notebook: Notebook, starts: readonly Start[], batchId?: string): ReadonlySet<string> {
  const found = new Map<string, Standing>()
  const users = new Set<string>()
  const queue: Start[] = [...starts]
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const { id, kind, standing } = next
    if (found.get(id) === 'own' || found.get(id) === standing) continue
    found.set(id, standing)
    const kinds = followedBack[kind] ?? []
    for (const ref of notebook.referencesTo(id)) {
      const from = notebook.find(ref.from)
      if (from === undefined || !kinds.includes(from.kind)) continue
      if (standing === 'ancestor' && !followedFromAncestors.has(from.kind)) continue
      queue.push({ id: from.id, kind: from.kind, standing })
    }
    if (standing === 'own') for (const ref of notebook.referencesFrom(id)) if (followedAhead[kind]?.includes(ref.toKind) === true) queue.push({ id: ref.to, kind: ref.toKind, standing })
    const passage = kind === 'passage' ? notebook.get('passage', id) : undefined
    if (passage !== undefined) for (const origin of originsOf(notebook, passage)) queue.push({ id: origin.passage.id, kind, standing: origin.passage.batchId === batchId ? 'own' : 'ancestor' })
    // Cells taken from this harvest or vial by another batch's passage are a use of it, so that passage is needed, but not its story.
    const uses = kind === 'passage' ? '/parents/' : kind === 'vial' ? '/thawedVials/' : undefined
    if (uses !== undefined) for (const ref of notebook.referencesTo(id)) if (ref.pointer.startsWith(uses)) users.add(ref.from)
  }
  return new Set([...found.keys(), ...users])
}
