import type { AnyRecord, RecordKind } from '../records/record-kinds.ts'

/** What a laboratory is and how it works; invented people or settings do not make observed cells simulated. */
const ofTheLab: ReadonlySet<RecordKind> = new Set(['person', 'permit', 'protocol', 'equipment', 'lab-settings', 'literature-study', 'vocabulary-term', 'field-definition', 'specification', 'marker-panel', 'score-scale'])

/** True when any record about cells, their tests or their animals holds simulated values. */
export function holdsSimulated(records: readonly AnyRecord[]): boolean {
  return records.some((r) => !ofTheLab.has(r.kind) && isSimulated(r))
}

/**
 * True when a record, or any field of it, holds simulated values. Results it contributed to are then simulated.
 * @param pointerPrefix JSON pointer: only what lies at or below it counts; an origin given for a field above it applies to it as well, the
 * nearest one deciding, and the record's own origin last.
 */
export function isSimulated(record: AnyRecord, pointerPrefix = ''): boolean {
  const fields = Object.entries(record.fieldOrigins ?? {})
  const below = fields.filter(([pointer]) => pointerPrefix === '' || pointer === pointerPrefix || pointer.startsWith(`${pointerPrefix}/`))
  if (below.some(([, origin]) => origin.type === 'simulated')) return true
  const above = fields.filter(([pointer]) => pointerPrefix.startsWith(`${pointer}/`)).sort(([a], [b]) => b.length - a.length)
  const inherited = above[0]?.[1] ?? record.origin
  return inherited?.type === 'simulated' && !below.some(([pointer]) => pointer === pointerPrefix)
}
