import { taggedHash } from './tagged-hash.ts'
import type { RecordLike } from './record-like.ts'

/** Hash of one record as it stands: SHA-256 over `stromabook/record/1`, line feed, canonical JSON. Throws where there is no canonical JSON. */
export function recordHash(record: RecordLike): string {
  return taggedHash('stromabook/record/1', record)
}
