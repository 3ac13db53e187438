import { formatReason, parseRecord, type RecordReason } from '../../shared/records/parse-record.ts'
import type { AnyRecord } from '../../shared/records/record-kinds.ts'
import type { RecordChange } from '../../shared/trust/make-revision.ts'
import type { RecordState } from '../../shared/trust/make-revision.ts'
import { replayRecord } from '../../shared/trust/replay-record.ts'
import { fail, ok, type Result } from '../../shared/util/result.ts'
import { appendRevisions } from './append-revisions.ts'
import { changeScope, type NotebookDb } from './notebook-db.ts'
import { metaOf, type StoreContext } from './store-context.ts'
import { problemOf, Refusal, type StaleSave, type StoreProblem } from './store-problem.ts'
import { rowOf, type StoredRow } from './stored-row.ts'

/** A record to be stored. `base` is the revision it was read at, null for a new record. */
export type RecordEdit = { readonly record: AnyRecord; readonly base: string | null; readonly action?: 'change' | 'retire' | 'restore' }

/** What was stored: the changeset, and each record with its new head in the order of the edits. */
export type SavedChangeset = { readonly changeset: string; readonly rows: readonly StoredRow[] }

/**
 * Stores records and their revisions in one strict transaction: all or none. Drafts of these records are dropped with it.
 * An edit that started from an older state than the stored one is not stored: the answer holds both, to be chosen field by field.
 * @param edits at most one per record.
 * @param reason why; asked for where a rule or a person wants it.
 */
export async function saveChangeset(db: NotebookDb, edits: readonly RecordEdit[], context: StoreContext, reason?: string): Promise<Result<SavedChangeset, StoreProblem>> {
  const checked = checkedEdits(edits)
  if (!checked.ok) return checked
  const changeset = context.newId()
  const meta = metaOf(context, changeset, reason)
  try {
    const rows = await db.transaction('rw', changeScope(db, checked.value.map((e) => e.record.kind)), async () => {
      const stored = await Promise.all(checked.value.map((e) => db.rows(e.record.kind).get(e.record.id)))
      await refuseStale(db, checked.value, stored)
      const changes = checked.value.map((edit, i) => ({ meta, change: changeOf(edit, stored[i]) }))
      const revisions = await appendRevisions(db, changes)
      const after = checked.value.map((edit, i) => rowOf(edit.record, revisions[i]?.envelope.hash ?? ''))
      for (const kind of new Set(after.map((r) => r.record.kind))) await db.rows(kind).bulkPut(after.filter((r) => r.record.kind === kind))
      await db.drafts.bulkDelete(after.map((r) => r.id))
      return after
    })
    return ok({ changeset, rows })
  } catch (error) {
    return fail(problemOf(error, edits.length === 1 ? 'The change' : 'The changes'))
  }
}

/** Every record passes the one door, as what the form holds may not be what the program believes. */
function checkedEdits(edits: readonly RecordEdit[]): Result<readonly RecordEdit[], StoreProblem> {
  const reasons: RecordReason[] = []
  const parsed = edits.flatMap((edit): readonly RecordEdit[] => {
    const record = parseRecord(edit.record)
    if (record.ok) return [{ ...edit, record: record.value }]
    reasons.push(...record.error)
    return []
  })
  if (reasons.length > 0) return fail({ kind: 'refused', reasons, message: `Not stored: ${reasons.map(formatReason).join('; ')}` })
  const ids = new Set(edits.map((e) => e.record.id))
  if (edits.length === 0 || ids.size < edits.length) return fail({ kind: 'refused', reasons: [], message: edits.length === 0 ? 'There is nothing to store.' : 'Not stored: the same record is in the change twice.' })
  return ok(parsed)
}

function changeOf(edit: RecordEdit, row: StoredRow | undefined): RecordChange {
  if (row === undefined) return { action: 'create', after: edit.record }
  return { action: edit.action ?? 'change', from: stateOf(row), after: edit.record }
}

/** The state a stored row stands for. */
export function stateOf(row: StoredRow): RecordState {
  return { record: row.record, revision: row.head }
}

async function refuseStale(db: NotebookDb, edits: readonly RecordEdit[], stored: readonly (StoredRow | undefined)[]): Promise<void> {
  const conflicts: StaleSave[] = []
  for (const [i, edit] of edits.entries()) {
    const row = stored[i]
    if (row === undefined && edit.base !== null) throw new Refusal({ kind: 'not-there', message: `Not stored: the ${edit.record.kind} that was changed is not in the notebook any more. It may have been erased; what you typed is kept as a draft.` })
    if (row === undefined || row.head === edit.base) continue
    conflicts.push(await staleSave(db, edit, row))
  }
  if (conflicts.length > 0) throw new Refusal({ kind: 'stale', conflicts, message: `Not stored yet: ${conflicts.length === 1 ? 'the record was' : `${String(conflicts.length)} records were`} changed since you opened ${conflicts.length === 1 ? 'it' : 'them'}, by ${[...new Set(conflicts.map((c) => c.changedBy))].join(', ')}. Choose for each field which value holds.` })
}

async function staleSave(db: NotebookDb, edit: RecordEdit, row: StoredRow): Promise<StaleSave> {
  const history = (await db.revisions.where('recordId').equals(row.id).toArray()).map((r) => r.revision)
  const base = replayRecord(history).steps.find((s) => s.revision.envelope.hash === edit.base)?.record
  const parsed = parseRecord(base)
  const last = history.find((r) => r.envelope.hash === row.head)?.body
  return { base: parsed.ok ? parsed.value : undefined, current: row.record, currentHead: row.head, mine: edit.record, changedBy: last?.person ?? 'somebody', changedAt: last?.at ?? '' }
}
