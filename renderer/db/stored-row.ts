import { referencesOf } from '../../shared/records/references.ts'
import type { AnyRecord } from '../../shared/records/record-kinds.ts'
import type { Revision } from '../../shared/trust/revision.ts'

/** A record as it stands, kept for reading: a projection of its revisions, which are the truth. */
export type StoredRow = {
  readonly id: string
  /** Hash of the revision that led here. */
  readonly head: string
  /** Human code where the kind has one. */
  readonly code?: string
  /** Ids of the records it points at. */
  readonly refs: readonly string[]
  readonly record: AnyRecord
}

/** A revision with what it is looked up by. */
export type StoredRevision = {
  readonly hash: string
  readonly device: string
  readonly seq: number
  /** Absent where the body was withheld or erased before it came here. */
  readonly recordId?: string
  readonly changeset?: string
  readonly revision: Revision
}

/** A file by the SHA-256 of its bytes. */
export type StoredAttachment = { readonly sha256: string; readonly size: number; readonly mediaType: string; readonly bytes: Blob }

/**
 * One import, so that it can be looked up and undone as one. Kept here and not in the chain: revisions that came along keep their own author and
 * changeset, and two notebooks that exchange files would otherwise make a new revision of every record at every exchange.
 */
export type ImportEntry = {
  readonly changeset: string
  /** Person who imported, UTC time, offset of the clock. */
  readonly person: string
  readonly at: string
  readonly offset: string
  readonly source: { readonly name: string; readonly sha256: string }
  /** Records that came with their history, and where they stood: `before` is null for one that was not here. */
  readonly withHistory: readonly { readonly kind: string; readonly id: string; readonly before: string | null; readonly after: string }[]
  /** How many records were taken, left as they were, and refused; files stored. */
  readonly taken: number
  readonly left: number
  readonly refused: number
  readonly files: number
}

/** What somebody was typing, so that closing the window loses nothing. */
export type Draft = {
  readonly recordId: string
  readonly kind: string
  /** Revision the typing started from; null for a new record. */
  readonly base: string | null
  /** The form as it stands; it need not be a valid record yet. */
  readonly content: unknown
  readonly savedAt: string
}

/** The row of a record after a revision. */
export function rowOf(record: AnyRecord, head: string): StoredRow {
  const refs = [...new Set(referencesOf(record).map((r) => r.to))]
  return { id: record.id, head, ...('code' in record ? { code: record.code } : {}), refs, record }
}

/** The row of a revision. */
export function revisionRow(revision: Revision): StoredRevision {
  const { envelope, body } = revision
  return { hash: envelope.hash, device: envelope.device, seq: envelope.seq, ...(body === undefined ? {} : { recordId: body.id, changeset: body.changeset }), revision }
}
