import type { RecordKind } from '../../../shared/records/record-kinds.ts'

/** Parts of the notebook as the navigation shows them. */
export type AreaId = 'batches' | 'assays' | 'experiments' | 'library' | 'settings'

/** Content of a form: plain JSON. */
export type FormContent = Readonly<Record<string, unknown>>

/** A kind from whose page this one is begun, and what a new record then starts with. */
export type Parent = { readonly kind: RecordKind; readonly blank: (parentId: string) => FormContent }

/** How codes of a kind are suggested: by a stem of their own, or by the code of the record they belong to. */
export type CodePattern = { readonly stem: string; readonly digits: number; readonly of?: RecordKind }

/**
 * What the pages say of one kind of record: names, place in the navigation, columns of its list, what a new one starts with. The fields
 * themselves are read off the schema; nothing here repeats them.
 */
export type KindDescription = {
  readonly noun: string
  readonly plural: string
  /** Address of its list; a record stands below it. */
  readonly path: string
  readonly area: AreaId
  /** Heading it stands under in its area; empty for the main kind of an area. */
  readonly group: string
  /** What it is, in one sentence for people new to the notebook. */
  readonly what: string
  /** What to do first where there is none yet. */
  readonly begin: string
  /** JSON pointers of the columns a list starts with, besides the name. */
  readonly columns: readonly string[]
  readonly code: CodePattern | null
  /** Fields a new one starts with, besides those the store fills in. */
  readonly blank: FormContent
  readonly parents: readonly Parent[]
  /** Fields the program fills in, so that no form asks for them. */
  readonly hidden?: readonly string[]
  /** There is at most one of it in a notebook. */
  readonly single?: boolean
}

/** Properties of a parent that holds the reference in a property of its own: `{ batchId }`. */
export function parent(kind: RecordKind, property: string): Parent {
  return { kind, blank: (id) => ({ [property]: id }) }
}
