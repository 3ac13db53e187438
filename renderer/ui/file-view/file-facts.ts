import type { LoadedArchive } from '../../../shared/export/load-archive.ts'
import { recordKinds, type RecordKind } from '../../../shared/records/record-kinds.ts'

/** What is in a notebook file, for reading before anything is taken. */
export type FileFacts = {
  readonly counts: readonly { readonly kind: RecordKind; readonly count: number }[]
  /** Everybody who made changes: the printed name where the file has the person, and how many, first and last. */
  readonly people: readonly { readonly name: string; readonly changes: number; readonly first: string; readonly last: string }[]
  readonly withheld: number
}

/** Counts records by kind and changes by person. */
export function factsOf({ records, revisions }: LoadedArchive): FileFacts {
  const counts = recordKinds.flatMap((kind) => {
    const count = records.filter((r) => r.kind === kind).length
    return count === 0 ? [] : [{ kind, count }]
  })
  const names = new Map(records.flatMap((r) => (r.kind === 'person' ? [[r.id, r.printedName] as const] : [])))
  const people = new Map<string, { changes: number; first: string; last: string }>()
  let withheld = 0
  for (const { body } of revisions) {
    if (body === undefined) {
      withheld++
      continue
    }
    const name = names.get(body.person) ?? body.person
    const seen = people.get(name)
    if (seen === undefined) people.set(name, { changes: 1, first: body.at, last: body.at })
    else people.set(name, { changes: seen.changes + 1, first: body.at < seen.first ? body.at : seen.first, last: body.at > seen.last ? body.at : seen.last })
  }
  return { counts, people: [...people].map(([name, seen]) => ({ name, ...seen })).sort((a, b) => b.changes - a.changes), withheld }
}
