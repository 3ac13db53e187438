import { proxy } from 'comlink'
import { useEffect, useState } from 'react'
import { defaultLicense } from '../../shared/export/default-license.ts'
import type { ReportSubject } from '../../shared/export/report-subject.ts'
import { safeName } from '../../shared/export/safe-name.ts'
import { fail, type Result } from '../../shared/util/result.ts'
import type { PageSize } from '../workers/pages/page-api.ts'
import type { ReportAnswer, ReportApi } from '../workers/report/report-api.ts'
import { now } from './clock.ts'
import type { EndableWorker, NotebookWorkers } from './notebook-workers.ts'
import { useNotebookWorkers } from './notebook-workers.ts'
import { observable, useObservable, type Observable } from './observable.ts'
import { useServices } from './services-context.ts'
import type { Services } from './services.ts'

type Made = Extract<ReportAnswer, { type: 'made' }>

/** A report as it is shown: its PDF, opened for drawing. */
export type ShownReport = Omit<Made, 'type'> & { readonly document: number; readonly pages: readonly PageSize[] }

/** The report beside a record: what is shown, and what is going on. The last report stays in view while the next one is made. */
export type LiveReport = {
  readonly shown: ShownReport | null
  readonly work: { readonly type: 'up-to-date' } | { readonly type: 'working'; readonly what: string } | { readonly type: 'failed'; readonly reason: string } | { readonly type: 'stopped' }
}

export type LiveReportControl = {
  readonly state: Observable<LiveReport>
  /** Ends the work under way; the report stays as it is until `again`. */
  readonly cancel: () => void
  readonly again: () => void
  /** Whether records stand in it as they are being typed; else only what is stored. */
  readonly setWithTyped: (withTyped: boolean) => void
  /** Saves the report of what is stored, nothing that is only being typed. The error is empty when the person cancelled. */
  readonly save: () => Promise<Result<string>>
  readonly end: () => void
}

/** Changes come in bursts (a paste is one save, an import many): a report is begun when they pause for so long. */
const pauseMs = 250

/** Keeps the report of a subject up to date until it is ended. */
export function startLiveReport(services: Services, workers: NotebookWorkers, subject: ReportSubject): LiveReportControl {
  const state = observable<LiveReport>({ shown: null, work: { type: 'working', what: 'starting' } })
  let worker: Promise<EndableWorker<ReportApi>> | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let turn = 0
  let isStopped = false
  let withTyped = true
  const set = (next: Partial<LiveReport>): void => { state.set({ ...state.get(), ...next }) }

  const update = async (): Promise<void> => {
    turn++
    const mine = turn
    set({ work: { type: 'working', what: 'looking for changes' } })
    const answer = await makeReport(workers, (worker ??= workers.newReportWorker()), { subject, withTyped, known: state.get().shown?.state ?? null, services }, (what) => { if (mine === turn) set({ work: { type: 'working', what } }) })
    if (mine !== turn) return
    if (answer.type === 'failed') set({ work: { type: 'failed', reason: answer.reason } })
    if (answer.type === 'unchanged') set({ work: { type: 'up-to-date' } })
    if (answer.type === 'made') await show(answer, mine)
  }
  const show = async (made: Made, mine: number): Promise<void> => {
    const { id, pages } = await workers.pages.open(made.bytes.slice())
    const before = state.get().shown
    if (mine === turn) set({ shown: { ...made, document: id, pages }, work: { type: 'up-to-date' } })
    const done = mine === turn ? before?.document : id
    if (done !== undefined) await workers.pages.close(done)
  }
  const soon = (): void => {
    if (isStopped) return
    clearTimeout(timer)
    timer = setTimeout(() => { update().catch((error: unknown) => { set({ work: { type: 'failed', reason: messageOf(error) } }) }) }, pauseMs)
  }
  const endWorker = (): void => {
    clearTimeout(timer)
    turn++
    worker?.then(({ end }) => { end() }, () => undefined)
    worker = undefined
  }
  const unsubscribe = workers.changes.subscribe(soon)
  soon()
  return {
    state,
    cancel: () => {
      isStopped = true
      endWorker()
      set({ work: { type: 'stopped' } })
    },
    again: () => {
      isStopped = false
      endWorker()
      soon()
    },
    setWithTyped: (next) => {
      withTyped = next
      soon()
    },
    save: () => saveReport(services, workers, subject, state.get().shown),
    end: () => {
      unsubscribe()
      endWorker()
      const { shown } = state.get()
      if (shown !== null) workers.pages.close(shown.document).catch(() => undefined)
    },
  }
}

type Wanted = { readonly subject: ReportSubject; readonly withTyped: boolean; readonly known: string | null; readonly services: Services }

async function makeReport(workers: NotebookWorkers, starting: Promise<EndableWorker<ReportApi>>, { subject, withTyped, known, services }: Wanted, onProgress: (what: string) => void): Promise<ReportAnswer> {
  try {
    const refused = await workers.opened
    if (refused !== null) return { type: 'failed', reason: refused }
    const { api, failed } = await starting
    return await Promise.race([api.make({ subject, withTyped, known, madeAt: now(), appVersion: services.host.facts.appVersion, license: defaultLicense }, proxy(onProgress)), failed])
  } catch (error) {
    return { type: 'failed', reason: messageOf(error) }
  }
}

/** The report on the screen is saved as it is where it shows what is stored; else it is made anew from that. */
async function saveReport(services: Services, workers: NotebookWorkers, subject: ReportSubject, shown: ShownReport | null): Promise<Result<string>> {
  const starting = workers.newReportWorker()
  const answer = await makeReport(workers, starting, { subject, withTyped: false, known: shown?.state ?? null, services }, () => undefined)
  void starting.then(({ end }) => { end() }, () => undefined)
  if (answer.type === 'failed') return fail(answer.reason)
  const report = answer.type === 'made' ? answer : shown
  if (report === null) return fail('there is no report to save')
  const saved = await services.host.saveFile(`${safeName(report.code)}.pdf`, 'application/pdf', report.bytes)
  return saved.ok ? saved : fail(saved.error.kind === 'cancelled' ? '' : saved.error.message)
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** The report of a subject, kept up to date while the page shows it. */
export function useLiveReport(subject: ReportSubject): { readonly report: LiveReport; readonly control: LiveReportControl } | null {
  const services = useServices()
  const workers = useNotebookWorkers()
  const [control, setControl] = useState<LiveReportControl | null>(null)
  const key = JSON.stringify(subject)
  useEffect(() => {
    const started = startLiveReport(services, workers, JSON.parse(key) as ReportSubject)
    setControl(started)
    return () => { started.end() }
  }, [services, workers, key])
  const report = useObservable(control?.state ?? nothing)
  return control === null ? null : { report, control }
}

const nothing = observable<LiveReport>({ shown: null, work: { type: 'working', what: 'starting' } })
