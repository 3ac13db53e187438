import { makeBackup } from '../../../renderer/app/backup-service.ts'
import { applyImport } from '../../../renderer/db/apply-import.ts'
import { storeAttachment } from '../../../renderer/db/attachments.ts'
import { keepDraft } from '../../../renderer/db/drafts.ts'
import type { NotebookDb } from '../../../renderer/db/notebook-db.ts'
import { redactRecord } from '../../../renderer/db/redact-record.ts'
import { saveChangeset } from '../../../renderer/db/save-changeset.ts'
import type { StoredRow } from '../../../renderer/db/stored-row.ts'
import { undoChangeset } from '../../../renderer/db/undo-changeset.ts'
import { batchOf, context, entry, localId, pageHost, pageNotebook, planOfNew, title, worker } from './page-notebook.ts'

/** Put into the page by the campaign: what was stored for good, told after it was answered and before the work goes on. */
declare const acknowledge: (revisions: readonly string[], files: readonly string[], backups: readonly string[]) => Promise<void>

/** Records of one import; the audit knows the number. */
export const importedAtOnce = 60

const rowsToWorkOn = 40

async function someRow(db: NotebookDb): Promise<StoredRow | undefined> {
  const rows = await db.rows('batch').limit(rowsToWorkOn).toArray()
  return rows[Math.floor(Math.random() * rows.length)]
}

async function tell(saved: Awaited<ReturnType<typeof saveChangeset>>): Promise<void> {
  if (saved.ok) await acknowledge(saved.value.rows.map((r) => r.head), [], [])
}

/** One random piece of a person's work. Two of these run side by side, as two windows would; what is stale is simply not acknowledged. */
async function work(db: NotebookDb, n: number): Promise<void> {
  const row = await someRow(db)
  const dice = Math.random()
  if (row === undefined || dice < 0.3) return tell(await saveChangeset(db, [entry(batchOf(`new ${String(n)}`))], context))
  if (dice < 0.65) return tell(await saveChangeset(db, [{ record: { ...row.record, note: `changed ${String(n)} ${String(Math.random())}` }, base: row.head }], context))
  if (dice < 0.8) {
    const undone = await undoChangeset(db, (await db.revisions.where('recordId').equals(row.id).last())?.changeset ?? '', context)
    await tell(undone)
    if (undone.ok && Math.random() < 0.5) await tell(await undoChangeset(db, undone.value.changeset, context))
    return undefined
  }
  if (dice < 0.9) {
    const file = await storeAttachment(db, new Blob([crypto.getRandomValues(new Uint8Array(60_000))]))
    return file.ok ? acknowledge([], [file.value.sha256], []) : undefined
  }
  if (dice < 0.93) {
    await redactRecord(db, 'batch', row.id, 'asked for', context)
    return undefined
  }
  await keepDraft(db, { recordId: row.id, kind: 'batch', base: row.head, content: { note: 'half a wo' }, savedAt: context.now() })
}

/** One import of many new records, with a file. */
async function importMany(db: NotebookDb, n: number): Promise<void> {
  const plan = planOfNew(Array.from({ length: importedAtOnce }, () => batchOf(`imported ${String(n)}`)))
  const imported = await applyImport(db, plan, [], { takeTheirs: new Set(), source: { name: 'kill.eln', sha256: 'a'.repeat(64) } }, context)
  if (imported.ok) await acknowledge((await db.revisions.where('changeset').equals(imported.value.changeset).toArray()).map((r) => r.hash), [], [])
}

/** Mixed work, until somebody ends the browser: two people at it, imports, and one backup after the other by the data worker. */
export async function workUntilKilled(): Promise<void> {
  const db = await pageNotebook()
  const host = await pageHost()
  const forEver = async (one: (n: number) => Promise<void>): Promise<void> => {
    for (let n = 0; ; n++) await one(n)
  }
  await Promise.all([
    forEver((n) => work(db, n)),
    forEver((n) => work(db, n)),
    forEver((n) => importMany(db, n)),
    forEver(async () => {
      const made = await makeBackup({ host, worker, localId, title }, 'full')
      if (made.ok) await acknowledge([], [], [made.value.name])
    }),
  ])
}
