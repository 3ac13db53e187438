import { expose } from 'comlink'
import type { NotebookDb } from '../../db/notebook-db.ts'
import { openNotebook } from '../../db/open-notebook.ts'
import { watchChanges } from '../../db/record-feed.ts'
import type { CalculationApi } from './calculation-api.ts'
import { cultureAnswer } from './culture-answer.ts'
import { gatherLabels } from './gather-labels.ts'
import { gatherReport } from './gather-report.ts'
import { notebookMemory, type NotebookMemory } from './notebook-memory.ts'

// Calculates beside the page: holds the records of the open notebook in memory, so that an answer costs its own calculation and no more.

let opened: { readonly db: NotebookDb; readonly memory: NotebookMemory } | undefined

function notebook(): { readonly db: NotebookDb; readonly memory: NotebookMemory } {
  if (opened === undefined) throw new Error('the notebook is not open here')
  return opened
}

const api: CalculationApi = {
  open: async (localId, onChange) => {
    const db = await openNotebook(localId)
    if (!db.ok) return db.error.message
    opened = { db: db.value, memory: notebookMemory(db.value) }
    watchChanges(db.value, onChange)
    return null
  },
  share: (port) => { expose(api, port) },
  culture: async (batchId, typed) => {
    const { memory } = notebook()
    await memory.catchUp()
    return memory.withDrafts(typed, (now) => cultureAnswer(now, batchId))
  },
  gather: (wanted) => {
    const { db, memory } = notebook()
    return gatherReport(db, memory, wanted)
  },
  labels: (ids, withVials) => gatherLabels(notebook().memory, ids, withVials),
}

expose(api)
