import jsonPatch from 'fast-json-patch'
import { canonicalJson } from '../util/canonical-json.ts'
import { fail, ok, type Result } from '../util/result.ts'
import { isRecordLike, type RecordLike } from './record-like.ts'

/** One step of a JSON Patch (RFC 6902). `test` states the value that was there before. */
export type PatchOperation =
  | { readonly op: 'test' | 'add' | 'replace'; readonly path: string; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: string }

/** JSON Patch in which every removed or replaced value is first stated by a `test`, so that it can be checked, undone and read as "before". */
export type RecordPatch = readonly PatchOperation[]

/**
 * The patch that makes `after` of `before`. The two must be plain JSON.
 * Falls back to replacing the whole record if the computed patch does not lead exactly there; empty if nothing differs.
 */
export function diffRecords(before: RecordLike, after: RecordLike): RecordPatch {
  const target = canonicalJson(after)
  if (canonicalJson(before) === target) return []
  const patch = jsonPatch.compare(before, after, true).filter(isPatchOperation)
  const reached = applyPatch(before, patch)
  if (reached.ok && canonicalJson(reached.value) === target) return patch
  return [{ op: 'test', path: '', value: before }, { op: 'replace', path: '', value: after }]
}

/**
 * Applies a patch to a copy of the record, checking every `test`.
 * @returns the new record, or why the patch does not fit: it was made from another state, or leads to something that is no record.
 */
export function applyPatch(record: RecordLike, patch: RecordPatch): Result<RecordLike, string> {
  try {
    const copy = patch.map((step) => ({ ...step }))
    const changed: unknown = jsonPatch.applyPatch<unknown>(record, copy, true, false, true).newDocument
    return isRecordLike(changed) ? ok(changed) : fail('the change leaves something that is not a record')
  } catch (error) {
    const name = error instanceof Error ? error.name : ''
    return fail(name === 'TEST_OPERATION_FAILED'
      ? 'the record does not hold the values the change was made from'
      : `the change does not fit the record (${name === '' ? 'unknown step' : name})`)
  }
}

/**
 * The patch that takes a patch back.
 * @returns the inverse, or a reason where an old value is not stated (a patch not made here).
 */
export function invertPatch(patch: RecordPatch): Result<RecordPatch, string> {
  const inverse: PatchOperation[] = []
  for (let i = patch.length - 1; i >= 0; i--) {
    const step = patch[i]
    if (step === undefined || step.op === 'test') continue
    if (step.op === 'add') {
      inverse.push({ op: 'test', path: step.path, value: step.value }, { op: 'remove', path: step.path })
      continue
    }
    const before = patch[i - 1]
    if (before === undefined || before.op !== 'test' || before.path !== step.path) return fail(`the change does not state the old value of ${step.path}`)
    if (step.op === 'remove') inverse.push({ op: 'add', path: step.path, value: before.value })
    else inverse.push({ op: 'test', path: step.path, value: step.value }, { op: 'replace', path: step.path, value: before.value })
  }
  return ok(inverse)
}

/** True for a step that a revision may hold. `move` and `copy` are not used: they do not state old values. */
export function isPatchOperation(step: unknown): step is PatchOperation {
  if (typeof step !== 'object' || step === null || !('op' in step) || !('path' in step) || typeof step.path !== 'string') return false
  if (step.path !== '' && !step.path.startsWith('/')) return false
  if (step.op === 'remove') return true
  return (step.op === 'test' || step.op === 'add' || step.op === 'replace') && 'value' in step
}
