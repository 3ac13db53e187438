import type { Notebook } from './notebook.ts'
import { compareRecords, isOfKind } from './notebook.ts'
import { recordKinds, type AnyRecord, type RecordKind, type RecordOf } from './record-kinds.ts'
import { referencesOf, type Reference } from './references.ts'

/** A notebook that follows its records: a change costs as much as the changed records, whatever the notebook holds besides. */
export type LivingNotebook = {
  /** The view; it always shows the records as they are now. */
  readonly notebook: Notebook
  /** Adds records, or replaces those of the same ids. */
  readonly put: (records: readonly AnyRecord[]) => void
  readonly remove: (ids: readonly string[]) => void
}

/** Makes an empty one. Answers are those of makeNotebook over the same records. */
export function livingNotebook(): LivingNotebook {
  const byId = new Map<string, AnyRecord>()
  const byKind = new Map<RecordKind, Map<string, AnyRecord>>(recordKinds.map((kind) => [kind, new Map<string, AnyRecord>()]))
  const outgoing = new Map<string, readonly Reference[]>()
  const incoming = new Map<string, Map<string, Reference[]>>()
  // Made when asked for, thrown away when a record changes.
  const sorted = new Map<RecordKind, readonly AnyRecord[]>()
  let everything: readonly AnyRecord[] | undefined

  const unlink = (id: string): void => {
    for (const { to } of outgoing.get(id) ?? []) {
      const into = incoming.get(to)
      into?.delete(id)
      if (into?.size === 0) incoming.delete(to)
    }
    outgoing.delete(id)
  }
  const link = (record: AnyRecord): void => {
    const references = referencesOf(record)
    outgoing.set(record.id, references)
    for (const reference of references) {
      const into = incoming.get(reference.to) ?? new Map<string, Reference[]>()
      incoming.set(reference.to, into)
      const from = into.get(record.id)
      if (from === undefined) into.set(record.id, [reference])
      else from.push(reference)
    }
  }
  const forget = (id: string): void => {
    const old = byId.get(id)
    if (old === undefined) return
    unlink(id)
    byId.delete(id)
    byKind.get(old.kind)?.delete(id)
    sorted.delete(old.kind)
    everything = undefined
  }
  const listOf = (kind: RecordKind): readonly AnyRecord[] => {
    let list = sorted.get(kind)
    if (list === undefined) sorted.set(kind, (list = [...(byKind.get(kind)?.values() ?? [])].sort(compareRecords)))
    return list
  }
  return {
    put: (records) => {
      for (const record of records) {
        forget(record.id)
        byId.set(record.id, record)
        byKind.get(record.kind)?.set(record.id, record)
        sorted.delete(record.kind)
        link(record)
      }
      everything = undefined
    },
    remove: (ids) => { for (const id of ids) forget(id) },
    notebook: {
      get records() { return (everything ??= [...byId.values()]) },
      all<K extends RecordKind>(kind: K, options: { readonly retired?: boolean } = {}): readonly RecordOf<K>[] {
        return listOf(kind).filter((r): r is RecordOf<K> => isOfKind(r, kind) && (options.retired === true || r.retired === undefined))
      },
      get<K extends RecordKind>(kind: K, id: string | undefined): RecordOf<K> | undefined {
        const r = id === undefined ? undefined : byId.get(id)
        return r !== undefined && isOfKind(r, kind) ? r : undefined
      },
      find: (id) => byId.get(id),
      referencesFrom: (id) => outgoing.get(id) ?? [],
      referencesTo: (id) => [...(incoming.get(id)?.values() ?? [])].flat(),
    },
  }
}
