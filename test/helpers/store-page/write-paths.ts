import { openSample } from '../../../renderer/app/notebook-files.ts'
import { createServices } from '../../../renderer/app/services.ts'
import { makeBackup } from '../../../renderer/app/backup-service.ts'
import { applyImport } from '../../../renderer/db/apply-import.ts'
import { storeAttachment } from '../../../renderer/db/attachments.ts'
import { dropDraft, keepDraft } from '../../../renderer/db/drafts.ts'
import { migrateRecords } from '../../../renderer/db/migrate-records.ts'
import { createNotebook } from '../../../renderer/db/open-notebook.ts'
import { redactRecord } from '../../../renderer/db/redact-record.ts'
import { repairNotebook } from '../../../renderer/db/repair-notebook.ts'
import { saveChangeset } from '../../../renderer/db/save-changeset.ts'
import { startStore } from '../../../renderer/db/start-store.ts'
import { undoChangeset } from '../../../renderer/db/undo-changeset.ts'
import { parseRecord } from '../../../shared/records/parse-record.ts'
import { ok, fail, type Result } from '../../../shared/util/result.ts'
import { batchOf, context, entry, localId, pageHost, pageNotebook, planOfNew, title, worker } from './page-notebook.ts'

/** A write transaction as the browser made it. */
export type SeenWrite = { readonly durability: string; readonly stores: readonly string[] }

/** What the browser says of every write transaction of this thread, from now on. */
export const watchWrites = `(() => {
  globalThis.seenWrites = []
  const original = IDBDatabase.prototype.transaction
  IDBDatabase.prototype.transaction = function (...args) {
    const transaction = original.apply(this, args)
    if (transaction.mode === 'readwrite') globalThis.seenWrites.push({ durability: transaction.durability, stores: [...transaction.objectStoreNames] })
    return transaction
  }
})()`

function must<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

/** Every way in which the window writes, by the file that does it. A new one is entered here; a test finds files that are missing. */
export async function windowWrites(): Promise<Readonly<Record<string, readonly SeenWrite[]>>> {
  const seen: Record<string, readonly SeenWrite[]> = {}
  const path = async <T>(file: string, write: () => Promise<T>): Promise<T> => {
    const done = await write()
    const writes: unknown = Reflect.get(globalThis, 'seenWrites')
    if (!Array.isArray(writes)) throw new Error('nobody watches')
    seen[file] = writes.splice(0) as SeenWrite[]
    return done
  }
  await path('renderer/db/start-store.ts', startStore)
  const db = await path('renderer/db/open-notebook.ts', pageNotebook)
  const first = must(await path('renderer/db/save-changeset.ts', () => saveChangeset(db, [entry(batchOf('one')), entry(batchOf('two'))], context)))
  const id = first.rows[0]?.id ?? ''
  must(await path('renderer/db/undo-changeset.ts', () => undoChangeset(db, first.changeset, context)))
  must(await path('renderer/db/drafts.ts', () => keepDraft(db, { recordId: id, kind: 'batch', base: null, content: {}, savedAt: context.now() })))
  must(await path('renderer/db/drafts.ts', () => dropDraft(db, id)))
  must(await path('renderer/db/attachments.ts', () => storeAttachment(db, new Blob(['a file']))))
  must(await path('renderer/db/apply-import.ts', () => applyImport(db, planOfNew([batchOf('imported')]), [], { takeTheirs: new Set(), source: { name: 'x.eln', sha256: 'a'.repeat(64) } }, context)))
  must(await path('renderer/db/redact-record.ts', () => redactRecord(db, 'batch', id, 'asked for', context)))
  must(await path('renderer/db/repair-notebook.ts', () => repairNotebook(db, [{ what: 'file', table: 'attachments', key: 'b'.repeat(64), reason: 'not there', repair: 'from a backup' }], null, context)))
  // On a notebook of its own, which is then one of a newer program.
  const old = await createNotebook({ localId: context.newId(), id: context.newId(), title: 'old', device: context.newId(), createdAt: context.now() })
  must(await saveChangeset(old, [entry(batchOf('old'))], context))
  must(await path('renderer/db/migrate-records.ts', () => migrateRecords(old, context, {
    to: 2,
    steps: [{ to: 2, name: 'nothing', explanation: 'a step of the test', upgrade: (record) => ({ ...record, note: 'migrated' }) }],
    parse: (value) => { const parsed = parseRecord(value); return parsed.ok ? parsed : fail('no record') },
  })))
  old.close()
  db.close()
  const host = await path('renderer/host/handle-store.ts', pageHost)
  const services = createServices(host)
  await path('renderer/app/services.ts', () => services.newNotebook('another'))
  must(await path('renderer/app/notebook-files.ts', () => openSample(services)))
  services.close()
  services.worker.end()
  return seen
}

/** Starts the data worker, so that it can be watched before it writes anything. */
export async function startWorker(): Promise<void> {
  await worker.call((api) => api.closeNotebook())
}

/** Every way in which the data worker writes. */
export async function workerWrites(): Promise<Result<null>> {
  const made = await makeBackup({ host: await pageHost(), worker, localId, title }, 'full')
  return made.ok ? ok(null) : made
}
