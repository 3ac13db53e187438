import { useEffect, useState } from 'react'
import { recordKinds, type RecordKind } from '../../shared/records/record-kinds.ts'
import { onTablesChanged } from '../db/on-tables-changed.ts'
import type { Descriptions, SearchAnswer, SearchHit } from '../workers/search/search-service.ts'
import { kinds } from './kinds/kinds.ts'
import { useServices, useSession } from './services-context.ts'

export type Hit = SearchHit
export type Found = SearchAnswer & { readonly text: string }

const descriptions: Descriptions = Object.fromEntries(recordKinds.map((kind) => [kind, kinds[kind].columns.slice(0, 4)]))
const nothing: SearchAnswer = { hits: [], counts: {} }

/**
 * Live search over everything, in the data worker. The last answer stays until the next is there; undefined before the first.
 * @param only kind of the hits; null for all.
 */
export function useSearch(text: string, limit: number, only: RecordKind | null = null): Found | undefined {
  const services = useServices()
  const { db, entry } = useSession()
  const [found, setFound] = useState<Found | undefined>(undefined)
  const [changes, setChanges] = useState(0)
  useEffect(() => onTablesChanged(db, (tables) => { if (recordKinds.some((kind) => tables.has(kind))) setChanges((n) => n + 1) }), [db])
  useEffect(() => {
    let isOver = false
    const show = (answer: SearchAnswer): void => { if (!isOver) setFound({ ...answer, text }) }
    if (text.trim() === '') show(nothing)
    else services.worker.call(async (api) => api.search(entry.id, { text, limit, kinds: only === null ? null : [only] }, descriptions)).then((answer) => {
      if (answer.ok) show(answer.value)
      else if (!isOver) services.notify({ tone: 'error', title: 'Search does not answer', text: answer.error })
    }, (error: unknown) => { if (!isOver) services.notify({ tone: 'error', title: 'Search does not answer', text: error instanceof Error ? error.message : String(error) }) })
    return () => { isOver = true }
  }, [services, entry.id, text, limit, only, changes])
  return found
}
