import type { NameOfId } from '../../shared/records/cell-text.ts'
import { recordKinds, type AnyRecord, type RecordKind } from '../../shared/records/record-kinds.ts'
import { recordTitle } from '../../shared/records/record-title.ts'
import type { NotebookDb } from './notebook-db.ts'

/** Kinds whose records are called by what they point at, so that their names need a second look. */
const namedByOthers: ReadonlySet<RecordKind> = new Set(['draw', 'phenotype-test', 'differentiation-test', 'quality-test', 'mediator-measurement', 'allocation', 'administration', 'scoring-session', 'endpoint-measurement', 'relation-override', 'donor-private'])

/**
 * Names of records by their ids, for showing references.
 * @param kinds kinds the ids may be of; all when it is not known.
 */
export async function referenceNames(db: NotebookDb, ids: readonly string[], kinds: readonly RecordKind[] = recordKinds): Promise<ReadonlyMap<string, { readonly name: string; readonly kind: RecordKind }>> {
  const found = await recordsById(db, ids, kinds)
  const behind = found.filter((r) => namedByOthers.has(r.kind))
  const second = behind.length === 0 ? [] : await recordsById(db, await refsOf(db, behind), recordKinds)
  const codes = new Map(second.map((r) => [r.id, recordTitle(r, () => undefined)]))
  const nameOf: NameOfId = (id) => codes.get(id)
  return new Map(found.map((r) => [r.id, { name: recordTitle(r, nameOf), kind: r.kind }]))
}

async function refsOf(db: NotebookDb, records: readonly AnyRecord[]): Promise<readonly string[]> {
  const rows = await Promise.all(records.map((r) => db.rows(r.kind).get(r.id)))
  return [...new Set(rows.flatMap((row) => row?.refs ?? []))]
}

async function recordsById(db: NotebookDb, ids: readonly string[], kinds: readonly RecordKind[]): Promise<readonly AnyRecord[]> {
  if (ids.length === 0) return []
  const perKind = await Promise.all(kinds.map((kind) => db.rows(kind).bulkGet([...ids])))
  return perKind.flat().flatMap((row) => (row === undefined ? [] : [row.record]))
}
