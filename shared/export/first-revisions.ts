import type { AnyRecord } from '../records/record-kinds.ts'
import { recordSchemaVersion } from '../records/record-kinds.ts'
import { FIRST_PREV_HASH } from '../trust/envelope.ts'
import { makeRevision } from '../trust/make-revision.ts'
import type { Revision } from '../trust/revision.ts'
import { fail, ok, type Result } from '../util/result.ts'

export type FirstEntry = {
  /** New for every writer. */
  readonly device: string
  readonly changeset: string
  readonly person: string
  /** UTC with milliseconds, and the offset of the clock it was read from. */
  readonly at: string
  readonly offset: string
  readonly reason?: string
}

/** One "create" revision per record, chained in the given order: the history of records that have none yet. */
export function firstRevisions(records: readonly AnyRecord[], entry: FirstEntry): Result<readonly Revision[]> {
  const { device, ...meta } = entry
  const revisions: Revision[] = []
  let prevHash = FIRST_PREV_HASH
  for (const [i, record] of records.entries()) {
    const made = makeRevision({ device, seq: i + 1, prevHash }, { schema: recordSchemaVersion, ...meta }, { action: 'create', after: record })
    if (!made.ok) return fail(`${record.kind} ${record.id}: ${made.error}`)
    revisions.push(made.value)
    prevHash = made.value.envelope.hash
  }
  return ok(revisions)
}
