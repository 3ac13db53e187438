import { recordKinds, type RecordKind } from '../../../shared/records/record-kinds.ts'
import type { NotebookDb } from '../../db/notebook-db.ts'
import { feedEnd, readFeed, type FeedPosition } from '../../db/record-feed.ts'
import { pointsAt, readKindTable, type KindTable } from './kind-table.ts'
import { listCsv } from './list-csv.ts'
import type { ListPart, ListQuery } from './list-query.ts'
import { partOf, runListQuery } from './run-list-query.ts'

/** Lists of one notebook. What was stored before a call is in its answer. */
export type ListService = {
  /** Part of a list: `count` rows from `from` on. */
  readonly part: (query: ListQuery, from: number, count: number) => Promise<ListPart>
  /** Ids of all rows of a list, in its order. */
  readonly ids: (query: ListQuery) => Promise<readonly string[]>
  /** All rows of a list as CSV. @param name heading of the column with the names. */
  readonly csv: (query: ListQuery, name: string) => Promise<string>
}

type Kept = { readonly table: Promise<KindTable>; readonly results: Map<string, readonly number[]> }

/** Results of this many queries on one table are kept; more only pile up while somebody types. */
const keptResults = 20

/** Makes the lists of a notebook. A table is read when first asked for, and again when something it shows was changed. */
export function makeListService(db: NotebookDb): ListService {
  const kept = new Map<RecordKind, Kept>()
  let position: FeedPosition | undefined
  const catchUp = async (): Promise<void> => {
    if (position === undefined) {
      position = await feedEnd(db)
      return
    }
    const step = await readFeed(db, position)
    position = step.position
    if (step.whole || step.gone.length > 0) kept.clear()
    const changed = new Set(step.rows.map((r) => r.record.kind))
    if (changed.size > 0) for (const kind of affected(changed)) kept.delete(kind)
  }
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
    await catchUp()
    const { table: reading, results } = tableOf(query.kind)
    const table = await reading
    const key = JSON.stringify([query.retired, query.find, query.filters, query.sort, query.find === '' ? [] : query.columns])
    let places = results.get(key)
    if (places === undefined) {
      places = runListQuery(table, query)
      if (results.size >= keptResults) results.clear()
      results.set(key, places)
    }
    return { table, places }
  }
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
  }
}

/** Kinds whose lists show something of the changed kinds: their own records, names of what they point at, fields of the lab. */
export function affected(changed: ReadonlySet<string>): readonly RecordKind[] {
  return recordKinds.filter((kind) => changed.has(kind) || changed.has('field-definition') || pointsAt(kind).some((k) => changed.has(k)))
}
