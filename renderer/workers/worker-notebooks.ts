import type { NotebookDb } from '../db/notebook-db.ts'
import { openNotebook, type OpenProblem } from '../db/open-notebook.ts'
import { fail, ok, type Result } from '../../shared/util/result.ts'

/** The notebook the worker works on, through a connection of its own. */
export type WorkerNotebooks = {
  /** The open database of a notebook; opened when first asked for, and again after another window made it close. */
  readonly open: (localId: string) => Promise<Result<NotebookDb, OpenProblem>>
  readonly close: () => void
}

/**
 * Keeps one connection, that of the notebook last asked for. It closes itself when another window updates or removes the database
 * (openNotebook listens to `versionchange`), so that the worker is never what an update waits for.
 */
export function workerNotebooks(): WorkerNotebooks {
  let current: { readonly localId: string; readonly db: NotebookDb } | undefined
  const close = (): void => {
    current?.db.close()
    current = undefined
  }
  return {
    close,
    open: async (localId) => {
      if (current?.localId === localId && current.db.isOpen()) return ok(current.db)
      close()
      const opened = await openNotebook(localId)
      if (!opened.ok) return fail(opened.error)
      current = { localId, db: opened.value }
      return opened
    },
  }
}
