import { fail, ok, type Result } from '../../shared/util/result.ts'
import type { LabelJob } from '../workers/report/report-api.ts'
import { now } from './clock.ts'
import type { NotebookWorkers } from './notebook-workers.ts'
import type { Services } from './services.ts'

export type LabelsWanted = Omit<LabelJob, 'madeAt'>
export type LabelsPrinted = { readonly where: string; readonly count: number; readonly unprinted: readonly string[] }

/** Makes the labels beside the page and saves them as PDF where the person says. The error is empty when they cancelled. */
export async function printLabels(services: Services, workers: NotebookWorkers, wanted: LabelsWanted): Promise<Result<LabelsPrinted>> {
  const refused = await workers.opened
  if (refused !== null) return fail(refused)
  const worker = await workers.newReportWorker()
  try {
    const answer = await Promise.race([worker.api.labels({ ...wanted, madeAt: now() }), worker.failed])
    if (answer.type === 'failed') return fail(answer.reason)
    const saved = await services.host.saveFile('labels.pdf', 'application/pdf', answer.bytes)
    if (!saved.ok) return fail(saved.error.kind === 'cancelled' ? '' : saved.error.message)
    return ok({ where: saved.value, count: answer.count, unprinted: answer.unprinted })
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error))
  } finally {
    worker.end()
  }
}
