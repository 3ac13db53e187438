import { fromPatch, type FieldChange } from './field-change.ts'
import type { NotebookDb } from './notebook-db.ts'
import { replayRecord } from '../../shared/trust/replay-record.ts'
import type { RecordLike } from '../../shared/trust/record-like.ts'
import type { RevisionAction } from '../../shared/trust/revision.ts'

/** One change of a record: who, when, what, why, before and after. */
export type HistoryEntry = {
  readonly hash: string
  readonly device: string
  readonly seq: number
  readonly changeset: string | undefined
  readonly action: RevisionAction | 'withheld'
  readonly person: string
  readonly at: string
  readonly offset: string
  readonly reason: string | undefined
  readonly changes: readonly FieldChange[]
  /** The record after it; null where a redaction left nothing, undefined where it cannot be known. */
  readonly after: RecordLike | null | undefined
}

export type RecordHistory = {
  /** Oldest first. */
  readonly entries: readonly HistoryEntry[]
  /** More than one: changes made side by side on two machines that nobody has brought together yet. */
  readonly heads: readonly string[]
  readonly problems: readonly string[]
}

/** History of one record, retired and erased ones included. */
export async function recordHistory(db: NotebookDb, recordId: string): Promise<RecordHistory> {
  const stored = await db.revisions.where('recordId').equals(recordId).toArray()
  const replay = replayRecord(stored.map((r) => r.revision))
  const entries = replay.steps.map(({ revision, record }): HistoryEntry => {
    const { envelope, body } = revision
    return {
      hash: envelope.hash,
      device: envelope.device,
      seq: envelope.seq,
      changeset: body?.changeset,
      action: body?.action ?? 'withheld',
      person: body?.person ?? '',
      at: body?.at ?? '',
      offset: body?.offset ?? '',
      reason: body?.reason,
      changes: body !== undefined && 'patch' in body ? fromPatch(body.patch) : [],
      after: record,
    }
  })
  return { entries, heads: replay.heads, problems: replay.problems }
}
