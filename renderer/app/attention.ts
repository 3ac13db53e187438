import { useLiveQuery } from 'dexie-react-hooks'
import { useEffect, useState } from 'react'
import { isRecordKind, type RecordKind } from '../../shared/records/record-kinds.ts'
import { recordTitle } from '../../shared/records/record-title.ts'
import { recentChanges } from '../db/recent-changes.ts'
import { referenceNames } from '../db/reference-names.ts'
import type { AttentionAnswer } from '../workers/calculation/attention-answer.ts'
import { now } from './clock.ts'
import { useNotebookWorkers } from './notebook-workers.ts'
import { useObservable } from './observable.ts'
import { useSession } from './services-context.ts'

export type Attention = AttentionAnswer
export type AttentionState = { readonly type: 'looking' } | { readonly type: 'found'; readonly answer: AttentionAnswer } | { readonly type: 'failed'; readonly reason: string }

/** A pause in the changes after which the notebook is looked over again. */
const pauseMs = 600

/** What needs attention, looked for in a worker and again after each change. The last answer stays while the next is made. */
export function useAttention(): AttentionState {
  const workers = useNotebookWorkers()
  const changes = useObservable(workers.changes)
  const [state, setState] = useState<AttentionState>({ type: 'looking' })
  useEffect(() => {
    let isOver = false
    const timer = setTimeout(() => {
      workers.overview.then((api) => api.attention(now().slice(0, 16))).then(
        (answer) => { if (!isOver) setState({ type: 'found', answer }) },
        (error: unknown) => { if (!isOver) setState({ type: 'failed', reason: error instanceof Error ? error.message : String(error) }) },
      )
    }, changes < 2 ? 0 : pauseMs)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [workers, changes])
  return state
}

export type NamedChange = { readonly id: string; readonly kind: RecordKind; readonly name: string; readonly at: string; readonly person: string }

/** Live: records changed last, with who did it. */
export function useRecentChanges(limit: number): readonly NamedChange[] | undefined {
  const { db } = useSession()
  return useLiveQuery(async () => {
    const changes = await recentChanges(db, limit)
    const names = await referenceNames(db, [...new Set(changes.flatMap((c) => [...c.row.refs, c.person]))])
    return changes.map(({ row, at, person }) => ({ id: row.id, kind: row.record.kind, name: recordTitle(row.record, (id) => names.get(id)?.name), at, person: names.get(person)?.name ?? person }))
  }, [db, limit])
}

export type NamedDraft = { readonly id: string; readonly kind: RecordKind; readonly name: string; readonly isNew: boolean; readonly savedAt: string }

/** Live: what was typed and not saved. */
export function useDrafts(): readonly NamedDraft[] | undefined {
  const { db } = useSession()
  return useLiveQuery(async () => (await db.drafts.toArray()).flatMap((d): readonly NamedDraft[] => {
    if (!isRecordKind(d.kind)) return []
    const code = typeof d.content === 'object' && d.content !== null && 'code' in d.content && typeof d.content.code === 'string' ? d.content.code : ''
    return [{ id: d.recordId, kind: d.kind, name: code, isNew: d.base === null, savedAt: d.savedAt }]
  }).sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1)), [db])
}
