import { taggedHash } from './tagged-hash.ts'
import type { Envelope } from './envelope.ts'
import type { RecordLike } from './record-like.ts'
import type { RecordPatch } from './record-patch.ts'

/**
 * What a revision did.
 * create, import: a record that was not there (import: from a file). change, retire, restore, undo: by patch.
 * merge: two states brought together; its patch applies to the first parent. migrate: the same record in a newer schema.
 * redact: earlier bodies are erased, and the record stands as the snapshot, or is gone (snapshot null).
 */
export type RevisionAction = 'create' | 'import' | 'change' | 'retire' | 'restore' | 'undo' | 'merge' | 'migrate' | 'redact'

/** Actions that carry a patch; the others carry a snapshot. */
export type PatchAction = 'change' | 'retire' | 'restore' | 'undo' | 'merge'

export type RevisionMeta = {
  /** Version of the record schema in which the record and the patch are written. */
  readonly schema: number
  /** Id of the person record of who did it, or a name. */
  readonly person: string
  /** UUID shared by all revisions made together; undone together. */
  readonly changeset: string
  /** Why; required for redact. */
  readonly reason?: string
  /** Time of the computer in UTC: 2026-03-01T08:15:00.000Z. */
  readonly at: string
  /** What its clock was offset by: +01:00. */
  readonly offset: string
}

type Common = RevisionMeta & {
  readonly kind: string
  readonly id: string
  /** Hashes of the revisions it starts from, in ascending order except that a merge names the base of its patch first; none for a new record. */
  readonly parents: readonly string[]
}

export type PatchBody = Common & {
  readonly action: PatchAction
  readonly patch: RecordPatch
  /** `recordHash` of the record afterwards. */
  readonly recordHash: string
}

export type SnapshotBody = Common & {
  readonly action: 'create' | 'import' | 'migrate'
  readonly snapshot: RecordLike
  readonly recordHash: string
  /** Name of the migration; migrate only. */
  readonly migration?: string
  /** Hash of the record before it was migrated; migrate only. */
  readonly previousRecordHash?: string
  /** File it came from; import only. */
  readonly source?: { readonly name: string; readonly sha256: string }
}

export type RedactBody = Common & {
  readonly action: 'redact'
  readonly reason: string
  /** Hashes of the revisions whose bodies were erased, ascending. */
  readonly redacts: readonly string[]
  /** The record as it stands afterwards; null if nothing is left. */
  readonly snapshot: RecordLike | null
  readonly recordHash: string | null
}

export type RevisionBody = PatchBody | SnapshotBody | RedactBody

/** One immutable change of one record. Without body it is a stub: the chain verifies, the content is withheld or redacted. */
export type Revision = { readonly envelope: Envelope; readonly body?: RevisionBody }

/** Hash of a body: SHA-256 over `stromabook/body/1`, line feed, canonical JSON of all its fields. */
export function bodyHash(body: RevisionBody): string {
  return taggedHash('stromabook/body/1', body)
}

/** The same revision without its body. */
export function stubOf(revision: Revision): Revision {
  return { envelope: revision.envelope }
}
