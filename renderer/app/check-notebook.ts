import type { Result } from '../../shared/util/result.ts'
import type { NotebookReport } from '../db/notebook-damage.ts'
import type { Repaired } from '../db/repair-notebook.ts'
import type { Services, Session } from './services.ts'

/** What a check of the open notebook found. */
export type CheckReport = NotebookReport

/** What a repair did, and what is lost. */
export type RepairReport = Repaired

/** Holds every change, record and file of the open notebook against its hash, in the data worker. Nothing is changed. */
export function checkOpenNotebook(services: Services, { entry }: Session): Promise<Result<CheckReport>> {
  return services.worker.run((api, report) => api.checkNotebook(entry.id, report))
}

/** Repairs what a new check finds, as the person at the bench; what was damaged is kept aside. */
export function repairOpenNotebook(services: Services, { entry }: Session): Promise<Result<RepairReport>> {
  return services.worker.run((api, report) => api.repairNotebook(entry.id, services.context().person, report))
}
