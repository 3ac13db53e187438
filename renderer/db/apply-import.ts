import { isRecordKind, type RecordKind } from '../../shared/records/record-kinds.ts'
import { stubOf } from '../../shared/trust/revision.ts'
import { fail, ok, type Result } from '../../shared/util/result.ts'
import { appendRevisions } from './append-revisions.ts'
import { changeScope, type NotebookDb } from './notebook-db.ts'
import { erasedIn, type ImportItem, type ImportPlan } from './plan-import.ts'
import { stateOf } from './save-changeset.ts'
import { metaOf, type StoreContext } from './store-context.ts'
import { problemOf, Refusal, type StoreProblem } from './store-problem.ts'
import { rowOf, type StoredAttachment } from './stored-row.ts'

export type ImportChoices = {
  /** Ids of records changed in both places whose state in the file is to be taken. */
  readonly takeTheirs: ReadonlySet<string>
  readonly source: { readonly name: string; readonly sha256: string }
}

export type Imported = { readonly changeset: string; readonly taken: number; readonly left: number }

/**
 * Stores what a plan says, in one strict transaction: revisions, records, attachments, all or nothing. A file without history gives each record
 * an `import` revision of this copy; with history, the revisions come along and the record stands where they end. Of records changed in both
 * places, those chosen are taken by a merge; the others stay as they are here, with both histories kept.
 */
export async function applyImport(db: NotebookDb, plan: ImportPlan, attachments: readonly StoredAttachment[], choices: ImportChoices, context: StoreContext): Promise<Result<Imported, StoreProblem>> {
  const changeset = context.newId()
  const meta = metaOf(context, changeset, `import of ${choices.source.name}`)
  const taken = plan.items.filter((item) => item.theirs !== undefined && (item.standing === 'new' || item.standing === 'further' || (item.standing === 'apart' && choices.takeTheirs.has(item.id))))
  const erased = plan.items.filter((item) => item.standing === 'erased' && item.theirs === undefined)
  try {
    const kinds: readonly RecordKind[] = plan.items.map((i) => i.kind).filter(isRecordKind)
    await db.transaction('rw', [...changeScope(db, kinds), db.attachments], async () => {
      for (const item of taken) await refuseIfChanged(db, item)
      await db.revisions.bulkPut([...plan.revisions])
      await eraseBodies(db)
      await db.attachments.bulkPut([...attachments])
      for (const item of taken) await take(db, item, meta, choices)
      for (const item of erased) if (isRecordKind(item.kind)) await db.rows(item.kind).delete(item.id)
    })
    return ok({ changeset, taken: taken.length, left: plan.items.length - taken.length })
  } catch (error) {
    return fail(problemOf(error, 'The import'))
  }
}

/** Between preview and import somebody may have gone on working. */
async function refuseIfChanged(db: NotebookDb, item: ImportItem): Promise<void> {
  const now = item.theirs === undefined ? undefined : await db.rows(item.theirs.kind).get(item.id)
  if (now?.head !== item.ours?.head) throw new Refusal({ kind: 'stale', conflicts: [], message: 'Nothing was imported: the notebook was changed since the preview was made. Look at the preview again.' })
}

async function take(db: NotebookDb, item: ImportItem, meta: ReturnType<typeof metaOf>, choices: ImportChoices): Promise<void> {
  const { theirs, ours, theirHead } = item
  if (theirs === undefined) return
  const hasHistory = theirHead !== undefined
  if (hasHistory && item.standing !== 'apart') {
    await db.rows(theirs.kind).put(rowOf(theirs, theirHead))
    return
  }
  const change = ours === undefined
    ? { action: 'import', after: theirs, source: choices.source } as const
    : hasHistory
      ? { action: 'merge', from: stateOf(ours), with: [theirHead], after: theirs } as const
      : { action: 'change', from: stateOf(ours), after: theirs } as const
  const [revision] = await appendRevisions(db, [{ meta, change }])
  await db.rows(theirs.kind).put(rowOf(theirs, revision?.envelope.hash ?? ''))
}

/** What a redaction of either side erased is erased in both. */
async function eraseBodies(db: NotebookDb): Promise<void> {
  const all = await db.revisions.toArray()
  const erased = erasedIn(all.map((r) => r.revision))
  const still = all.filter((r) => erased.has(r.hash) && r.revision.body !== undefined)
  await db.revisions.bulkPut(still.map((r) => ({ ...r, revision: stubOf(r.revision) })))
}
