import { Dexie } from 'dexie'
import { isRecordKind } from '../../shared/records/record-kinds.ts'
import type { NotebookDb } from './notebook-db.ts'
import { feedEnd } from './record-feed.ts'
import type { StoredRow } from './stored-row.ts'

/** A record that was changed lately, when (UTC) and by whom. */
export type RecentChange = { readonly row: StoredRow; readonly at: string; readonly person: string }

/** Records changed last, each once, newest first. Only the ends of the chains are read. */
export async function recentChanges(db: NotebookDb, limit: number): Promise<readonly RecentChange[]> {
  const { chains } = await feedEnd(db)
  const ends = await Promise.all([...chains.keys()].map((device) => db.revisions.where('[device+seq]').between([device, Dexie.minKey], [device, Dexie.maxKey]).reverse().limit(limit * 4).toArray()))
  const bodies = ends.flat().flatMap((r) => r.revision.body ?? []).sort((a, b) => (a.at < b.at ? 1 : -1))
  const last = new Map<string, (typeof bodies)[number]>()
  for (const body of bodies) if (!last.has(body.id)) last.set(body.id, body)
  const found: RecentChange[] = []
  for (const body of last.values()) {
    if (found.length >= limit) break
    const row = isRecordKind(body.kind) ? await db.rows(body.kind).get(body.id) : undefined
    if (row !== undefined) found.push({ row, at: body.at, person: body.person })
  }
  return found
}
