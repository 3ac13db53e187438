import { blankStateOf, blankWords } from '../../records/blank.ts'
import { nameOf } from '../../records/notebook.ts'
import type { AnyRecord } from '../../records/record-kinds.ts'
import { formatRecorded, formatWithUnit } from '../../util/format-number.ts'
import type { Estimate, ResultSource } from '../estimate.ts'
import { plainName } from '../relation/relation-strains.ts'
import { isSimulated } from '../simulated.ts'
import type { ComparedValue, ValueState } from './comparability-results.ts'

/** A side without a value: its state, and the same in words. */
export function noValue(state: Exclude<ValueState, 'recorded'>, text: string, sources: readonly ResultSource[] = [], simulated = false): ComparedValue {
  return { state, text, numbers: [], key: null, estimate: null, sources, simulated }
}

/** A field at the top of a record. */
export function top<R extends AnyRecord, K extends keyof R & string>(record: R | undefined, name: K, unit = ''): ComparedValue {
  return record === undefined ? noValue('not recorded', 'record not in the notebook') : inside(record, '', record, name, unit)
}

/** A field of an object inside a record; `base` is the JSON pointer of the object. */
export function inside<O extends object, K extends keyof O & string>(record: AnyRecord, base: string, object: O | undefined, name: K, unit = ''): ComparedValue {
  return recordedValue(record, `${base}/${name}`, object?.[name], unit)
}

/**
 * Value of a field as recorded: text and number as entered, blank states kept apart. Amounts below zero and percentages above 100 are
 * impossible: shown, and never compared.
 */
export function recordedValue(record: AnyRecord, pointer: string, value: unknown, unit = ''): ComparedValue {
  const sources = [sourceAt(record, pointer)]
  const simulated = isSimulated(record, pointer)
  const state = blankStateOf(value)
  if (state !== undefined) return noValue(state === 'blank' ? 'not recorded' : stateWords[state], blankWords(value) ?? 'not recorded', sources, simulated && state !== 'blank')
  if (typeof value === 'number') {
    const text = unit === '' ? formatRecorded(value) : `${formatRecorded(value)} ${unit}`
    if (!Number.isFinite(value) || value < 0 || (unit === '%' && value > 100)) return noValue('impossible', `${text} (impossible)`, sources, simulated)
    return { state: 'recorded', text, numbers: [value], key: String(value), estimate: null, sources, simulated }
  }
  const text = typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)
  return { state: 'recorded', text, numbers: [], key: plainName(text), estimate: null, sources, simulated }
}

const stateWords = { unknown: 'unknown', 'not-measured': 'not measured', 'not-applicable': 'not applicable' } as const

/** A value worked out from records: text, key for comparison, and where it came from. */
export function derivedValue(text: string, sources: readonly ResultSource[], simulated: boolean, compare: { readonly key?: string; readonly number?: number } = {}): ComparedValue {
  return { state: 'recorded', text, numbers: compare.number === undefined ? [] : [compare.number], key: compare.key ?? (compare.number === undefined ? plainName(text) : String(compare.number)), estimate: null, sources, simulated }
}

/** A computed quantity; one that cannot be assessed counts as not recorded, with its reason. */
export function computedValue(estimate: Estimate): ComparedValue {
  const { value, sources, simulated } = estimate
  if (value === null) return { ...noValue('not recorded', `not assessable: ${estimate.notAssessable ?? 'no reason given'}`, sources, simulated), estimate }
  return { state: 'recorded', text: formatWithUnit(value, estimate.unit), numbers: [value], key: String(value), estimate, sources, simulated }
}

/**
 * Several values of one side as one: the common value where all agree; all of them where they differ; `several` where some are recorded and
 * others are not, since the side then cannot be compared. The order of the values does not matter.
 */
export function combined(values: readonly ComparedValue[], none: ComparedValue): ComparedValue {
  if (values.length === 0) return none
  const sources = uniqueSources(values.flatMap((v) => v.sources))
  const simulated = values.some((v) => v.simulated)
  const distinct = [...new Map(values.toSorted(byValue).map((v) => [signature(v), v])).values()]
  const [only] = distinct
  if (only !== undefined && distinct.length === 1) return { ...only, sources, simulated }
  const names = (v: ComparedValue): string => [...new Set(values.filter((w) => signature(w) === signature(v)).flatMap((w) => w.sources.map((s) => s.name)))].toSorted().join(', ')
  const text = distinct.map((v) => (names(v) === '' || names(v) === v.text ? v.text : `${v.text} (${names(v)})`)).join('; ')
  if (!distinct.every((v) => v.state === 'recorded' || v.state === 'not applicable')) return noValue('several', text, sources, simulated)
  const numbers = distinct.every((v) => v.numbers.length > 0) ? [...new Set(distinct.flatMap((v) => v.numbers))].toSorted((a, b) => a - b) : []
  return { state: 'recorded', text, numbers, key: distinct.map(signature).toSorted().join(' & '), estimate: null, sources, simulated }
}

function signature(v: ComparedValue): string {
  return `${v.state}|${v.key ?? ''}`
}

function byValue(a: ComparedValue, b: ComparedValue): number {
  return (a.numbers[0] ?? Infinity) - (b.numbers[0] ?? Infinity) || compareText(a.text, b.text) || compareText(signature(a), signature(b))
}

/** The source of a value: its record and the pointer to its field. */
export function sourceAt(record: AnyRecord, pointer: string): ResultSource {
  return { kind: record.kind, id: record.id, name: nameOf(record), pointer }
}

function uniqueSources(sources: readonly ResultSource[]): readonly ResultSource[] {
  return [...new Map(sources.map((s) => [`${s.id} ${s.pointer ?? ''}`, s])).values()].toSorted((a, b) => compareText(`${a.name} ${a.pointer ?? ''}`, `${b.name} ${b.pointer ?? ''}`))
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
