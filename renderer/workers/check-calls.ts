import { fail, ok, type Result } from '../../shared/util/result.ts'
import { checkNotebook, type CheckOptions } from '../db/check-notebook.ts'
import type { NotebookReport } from '../db/notebook-damage.ts'
import { repairNotebook, type Repaired } from '../db/repair-notebook.ts'
import { systemContext } from '../db/system-clock.ts'
import { workTeller, type WorkReport, type WorkTeller } from './work-report.ts'
import type { WorkerNotebooks } from './worker-notebooks.ts'

const cancelled = 'Cancelled. Nothing was changed.'

/** Checks of a whole notebook and repairs of what they find. */
export function checkCalls(notebooks: WorkerNotebooks) {
  return {
    /** Holds every change, record and file against its hash. Nothing is changed. */
    checkNotebook: async (localId: string, report: WorkReport): Promise<Result<NotebookReport>> => {
      const db = await notebooks.open(localId)
      if (!db.ok) return fail(db.error.message)
      const found = await checkNotebook(db.value, optionsOf(workTeller(report)))
      return found === null ? fail(cancelled) : ok(found)
    },
    /** Checks again and repairs what is found then, so that nothing is repaired that was put right meanwhile. */
    repairNotebook: async (localId: string, person: string, report: WorkReport): Promise<Result<Repaired>> => {
      const db = await notebooks.open(localId)
      if (!db.ok) return fail(db.error.message)
      const teller = workTeller(report)
      const found = await checkNotebook(db.value, optionsOf(teller))
      if (found === null) return fail(cancelled)
      if (!(await teller.announce({ step: 'storing', done: 0, of: found.damages.length, unit: 'records' }))) return fail(cancelled)
      const repaired = await repairNotebook(db.value, found.damages, null, systemContext(person))
      return repaired.ok ? repaired : fail(repaired.error.message)
    },
  }
}

function optionsOf({ signal, tell }: WorkTeller): CheckOptions {
  return { signal, onProgress: (unit, done, of) => { tell({ step: 'checking', done, of, unit }) } }
}
