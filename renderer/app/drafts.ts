import { dropDraft, keepDraft } from '../db/drafts.ts'
import type { NotebookDb } from '../db/notebook-db.ts'
import type { Draft } from '../db/stored-row.ts'

/** Keeps what is being typed. A draft that cannot be kept is no reason to interrupt the typing; saving will say what is wrong. */
export async function keepTypedDraft(db: NotebookDb, draft: Draft): Promise<void> {
  await keepDraft(db, draft)
}

/** Throws away what was typed. */
export async function dropKeptDraft(db: NotebookDb, recordId: string): Promise<void> {
  await dropDraft(db, recordId)
}
