import { parseRecord, formatReason } from '../../shared/records/parse-record.ts'
import { isRecordKind, type AnyRecord, type RecordKind } from '../../shared/records/record-kinds.ts'
import { applyPatch, diffRecords, type RecordPatch } from '../../shared/trust/record-patch.ts'
import { undoPatch } from '../../shared/trust/apply-revision.ts'
import type { RecordLike } from '../../shared/trust/record-like.ts'
import { replayRecord } from '../../shared/trust/replay-record.ts'
import { fail, ok, type Result } from '../../shared/util/result.ts'
import { appendRevisions } from './append-revisions.ts'
import { changeScope, type NotebookDb } from './notebook-db.ts'
import { stateOf, type SavedChangeset } from './save-changeset.ts'
import { metaOf, type StoreContext } from './store-context.ts'
import { problemOf, Refusal, type StoreProblem } from './store-problem.ts'
import { rowOf, type ImportEntry, type StoredRow } from './stored-row.ts'

/**
 * Takes a changeset back by a new one: nothing is removed from the history. Values are put back only where they still are what the changeset
 * made of them; a record that was changed there again stops the whole undo, with its name. Records that the changeset created or imported are
 * retired; what an import erased stays erased. Undoing an undo is redo.
 */
export async function undoChangeset(db: NotebookDb, changeset: string, context: StoreContext): Promise<Result<SavedChangeset, StoreProblem>> {
  const undoing = context.newId()
  const meta = metaOf(context, undoing, 'undo')
  try {
    const steps = await stepsOf(db, changeset)
    const kinds = steps.map((s) => s.kind)
    const rows = await db.transaction('rw', changeScope(db, kinds), async () => {
      const before = await currentRows(db, steps)
      const backwards = byRecord(steps)
      const after = [...before].map(([id, row]) => {
        let record: AnyRecord = row.record
        for (const step of backwards.get(id) ?? []) record = step.back === 'retire' ? retired(record, context) : patchedBack(record, step.back)
        return { row, record }
      })
      const revisions = await appendRevisions(db, after.map(({ row, record }) => ({ meta, change: { action: 'undo', from: stateOf(row), after: record } })))
      const stored = after.map(({ record }, i) => rowOf(record, revisions[i]?.envelope.hash ?? ''))
      for (const kind of new Set(stored.map((r) => r.record.kind))) await db.rows(kind).bulkPut(stored.filter((r) => r.record.kind === kind))
      return stored
    })
    return ok({ changeset: undoing, rows })
  } catch (error) {
    return fail(problemOf(error, 'The undo'))
  }
}

/** What is to be done to one record: retired, or a patch applied. */
type UndoStep = { readonly kind: RecordKind; readonly id: string; readonly back: 'retire' | RecordPatch }

/** What undoes a changeset, in the order in which it was made. */
async function stepsOf(db: NotebookDb, changeset: string): Promise<readonly UndoStep[]> {
  const revisions = (await db.revisions.where('changeset').equals(changeset).toArray()).sort((a, b) => a.seq - b.seq)
  const entry = await db.imports.get(changeset)
  if (revisions.length === 0 && entry === undefined) throw new Refusal({ kind: 'not-there', message: 'There is no such change to undo.' })
  const steps: UndoStep[] = []
  for (const item of entry?.withHistory ?? []) steps.push(...(await stepsOfImported(db, item)))
  for (const { revision: { body } } of revisions) {
    if (body === undefined || !isRecordKind(body.kind)) continue
    const { kind, id } = body
    if (body.action === 'create' || body.action === 'import') {
      steps.push({ kind, id, back: 'retire' })
      continue
    }
    const patch = undoPatch(body)
    if (!patch.ok) throw new Refusal({ kind: 'failed', message: `The undo was not done: ${patch.error}.` })
    steps.push({ kind, id, back: patch.value })
  }
  return steps
}

/** A record that was taken over with its history goes back to where it stood here, or is retired if it was not here and not retired there. */
async function stepsOfImported(db: NotebookDb, item: ImportEntry['withHistory'][number]): Promise<readonly UndoStep[]> {
  const { kind, id, before, after } = item
  if (!isRecordKind(kind)) throw new Refusal({ kind: 'failed', message: `The undo was not done: this program does not know records of kind ${kind}.` })
  const { steps } = replayRecord((await db.revisions.where('recordId').equals(id).toArray()).map((r) => r.revision))
  const stateAt = (hash: string | null): RecordLike | undefined => steps.find((s) => s.revision.envelope.hash === hash)?.record ?? undefined
  const [was, became] = [stateAt(before), stateAt(after)]
  if (before === null) return became !== undefined && 'retired' in became ? [] : [{ kind, id, back: 'retire' }]
  if (was === undefined || became === undefined) throw new Refusal({ kind: 'not-there', message: `The undo was not done: how the ${kind} stood before the import cannot be told any more, because part of its history was erased.` })
  return [{ kind, id, back: diffRecords(became, was) }]
}

function byRecord(steps: readonly UndoStep[]): ReadonlyMap<string, readonly UndoStep[]> {
  const groups = new Map<string, UndoStep[]>()
  for (const step of steps.toReversed()) groups.set(step.id, [...(groups.get(step.id) ?? []), step])
  return groups
}

async function currentRows(db: NotebookDb, steps: readonly UndoStep[]): Promise<ReadonlyMap<string, StoredRow>> {
  const rows = new Map<string, StoredRow>()
  for (const kind of new Set(steps.map((s) => s.kind))) {
    const ids = [...new Set(steps.filter((s) => s.kind === kind).map((s) => s.id))]
    const found = await db.rows(kind).bulkGet(ids)
    for (const [i, row] of found.entries()) {
      if (row === undefined) throw new Refusal({ kind: 'not-there', message: `The undo was not done: the ${kind} it is about is not in the notebook any more.` })
      rows.set(ids[i] ?? '', row)
    }
  }
  return rows
}

function retired(record: AnyRecord, context: StoreContext): AnyRecord {
  if (record.retired !== undefined) throw new Refusal({ kind: 'no-change', message: `The undo was not done: ${nameOf(record)} is retired already.` })
  return { ...record, retired: { at: context.now(), reason: 'entry undone' } }
}

function patchedBack(record: AnyRecord, patch: RecordPatch): AnyRecord {
  const back = applyPatch(record, patch)
  if (!back.ok) throw new Refusal({ kind: 'stale', conflicts: [], message: `The undo was not done: ${nameOf(record)} was changed again in the same place since. Change it by hand; the history shows the earlier values.` })
  const parsed = parseRecord(back.value)
  if (!parsed.ok) throw new Refusal({ kind: 'refused', reasons: parsed.error, message: `The undo was not done: ${parsed.error.map(formatReason).join('; ')}` })
  return parsed.value
}

function nameOf(record: AnyRecord): string {
  return `${record.kind} ${'code' in record ? record.code : record.id}`
}

