import { Dexie, type Table } from 'dexie'
import { recordKinds, type RecordKind } from '../../shared/records/record-kinds.ts'
import type { Quarantined } from './quarantine.ts'
import type { Draft, ImportEntry, StoredAttachment, StoredRevision, StoredRow } from './stored-row.ts'

/** Facts about the notebook and this copy of it, by name. */
export type MetaEntry =
  | { readonly name: 'notebook'; readonly value: { readonly id: string; readonly title: string; readonly createdAt: string } }
  | { readonly name: 'device'; readonly value: { readonly id: string; readonly since: string; readonly because: string } }
  | { readonly name: 'recordSchema'; readonly value: number }

/**
 * Version of the tables (not of the records, which have their own). An older program must not open a newer database: Dexie would do so
 * silently, so open-notebook looks first.
 */
export const tablesVersion = 2

/** Kinds of records that had a table in version 1. Frozen: a kind added later gets its table in a version of its own. */
const kindsOf1: readonly RecordKind[] = [
  'person', 'donor', 'donor-private', 'batch', 'passage', 'bank', 'vial', 'draw', 'marker-panel', 'phenotype-test', 'differentiation-test',
  'quality-test', 'mediator-measurement', 'responder-lot', 'assay', 'plate', 'score-scale', 'experiment', 'allocation', 'preparation',
  'administration', 'scoring-session', 'sample-tube', 'endpoint-measurement', 'pair', 'relation-override', 'reference-lot', 'reagent-lot',
  'equipment', 'protocol', 'specification', 'permit', 'literature-study', 'attachment', 'vocabulary-term', 'field-definition', 'lab-settings',
]

const indexesOfRows = 'id, code, *refs'

/**
 * Tables by the version that brought them. A version that was given out is never edited; what changes is a version more. Only what is queried
 * has an index: every index is written on every save. `[device+seq]` is not unique: a copied database that was continued in two places must
 * still be readable, so that the fork can be named.
 */
export const tableSteps: readonly { readonly version: number; readonly why: string; readonly tables: Readonly<Record<string, string>> }[] = [
  {
    version: 1, why: 'the first',
    tables: {
      ...Object.fromEntries(kindsOf1.map((kind) => [kind, indexesOfRows])),
      revisions: 'hash, [device+seq], recordId, changeset',
      attachments: 'sha256',
      drafts: 'recordId',
      meta: 'name',
    },
  },
  { version: 2, why: 'imports can be undone as one, and damaged rows are set aside', tables: { imports: 'changeset', quarantine: 'id' } },
]

/** One notebook: a database of its own. Rows of records are projections of the revisions. */
export class NotebookDb extends Dexie {
  declare readonly revisions: Table<StoredRevision, string>
  declare readonly attachments: Table<StoredAttachment, string>
  declare readonly drafts: Table<Draft, string>
  declare readonly meta: Table<MetaEntry, string>
  declare readonly imports: Table<ImportEntry, string>
  declare readonly quarantine: Table<Quarantined, string>

  /**
   * @param name name of the database (databaseName in notebook-registry).
   * @param upTo tests open a database as an older program did.
   */
  constructor(name: string, upTo: number = tablesVersion) {
    // Chromium's default may report a write as done before it is on the disk; a notebook waits for the disk.
    super(name, { chromeTransactionDurability: 'strict', autoOpen: false })
    for (const { version, tables } of tableSteps) if (version <= upTo) this.version(version).stores(tables)
  }

  /** Rows of one kind of record. */
  rows(kind: RecordKind): Table<StoredRow, string> {
    return this.table(kind)
  }

  /** Tables of all kinds of records. */
  allRows(): readonly Table<StoredRow, string>[] {
    return recordKinds.map((kind) => this.rows(kind))
  }
}

/** Every table that a change of records writes, for the scope of its transaction. */
export function changeScope(db: NotebookDb, kinds: Iterable<RecordKind>): Table[] {
  return [db.revisions, db.meta, db.drafts, ...[...new Set(kinds)].map((kind) => db.rows(kind))]
}
