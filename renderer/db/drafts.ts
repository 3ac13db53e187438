import { fail, ok, type Result } from '../../shared/util/result.ts'
import type { NotebookDb } from './notebook-db.ts'
import { problemOf, type StoreProblem } from './store-problem.ts'
import type { Draft } from './stored-row.ts'

/** Keeps what is being typed; one draft per record, the last one. Saving the record drops it. */
export async function keepDraft(db: NotebookDb, draft: Draft): Promise<Result<null, StoreProblem>> {
  try {
    await db.transaction('rw', db.drafts, () => db.drafts.put(draft))
    return ok(null)
  } catch (error) {
    return fail(problemOf(error, 'The draft'))
  }
}

/** Draft of a record, if somebody left one. */
export function draftOf(db: NotebookDb, recordId: string): Promise<Draft | undefined> {
  return db.drafts.get(recordId)
}

/** Every draft, the newest first. */
export async function allDrafts(db: NotebookDb): Promise<readonly Draft[]> {
  return (await db.drafts.toArray()).sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1))
}

/** Throws a draft away. */
export async function dropDraft(db: NotebookDb, recordId: string): Promise<Result<null, StoreProblem>> {
  try {
    await db.transaction('rw', db.drafts, () => db.drafts.delete(recordId))
    return ok(null)
  } catch (error) {
    return fail(problemOf(error, 'The draft'))
  }
}
