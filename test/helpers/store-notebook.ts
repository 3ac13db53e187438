import 'fake-indexeddb/auto'
import { createNotebook } from '../../renderer/db/open-notebook.ts'
import type { NotebookDb } from '../../renderer/db/notebook-db.ts'
import { saveChangeset, type RecordEdit, type SavedChangeset } from '../../renderer/db/save-changeset.ts'
import type { StoreContext } from '../../renderer/db/store-context.ts'
import { verifyChain, type ChainReport } from '../../shared/trust/verify-chain.ts'
import { uuidV7 } from '../../shared/util/ids.ts'
import { canonicalJson } from '../../shared/util/canonical-json.ts'
import { replayRecord } from '../../shared/trust/replay-record.ts'

let counter = 0

/** Ids that sort by the order in which they were asked for; no chance, so that a failure can be repeated. */
export function newId(): string {
  counter++
  const n = counter
  return uuidV7({ nowMs: () => 1_767_600_000_000 + n, randomBytes: (size) => new Uint8Array(size).map((_, i) => (n * 31 + i * 7) & 255) })
}

/** A person at the bench, with a clock that moves by a second at every look. */
export function bench(person = 'AB'): StoreContext {
  let seconds = 0
  return { person, newId, now: () => `2026-03-01T10:${String(Math.floor(seconds / 60) % 60).padStart(2, '0')}:${String(seconds++ % 60).padStart(2, '0')}+01:00` }
}

/** An empty notebook in memory. */
export function emptyNotebook(title = 'Cell lab'): Promise<NotebookDb> {
  return createNotebook({ localId: newId(), id: newId(), title, device: newId(), createdAt: '2026-03-01T09:00:00+01:00' })
}

/** Stores edits that must go through. */
export async function saved(db: NotebookDb, edits: readonly RecordEdit[], context: StoreContext = bench()): Promise<SavedChangeset> {
  const result = await saveChangeset(db, edits, context)
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

/** Every row must be what its revisions give, and every chain must verify. */
export async function storeReport(db: NotebookDb): Promise<{ readonly chain: ChainReport; readonly differences: readonly string[] }> {
  const revisions = (await db.revisions.toArray()).map((r) => r.revision)
  const differences: string[] = []
  const byRecord = new Map<string, typeof revisions>()
  for (const r of revisions) if (r.body !== undefined) byRecord.set(r.body.id, [...(byRecord.get(r.body.id) ?? []), r])
  const stored = new Map((await Promise.all(db.tables.filter((t) => !['revisions', 'attachments', 'drafts', 'meta', 'imports', 'quarantine'].includes(t.name)).map((t) => t.toArray()))).flat().map((row: { id: string; head: string; record: unknown }) => [row.id, row]))
  for (const [id, of] of byRecord) {
    const replay = replayRecord(of)
    const row = stored.get(id)
    differences.push(...replay.problems)
    if (replay.record === null && row === undefined) continue
    if (row === undefined) differences.push(`${id} has revisions and no row`)
    else if (canonicalJson(row.record) !== canonicalJson(replay.record)) differences.push(`${id} is not what its revisions give`)
    else if (row.head !== replay.heads[0] || replay.heads.length !== 1) differences.push(`${id} stands at ${row.head}, its revisions at ${replay.heads.join(', ')}`)
  }
  for (const id of stored.keys()) if (!byRecord.has(id)) differences.push(`${id} has a row and no revisions`)
  return { chain: verifyChain(revisions), differences }
}
