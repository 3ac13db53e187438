import { pointer } from '../../shared/records/parse-record.ts'
import { parseRecord } from '../../shared/records/parse-record.ts'
import type { AnyRecord } from '../../shared/records/record-kinds.ts'
import type { StaleSave as Stale } from '../db/store-problem.ts'

export type StaleSave = Stale

/** A field on which two states of a record differ. */
export type FieldConflict = { readonly pointer: string; readonly path: readonly string[]; readonly base: unknown; readonly mine: unknown; readonly theirs: unknown; /** Both changed it. */ readonly both: boolean }

/** Fields in which what is to be saved and what is stored differ, at the deepest object both share. */
export function conflictsOf(stale: Stale): readonly FieldConflict[] {
  return differences(stale.base, stale.mine, stale.current, [])
}

/** The stored record with the chosen fields of mine. @returns undefined when the result is no record. */
export function combined(stale: Stale, mine: ReadonlySet<string>): AnyRecord | undefined {
  let record: unknown = stale.current
  for (const c of conflictsOf(stale)) if (mine.has(c.pointer)) record = put(record, c.path, c.mine)
  const parsed = parseRecord(record)
  return parsed.ok ? parsed.value : undefined
}

function differences(base: unknown, mine: unknown, theirs: unknown, path: readonly string[]): readonly FieldConflict[] {
  if (same(mine, theirs)) return []
  if (isObject(mine) && isObject(theirs)) {
    const keys = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])]
    return keys.flatMap((key) => differences(isObject(base) ? base[key] : undefined, mine[key], theirs[key], [...path, key]))
  }
  return [{ pointer: pointer(path), path, base, mine, theirs, both: !same(base, mine) && !same(base, theirs) }]
}

function put(at: unknown, path: readonly string[], value: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return value
  const object = isObject(at) ? at : {}
  const next = put(object[key], rest, value)
  const { [key]: _, ...others } = object
  return next === undefined ? others : { ...others, [key]: next }
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
