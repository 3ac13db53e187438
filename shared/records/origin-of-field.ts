import type { Origin } from './header.ts'
import type { AnyRecord } from './record-kinds.ts'

/**
 * Where the value at a JSON pointer comes from: the origin given for it, or for the nearest field above it, or the record's own; undefined
 * where nothing is stated, which means observed.
 */
export function originOfField(record: AnyRecord, pointer: string): Origin | undefined {
  const fields = Object.entries(record.fieldOrigins ?? {}).filter(([field]) => pointer === field || pointer.startsWith(`${field}/`))
  const nearest = fields.sort(([a], [b]) => b.length - a.length)[0]
  return nearest?.[1] ?? record.origin
}
