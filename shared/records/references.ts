import { isBlank } from './blank.ts'
import { walkRecord } from './walk-record.ts'
import type { AnyRecord, RecordKind } from './record-kinds.ts'

/** A reference from a record to another. */
export type Reference = { readonly from: string; readonly pointer: string; readonly toKind: RecordKind; readonly to: string }

/** Every reference a record holds, with the JSON pointer where it stands. */
export function referencesOf(record: AnyRecord): readonly Reference[] {
  const found: Reference[] = []
  walkRecord(record, ({ value, pointer, meta }) => {
    if (meta.refTo === undefined || typeof value !== 'string' || isBlank(value)) return
    found.push({ from: record.id, pointer, toKind: meta.refTo as RecordKind, to: value })
  })
  return found
}
