import type { ImportPlan } from '../../../renderer/db/plan-import.ts'
import type { NotebookDb } from '../../../renderer/db/notebook-db.ts'
import { createNotebook, openNotebook } from '../../../renderer/db/open-notebook.ts'
import { saveChangeset, type RecordEdit } from '../../../renderer/db/save-changeset.ts'
import { startStore } from '../../../renderer/db/start-store.ts'
import { systemContext } from '../../../renderer/db/system-clock.ts'
import { browserHost } from '../../../renderer/host/browser-host.ts'
import { dataWorker } from '../../../renderer/workers/data-worker-client.ts'
import { parseRecord } from '../../../shared/records/parse-record.ts'
import type { AnyRecord } from '../../../shared/records/record-kinds.ts'
import type { Host } from '../../../shared/host/host.ts'

export const context = systemContext('worker')
export const localId = '0190c000-0000-7000-8000-000000000001'
export const title = 'Killed lab'
export const worker = dataWorker()

/** The host of a plain browser; the campaign answers its question for a folder with one that the browser keeps for the page. */
export async function pageHost(): Promise<Host> {
  const host = browserHost('0.0.0')
  if ((await host.backups.name()) === null) {
    const chosen = await host.backups.choose()
    if (!chosen.ok) throw new Error(chosen.error.message)
  }
  return host
}

/** As the program does before it opens anything. */
const storeStarted = startStore()

/** The notebook of the page, made when it is not there yet; never where the browser says that it threw one away. */
export async function pageNotebook(): Promise<NotebookDb> {
  const { lost } = await storeStarted
  if (lost !== null) throw new Error(`the browser threw its databases away: ${lost}`)
  const opened = await openNotebook(localId)
  if (opened.ok) return opened.value
  if (opened.error.kind !== 'not-there') throw new Error(opened.error.message)
  return createNotebook({ localId, id: context.newId(), title, device: context.newId(), createdAt: context.now() })
}

/** A batch with a note. */
export function batchOf(note: string, id = context.newId()): AnyRecord {
  const parsed = parseRecord({ kind: 'batch', id, code: id, recordedAt: context.now(), source: { type: 'cell-line', name: 'line' }, note })
  if (!parsed.ok) throw new Error('no batch')
  return parsed.value
}

/** The edit that enters a new record. */
export function entry(record: AnyRecord): RecordEdit {
  return { record, base: null }
}

/** The plan of an import of new records without history. */
export function planOfNew(records: readonly AnyRecord[]): ImportPlan {
  const items = records.map((theirs) => ({ standing: 'new' as const, id: theirs.id, kind: theirs.kind, theirs, ours: undefined, theirHead: undefined }))
  return { items, revisions: [], erase: [], refused: 0, ownChainForks: false, problems: [] }
}

/** Enters new batches, one by one. @returns how many changes the notebook holds then. */
export async function enterBatches(count: number): Promise<number> {
  const db = await pageNotebook()
  for (let n = 0; n < count; n++) {
    const saved = await saveChangeset(db, [entry(batchOf(`entered ${String(n)}`))], context)
    if (!saved.ok) throw new Error(saved.error.message)
  }
  const all = await db.revisions.count()
  db.close()
  return all
}
