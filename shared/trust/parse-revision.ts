import { findJsonProblem } from '../util/canonical-json.ts'
import { fail, ok, type Result } from '../util/result.ts'
import { isSha256Hex } from '../util/sha256.ts'
import type { Envelope } from './envelope.ts'
import { isPatchOperation } from './record-patch.ts'
import { isRecordLike } from './record-like.ts'
import type { Revision, RevisionBody } from './revision.ts'

type Fields = Readonly<Record<string, unknown>>

const patchActions: readonly unknown[] = ['change', 'retire', 'restore', 'undo', 'merge']
const snapshotActions: readonly unknown[] = ['create', 'import', 'migrate']

/**
 * The only door for revisions from a file or another machine. Checks shape, not hashes (`verifyChain`) and not the record's fields.
 * Fields that are not known here are kept, since the body's hash covers them.
 * @returns the revision, or what is wrong with it.
 */
export function parseRevision(value: unknown): Result<Revision, string> {
  if (!isFields(value)) return fail('a revision must be a JSON object')
  const problem = findJsonProblem(value)
  if (problem !== null) return fail(`${problem.problem} at ${problem.pointer}`)
  const { envelope, body } = value
  if (!isEnvelope(envelope)) return fail('the envelope must hold device, seq, prevHash, bodyHash and hash, the hashes as 64 hexadecimal digits')
  if (body === undefined) return ok({ envelope })
  if (!isFields(body)) return fail('the body must be a JSON object')
  const wrong = wrongInBody(body)
  return wrong === null && isBody(body) ? ok({ envelope, body }) : fail(wrong ?? 'the body is not complete')
}

function isEnvelope(v: unknown): v is Envelope {
  return isFields(v) && isId(v['device']) && Number.isSafeInteger(v['seq']) && Number(v['seq']) >= 1
    && isSha256Hex(v['prevHash']) && isSha256Hex(v['bodyHash']) && isSha256Hex(v['hash'])
}

/** Says with `wrongInBody` that a body is one; kept apart because a type guard cannot give reasons. */
function isBody(body: Fields): body is Fields & RevisionBody {
  return wrongInBody(body) === null
}

function wrongInBody(body: Fields): string | null {
  if (!Number.isSafeInteger(body['schema']) || Number(body['schema']) < 1) return 'schema must be a whole number from 1'
  if (!isName(body['kind']) || !isId(body['id'])) return 'kind and id must name the record'
  if (!isHashList(body['parents'])) return 'parents must be a list of different revision hashes'
  if (!isName(body['person'])) return 'person must say who did it'
  if (!isId(body['changeset'])) return 'changeset must be an id'
  if (!(body['reason'] === undefined || typeof body['reason'] === 'string')) return 'reason must be text'
  if (!isUtc(body['at'])) return 'at must be a time in UTC such as 2026-03-01T08:15:00.000Z'
  if (typeof body['offset'] !== 'string' || !/^[+-]([01]\d|2[0-3]):[0-5]\d$/.test(body['offset'])) return 'offset must look like +01:00'
  const { action } = body
  if (patchActions.includes(action)) return wrongInPatchBody(body)
  if (snapshotActions.includes(action)) return wrongInSnapshotBody(body)
  if (action === 'redact') return wrongInRedactBody(body)
  return `unknown action ${JSON.stringify(action)}`
}

function wrongInPatchBody(body: Fields): string | null {
  if (!Array.isArray(body['patch']) || !body['patch'].every(isPatchOperation)) return 'patch must be a JSON Patch of test, add, remove and replace'
  if ('snapshot' in body) return 'a patch and a snapshot exclude each other'
  if (Array.isArray(body['parents']) && body['parents'].length < (body['action'] === 'merge' ? 2 : 1)) return 'a change must name the revision it starts from'
  return isSha256Hex(body['recordHash']) ? null : 'recordHash must be a hash'
}

function wrongInSnapshotBody(body: Fields): string | null {
  if ('patch' in body) return 'a patch and a snapshot exclude each other'
  const { snapshot, source } = body
  if (!isRecordLike(snapshot)) return 'snapshot must be a record'
  if (snapshot.kind !== body['kind'] || snapshot.id !== body['id']) return 'the snapshot is of another record'
  if (!isSha256Hex(body['recordHash'])) return 'recordHash must be a hash'
  if (body['action'] === 'migrate' && !(isName(body['migration']) && isSha256Hex(body['previousRecordHash']))) return 'a migration must have a name and the hash of the record before it'
  if (source !== undefined && !(isFields(source) && isName(source['name']) && isSha256Hex(source['sha256']))) return 'source must hold name and sha256'
  return null
}

function wrongInRedactBody(body: Fields): string | null {
  if ('patch' in body) return 'a redaction carries no patch'
  if (!isName(body['reason'])) return 'a redaction must give its reason'
  if (!isHashList(body['redacts']) || body['redacts'].length === 0) return 'a redaction must name the revisions it erased'
  const { snapshot } = body
  if (snapshot === null) return body['recordHash'] === null ? null : 'recordHash must be null where no record is left'
  if (!isRecordLike(snapshot) || snapshot.kind !== body['kind'] || snapshot.id !== body['id']) return 'snapshot must be the record that is left, or null'
  return isSha256Hex(body['recordHash']) ? null : 'recordHash must be a hash'
}

function isFields(v: unknown): v is Fields {
  return typeof v === 'object' && v !== null && !Array.isArray(v)
}

function isName(v: unknown): v is string {
  return typeof v === 'string' && v.trim() !== ''
}

/** Ids go into part names, so they are kept to letters, digits and hyphens: UUIDs in our own files. */
function isId(v: unknown): v is string {
  return typeof v === 'string' && /^[0-9A-Za-z-]{1,64}$/.test(v)
}

function isHashList(v: unknown): v is readonly string[] {
  return Array.isArray(v) && v.every(isSha256Hex) && new Set(v).size === v.length
}

function isUtc(v: unknown): boolean {
  return typeof v === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/.test(v) && !Number.isNaN(Date.parse(v))
}
