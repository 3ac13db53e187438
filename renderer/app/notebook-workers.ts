import { proxy, transfer, wrap, type Remote } from 'comlink'
import type { CalculationApi } from '../workers/calculation/calculation-api.ts'
import type { PageApi } from '../workers/pages/page-api.ts'
import type { ReportApi } from '../workers/report/report-api.ts'
import { observable, type Observable } from './observable.ts'
import { useServices, useSession } from './services-context.ts'
import type { Services } from './services.ts'

/** The workers of the open notebook: they read only, so that any of them may be ended at any moment. */
export type NotebookWorkers = {
  readonly calculations: Remote<CalculationApi>
  /** Why the calculations could not open the notebook; null when they did. */
  readonly opened: Promise<string | null>
  /** Goes up by one whenever records or drafts change. */
  readonly changes: Observable<number>
  readonly newReportWorker: () => Promise<EndableWorker<ReportApi>>
  /** Calculations over the whole notebook, in a worker of their own: what is typed against the other one never waits for them. */
  readonly overview: Promise<Remote<CalculationApi>>
  readonly pages: Remote<PageApi>
  readonly end: () => void
}

/** A worker that may be ended and started anew. `failed` rejects when it cannot run at all; it never resolves. */
export type EndableWorker<T> = { readonly api: Remote<T>; readonly failed: Promise<never>; readonly end: () => void }

const made = new WeakMap<Services, { readonly localId: string; readonly workers: NotebookWorkers }>()

/** Workers of the notebook that is open; those of one that was closed are ended. */
export function useNotebookWorkers(): NotebookWorkers {
  const services = useServices()
  const { entry } = useSession()
  return workersOf(services, entry.id)
}

function workersOf(services: Services, localId: string): NotebookWorkers {
  const now = made.get(services)
  if (now?.localId === localId) return now.workers
  now?.workers.end()
  const workers = startWorkers(localId)
  made.set(services, { localId, workers })
  const stop = services.session.subscribe(() => {
    if (services.session.get()?.entry.id === localId) return
    stop()
    workers.end()
    if (made.get(services)?.workers === workers) made.delete(services)
  })
  return workers
}

function startWorkers(localId: string): NotebookWorkers {
  const calculating = new Worker(new URL('../workers/calculation/calculation-worker.ts', import.meta.url), { type: 'module', name: 'calculations' })
  const calculations = wrap<CalculationApi>(calculating)
  const changes = observable(0)
  const opened = calculations.open(localId, proxy(() => { changes.set(changes.get() + 1) }))
  const started: Worker[] = [calculating]
  let pages: Remote<PageApi> | undefined
  let overview: Promise<Remote<CalculationApi>> | undefined
  return {
    calculations,
    opened,
    changes,
    newReportWorker: async () => {
      const reporting = new Worker(new URL('../workers/report/report-worker.ts', import.meta.url), { type: 'module', name: 'reports' })
      started.push(reporting)
      const api = wrap<ReportApi>(reporting)
      const failed = new Promise<never>((_, reject) => { reporting.addEventListener('error', (event) => { reject(new Error(event.message === '' ? 'the part of the program that makes reports could not be loaded' : event.message)) }) })
      // Whoever waits for an answer races it with this; nobody need be waiting.
      failed.catch(() => undefined)
      // Records go from worker to worker; the page never holds them.
      const { port1, port2 } = new MessageChannel()
      await calculations.share(transfer(port1, [port1]))
      await api.connect(transfer(port2, [port2]))
      return { api, failed, end: () => { reporting.terminate() } }
    },
    get overview() {
      if (overview === undefined) {
        const looking = new Worker(new URL('../workers/calculation/calculation-worker.ts', import.meta.url), { type: 'module', name: 'overview' })
        started.push(looking)
        const api = wrap<CalculationApi>(looking)
        overview = api.open(localId, proxy(() => undefined)).then((problem) => {
          if (problem !== null) throw new Error(problem)
          return api
        })
      }
      return overview
    },
    get pages() {
      if (pages === undefined) {
        const drawing = new Worker(new URL('../workers/pages/page-worker.ts', import.meta.url), { type: 'module', name: 'pages' })
        started.push(drawing)
        pages = wrap<PageApi>(drawing)
      }
      return pages
    },
    end: () => { for (const worker of started) worker.terminate() },
  }
}

