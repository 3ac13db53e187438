import { useLiveQuery } from 'dexie-react-hooks'
import { useEffect, useRef, useState } from 'react'
import { labListFields } from '../../shared/records/lab-form-fields.ts'
import { listFields, type ListField } from '../../shared/records/list-fields.ts'
import type { RecordKind } from '../../shared/records/record-kinds.ts'
import { plainQuery, type ListFilter, type ListPart, type ListQuery, type ListRow } from '../workers/lists/list-query.ts'
import { filterTests, titleColumn, type FilterTest } from '../workers/lists/list-query.ts'
import { useServices, useSession } from './services-context.ts'
import type { Services } from './services.ts'

/** What lists are asked with, for the pages. */
export type Query = ListQuery
export type Filter = ListFilter
export type Row = ListRow
export type Test = FilterTest
export const tests: readonly FilterTest[] = filterTests
export const nameColumn = titleColumn
export const queryOf = plainQuery

/** Rows are fetched in blocks of this many. */
const blockSize = 200

export type ListWindow = { readonly total: number; readonly matching: number; readonly rowAt: (index: number) => ListRow | undefined }

/**
 * Live window of a list: the rows between two places, fetched in blocks as they are looked at, so that ten thousand are no more work for the
 * window than two hundred. What was fetched stays in view until the next answer is there.
 */
export function useListWindow(query: ListQuery, first: number, last: number): ListWindow | undefined {
  const services = useServices()
  const { lists } = useSession()
  const changes = useListChanges(query.kind)
  const key = JSON.stringify([query, changes])
  const [blocks, setBlocks] = useState<{ readonly key: string; readonly parts: ReadonlyMap<number, ListPart> } | undefined>(undefined)
  const from = Math.floor(Math.max(0, first) / blockSize)
  const to = Math.floor(Math.max(0, last) / blockSize)
  const asked = useRef<{ readonly key: string; readonly blocks: Set<number> }>({ key: '', blocks: new Set() })
  useEffect(() => {
    if (asked.current.key !== key) asked.current = { key, blocks: new Set() }
    const { blocks: mine } = asked.current
    for (let block = from; block <= to; block++) {
      if (mine.has(block)) continue
      mine.add(block)
      void lists.part(query, block * blockSize, blockSize).then((part) => {
        // An answer to a question that was replaced meanwhile is dropped.
        if (asked.current.blocks !== mine) return
        setBlocks((before) => ({ key, parts: new Map([...(before?.key === key ? before.parts : []), [block, part]]) }))
      }, sayUnread(services))
    }
    // The key stands for the query.
  }, [lists, key, from, to])
  const any = blocks?.parts.values().next().value
  if (blocks === undefined || any === undefined) return undefined
  return { total: any.total, matching: any.matching, rowAt: (index) => blocks.parts.get(Math.floor(index / blockSize))?.rows[index % blockSize] }
}

/** Live rows of everything of a kind that is not retired, by name; undefined while they are read. */
export function useWholeList(kind: RecordKind, columns: readonly string[]): readonly ListRow[] | undefined {
  const services = useServices()
  const { lists } = useSession()
  const changes = useListChanges(kind)
  const [rows, setRows] = useState<readonly ListRow[] | undefined>(undefined)
  const key = JSON.stringify(columns)
  useEffect(() => {
    let isOver = false
    void lists.part(plainQuery(kind, columns), 0, Number.MAX_SAFE_INTEGER).then((part) => { if (!isOver) setRows(part.rows) }, sayUnread(services))
    return () => { isOver = true }
    // The key stands for the columns.
  }, [lists, kind, key, changes])
  return rows
}

/** A list that cannot be read says so; what is stored is not touched by it. */
function sayUnread({ notify, session }: Services): (error: unknown) => void {
  return (error) => {
    if (session.get() !== null) notify({ tone: 'error', title: 'The list could not be read', text: error instanceof Error ? error.message : String(error) })
  }
}

/** Counts how often the lists of a kind changed since the component was shown. */
function useListChanges(kind: RecordKind): number {
  const { lists } = useSession()
  const [changes, setChanges] = useState(0)
  useEffect(() => lists.onChanged((kinds) => { if (kinds.includes(kind)) setChanges((n) => n + 1) }), [lists, kind])
  return changes
}

/** Fields a list of a kind can show, the lab's own included. */
export function useListFields(kind: RecordKind): readonly ListField[] {
  const { db } = useSession()
  const own = useLiveQuery(async () => labListFields(kind, (await db.rows('field-definition').toArray()).flatMap((r) => (r.record.kind === 'field-definition' && r.record.retired === undefined ? [r.record] : []))), [db, kind])
  return [...listFields(kind), ...(own ?? [])]
}
