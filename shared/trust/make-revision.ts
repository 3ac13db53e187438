import { canonicalJson, findJsonProblem } from '../util/canonical-json.ts'
import { fail, ok, type Result } from '../util/result.ts'
import { envelopeHash, type ChainPosition } from './envelope.ts'
import { diffRecords } from './record-patch.ts'
import { recordHash } from './record-hash.ts'
import { isRecordLike, type RecordLike } from './record-like.ts'
import { bodyHash, type PatchAction, type Revision, type RevisionBody, type RevisionMeta } from './revision.ts'

/** A state of a record and the revision that led to it. */
export type RecordState = { readonly record: RecordLike; readonly revision: string }

/** What happened to a record. `from` is the state the person saw when the change was made. */
export type RecordChange =
  | { readonly action: 'create'; readonly after: RecordLike }
  | { readonly action: 'import'; readonly after: RecordLike; readonly source?: { readonly name: string; readonly sha256: string } }
  | { readonly action: Exclude<PatchAction, 'merge'>; readonly from: RecordState; readonly after: RecordLike }
  | { readonly action: 'merge'; readonly from: RecordState; readonly with: readonly string[]; readonly after: RecordLike }
  | { readonly action: 'migrate'; readonly from: RecordState; readonly after: RecordLike; readonly migration: string }
  | { readonly action: 'redact'; readonly kind: string; readonly id: string; readonly parents: readonly string[]; readonly redacts: readonly string[]; readonly after: RecordLike | null }

/**
 * Makes one revision at a position of a chain. The time comes with `meta`; nothing is read from a clock.
 * New records, imports and migrations carry the whole record, other changes a patch with the old values.
 * @returns the revision, or why none was made: nothing changed, kind or id changed, text that has no JSON form, redaction without a reason.
 */
export function makeRevision(position: ChainPosition, meta: RevisionMeta, change: RecordChange): Result<Revision, string> {
  const body = makeBody(meta, change)
  if (!body.ok) return body
  const hash = bodyHash(body.value)
  const place = { device: position.device, seq: position.seq, prevHash: position.prevHash, bodyHash: hash }
  return ok({ envelope: { ...place, hash: envelopeHash(place) }, body: body.value })
}

function makeBody(meta: RevisionMeta, change: RecordChange): Result<RevisionBody, string> {
  const after = change.after === null ? ok(null) : settle(change.after)
  if (!after.ok) return after
  if (change.action === 'redact') return redactBody(meta, change, after.value)
  const record = after.value
  if (record === null) return fail('only a redaction may leave nothing of a record')
  const about = { ...meta, kind: record.kind, id: record.id, recordHash: recordHash(record) }
  if (change.action === 'create') return ok({ ...about, parents: [], action: 'create', snapshot: record })
  if (change.action === 'import') {
    return ok({ ...about, parents: [], action: 'import', snapshot: record, ...(change.source === undefined ? {} : { source: change.source }) })
  }
  const before = change.from.record
  if (before.id !== record.id || before.kind !== record.kind) return fail(`a change cannot turn ${before.kind} ${before.id} into ${record.kind} ${record.id}`)
  if (change.action === 'migrate') {
    return ok({ ...about, parents: [change.from.revision], action: 'migrate', snapshot: record, migration: change.migration, previousRecordHash: recordHash(before) })
  }
  const patch = diffRecords(before, record)
  if (change.action === 'merge') {
    const others = sortedUnique(change.with).filter((hash) => hash !== change.from.revision)
    return others.length === 0 ? fail('a merge needs a second state') : ok({ ...about, parents: [change.from.revision, ...others], action: 'merge', patch })
  }
  if (patch.length === 0) return fail('nothing was changed, so there is nothing to record')
  return ok({ ...about, parents: [change.from.revision], action: change.action, patch })
}

function redactBody(meta: RevisionMeta, change: Extract<RecordChange, { action: 'redact' }>, after: RecordLike | null): Result<RevisionBody, string> {
  const { reason } = meta
  if (reason === undefined || reason.trim() === '') return fail('a redaction needs a reason')
  if (change.redacts.length === 0) return fail('a redaction must name the revisions whose content is erased')
  if (after !== null && (after.kind !== change.kind || after.id !== change.id)) return fail('the record left by a redaction must be the same record')
  const { kind, id } = change
  return ok({
    ...meta, reason, kind, id, parents: sortedUnique(change.parents), action: 'redact',
    redacts: sortedUnique(change.redacts), snapshot: after, recordHash: after === null ? null : recordHash(after),
  })
}

/** The record as JSON will give it back: absent instead of undefined, 0 instead of -0; so that what is hashed is what is stored. */
function settle(record: RecordLike): Result<RecordLike, string> {
  const found = findJsonProblem(record)
  if (found !== null) return fail(`the field ${found.pointer} holds ${found.problem}, which cannot be stored`)
  const settled: unknown = JSON.parse(canonicalJson(record))
  return isRecordLike(settled) ? ok(settled) : fail('a record needs a kind and an id')
}

function sortedUnique(hashes: readonly string[]): string[] {
  return [...new Set(hashes)].sort()
}
