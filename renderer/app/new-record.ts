import { useLiveQuery } from 'dexie-react-hooks'
import { useEffect, useRef } from 'react'
import { isRecordKind, type RecordKind } from '../../shared/records/record-kinds.ts'
import type { NotebookDb } from '../db/notebook-db.ts'
import { newSalt } from './clock.ts'
import type { FormContent } from './kinds/kind-description.ts'
import { kinds } from './kinds/kinds.ts'
import { useSession } from './services-context.ts'
import { suggestCode } from './suggest-code.ts'

/** What a new record is begun from: a record it belongs to ("passage:id"). */
export type BegunFrom = { readonly of?: string }

/** Fields a new record starts with; undefined while they are looked up. */
export function useStart(kind: RecordKind, from: BegunFrom): FormContent | undefined {
  const { db } = useSession()
  const { of } = from
  return useLiveQuery(() => startOf(db, kind, of === undefined ? {} : { of }), [db, kind, of])
}

/** Fields a new record starts with: those of its kind, those of the record it is begun from, and the next code. */
export async function startOf(db: NotebookDb, kind: RecordKind, { of }: BegunFrom): Promise<FormContent> {
  const { blank, code } = kinds[kind]
  const content = { ...blank, ...blankOf(kind, of) }
  const more = kind === 'passage' ? await passageStart(db, content) : kind === 'donor-private' ? { salt: newSalt() } : {}
  const start = { ...content, ...more }
  return code === null ? start : { ...start, code: await suggestCode(db, kind, start) }
}

/**
 * Keeps the code of a new record next to the record it belongs to: chosen later, or changed, it brings a new suggestion. A code that was typed
 * stays.
 */
export function useSuggestedCode(kind: RecordKind, isNew: boolean, content: FormContent, onChange: (content: FormContent) => void): void {
  const { db } = useSession()
  const { code } = content
  const of = kinds[kind].code?.of
  const parentId = of === undefined ? undefined : content[`${of}Id`]
  const suggested = useRef<unknown>(code)
  const latest = useRef({ content, onChange })
  useEffect(() => { latest.current = { content, onChange } })
  useEffect(() => {
    if (!isNew || of === undefined || typeof parentId !== 'string') return
    let isOver = false
    void suggestCode(db, kind, { [`${of}Id`]: parentId }).then((next) => {
      const now = latest.current
      if (isOver || (now.content['code'] !== suggested.current && now.content['code'] !== '') || next === now.content['code']) return
      suggested.current = next
      now.onChange({ ...now.content, code: next })
    })
    return () => { isOver = true }
  }, [db, kind, of, parentId, isNew])
}

function blankOf(kind: RecordKind, of: string | undefined): FormContent {
  const [parentKind, id] = of?.split(':') ?? []
  if (!isRecordKind(parentKind) || id === undefined) return {}
  return kinds[kind].parents.find((p) => p.kind === parentKind)?.blank(id) ?? {}
}

/** A passage begun from another, or from a vial, is of the same batch and has the next number; a batch's first one is P0. */
async function passageStart(db: NotebookDb, content: FormContent): Promise<FormContent> {
  const [before] = Object.keys(asObject(content['parents']))
  const [vialId] = Object.keys(asObject(content['thawedVials']))
  const vial = vialId === undefined ? undefined : await db.rows('vial').get(vialId)
  const bank = vial?.record.kind === 'vial' ? await db.rows('bank').get(vial.record.bankId) : undefined
  const fromId = before ?? (bank?.record.kind === 'bank' ? bank.record.passageId : undefined)
  const from = fromId === undefined ? undefined : await db.rows('passage').get(fromId)
  if (from?.record.kind === 'passage') return { batchId: from.record.batchId, number: from.record.number + 1, seededFrom: vial === undefined ? 'harvest' : 'thawed vial' }
  const { batchId } = content
  if (typeof batchId !== 'string') return {}
  const passages = (await db.rows('passage').where('refs').equals(batchId).toArray()).flatMap((r) => (r.record.kind === 'passage' && r.record.batchId === batchId && r.record.retired === undefined ? [r.record] : []))
  const last = passages.sort((a, b) => a.number - b.number).at(-1)
  return last === undefined ? { number: 0, seededFrom: 'tissue' } : { number: last.number + 1, seededFrom: 'harvest', parents: { [last.id]: { order: 1 } } }
}

function asObject(value: unknown): FormContent {
  return typeof value === 'object' && value !== null ? (value as FormContent) : {}
}
