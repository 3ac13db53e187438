import { proxy, transfer, wrap, type Endpoint, type Remote } from 'comlink'
import { fail, type Result } from '../../shared/util/result.ts'
import type { ReadPiece, TakePiece } from './archive-calls.ts'
import type { DataWorkerApi } from './data-worker-api.ts'
import type { WorkProgress, WorkReport } from './work-report.ts'

/** What cancels a piece of work: an AbortSignal of the page. */
export type WorkOptions = { readonly onProgress?: (progress: WorkProgress) => void; readonly signal?: AbortSignal }

/** The data worker as the window uses it. It is started when first needed, and again after it was ended. */
export type DataWorker = {
  /** One call without progress: short reads such as a search. */
  readonly call: <T>(work: (api: Remote<DataWorkerApi>) => Promise<T>) => Promise<T>
  /**
   * Long work with progress and cancel. Cancelled work stops at its next look; if it does not look for two seconds, the worker is ended and
   * started anew, except inside a write transaction, which is let finish. @param work hands `report` on as the last argument of a call.
   */
  readonly run: <T>(work: (api: Remote<DataWorkerApi>, report: WorkReport) => Promise<Result<T>>, options?: WorkOptions) => Promise<Result<T>>
  /** Lets go of the notebook, where the worker runs at all: before it is closed, removed or replaced. */
  readonly closeNotebook: () => Promise<void>
  /** Ends the worker; what it was writing is taken back by the database as a whole. */
  readonly end: () => void
}

type Thread = { readonly endpoint: Endpoint; readonly terminate: () => void }

const patienceMs = 2000
export const cancelledWork = 'Cancelled. The notebook stands as before.'

/** Starts the worker of this build. */
function startThread(): Thread {
  const worker = new Worker(new URL('./data-worker.ts', import.meta.url), { type: 'module', name: 'data' })
  return { endpoint: worker, terminate: () => { worker.terminate() } }
}

/** @param start tests hand in a thread of their own. */
export function dataWorker(start: () => Thread = startThread): DataWorker {
  let thread: { readonly api: Remote<DataWorkerApi>; readonly terminate: () => void } | undefined
  const running = new Set<() => void>()
  const api = (): Remote<DataWorkerApi> => {
    if (thread === undefined) {
      const { endpoint, terminate } = start()
      thread = { api: wrap<DataWorkerApi>(endpoint), terminate }
    }
    return thread.api
  }
  const end = (): void => {
    thread?.terminate()
    thread = undefined
    for (const ended of running) ended()
    running.clear()
  }
  return {
    end,
    call: (work) => work(api()),
    closeNotebook: async () => { await thread?.api.closeNotebook() },
    run: <T>(work: (api: Remote<DataWorkerApi>, report: WorkReport) => Promise<Result<T>>, { onProgress, signal }: WorkOptions = {}) => new Promise<Result<T>>((resolve, reject) => {
      if (signal?.aborted === true) {
        resolve(fail(cancelledWork))
        return
      }
      let isStoring = false
      let timer: ReturnType<typeof setTimeout> | undefined
      const ended = (): void => { settle(() => { resolve(fail(cancelledWork)) }) }
      const cancel = (): void => {
        timer = setTimeout(() => {
          if (isStoring) cancel()
          else end()
        }, patienceMs)
      }
      const settle = (done: () => void): void => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', cancel)
        running.delete(ended)
        done()
      }
      running.add(ended)
      signal?.addEventListener('abort', cancel, { once: true })
      const report: WorkReport = (progress) => {
        if (signal?.aborted !== true) onProgress?.(progress)
        const goOn = signal?.aborted !== true
        isStoring = goOn && progress.step === 'storing'
        return goOn
      }
      work(api(), proxy(report)).then((result) => { settle(() => { resolve(result) }) }, (error: unknown) => { settle(() => { reject(error instanceof Error ? error : new Error(String(error))) }) })
    }),
  }
}

/** A file of the window for a call of the worker: pieces are handed over, not copied. */
export function remoteRead(read: ReadPiece): ReadPiece {
  return proxy(async (offset: number, length: number) => {
    const piece = await read(offset, length)
    // A copy of its own: handing over a view would take the whole of what it looks at away from the window.
    const own = piece.slice()
    return transfer(own, [own.buffer])
  })
}

/** A file of the window that a call of the worker writes. */
export function remoteTake(take: TakePiece): TakePiece {
  return proxy(take)
}
