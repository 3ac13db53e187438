import { blankStateOf, blankWords } from '../../records/blank.ts'
import type { AnyRecord } from '../../records/record-kinds.ts'
import { formatRecorded } from '../../util/format-number.ts'
import { isSimulated } from '../simulated.ts'
import type { Evidence, Gap, StandardCoverage, StandardId, StandardItem } from './standards-results.ts'

/** One thing an item asks for: where it is recorded, and where it is not. Nothing at all: it is asked of no record and counts for nothing. */
export type Part = { readonly evidence: readonly Evidence[]; readonly gaps: readonly Gap[] }

/**
 * A field asked of one record. A value, and an explicit "not applicable", are answers; blank, unknown and not measured are gaps. False and
 * zero are values; an empty list or text is none.
 */
export function field<R extends AnyRecord>(record: R, name: keyof R, label: string): Part {
  return at(record, `/${String(name)}`, record[name], label)
}

/** The same for a value inside a record, by its JSON pointer. */
export function at(record: AnyRecord, pointer: string, value: unknown, label: string): Part {
  const state = isEmpty(value) ? 'blank' : blankStateOf(value)
  const what = label
  if (state !== undefined && state !== 'not-applicable') return { evidence: [], gaps: [{ what, where: `${'code' in record ? `${record.kind} ` : ''}${recordName(record)}, ${pointer}`, state: blankWords(value) ?? 'not recorded' }] }
  const words = state === 'not-applicable' ? (blankWords(value) ?? 'not applicable') : valueWords(value)
  return { evidence: [{ what, value: words, source: { kind: record.kind, id: record.id, name: recordName(record), pointer }, simulated: isSimulated(record, pointer) }], gaps: [] }
}

/** What no record holds at all: the kind of record and field that would. */
export function absent(what: string, where: string, state = 'no such record'): Part {
  return { evidence: [], gaps: [{ what, where, state }] }
}

/** The same question put to several records: all must answer. Without any record it is a gap of its own. */
export function each<T>(records: readonly T[], ask: (record: T) => Part, none: Part): Part {
  return records.length === 0 ? none : joined(records.map(ask))
}

/** At least one of several ways to answer: the first that is answered, else the gap of the first. */
export function either(...parts: readonly Part[]): Part {
  return parts.find((p) => p.gaps.length === 0 && p.evidence.length > 0) ?? parts[0] ?? { evidence: [], gaps: [] }
}

function joined(parts: readonly Part[]): Part {
  return { evidence: parts.flatMap((p) => p.evidence), gaps: parts.flatMap((p) => p.gaps) }
}

/** An item from its parts: recorded when every part is, missing when none is, else partly recorded. */
export function item(id: string, wording: string, parts: readonly Part[], detail = ''): StandardItem {
  const { evidence, gaps } = joined(parts)
  const status = gaps.length === 0 && evidence.length > 0 ? 'recorded' : evidence.length === 0 ? 'missing' : 'partly recorded'
  return { id, wording, status, evidence, gaps, detail }
}

/** An item that belongs in the manuscript and is no record of a notebook. */
export function inManuscript(id: string, wording: string, why = 'belongs in the manuscript'): StandardItem {
  return { id, wording, status: 'not a record of a notebook', evidence: [], gaps: [], detail: why }
}

/** An item that does not apply, and why. */
export function doesNotApply(id: string, wording: string, why: string): StandardItem {
  return { id, wording, status: 'not applicable', evidence: [], gaps: [], detail: why }
}

/** A standard with its coverage. */
export function coverage(standard: StandardId, citation: string, scope: string, subject: string, items: readonly StandardItem[]): StandardCoverage {
  const asked = items.filter((i) => i.status !== 'not applicable' && i.status !== 'not a record of a notebook')
  return {
    standard, citation, scope, subject, items,
    recorded: asked.filter((i) => i.status === 'recorded').length,
    partlyRecorded: asked.filter((i) => i.status === 'partly recorded').length,
    applicable: asked.length,
    missing: asked.filter((i) => i.status === 'missing').map((i) => i.id),
    simulated: items.some((i) => i.evidence.some((e) => e.simulated)),
  }
}

/** Code of a record; of one without a code its kind and when it was made. */
function recordName(record: AnyRecord): string {
  if ('code' in record) return record.code
  if (record.kind === 'scoring-session') return `scoring-session day ${record.day}`
  return 'performedAt' in record && record.performedAt !== undefined ? `${record.kind} ${record.performedAt}` : record.kind
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === '') return true
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}

/** Longest text that is printed in full. */
const longest = 120

function valueWords(value: unknown): string {
  if (typeof value === 'number') return formatRecorded(value)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string') return value.length > longest ? `${value.slice(0, longest - 1)}…` : value
  const n = typeof value === 'object' && value !== null ? Object.keys(value).length : 0
  return `${String(n)} ${n === 1 ? 'entry' : 'entries'}`
}
