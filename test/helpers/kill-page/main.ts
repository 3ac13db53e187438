// Mixed work on a notebook in a real browser, to be killed at any moment; it tells what was acknowledged before it goes on.
import { applyImport } from '../../../renderer/db/apply-import.ts'
import { storeAttachment } from '../../../renderer/db/attachments.ts'
import type { NotebookDb } from '../../../renderer/db/notebook-db.ts'
import { createNotebook, openNotebook } from '../../../renderer/db/open-notebook.ts'
import { saveChangeset } from '../../../renderer/db/save-changeset.ts'
import type { StoreContext } from '../../../renderer/db/store-context.ts'
import { undoChangeset } from '../../../renderer/db/undo-changeset.ts'
import { parseRecord } from '../../../shared/records/parse-record.ts'
import { recordKinds, type AnyRecord } from '../../../shared/records/record-kinds.ts'
import { canonicalJson } from '../../../shared/util/canonical-json.ts'
import { replayRecord } from '../../../shared/trust/replay-record.ts'
import { verifyChain } from '../../../shared/trust/verify-chain.ts'
import { uuidV7 } from '../../../shared/util/ids.ts'

/** Put into the page by the campaign. */
declare const acknowledge: (hashes: readonly string[], files: readonly string[]) => Promise<void>
const newId = (): string => uuidV7({ nowMs: () => Date.now(), randomBytes: (n) => crypto.getRandomValues(new Uint8Array(n)) })
const now = (): string => new Date().toISOString().replace('Z', '+00:00')
const context: StoreContext = { now, newId, person: 'worker' }
const localId = '0190c000-0000-7000-8000-000000000001'

async function notebook(): Promise<NotebookDb> {
  const opened = await openNotebook(localId)
  if (opened.ok) return opened.value
  if (opened.error.kind !== 'not-there') throw new Error(opened.error.message)
  return createNotebook({ localId, id: newId(), title: 'killed', device: newId(), createdAt: now() })
}

function batch(note: string, id = newId()): AnyRecord {
  const parsed = parseRecord({ kind: 'batch', id, code: id, recordedAt: now(), source: { type: 'cell-line', name: 'line' }, note })
  if (!parsed.ok) throw new Error('no batch')
  return parsed.value
}

/** One random piece of work; afterwards the acknowledged revisions are told. */
async function work(db: NotebookDb, n: number): Promise<void> {
  const rows = await db.rows('batch').limit(40).toArray()
  const row = rows[Math.floor(Math.random() * rows.length)]
  const dice = Math.random()
  if (row === undefined || dice < 0.3) return tell(await saveChangeset(db, [{ record: batch(`new ${String(n)}`), base: null }], context))
  if (dice < 0.7) return tell(await saveChangeset(db, [{ record: { ...row.record, note: `changed ${String(n)} ${String(Math.random())}` }, base: row.head }], context))
  if (dice < 0.8) {
    const changeset = (await db.revisions.where('recordId').equals(row.id).last())?.changeset ?? ''
    return tell(await undoChangeset(db, changeset, context))
  }
  if (dice < 0.9) {
    const file = await storeAttachment(db, new Blob([crypto.getRandomValues(new Uint8Array(60_000))]))
    return file.ok ? acknowledge([], [file.value.sha256]) : undefined
  }
  const many = Array.from({ length: 60 }, () => batch(`imported ${String(n)}`))
  const plan = { items: many.map((theirs) => ({ standing: 'new' as const, id: theirs.id, kind: theirs.kind, theirs, ours: undefined, theirHead: undefined })), revisions: [], problems: [] }
  const imported = await applyImport(db, plan, [], { takeTheirs: new Set(), source: { name: 'kill.eln', sha256: 'a'.repeat(64) } }, context)
  if (imported.ok) await acknowledge((await db.revisions.where('changeset').equals(imported.value.changeset).toArray()).map((r) => r.hash), [])
}

async function tell(saved: Awaited<ReturnType<typeof saveChangeset>>): Promise<void> {
  if (saved.ok) await acknowledge(saved.value.rows.map((r) => r.head), [])
}

/** Everything that must hold after a crash: chains, rows that follow from them, whole changesets, whole files. */
async function audit(): Promise<{ readonly hashes: readonly string[]; readonly files: readonly string[]; readonly wrong: readonly string[] }> {
  const db = await notebook()
  const stored = await db.revisions.toArray()
  const revisions = stored.map((r) => r.revision)
  const wrong = verifyChain(revisions).problems.map((p) => p.message)
  const rows = new Map((await Promise.all(recordKinds.map((kind) => db.rows(kind).toArray()))).flat().map((r) => [r.id, r]))
  const byRecord = grouped(revisions.filter((r) => r.body !== undefined), (r) => r.body?.id ?? '')
  for (const [id, of] of byRecord) {
    const replay = replayRecord(of)
    const row = rows.get(id)
    if (row === undefined || row.head !== replay.heads[0] || canonicalJson(row.record) !== canonicalJson(replay.record)) wrong.push(`${id} is not what its revisions give`)
  }
  for (const id of rows.keys()) if (!byRecord.has(id)) wrong.push(`${id} has no revision`)
  const imports = grouped(stored.filter((r) => r.revision.body?.action === 'import'), (r) => r.changeset ?? '')
  for (const [changeset, of] of imports) if (of.length !== 60) wrong.push(`the import ${changeset} is there by ${String(of.length)} of 60`)
  const files = await db.attachments.toArray()
  for (const f of files) if (f.size !== f.bytes.size) wrong.push(`the file ${f.sha256} is cut off`)
  db.close()
  return { hashes: stored.map((r) => r.hash), files: files.map((f) => f.sha256), wrong }
}

function grouped<T>(items: readonly T[], by: (item: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) groups.set(by(item), [...(groups.get(by(item)) ?? []), item])
  return groups
}

async function workUntilKilled(): Promise<never> {
  const db = await notebook()
  for (let n = 0; ; n++) await work(db, n)
}

Object.assign(globalThis, { audit, workUntilKilled })
