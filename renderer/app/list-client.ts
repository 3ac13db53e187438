import type { RecordKind } from '../../shared/records/record-kinds.ts'
import type { Result } from '../../shared/util/result.ts'
import type { NotebookDb } from '../db/notebook-db.ts'
import { onTablesChanged } from '../db/on-tables-changed.ts'
import type { DataWorker } from '../workers/data-worker-client.ts'
import { affected, type ListService } from '../workers/lists/list-service.ts'

/** Lists of the open notebook, made in the data worker. */
export type ListClient = ListService & {
  /** Calls the listener with the kinds whose lists are not what they were, whichever window changed them. */
  readonly onChanged: (listener: (kinds: readonly RecordKind[]) => void) => () => void
  readonly close: () => void
}

/** @param localId the notebook, as the worker opens it. */
export function listClient(worker: DataWorker, db: NotebookDb, localId: string): ListClient {
  const listeners = new Set<(kinds: readonly RecordKind[]) => void>()
  const close = onTablesChanged(db, (tables) => {
    const kinds = affected(tables)
    if (kinds.length > 0) for (const listener of listeners) listener(kinds)
  })
  return {
    part: (query, from, count) => worker.call(async (api) => valueOf(await api.listPart(localId, query, from, count))),
    ids: (query) => worker.call(async (api) => valueOf(await api.listIds(localId, query))),
    csv: (query, name) => worker.call(async (api) => valueOf(await api.listCsv(localId, query, name))),
    onChanged: (listener) => {
      listeners.add(listener)
      return () => { listeners.delete(listener) }
    },
    close,
  }
}

/** @throws Error with the reason the worker gave. */
function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error)
  return result.value
}
