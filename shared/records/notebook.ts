import { referencesOf, type Reference } from './references.ts'
import { recordKinds, type AnyRecord, type RecordKind, type RecordOf } from './record-kinds.ts'

/** Read-only view over a set of records with the indexes that calculations need. */
export type Notebook = {
  readonly records: readonly AnyRecord[]
  /** Records of one kind in the order of their codes or ids; retired ones are left out unless asked for. */
  all<K extends RecordKind>(kind: K, options?: { readonly retired?: boolean }): readonly RecordOf<K>[]
  get<K extends RecordKind>(kind: K, id: string | undefined): RecordOf<K> | undefined
  find(id: string): AnyRecord | undefined
  referencesFrom(id: string): readonly Reference[]
  referencesTo(id: string): readonly Reference[]
}

/**
 * Builds the view. Records are expected to have passed parseRecord. Two records of one id: the first is kept; duplicates are reported
 * by the consistency check of the caller that still has both.
 */
export function makeNotebook(records: readonly AnyRecord[]): Notebook {
  const byId = new Map<string, AnyRecord>()
  for (const r of records) if (!byId.has(r.id)) byId.set(r.id, r)
  const unique = [...byId.values()]
  const byKind = new Map<RecordKind, AnyRecord[]>(recordKinds.map((k) => [k, []]))
  for (const r of unique) byKind.get(r.kind)?.push(r)
  for (const list of byKind.values()) list.sort(compareRecords)
  let outgoing: Map<string, readonly Reference[]> | undefined
  let incoming: Map<string, Reference[]> | undefined
  const link = (): { out: Map<string, readonly Reference[]>; into: Map<string, Reference[]> } => {
    if (outgoing === undefined || incoming === undefined) {
      outgoing = new Map(unique.map((r) => [r.id, referencesOf(r)]))
      incoming = new Map()
      for (const refs of outgoing.values()) {
        for (const ref of refs) {
          const list = incoming.get(ref.to)
          if (list === undefined) incoming.set(ref.to, [ref])
          else list.push(ref)
        }
      }
    }
    return { out: outgoing, into: incoming }
  }
  return {
    records: unique,
    all<K extends RecordKind>(kind: K, options: { readonly retired?: boolean } = {}): readonly RecordOf<K>[] {
      const list = byKind.get(kind) ?? []
      return list.filter((r): r is RecordOf<K> => isOfKind(r, kind) && (options.retired === true || r.retired === undefined))
    },
    get<K extends RecordKind>(kind: K, id: string | undefined): RecordOf<K> | undefined {
      const r = id === undefined ? undefined : byId.get(id)
      return r !== undefined && isOfKind(r, kind) ? r : undefined
    },
    find: (id) => byId.get(id),
    referencesFrom: (id) => link().out.get(id) ?? [],
    referencesTo: (id) => link().into.get(id) ?? [],
  }
}

/** Human code of a record where it has one, else its id. */
export function nameOf(record: AnyRecord): string {
  return 'code' in record ? record.code : record.id
}

/** True for a record of a kind. */
export function isOfKind<K extends RecordKind>(record: AnyRecord, kind: K): record is RecordOf<K> {
  return record.kind === kind
}

/** Order within a kind: by code where there is one, then by id. */
export function compareRecords(a: AnyRecord, b: AnyRecord): number {
  return compareText(sortName(a), sortName(b)) || compareText(a.id, b.id)
}

function sortName(r: AnyRecord): string {
  return 'code' in r ? r.code : ''
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
