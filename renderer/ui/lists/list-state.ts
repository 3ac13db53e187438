import { nameColumn, queryOf, tests, type Filter, type Query } from '../../app/lists.ts'
import type { RecordKind } from '../../../shared/records/record-kinds.ts'
import { kinds } from '../../app/kinds/kinds.ts'

/** What of a list differs from how it starts; it stands in the address, so that going back and links show the same rows. */
export type ListState = Partial<Pick<Query, 'columns' | 'retired' | 'find' | 'filters' | 'sort'>>

/** The query of a list in a state. */
export function queryFor(kind: RecordKind, state: ListState): Query {
  return { ...queryOf(kind, kinds[kind].columns), ...state }
}

/** Reads a state from an address or a preference; what is not understood is left out. */
export function readListState(input: unknown): ListState {
  if (!isObject(input)) return {}
  const { columns, retired, find, filters, sort } = input
  return {
    ...(isTexts(columns) && columns.length > 0 ? { columns } : {}),
    ...(retired === true ? { retired } : {}),
    ...(typeof find === 'string' && find !== '' ? { find } : {}),
    ...(Array.isArray(filters) && filters.length > 0 ? { filters: filters.flatMap((f) => readFilter(f) ?? []) } : {}),
    ...(isObject(sort) && typeof sort['pointer'] === 'string' && (sort['pointer'] !== nameColumn || sort['descending'] === true) ? { sort: { pointer: sort['pointer'], descending: sort['descending'] === true } } : {}),
  }
}

function readFilter(input: unknown): Filter | undefined {
  if (!isObject(input)) return undefined
  const { pointer, value } = input
  const test = tests.find((t) => t === input['test'])
  return typeof pointer === 'string' && typeof value === 'string' && test !== undefined ? { pointer, test, value } : undefined
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((v) => typeof v === 'string')
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
