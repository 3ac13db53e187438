import { expose } from 'comlink'
import { findingsOfBatch } from '../../../shared/domain/consistency/findings.ts'
import { phenotypeResults } from '../../../shared/domain/phenotype/phenotype.ts'
import { recordsOfBatch } from '../../../shared/domain/results/record-graph.ts'
import { makeNotebook } from '../../../shared/records/notebook.ts'
import type { NotebookDb } from '../../db/notebook-db.ts'
import { openNotebook } from '../../db/open-notebook.ts'
import { watchChanges } from '../../db/record-feed.ts'
import { attentionAnswer } from './attention-answer.ts'
import type { CalculationApi } from './calculation-api.ts'
import { custodyAnswer } from './custody-answer.ts'
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
  phenotype: async (batchId, typed) => {
    const { memory } = notebook()
    await memory.catchUp()
    return memory.withDrafts(typed, (now) => phenotypeResults(now, batchId))
  },
  custody: async (batchId) => {
    const { memory } = notebook()
    await memory.catchUp()
    return memory.withDrafts([], (now) => custodyAnswer(now, batchId))
  },
  findings: async (batchId) => {
    const { memory } = notebook()
    await memory.catchUp()
    return memory.withDrafts([], (now) => findingsOfBatch(makeNotebook(recordsOfBatch(now, batchId)), batchId))
  },
  attention: async (now) => {
    const { memory } = notebook()
    await memory.catchUp()
    return memory.withDrafts([], (there) => attentionAnswer(there, now))
  },
  gather: (wanted) => {
    const { db, memory } = notebook()
    return gatherReport(db, memory, wanted)
  },
  labels: (ids, withVials) => gatherLabels(notebook().memory, ids, withVials),
}

expose(api)
