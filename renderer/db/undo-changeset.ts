import { parseRecord, formatReason } from '../../shared/records/parse-record.ts'
import { isRecordKind, type AnyRecord } from '../../shared/records/record-kinds.ts'
import { applyPatch } from '../../shared/trust/record-patch.ts'
import { undoPatch } from '../../shared/trust/apply-revision.ts'
import type { RevisionBody } from '../../shared/trust/revision.ts'
import { fail, ok, type Result } from '../../shared/util/result.ts'
import { appendRevisions } from './append-revisions.ts'
import { changeScope, type NotebookDb } from './notebook-db.ts'
import { stateOf, type SavedChangeset } from './save-changeset.ts'
import { metaOf, type StoreContext } from './store-context.ts'
import { problemOf, Refusal, type StoreProblem } from './store-problem.ts'
import { rowOf, type StoredRow } from './stored-row.ts'

/**
 * Takes a changeset back by a new one: nothing is removed from the history. Values are put back only where they still are what the changeset
 * made of them; a record that was changed there again stops the whole undo, with its name. Records that the changeset created are retired.
 * Undoing an undo is redo.
 */
export async function undoChangeset(db: NotebookDb, changeset: string, context: StoreContext): Promise<Result<SavedChangeset, StoreProblem>> {
  const undoing = context.newId()
  const meta = metaOf(context, undoing, 'undo')
  try {
    const bodies = await bodiesOf(db, changeset)
    const kinds = bodies.map((b) => b.kind).filter(isRecordKind)
    const rows = await db.transaction('rw', changeScope(db, kinds), async () => {
      const before = await currentRows(db, bodies)
      const after = [...before].map(([id, row]) => {
        let record: AnyRecord = row.record
        for (const body of bodies.filter((b) => b.id === id).toReversed()) record = withoutChange(record, body, context)
        return { row, record }
      })
      const revisions = await appendRevisions(db, after.map(({ row, record }) => ({ meta, change: { action: 'undo', from: stateOf(row), after: record } })))
      const stored = after.map(({ record }, i) => rowOf(record, revisions[i]?.envelope.hash ?? ''))
      for (const row of stored) await db.rows(row.record.kind).put(row)
      return stored
    })
    return ok({ changeset: undoing, rows })
  } catch (error) {
    return fail(problemOf(error, 'The undo'))
  }
}

async function bodiesOf(db: NotebookDb, changeset: string): Promise<readonly RevisionBody[]> {
  const revisions = (await db.revisions.where('changeset').equals(changeset).toArray()).sort((a, b) => a.seq - b.seq)
  if (revisions.length === 0) throw new Refusal({ kind: 'not-there', message: 'There is no such change to undo.' })
  return revisions.flatMap((r) => r.revision.body ?? [])
}

async function currentRows(db: NotebookDb, bodies: readonly RevisionBody[]): Promise<ReadonlyMap<string, StoredRow>> {
  const rows = new Map<string, StoredRow>()
  for (const { kind, id } of bodies) {
    const row = isRecordKind(kind) ? await db.rows(kind).get(id) : undefined
    if (row === undefined) throw new Refusal({ kind: 'not-there', message: `The undo was not done: the ${kind} it is about is not in the notebook any more.` })
    rows.set(id, row)
  }
  return rows
}

function withoutChange(record: AnyRecord, body: RevisionBody, context: StoreContext): AnyRecord {
  if (body.action === 'create' || body.action === 'import') {
    if (record.retired !== undefined) throw new Refusal({ kind: 'no-change', message: `The undo was not done: ${nameOf(record)} is retired already.` })
    return { ...record, retired: { at: context.now(), reason: 'entry undone' } }
  }
  const patch = undoPatch(body)
  if (!patch.ok) throw new Refusal({ kind: 'failed', message: `The undo was not done: ${patch.error}.` })
  const back = applyPatch(record, patch.value)
  if (!back.ok) throw new Refusal({ kind: 'stale', conflicts: [], message: `The undo was not done: ${nameOf(record)} was changed again in the same place since. Change it by hand; the history shows the earlier values.` })
  const parsed = parseRecord(back.value)
  if (!parsed.ok) throw new Refusal({ kind: 'refused', reasons: parsed.error, message: `The undo was not done: ${parsed.error.map(formatReason).join('; ')}` })
  return parsed.value
}

function nameOf(record: AnyRecord): string {
  return `${record.kind} ${'code' in record ? record.code : record.id}`
}

