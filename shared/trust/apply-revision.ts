import { fail, ok, type Result } from '../util/result.ts'
import { recordHash } from './record-hash.ts'
import { applyPatch, invertPatch, type RecordPatch } from './record-patch.ts'
import type { RecordLike } from './record-like.ts'
import type { RevisionBody } from './revision.ts'

/**
 * The record after a revision, given the record before it (null where there was none; for a merge the state of its first parent).
 * Old values stated by the patch are checked, and the result is held against `recordHash`.
 * @returns the record, null where a redaction left nothing, or why the revision does not fit.
 */
export function applyRevision(before: RecordLike | null, body: RevisionBody): Result<RecordLike | null, string> {
  if (!('patch' in body)) return checked(body.snapshot, body)
  if (before === null) return fail(`the change of ${body.kind} ${body.id} has no earlier state to start from`)
  const changed = applyPatch(before, body.patch)
  return changed.ok ? checked(changed.value, body) : changed
}

/**
 * The patch that undoes a revision made by patch; it can be applied as long as the same values have not been changed again.
 * @returns the patch, or why there is none: created, imported, migrated or redacted records are not undone by patch.
 */
export function undoPatch(body: RevisionBody): Result<RecordPatch, string> {
  if (!('patch' in body)) return fail(`a revision that did "${body.action}" cannot be taken back by a patch; retire the record instead`)
  return invertPatch(body.patch)
}

function checked(record: RecordLike | null, body: RevisionBody): Result<RecordLike | null, string> {
  if (record === null) return body.recordHash === null ? ok(null) : fail('the revision names a record hash but holds no record')
  if (record.kind !== body.kind || record.id !== body.id) return fail(`the revision of ${body.kind} ${body.id} holds ${record.kind} ${record.id}`)
  if (recordHash(record) !== body.recordHash) return fail(`${body.kind} ${body.id} does not come out as it was recorded (record hash differs)`)
  return ok(record)
}
