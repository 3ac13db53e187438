import { recordKinds, type RecordKind } from '../../../shared/records/record-kinds.ts'
import type { NotebookDb } from '../../db/notebook-db.ts'
import { onTablesChanged } from '../../db/on-tables-changed.ts'
import { pointsAt, readKindTable, type KindTable } from './kind-table.ts'
import { listCsv } from './list-csv.ts'
import type { ListPart, ListQuery } from './list-query.ts'
import { partOf, runListQuery } from './run-list-query.ts'

/** Lists of one notebook. Tables are kept until something they show is changed, in whichever window. */
export type ListService = {
  /** Part of a list: `count` rows from `from` on. */
  readonly part: (query: ListQuery, from: number, count: number) => Promise<ListPart>
  /** Ids of all rows of a list, in its order. */
  readonly ids: (query: ListQuery) => Promise<readonly string[]>
  /** All rows of a list as CSV. @param name heading of the column with the names. */
  readonly csv: (query: ListQuery, name: string) => Promise<string>
  /** Calls the listener with the kinds whose lists are not what they were. */
  readonly onChanged: (listener: (kinds: readonly RecordKind[]) => void) => () => void
  readonly close: () => void
}

type Kept = { readonly table: Promise<KindTable>; readonly results: Map<string, readonly number[]> }

/** Makes the lists of a notebook. */
export function makeListService(db: NotebookDb): ListService {
  const kept = new Map<RecordKind, Kept>()
  const tableOf = (kind: RecordKind): Kept => {
    let there = kept.get(kind)
    if (there === undefined) {
      there = { table: readKindTable(db, kind), results: new Map() }
      kept.set(kind, there)
      // What could not be read is not kept: the next look tries again.
      there.table.catch(() => { kept.delete(kind) })
    }
    return there
  }
  const placesOf = async (query: ListQuery): Promise<{ readonly table: KindTable; readonly places: readonly number[] }> => {
    const { table: reading, results } = tableOf(query.kind)
    const table = await reading
    const key = JSON.stringify([query.retired, query.find, query.filters, query.sort, query.find === '' ? [] : query.columns])
    let places = results.get(key)
    if (places === undefined) {
      places = runListQuery(table, query)
      if (results.size > 20) results.clear()
      results.set(key, places)
    }
    return { table, places }
  }
  const listeners = new Set<(kinds: readonly RecordKind[]) => void>()
  const stop = onTablesChanged(db, (tables) => {
    const kinds = recordKinds.filter((kind) => tables.has(kind) || tables.has('field-definition') || pointsAt(kind).some((k) => tables.has(k)))
    for (const kind of kinds) kept.delete(kind)
    if (kinds.length > 0) for (const listener of listeners) listener(kinds)
  })
  return {
    part: async (query, from, count) => {
      const { table, places } = await placesOf(query)
      return partOf(table, query, places, from, count)
    },
    ids: async (query) => {
      const { table, places } = await placesOf(query)
      return places.flatMap((i) => table.records[i]?.id ?? [])
    },
    csv: async (query, name) => {
      const { table, places } = await placesOf(query)
      return listCsv(table, query, places, name)
    },
    onChanged: (listener) => {
      listeners.add(listener)
      return () => { listeners.delete(listener) }
    },
    close: () => {
      stop()
      kept.clear()
    },
  }
}
