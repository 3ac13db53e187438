import { isRecordKind, type RecordKind } from '../../shared/records/record-kinds.ts'
import { fail, ok, type Result } from '../../shared/util/result.ts'
import type { RecordChange } from '../../shared/trust/make-revision.ts'
import type { RevisionMeta } from '../../shared/trust/revision.ts'
import { appendRevisions, startNewChain } from './append-revisions.ts'
import { changeScope, type NotebookDb } from './notebook-db.ts'
import type { ImportItem, ImportPlan } from './plan-import.ts'
import { stateOf } from './save-changeset.ts'
import { metaOf, type StoreContext } from './store-context.ts'
import { problemOf, Refusal, type StoreProblem } from './store-problem.ts'
import { rowOf, type ImportEntry, type StoredAttachment, type StoredRow } from './stored-row.ts'

export type ImportChoices = {
  /** Ids of records changed in both places whose state in the file is to be taken. */
  readonly takeTheirs: ReadonlySet<string>
  readonly source: { readonly name: string; readonly sha256: string }
}

export type Imported = { readonly changeset: string; readonly taken: number; readonly left: number }

/**
 * Stores what a plan says, in one strict transaction: revisions, records, attachments, all or nothing. A file without history gives each record
 * an `import` revision of this copy; with history, the revisions come along and the record stands where they end. Of records changed in both
 * places, those chosen are taken by a merge; the others stay as they are here, with both histories kept. The whole is one changeset, and
 * undoChangeset takes it back as one.
 */
export async function applyImport(db: NotebookDb, plan: ImportPlan, attachments: readonly StoredAttachment[], choices: ImportChoices, context: StoreContext): Promise<Result<Imported, StoreProblem>> {
  const changeset = context.newId()
  const meta = metaOf(context, changeset, `import of ${choices.source.name}`)
  const taken = plan.items.filter((item) => item.theirs !== undefined && (item.standing === 'new' || item.standing === 'further' || (item.standing === 'apart' && choices.takeTheirs.has(item.id))))
  const erased = plan.items.filter((item) => item.standing === 'erased' && item.theirs === undefined)
  const asTheyAre = taken.filter(comesWithHistory)
  const log: ImportEntry = {
    changeset, person: meta.person, at: meta.at, offset: meta.offset, source: choices.source,
    withHistory: asTheyAre.map(({ kind, id, ours, theirHead }) => ({ kind, id, before: ours?.head ?? null, after: theirHead ?? '' })),
    taken: taken.length, left: plan.items.length - taken.length, refused: plan.refused, files: attachments.length,
  }
  try {
    const kinds: readonly RecordKind[] = plan.items.map((i) => i.kind).filter(isRecordKind)
    await db.transaction('rw', [...changeScope(db, kinds), db.attachments, db.imports], async () => {
      await refuseIfChanged(db, plan.items)
      if (plan.ownChainForks) await startNewChain(db, context, 'this copy was continued in another place as well')
      await db.revisions.bulkPut([...plan.revisions, ...plan.erase])
      await db.attachments.bulkPut([...attachments])
      await putRows(db, [...asTheyAre.flatMap(({ theirs, theirHead }) => (theirs === undefined ? [] : [rowOf(theirs, theirHead ?? '')])), ...(await writtenHere(db, taken.filter((item) => !comesWithHistory(item)), meta, choices))])
      for (const item of erased) if (isRecordKind(item.kind)) await db.rows(item.kind).delete(item.id)
      if (taken.length > 0) await db.imports.add(log)
    })
    return ok({ changeset, taken: log.taken, left: log.left })
  } catch (error) {
    return fail(problemOf(error, 'The import'))
  }
}

/** The revisions of the file lead to the record, and nothing has to be written here to stand where they end. */
function comesWithHistory(item: ImportItem): boolean {
  return item.theirHead !== undefined && item.standing !== 'apart'
}

/** Between preview and import somebody may have gone on working. */
async function refuseIfChanged(db: NotebookDb, items: readonly ImportItem[]): Promise<void> {
  for (const [kind, group] of grouped(items.filter((i) => isRecordKind(i.kind)), (i) => i.kind)) {
    if (!isRecordKind(kind)) continue
    const now = await db.rows(kind).bulkGet(group.map((i) => i.id))
    if (group.some((item, i) => now[i]?.head !== item.ours?.head)) throw new Refusal({ kind: 'stale', conflicts: [], message: 'Nothing was imported: the notebook was changed since the preview was made. Look at the preview again.' })
  }
}

/** Records for which this copy writes a revision: from a file without history, or brought together with what is here. */
async function writtenHere(db: NotebookDb, items: readonly ImportItem[], meta: RevisionMeta, choices: ImportChoices): Promise<readonly StoredRow[]> {
  const changes = items.flatMap((item): readonly { readonly meta: RevisionMeta; readonly change: RecordChange }[] => {
    const { theirs, ours, theirHead } = item
    if (theirs === undefined) return []
    if (ours === undefined) return [{ meta, change: { action: 'import', after: theirs, source: choices.source } }]
    if (theirHead !== undefined) return [{ meta, change: { action: 'merge', from: stateOf(ours), with: [theirHead], after: theirs } }]
    return [{ meta, change: { action: 'change', from: stateOf(ours), after: theirs } }]
  })
  if (changes.length === 0) return []
  const revisions = await appendRevisions(db, changes)
  return items.flatMap(({ theirs }, i) => (theirs === undefined ? [] : [rowOf(theirs, revisions[i]?.envelope.hash ?? '')]))
}

async function putRows(db: NotebookDb, rows: readonly StoredRow[]): Promise<void> {
  for (const [, group] of grouped(rows, (r) => r.record.kind)) {
    const [first] = group
    if (first !== undefined) await db.rows(first.record.kind).bulkPut(group)
  }
}

function grouped<T>(items: readonly T[], by: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(by(item))
    if (group === undefined) groups.set(by(item), [item])
    else group.push(item)
  }
  return groups
}

/** Imports of this notebook, the newest first. */
export async function listImports(db: NotebookDb): Promise<readonly ImportEntry[]> {
  return (await db.imports.toArray()).sort((a, b) => (a.at < b.at ? 1 : -1))
}
