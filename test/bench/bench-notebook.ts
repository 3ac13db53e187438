import { recordsOfBatch } from '../../shared/domain/results/record-graph.ts'
import { makeNotebook, type Notebook } from '../../shared/records/notebook.ts'
import type { AnyRecord } from '../../shared/records/record-kinds.ts'
import { buildSampleNotebook } from '../../shared/sample/build-sample-notebook.ts'

export type BenchNotebook = { readonly notebook: Notebook; readonly batchId: string; readonly facts: { readonly assays: number; readonly arms: number; readonly animals: number; readonly sessions: number } }

const assaysWanted = 3
const sessionsWanted = 20

/** The batch of the report bench: three assays, three arms of ten animals, twenty days of scores, made from the sample's Schurgers batch. */
export function benchNotebook(): BenchNotebook {
  const sample = makeNotebook(buildSampleNotebook())
  const batch = sample.all('batch').find((b) => b.code === 'SCH-WT')
  if (batch === undefined) throw new Error('the sample has no batch SCH-WT')
  const records: AnyRecord[] = [...recordsOfBatch(sample, batch.id)]
  const assays = records.filter((r) => r.kind === 'assay')
  const sessions = records.filter((r) => r.kind === 'scoring-session').sort((a, b) => a.day - b.day)
  const template = assays[0]
  const last = sessions.at(-1)
  if (template === undefined || last === undefined) throw new Error('the batch has no assay or no session')
  for (let n = assays.length; n < assaysWanted; n++) {
    records.push({ ...template, id: copyId(template.id, n), code: `${template.code}-${String(n)}` })
    for (const plate of records.filter((r) => r.kind === 'plate' && r.assayId === template.id)) if (plate.kind === 'plate') records.push({ ...plate, id: copyId(plate.id, n), code: `${plate.code}-${String(n)}`, assayId: copyId(template.id, n) })
  }
  for (let n = sessions.length; n < sessionsWanted; n++) records.push({ ...last, id: copyId(last.id, n), day: last.day + n - sessions.length + 1 })
  const notebook = makeNotebook(records)
  const experiment = notebook.all('experiment')[0]
  return { notebook, batchId: batch.id, facts: { assays: notebook.all('assay').length, arms: Object.keys(experiment?.arms ?? {}).length, animals: Object.keys(experiment?.animals ?? {}).length, sessions: notebook.all('scoring-session').length } }
}

function copyId(id: string, n: number): string {
  return `${id.slice(0, -2)}${(0xa0 + n).toString(16)}`
}
