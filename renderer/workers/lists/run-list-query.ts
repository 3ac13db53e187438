import { isBlank } from '../../../shared/records/blank.ts'
import type { ListField } from '../../../shared/records/list-fields.ts'
import { assertNever } from '../../../shared/util/assert-never.ts'
import { collator, type KindTable } from './kind-table.ts'
import { titleColumn, type ListFilter, type ListPart, type ListQuery } from './list-query.ts'

/** Places in the table of the records a query shows, in its order. Records without a value for what is sorted by come last either way. */
export function runListQuery(table: KindTable, query: ListQuery): readonly number[] {
  const tests = [retiredTest(table, query.retired), findTest(table, query), ...query.filters.map((f) => filterTest(table, f))]
  const found: number[] = []
  for (let i = 0; i < table.records.length; i++) if (tests.every((test) => test(i))) found.push(i)
  return sorted(table, found, query)
}

/** Rows of a part of the result. */
export function partOf(table: KindTable, query: ListQuery, places: readonly number[], from: number, count: number): ListPart {
  const columns = query.columns.map((pointer) => {
    const field = table.fieldAt(pointer)
    return field === undefined ? [] : table.texts(field)
  })
  const rows = places.slice(from, from + count).flatMap((i) => {
    const record = table.records[i]
    if (record === undefined) return []
    return [{ id: record.id, title: table.titles[i] ?? '', retired: record.retired !== undefined, simulated: record.origin?.type === 'simulated', cells: columns.map((c) => c[i] ?? '') }]
  })
  const total = query.retired ? table.records.length : table.records.filter((r) => r.retired === undefined).length
  return { total, matching: places.length, from, rows }
}

type Test = (place: number) => boolean

function retiredTest(table: KindTable, withRetired: boolean): Test {
  return (i) => withRetired || table.records[i]?.retired === undefined
}

function findTest(table: KindTable, { find, columns }: ListQuery): Test {
  const words = find.toLowerCase().split(/\s+/).filter((w) => w !== '')
  if (words.length === 0) return () => true
  const shown = [table.titles, ...columns.flatMap((pointer) => {
    const field = table.fieldAt(pointer)
    return field === undefined ? [] : [table.texts(field)]
  })]
  return (i) => {
    const text = `${shown.map((column) => column[i] ?? '').join('\n')}\n${table.records[i]?.note ?? ''}`.toLowerCase()
    return words.every((w) => text.includes(w))
  }
}

function filterTest(table: KindTable, { pointer, test, value }: ListFilter): Test {
  const field = pointer === titleColumn ? undefined : table.fieldAt(pointer)
  // A filter on a field that is not there any more must not hide what there is.
  if (pointer !== titleColumn && field === undefined) return () => true
  const texts = field === undefined ? table.titles : table.texts(field)
  const wanted = value.trim().toLowerCase()
  switch (test) {
    case 'contains':
      return (i) => (texts[i] ?? '').toLowerCase().includes(wanted)
    case 'is':
      return (i) => (texts[i] ?? '').toLowerCase() === wanted
    case 'is not':
      return (i) => (texts[i] ?? '').toLowerCase() !== wanted
    case 'has a value':
      return hasValue(table, field)
    case 'has no value': {
      const has = hasValue(table, field)
      return (i) => !has(i)
    }
    case 'at least':
    case 'at most':
      return comparison(table, field, test, value.trim())
    default:
      return assertNever(test)
  }
}

/** An explicitly blank state (unknown, not measured, not applicable) is no value. */
function hasValue(table: KindTable, field: ListField | undefined): Test {
  if (field === undefined) return () => true
  const values = table.values(field)
  return (i) => values[i] !== undefined && !isBlank(values[i])
}

/** Numbers as numbers; dates by as much of them as was typed, so that "at most 2026-03" takes all of March; other fields by their words. */
function comparison(table: KindTable, field: ListField | undefined, test: 'at least' | 'at most', wanted: string): Test {
  const passes = (order: number): boolean => (test === 'at least' ? order >= 0 : order <= 0)
  const values: readonly unknown[] = field === undefined ? table.titles : table.values(field)
  const limit = Number(wanted.replace(',', '.'))
  if (field?.field.type === 'number') return (i) => typeof values[i] === 'number' && Number.isFinite(limit) && wanted !== '' && passes(values[i] - limit)
  return (i) => {
    const value = values[i]
    if (typeof value !== 'string' || wanted === '') return false
    const isDate = field?.field.type === 'date' || field?.field.type === 'instant'
    return passes(isDate ? (value.slice(0, wanted.length) < wanted ? -1 : value.slice(0, wanted.length) > wanted ? 1 : 0) : collator.compare(value, wanted))
  }
}

function sorted(table: KindTable, places: number[], { sort }: ListQuery): readonly number[] {
  const sign = sort.descending ? -1 : 1
  const field = sort.pointer === titleColumn ? undefined : table.fieldAt(sort.pointer)
  // The table is by name already.
  if (field === undefined) return sort.descending ? places.reverse() : places
  const texts = table.texts(field)
  const values = table.values(field)
  const rank = (i: number): number => (values[i] === undefined ? 2 : isBlank(values[i]) ? 1 : 0)
  const order = (a: number, b: number): number => {
    const [x, y] = [values[a], values[b]]
    return typeof x === 'number' && typeof y === 'number' ? x - y : collator.compare(texts[a] ?? '', texts[b] ?? '')
  }
  return places.sort((a, b) => rank(a) - rank(b) || sign * order(a, b) || a - b)
}
