import { Dexie, liveQuery } from 'dexie'
import { recordKinds } from '../../shared/records/record-kinds.ts'
import type { NotebookDb } from './notebook-db.ts'
import type { StoredRow } from './stored-row.ts'

/** How far the revisions of a notebook were read: the last number of each chain, and how many there were in all. */
export type FeedPosition = { readonly chains: ReadonlyMap<string, number>; readonly revisions: number }

/** Rows that changed since a position. `whole`: these are all rows there are, and what is not among them is gone. */
export type FeedStep = { readonly rows: readonly StoredRow[]; readonly gone: readonly string[]; readonly position: FeedPosition; readonly whole: boolean }

/** Where nothing was read yet. */
export const feedStart: FeedPosition = { chains: new Map(), revisions: 0 }

/**
 * What changed since a position, in one transaction: rows are projections of revisions, so the new revisions say which rows to read. Where the
 * chains grew elsewhere than at their ends (an import may fill gaps) everything is read again.
 */
export async function readFeed(db: NotebookDb, since: FeedPosition): Promise<FeedStep> {
  const tables = [db.revisions, ...recordKinds.map((kind) => db.rows(kind))]
  return db.transaction('r', tables, async () => {
    const revisions = await db.revisions.count()
    const ends = await chainEnds(db)
    const position = { chains: ends, revisions }
    if (since.revisions === 0) return { rows: await everyRow(db), gone: [], position, whole: true }
    const added = (await Promise.all([...ends].map(([device, end]) => newerThan(db, device, since.chains.get(device) ?? -1, end)))).flat()
    if (since.revisions + added.length !== revisions) return { rows: await everyRow(db), gone: [], position, whole: true }
    const ids = [...new Set(added.flatMap((r) => r.recordId ?? []))]
    const rows = await rowsOf(db, ids)
    const there = new Set(rows.map((r) => r.id))
    return { rows, gone: ids.filter((id) => !there.has(id)), position, whole: false }
  })
}

/** Where the revisions end now, for those who read the rows they need themselves. */
export function feedEnd(db: NotebookDb): Promise<FeedPosition> {
  return db.transaction('r', db.revisions, async () => ({ revisions: await db.revisions.count(), chains: await chainEnds(db) }))
}

/** Last number of each chain. */
async function chainEnds(db: NotebookDb): Promise<ReadonlyMap<string, number>> {
  const ends = new Map<string, number>()
  let next = await db.revisions.orderBy('[device+seq]').first()
  while (next !== undefined) {
    const { device } = next
    const last = await db.revisions.where('[device+seq]').between([device, Dexie.minKey], [device, Dexie.maxKey]).last()
    ends.set(device, last?.seq ?? 0)
    next = await db.revisions.where('[device+seq]').above([device, Dexie.maxKey]).first()
  }
  return ends
}

function newerThan(db: NotebookDb, device: string, seq: number, end: number) {
  return seq >= end ? Promise.resolve([]) : db.revisions.where('[device+seq]').between([device, seq], [device, end], false, true).toArray()
}

async function everyRow(db: NotebookDb): Promise<readonly StoredRow[]> {
  return (await Promise.all(recordKinds.map((kind) => db.rows(kind).toArray()))).flat()
}

/** A revision names its record, not the table; a record lies in one of them. */
async function rowsOf(db: NotebookDb, ids: readonly string[]): Promise<readonly StoredRow[]> {
  const found = await Promise.all(recordKinds.map((kind) => db.rows(kind).bulkGet([...ids])))
  return found.flat().filter((row) => row !== undefined)
}

/** Calls back now and after every change of records or drafts, in whatever window or worker it was made. @returns a call that ends it. */
export function watchChanges(db: NotebookDb, onChange: () => void): () => void {
  const subscription = liveQuery(() => Promise.all([db.revisions.count(), db.drafts.toArray()])).subscribe({ next: onChange, error: onChange })
  return () => { subscription.unsubscribe() }
}
