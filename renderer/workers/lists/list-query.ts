import type { RecordKind } from '../../../shared/records/record-kinds.ts'

/** How a filter compares the value of a field with what was typed. */
export const filterTests = ['contains', 'is', 'is not', 'at least', 'at most', 'has a value', 'has no value'] as const
export type FilterTest = (typeof filterTests)[number]

/** One condition of a list. `value` is empty where the test needs none. */
export type ListFilter = { readonly pointer: string; readonly test: FilterTest; readonly value: string }

/** Pointer of the column with the names of the records. */
export const titleColumn = ''

/** What a list shows and in which order. */
export type ListQuery = {
  readonly kind: RecordKind
  /** JSON pointers of the columns after the name. */
  readonly columns: readonly string[]
  readonly retired: boolean
  /** Words that are all to be found in the name, a column or the note. */
  readonly find: string
  readonly filters: readonly ListFilter[]
  readonly sort: { readonly pointer: string; readonly descending: boolean }
}

/** One record as a list shows it. */
export type ListRow = { readonly id: string; readonly title: string; readonly retired: boolean; readonly simulated: boolean; readonly cells: readonly string[] }

/** Part of a list. `matching` of `total` records pass the filters; `rows` are those from `from` on. */
export type ListPart = { readonly total: number; readonly matching: number; readonly from: number; readonly rows: readonly ListRow[] }

/** A list of everything of a kind by name. */
export function plainQuery(kind: RecordKind, columns: readonly string[]): ListQuery {
  return { kind, columns, retired: false, find: '', filters: [], sort: { pointer: titleColumn, descending: false } }
}
