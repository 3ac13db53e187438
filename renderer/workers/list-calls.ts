import { fail, ok, type Result } from '../../shared/util/result.ts'
import type { NotebookDb } from '../db/notebook-db.ts'
import type { ListPart, ListQuery } from './lists/list-query.ts'
import { makeListService, type ListService } from './lists/list-service.ts'
import type { WorkerNotebooks } from './worker-notebooks.ts'

/** Lists of records: sorted and filtered beside the window, which gets the rows it shows. */
export function listCalls(notebooks: WorkerNotebooks) {
  let current: { readonly db: NotebookDb; readonly service: ListService } | undefined
  const ask = async <T>(localId: string, question: (service: ListService) => Promise<T>): Promise<Result<T>> => {
    const db = await notebooks.open(localId)
    if (!db.ok) return fail(db.error.message)
    if (current?.db !== db.value) current = { db: db.value, service: makeListService(db.value) }
    return ok(await question(current.service))
  }
  return {
    listPart: (localId: string, query: ListQuery, from: number, count: number): Promise<Result<ListPart>> => ask(localId, (s) => s.part(query, from, count)),
    listIds: (localId: string, query: ListQuery): Promise<Result<readonly string[]>> => ask(localId, (s) => s.ids(query)),
    listCsv: (localId: string, query: ListQuery, name: string): Promise<Result<string>> => ask(localId, (s) => s.csv(query, name)),
  }
}
