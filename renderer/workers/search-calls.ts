import { fail, ok, type Result } from '../../shared/util/result.ts'
import type { NotebookDb } from '../db/notebook-db.ts'
import { makeSearchService, type Descriptions, type SearchAnswer, type SearchService, type SearchWanted } from './search/search-service.ts'
import type { WorkerNotebooks } from './worker-notebooks.ts'

/** Search over everything of a notebook, with an index that lives as long as the worker has the notebook open. */
export function searchCalls(notebooks: WorkerNotebooks) {
  let current: { readonly db: NotebookDb; readonly service: SearchService } | undefined
  return {
    search: async (localId: string, wanted: SearchWanted, descriptions: Descriptions): Promise<Result<SearchAnswer>> => {
      const db = await notebooks.open(localId)
      if (!db.ok) return fail(db.error.message)
      if (current?.db !== db.value) current = { db: db.value, service: makeSearchService(db.value, descriptions) }
      return ok(await current.service.search(wanted))
    },
  }
}
