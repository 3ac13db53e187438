import type { RevisionMeta } from '../../shared/trust/revision.ts'
import { splitInstant } from '../../shared/trust/split-instant.ts'
import { recordSchemaVersion } from '../../shared/records/record-kinds.ts'

/** Clock, identifiers and who is at the bench: what the store needs from outside, so that tests can hand in their own. */
export type StoreContext = {
  /** Time now, RFC 3339 with the offset of the computer's clock. */
  readonly now: () => string
  /** New UUIDv7. */
  readonly newId: () => string
  /** Id of the person record of who is at the bench, or a name where none is on record yet. */
  readonly person: string
}

/**
 * Who, when, with which schema and in which changeset a change was made.
 * @throws Error when the clock gives no RFC 3339 time: a fault of the program.
 */
export function metaOf(context: StoreContext, changeset: string, reason?: string): RevisionMeta {
  const instant = splitInstant(context.now())
  if (instant === null) throw new Error('the clock gave no time with an offset')
  return { schema: recordSchemaVersion, person: context.person, changeset, ...(reason === undefined ? {} : { reason }), at: instant.at, offset: instant.offset }
}
