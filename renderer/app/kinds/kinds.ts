import { recordKinds, type RecordKind } from '../../../shared/records/record-kinds.ts'
import { assayKinds } from './assay-kinds.ts'
import { batchKinds } from './batch-kinds.ts'
import { experimentKinds } from './experiment-kinds.ts'
import type { AreaId, KindDescription } from './kind-description.ts'
import { libraryKinds } from './library-kinds.ts'

/** What the pages say of each kind of record. A kind without an entry does not compile. */
export const kinds: Readonly<Record<RecordKind, KindDescription>> = { ...batchKinds, ...assayKinds, ...experimentKinds, ...libraryKinds }

const inOrder = [batchKinds, assayKinds, experimentKinds, libraryKinds].flatMap((part) => Object.keys(part)).flatMap((name) => recordKinds.find((k) => k === name) ?? [])

/** Kinds of an area in the order in which it shows them. */
export function kindsOf(area: AreaId): readonly RecordKind[] {
  return inOrder.filter((kind) => kinds[kind].area === area)
}

/** Kinds of an area under their headings. */
export function groupsOf(area: AreaId): readonly { readonly title: string; readonly kinds: readonly RecordKind[] }[] {
  const titles = [...new Set(kindsOf(area).map((kind) => kinds[kind].group))]
  return titles.map((title) => ({ title, kinds: kindsOf(area).filter((kind) => kinds[kind].group === title) }))
}

/** Kind whose list stands at an address; undefined where there is none. */
export function kindAt(path: string): RecordKind | undefined {
  return recordKinds.find((kind) => kinds[kind].path === path)
}

/** Kinds that are begun on the page of a record of this kind, with what they start with. */
export function childKinds(kind: RecordKind): readonly RecordKind[] {
  return inOrder.filter((child) => kinds[child].parents.some((p) => p.kind === kind))
}

/** "Reagent lots": a noun or plural at the beginning of a line. */
export function capital(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`
}

/** Address of the list of a kind. */
export function listPath(kind: RecordKind): string {
  return `/${kinds[kind].path}`
}

/** Address of a record. */
export function recordPath(kind: RecordKind, id: string): string {
  return `/${kinds[kind].path}/${id}`
}
