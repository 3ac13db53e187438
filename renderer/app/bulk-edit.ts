import { parseRecord } from '../../shared/records/parse-record.ts'
import type { AnyRecord, RecordKind } from '../../shared/records/record-kinds.ts'
import { canonicalJson } from '../../shared/util/canonical-json.ts'
import type { NotebookDb } from '../db/notebook-db.ts'
import type { RecordEdit } from '../db/save-changeset.ts'
import { now } from './clock.ts'

/** What is to be done with each of the chosen records. */
export type BulkChange =
  | { readonly type: 'set'; readonly path: readonly string[]; readonly value: unknown }
  | { readonly type: 'retire'; readonly reason: string; readonly by: string | null }

/** What it would do to one record, to be looked at before anything is stored. */
export type BulkItem = {
  readonly id: string
  readonly before: AnyRecord
  /** The change; absent where nothing changes or the record cannot take it. */
  readonly edit?: RecordEdit
  /** Why it stays as it is. */
  readonly why?: string
}

/** Previews a change of many records of a kind. Nothing is stored. */
export async function previewBulk(db: NotebookDb, kind: RecordKind, ids: readonly string[], change: BulkChange): Promise<readonly BulkItem[]> {
  const rows = await db.rows(kind).bulkGet([...ids])
  return rows.flatMap((row): readonly BulkItem[] => {
    if (row === undefined) return []
    const { id, record, head } = row
    const next = change.type === 'retire' ? retired(record, change) : withValue(record, change.path, change.value)
    if (next === undefined) return [{ id, before: record, why: 'retired already' }]
    const parsed = parseRecord(next)
    if (!parsed.ok) return [{ id, before: record, why: parsed.error.map((r) => `${r.field}: ${r.reason}`).join('; ') }]
    if (canonicalJson(parsed.value) === canonicalJson(record)) return [{ id, before: record, why: 'has this value already' }]
    return [{ id, before: record, edit: { record: parsed.value, base: head, action: change.type === 'retire' ? 'retire' : 'change' } }]
  })
}

function retired(record: AnyRecord, { reason, by }: Extract<BulkChange, { type: 'retire' }>): AnyRecord | undefined {
  return record.retired === undefined ? { ...record, retired: { at: now(), ...(by === null ? {} : { by }), reason } } : undefined
}

function withValue(record: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value
  const { [key]: old, ...others }: Readonly<Record<string, unknown>> = typeof record === 'object' && record !== null ? { ...record } : {}
  const next = withValue(old, rest, value)
  return next === undefined ? others : { ...others, [key]: next }
}
