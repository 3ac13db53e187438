import { Dexie, type Table } from 'dexie'
import { recordKinds, type RecordKind } from '../../shared/records/record-kinds.ts'
import type { Draft, StoredAttachment, StoredRevision, StoredRow } from './stored-row.ts'

/** Facts about the notebook and this copy of it, by name. */
export type MetaEntry =
  | { readonly name: 'notebook'; readonly value: { readonly id: string; readonly title: string; readonly createdAt: string } }
  | { readonly name: 'device'; readonly value: { readonly id: string; readonly since: string; readonly because: string } }
  | { readonly name: 'recordSchema'; readonly value: number }

/**
 * Version of the tables (not of the records, which have their own). An older program must not open a newer database: Dexie would do so
 * silently, so open-notebook looks first.
 */
export const tablesVersion = 1

/**
 * Indexes that are queried, and no others: every index is written on every save. `[device+seq]` is not unique: a copied database that was
 * continued in two places must still be readable, so that the fork can be named.
 */
const tables = {
  ...Object.fromEntries(recordKinds.map((kind) => [kind, 'id, code, *refs'])),
  revisions: 'hash, [device+seq], recordId, changeset',
  attachments: 'sha256',
  drafts: 'recordId',
  meta: 'name',
}

/** One notebook: a database of its own. Rows of records are projections of the revisions. */
export class NotebookDb extends Dexie {
  declare readonly revisions: Table<StoredRevision, string>
  declare readonly attachments: Table<StoredAttachment, string>
  declare readonly drafts: Table<Draft, string>
  declare readonly meta: Table<MetaEntry, string>

  /** @param name name of the database (databaseName in notebook-registry). */
  constructor(name: string) {
    // Chromium's default may report a write as done before it is on the disk; a notebook waits for the disk.
    super(name, { chromeTransactionDurability: 'strict', autoOpen: false })
    this.version(tablesVersion).stores(tables)
  }

  /** Rows of one kind of record. */
  rows(kind: RecordKind): Table<StoredRow, string> {
    return this.table(kind)
  }
}

/** Every table that a change of records writes, for the scope of its transaction. */
export function changeScope(db: NotebookDb, kinds: Iterable<RecordKind>): Table[] {
  return [db.revisions, db.meta, db.drafts, ...[...new Set(kinds)].map((kind) => db.rows(kind))]
}
