import { draftOf, dropDraft, keepDraft } from '../db/drafts.ts'
import type { NotebookDb } from '../db/notebook-db.ts'
import type { Draft } from '../db/stored-row.ts'

/** Keeps what is being typed. A draft that cannot be kept is no reason to interrupt the typing; saving will say what is wrong. */
export async function keepTypedDraft(db: NotebookDb, draft: Draft): Promise<void> {
  underWay = keepDraft(db, draft)
  await underWay
}

/** The database may answer a question before it has done what was asked of it earlier. */
let underWay: Promise<unknown> = Promise.resolve()

/** Resolves when every draft handed over so far is kept: who opens what another tab has just left reads it after this. */
export async function draftsKept(): Promise<void> {
  await underWay
}

/** Throws away what was typed. */
export async function dropKeptDraft(db: NotebookDb, recordId: string): Promise<void> {
  await dropDraft(db, recordId)
}

/** What was last typed about a record as it stands at a revision; null where nothing was, or where the draft is of an older revision. */
export async function latestDraft(db: NotebookDb, recordId: string, base: string | null): Promise<Readonly<Record<string, unknown>> | null> {
  await draftsKept()
  const draft = await draftOf(db, recordId)
  return draft?.base === base && typeof draft.content === 'object' && draft.content !== null ? (draft.content as Readonly<Record<string, unknown>>) : null
}
