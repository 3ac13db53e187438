import type { NameOfId } from '../../../shared/records/cell-text.ts'
import { cellText } from '../../../shared/records/cell-text.ts'
import { listFields } from '../../../shared/records/list-fields.ts'
import type { AnyRecord, RecordKind } from '../../../shared/records/record-kinds.ts'
import { recordTitle } from '../../../shared/records/record-title.ts'

/** A record as it is searched: what it is called, what it says, and what the records it points at are called. */
export type SearchDocument = {
  readonly id: string
  readonly kind: RecordKind
  readonly title: string
  /** A few words of what it is, for the list of hits. */
  readonly description: string
  readonly words: string
  readonly linked: string
  readonly retired: boolean
  readonly simulated: boolean
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
/** Texts that say nothing to a person: identifiers, hashes, times of the computer, what is sealed. */
const silent: ReadonlySet<string> = new Set(['kind', 'id', 'recordedAt', 'recordedBy', 'sha256', 'salt', 'ciphertext', 'commitment'])

/** @param refs ids of the records it points at. @param columns pointers of the fields that describe its kind. */
export function searchDocument(record: AnyRecord, refs: readonly string[], nameOf: NameOfId, columns: readonly string[]): SearchDocument {
  const words = new Set<string>()
  collect(record, words)
  const title = recordTitle(record, nameOf)
  const fields = columns.flatMap((pointer) => listFields(record.kind).find((f) => f.pointer === pointer) ?? [])
  return {
    id: record.id, kind: record.kind, title,
    description: fields.map((f) => cellText(record, f, nameOf)).filter((t) => t !== '' && t !== title).join(' \u00b7 '),
    words: [...words].join('\n'),
    linked: [...new Set(refs.flatMap((id) => nameOf(id) ?? []))].join('\n'),
    retired: record.retired !== undefined, simulated: record.origin?.type === 'simulated',
  }
}

/** Every text of a record, each once: a plate says "sample" ninety times. */
function collect(value: unknown, into: Set<string>): void {
  if (typeof value === 'string') {
    if (!uuid.test(value)) into.add(value)
    return
  }
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) if (!silent.has(key)) collect(inner, into)
}
