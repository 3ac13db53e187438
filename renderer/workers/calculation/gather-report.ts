import { recordsOfAssay, recordsOfBatch, recordsOfBatches, recordsOfExperiment } from '../../../shared/domain/results/record-graph.ts'
import { parseRecord } from '../../../shared/records/parse-record.ts'
import type { Notebook } from '../../../shared/records/notebook.ts'
import type { AnyRecord } from '../../../shared/records/record-kinds.ts'
import type { ReportSubject } from '../../../shared/export/report-subject.ts'
import type { Revision } from '../../../shared/trust/revision.ts'
import { assertNever } from '../../../shared/util/assert-never.ts'
import type { NotebookDb } from '../../db/notebook-db.ts'
import type { NotebookMemory } from './notebook-memory.ts'

/** Everything a report is made of, for the worker that makes it. */
export type Gathered = {
  /** Equal for equal content: a report made from the same state need not be made again. */
  readonly state: string
  readonly records: readonly AnyRecord[]
  readonly revisions: readonly Revision[]
  readonly notebookFacts: { readonly id: string; readonly name: string }
  /** Records that stand in it as they are being typed, not as they are stored. */
  readonly typed: readonly AnyRecord[]
}

export type GatherWanted = {
  readonly subject: ReportSubject
  readonly withTyped: boolean
  /** State of the report that is there; null where there is none. */
  readonly known: string | null
}

/**
 * Collects the records behind a report, as they are stored or as they would be with what is being typed. A form that is no complete record
 * yet stays out.
 * @returns null when they are those of `known`, so that nothing need be sent or made.
 */
export async function gatherReport(db: NotebookDb, memory: NotebookMemory, { subject, withTyped, known }: GatherWanted): Promise<Gathered | null> {
  await memory.catchUp()
  const drafts = withTyped ? await typedRecords(db) : []
  const records = memory.withDrafts(drafts, (notebook) => recordsBehind(notebook, subject))
  const texts = new Map(drafts.map((d) => [d.id, JSON.stringify(d)]))
  const state = JSON.stringify([subject, records.map((r) => texts.get(r.id) ?? memory.headOf(r.id))])
  if (state === known) return null
  const revisions = await db.revisions.where('recordId').anyOf(records.map((r) => r.id)).toArray()
  const facts = await db.meta.get('notebook')
  return {
    state,
    records,
    // In the order of a notebook file, so that the same report made from a file is the same.
    revisions: revisions.sort((a, b) => (a.device === b.device ? a.seq - b.seq : a.device < b.device ? -1 : 1)).map((r) => r.revision),
    typed: records.filter((r) => texts.has(r.id)),
    notebookFacts: facts?.name === 'notebook' ? { id: facts.value.id, name: facts.value.title } : { id: db.name, name: 'Notebook' },
  }
}

/** Drafts that would pass the one door as they are. */
async function typedRecords(db: NotebookDb): Promise<readonly AnyRecord[]> {
  return (await db.drafts.toArray()).flatMap(({ content }) => {
    const record = parseRecord(content)
    return record.ok ? [record.value] : []
  })
}

function recordsBehind(notebook: Notebook, subject: ReportSubject): readonly AnyRecord[] {
  switch (subject.kind) {
    case 'batch':
      return recordsOfBatch(notebook, subject.id)
    case 'assay':
      return recordsOfAssay(notebook, subject.id)
    case 'experiment':
      return recordsOfExperiment(notebook, subject.id)
    case 'comparison':
      return recordsOfBatches(notebook, subject.batchIds)
    default:
      return assertNever(subject)
  }
}
