import { useLiveQuery } from 'dexie-react-hooks'
import { recordKinds, type AnyRecord, type RecordKind, type RecordOf } from '../../shared/records/record-kinds.ts'
import { referencesOf } from '../../shared/records/references.ts'
import type { NotebookEntry } from '../db/notebook-registry.ts'
import { listNotebooks } from '../db/notebook-registry.ts'
import { referenceNames } from '../db/reference-names.ts'
import { recordHistory, type RecordHistory } from '../db/record-history.ts'
import type { Draft, StoredRow } from '../db/stored-row.ts'
import { draftsKept } from './drafts.ts'
import { useServices, useSession } from './services-context.ts'

/** A stored row whose record is known to be of one kind. */
export type RowOf<K extends RecordKind> = Omit<StoredRow, 'record'> & { readonly record: RecordOf<K> }

/** BM-2 before BM-10. */
const collator = new Intl.Collator('en', { numeric: true })

/** A record that points at another, with what it is called. */
export type LinkedRecord = { readonly record: AnyRecord; readonly name: string }

/** Live rows of one kind by code; undefined while they are read. Retired ones are left out unless asked for. */
export function useRows<K extends RecordKind>(kind: K, options: { readonly retired?: boolean } = {}): readonly RowOf<K>[] | undefined {
  const { db } = useSession()
  const retired = options.retired === true
  return useLiveQuery(async () => {
    const rows = await db.rows(kind).toArray()
    return rows.filter((r): r is StoredRow & RowOf<K> => r.record.kind === kind && (retired || r.record.retired === undefined)).sort((a, b) => ((a.code ?? a.id) < (b.code ?? b.id) ? -1 : 1))
  }, [db, kind, retired])
}

/** Live row of one record; undefined while it is read, null where it is not there. */
export function useRow<K extends RecordKind>(kind: K, id: string): RowOf<K> | null | undefined {
  const { db } = useSession()
  return useLiveQuery(async () => {
    const row = await db.rows(kind).get(id)
    return row !== undefined && isRowOf(row, kind) ? row : null
  }, [db, kind, id])
}

function isRowOf<K extends RecordKind>(row: StoredRow, kind: K): row is StoredRow & RowOf<K> {
  return row.record.kind === kind
}

/** Live rows of one kind that point at a record. */
export function useRowsPointingAt<K extends RecordKind>(kind: K, id: string): readonly RowOf<K>[] | undefined {
  const { db } = useSession()
  return useLiveQuery(async () => (await db.rows(kind).where('refs').equals(id).toArray()).filter((r) => isRowOf(r, kind)), [db, kind, id])
}

/** Live vials frozen from the harvests of passages. */
export function useVialsOfPassages(passages: readonly { readonly id: string }[]): readonly RecordOf<'vial'>[] {
  const { db } = useSession()
  const ids = passages.map((p) => p.id).join()
  return useLiveQuery(async () => {
    const banks = await db.rows('bank').where('refs').anyOf(ids.split(',')).primaryKeys()
    const vials = await db.rows('vial').where('refs').anyOf(banks).toArray()
    return vials.flatMap((r) => (r.record.kind === 'vial' && r.record.retired === undefined ? [r.record] : []))
  }, [db, ids]) ?? noVials
}

const noVials: readonly RecordOf<'vial'>[] = []

/** Live records of every kind that point at a record, retired ones included. */
export function useChildren(id: string): readonly LinkedRecord[] | undefined {
  const { db } = useSession()
  return useLiveQuery(async () => {
    const rows = (await Promise.all(recordKinds.map((kind) => db.rows(kind).where('refs').equals(id).toArray()))).flat()
    const names = await referenceNames(db, rows.map((r) => r.id))
    return rows.map(({ record }) => ({ record, name: names.get(record.id)?.name ?? record.id })).sort((a, b) => collator.compare(a.name, b.name))
  }, [db, id])
}

/** Live names and kinds of the records a record points at; undefined while they are read. */
export function useReferenceNames(row: { readonly refs: readonly string[] } | null | undefined): ReadonlyMap<string, { readonly name: string; readonly kind: RecordKind }> | undefined {
  const { db } = useSession()
  const refs = row?.refs ?? noRefs
  return useLiveQuery(() => referenceNames(db, refs), [db, refs])
}

const noRefs: readonly string[] = []

/** Live names of records of any kind; undefined while they are read. */
export function useNames(ids: readonly string[]): ReadonlyMap<string, { readonly name: string; readonly kind: RecordKind }> | undefined {
  const { db } = useSession()
  return useLiveQuery(() => referenceNames(db, ids), [db, ids.join()])
}

/** Live names of everything some records point at; undefined while they are read. */
export function useNamesOf(records: readonly AnyRecord[]): ReadonlyMap<string, { readonly name: string; readonly kind: RecordKind }> | undefined {
  const { db } = useSession()
  const ids = [...new Set(records.flatMap((r) => referencesOf(r).map((ref) => ref.to)))].sort()
  return useLiveQuery(() => referenceNames(db, ids), [db, ids.join()])
}

/** Live number of records of each kind, retired ones included. */
export function useCounts(): Readonly<Partial<Record<RecordKind, number>>> | undefined {
  const { db } = useSession()
  return useLiveQuery(async () => Object.fromEntries(await Promise.all(recordKinds.map(async (kind) => [kind, await db.rows(kind).count()] as const))), [db])
}

/** Live record at the end of a way of references that begins in a form; undefined while it is read or where the way breaks off. */
export function useRecordThrough(content: unknown, way: readonly { readonly at: readonly string[]; readonly kind: RecordKind }[]): AnyRecord | undefined {
  const { db } = useSession()
  const [first] = way
  const from = first === undefined ? undefined : idAt(content, first.at)
  return useLiveQuery(async () => {
    let at: AnyRecord | undefined
    for (const [i, { at: path, kind }] of way.entries()) {
      const id = i === 0 ? from : idAt(at, path)
      at = id === undefined ? undefined : (await db.rows(kind).get(id))?.record
    }
    return at
  }, [db, from, way])
}

function idAt(content: unknown, path: readonly string[]): string | undefined {
  let at = content
  for (const key of path) at = typeof at === 'object' && at !== null ? (at as Readonly<Record<string, unknown>>)[key] : undefined
  return typeof at === 'string' ? at : undefined
}

/** Live terms of the lab's own for a vocabulary. */
export function useLabTerms(vocabulary: string): readonly string[] {
  return (useRows('vocabulary-term') ?? []).map((r) => r.record).filter((t) => t.vocabulary === vocabulary).map((t) => t.term)
}

/** Live history of one record. */
export function useHistory(id: string): RecordHistory | undefined {
  const { db } = useSession()
  return useLiveQuery(() => recordHistory(db, id), [db, id])
}

/** Live draft of one record; null where there is none. */
export function useDraft(id: string): Draft | null | undefined {
  const { db } = useSession()
  return useLiveQuery(async () => (await db.drafts.get(id)) ?? null, [db, id])
}

/** Live drafts of records of a kind. */
export function useDraftsOfKind(kind: RecordKind): readonly Draft[] | undefined {
  const { db } = useSession()
  return useLiveQuery(async () => {
    await draftsKept()
    return db.drafts.filter((d) => d.kind === kind).toArray()
  }, [db, kind])
}

/** Live list of the notebooks of this installation. */
export function useNotebooks(): readonly NotebookEntry[] | undefined {
  const { registry } = useServices()
  return useLiveQuery(() => listNotebooks(registry), [registry])
}
