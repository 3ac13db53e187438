import { Dexie } from 'dexie'
import { nextPosition, type ChainPosition } from '../../shared/trust/envelope.ts'
import { makeRevision, type RecordChange } from '../../shared/trust/make-revision.ts'
import type { Revision, RevisionMeta } from '../../shared/trust/revision.ts'
import type { NotebookDb } from './notebook-db.ts'
import type { StoreContext } from './store-context.ts'
import { Refusal } from './store-problem.ts'
import { revisionRow } from './stored-row.ts'

/** Id of this copy of the notebook; every restore or clone has its own. Call it inside a transaction that covers `meta`. */
export async function deviceOf(db: NotebookDb): Promise<string> {
  const entry = await db.meta.get('device')
  if (entry?.name !== 'device') throw new Refusal({ kind: 'damaged', message: 'The notebook does not say which copy it is. Nothing was stored. Restore the last backup into a new notebook.' })
  return entry.value.id
}

/** Where the next revision of a device goes. Call it inside a transaction that covers `revisions`. */
export async function chainEnd(db: NotebookDb, device: string): Promise<ChainPosition> {
  const last = await db.revisions.where('[device+seq]').between([device, Dexie.minKey], [device, Dexie.maxKey]).last()
  return nextPosition(device, last?.revision.envelope ?? null)
}

/**
 * Gives this copy a new device, whose chain starts at 1. Needed where its own chain turns out to have been continued elsewhere as well: two
 * writers of one chain could no longer be told apart. Call it inside a read-write transaction that covers `meta`.
 */
export async function startNewChain(db: NotebookDb, context: StoreContext, because: string): Promise<void> {
  await db.meta.put({ name: 'device', value: { id: context.newId(), since: context.now(), because } })
}

/**
 * Chains revisions for changes onto the end of this copy's chain and stores them. Call it inside a read-write transaction that covers
 * `revisions` and `meta`. Hashing is synchronous, because waiting for anything else would end the transaction.
 * @returns the revisions in the order of the changes. Throws Refusal when one cannot be made; the transaction is then taken back.
 */
export async function appendRevisions(db: NotebookDb, changes: readonly { readonly change: RecordChange; readonly meta: RevisionMeta }[]): Promise<readonly Revision[]> {
  const device = await deviceOf(db)
  let position = await chainEnd(db, device)
  const made: Revision[] = []
  for (const { change, meta } of changes) {
    const revision = makeRevision(position, meta, change)
    if (!revision.ok) throw new Refusal({ kind: revision.error.startsWith('nothing was changed') ? 'no-change' : 'failed', message: `The change was not stored: ${revision.error}.` })
    made.push(revision.value)
    position = nextPosition(device, revision.value.envelope)
  }
  await db.revisions.bulkAdd(made.map(revisionRow))
  return made
}
