import { isRecordKind } from '../../shared/records/record-kinds.ts'
import { stubOf } from '../../shared/trust/revision.ts'
import { fail, ok, type Result } from '../../shared/util/result.ts'
import { appendRevisions } from './append-revisions.ts'
import { changeScope, type NotebookDb } from './notebook-db.ts'
import { metaOf, type StoreContext } from './store-context.ts'
import { problemOf, Refusal, type StoreProblem } from './store-problem.ts'
import type { StoredRevision } from './stored-row.ts'

/**
 * Erases what a record held, now and earlier: the bodies of its revisions go, their hashes stay, and a revision says who did it and why.
 * The chain still verifies. Files that were attached are not touched.
 * @param reason required: a redaction without one is not done.
 */
export async function redactRecord(db: NotebookDb, kind: string, id: string, reason: string, context: StoreContext): Promise<Result<{ readonly erased: number }, StoreProblem>> {
  if (!isRecordKind(kind)) return fail({ kind: 'not-there', message: `There is no kind of record called ${kind}.` })
  try {
    const erased = await db.transaction('rw', changeScope(db, [kind]), async () => {
      const row = await db.rows(kind).get(id)
      if (row === undefined) throw new Refusal({ kind: 'not-there', message: 'The record is not in the notebook, so nothing was erased.' })
      const old = await db.revisions.where('recordId').equals(id).toArray()
      const withBody = old.filter((r) => r.revision.body !== undefined && r.revision.body.action !== 'redact')
      await appendRevisions(db, [{ meta: metaOf(context, context.newId(), reason), change: { action: 'redact', kind, id, parents: [row.head], redacts: withBody.map((r) => r.hash), after: null } }])
      await db.revisions.bulkPut(withBody.map(erasedRow))
      await db.rows(kind).delete(id)
      await db.drafts.delete(id)
      return withBody.length
    })
    return ok({ erased })
  } catch (error) {
    return fail(problemOf(error, 'The redaction'))
  }
}

/** Which record and changeset a stub belonged to is known from the redaction that names it, and stays for looking it up. */
function erasedRow(row: StoredRevision): StoredRevision {
  return { ...row, revision: stubOf(row.revision) }
}
