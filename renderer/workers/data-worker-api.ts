import { archiveCalls } from './archive-calls.ts'
import { checkCalls } from './check-calls.ts'
import { listCalls } from './list-calls.ts'
import { searchCalls } from './search-calls.ts'
import type { WorkerNotebooks } from './worker-notebooks.ts'

/**
 * Everything the data worker does for a window. One file per area of work: a function that takes the notebooks and returns its calls, entered
 * here (archives, import, verification; search index and list projections). Rules for a call:
 * - its first argument names the notebook (`localId`), where it needs one, which it opens through `notebooks`;
 * - what must stay with the window (reading a file, reporting progress) comes as an argument of its own, never inside an object: only
 *   arguments cross as callbacks;
 * - expected failures are Results with words for the person; long work reports progress, and stops when the answer is false.
 */
export function dataWorkerApi(notebooks: WorkerNotebooks) {
  return {
    ...archiveCalls(notebooks),
    ...checkCalls(notebooks),
    ...listCalls(notebooks),
    ...searchCalls(notebooks),
    /** Lets go of the notebook, so that it can be removed or replaced. */
    closeNotebook: (): void => { notebooks.close() },
  }
}

export type DataWorkerApi = ReturnType<typeof dataWorkerApi>
