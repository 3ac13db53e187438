import type { z } from 'zod'
import { fail, ok, type Result } from '../util/result.ts'
import { isRecordKind, recordKinds, recordSchemas, type AnyRecord } from './record-kinds.ts'

/** Why a record was refused: which record, which field (JSON pointer), what is wrong and what was expected. */
export type RecordReason = {
  readonly kind: string
  readonly id: string
  /** Human code where there is one, else the empty string. */
  readonly code: string
  /** JSON pointer to the field; empty for the record as a whole. */
  readonly field: string
  readonly reason: string
}

/**
 * The only door for records: form, import, file, sync and command line pass through it.
 * Checks kind, fields, types and formats, and normalises text to NFC. Values that are merely impossible (negative count) pass, and
 * are marked by the consistency check.
 * @returns the record, or every reason why it was refused.
 */
export function parseRecord(input: unknown): Result<AnyRecord, readonly RecordReason[]> {
  const who = describe(input)
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return fail([{ ...who, field: '', reason: `a record must be a JSON object, found ${nameOfType(input)}` }])
  }
  const kind = (input as { readonly kind?: unknown }).kind
  if (!isRecordKind(kind)) {
    const known = recordKinds.join(', ')
    return fail([{ ...who, field: '/kind', reason: kind === undefined ? `the kind is missing; known kinds: ${known}` : `unknown kind ${JSON.stringify(kind)}; known kinds: ${known}` }])
  }
  const parsed = recordSchemas[kind].safeParse(input)
  if (parsed.success) return ok(parsed.data)
  return fail(parsed.error.issues.flatMap((issue) => reasonsOf(issue, [], input)).map((r) => ({ ...who, ...r })))
}

/** One line for people: record, field, reason. */
export function formatReason(r: RecordReason): string {
  const name = r.code === '' ? r.id : r.code
  return `${r.kind || 'record'} ${name || '(without id)'}${r.field === '' ? '' : `, field ${r.field}`}: ${r.reason}`
}

function describe(input: unknown): { readonly kind: string; readonly id: string; readonly code: string } {
  const o = typeof input === 'object' && input !== null ? (input as Readonly<Record<string, unknown>>) : {}
  const asText = (v: unknown): string => (typeof v === 'string' ? v.slice(0, 100) : '')
  return { kind: asText(o['kind']), id: asText(o['id']), code: asText(o['code']) }
}

function nameOfType(v: unknown): string {
  return v === null ? 'null' : Array.isArray(v) ? 'a list' : `a ${typeof v}`
}

function reasonsOf(issue: z.core.$ZodIssue, prefix: readonly PropertyKey[], input: unknown): readonly { readonly field: string; readonly reason: string }[] {
  const path = [...prefix, ...issue.path]
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    // A field is a value or a blank state: an object with "blank" was meant as a blank state, anything else as a value.
    const given = valueAt(input, path)
    const meantBlank = typeof given === 'object' && given !== null && 'blank' in given
    const branch = meantBlank ? issue.errors[issue.errors.length - 1] : issue.errors[0]
    if (branch !== undefined) return branch.flatMap((inner) => reasonsOf(inner, path, input))
  }
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ field: pointer([...path, key]), reason: 'unknown field; remove it, or define it as a field of the lab' }))
  }
  if (issue.code === 'invalid_key') {
    return [{ field: pointer(path), reason: `key not allowed: ${issue.issues.map((i) => i.message).join('; ')}` }]
  }
  if (issue.code === 'invalid_type') {
    const given = valueAt(input, path)
    const found = given === undefined ? 'nothing' : typeof given === 'number' && !Number.isFinite(given) ? String(given) : nameOfType(given)
    return [{ field: pointer(path), reason: given === undefined ? `is missing (expected ${issue.expected})` : `expected ${issue.expected}, found ${found}` }]
  }
  return [{ field: pointer(path), reason: issue.message }]
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let at: unknown = input
  for (const key of path) {
    if (typeof at !== 'object' || at === null) return undefined
    at = (at as Readonly<Record<PropertyKey, unknown>>)[key]
  }
  return at
}

/** JSON pointer (RFC 6901) of a path. */
export function pointer(path: readonly PropertyKey[]): string {
  return path.map((p) => `/${String(p).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
