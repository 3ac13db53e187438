import 'fake-indexeddb/auto'
import { expect, it } from 'vitest'
import { redactRecord } from '../../../../renderer/db/redact-record.ts'
import { saveChangeset } from '../../../../renderer/db/save-changeset.ts'
import { gatherReport } from '../../../../renderer/workers/calculation/gather-report.ts'
import { notebookMemory } from '../../../../renderer/workers/calculation/notebook-memory.ts'
import { parseRecord } from '../../../../shared/records/parse-record.ts'
import type { AnyRecord } from '../../../../shared/records/record-kinds.ts'
import { bench, emptyNotebook, newId, saved } from '../../../helpers/store-notebook.ts'

function batch(code: string, more: object = {}, id = newId()): AnyRecord {
  const parsed = parseRecord({ kind: 'batch', id, code, recordedAt: '2026-03-01T10:00:00+01:00', source: { type: 'cell-line', name: 'line' }, ...more })
  if (!parsed.ok) throw new Error(parsed.error.map((r) => r.reason).join())
  return parsed.value
}

it('follows what is stored: new, changed and erased records', async () => {
  const db = await emptyNotebook()
  const context = bench()
  const memory = notebookMemory(db)
  const codes = async (): Promise<readonly string[]> => {
    await memory.catchUp()
    return memory.withDrafts([], (notebook) => notebook.all('batch').map((b) => `${b.code} ${b.note ?? ''}`.trim()))
  }
  expect(await codes()).toEqual([])
  const one = batch('BM-1')
  await saved(db, [{ record: one, base: null }, { record: batch('BM-2'), base: null }], context)
  expect(await codes()).toEqual(['BM-1', 'BM-2'])
  const head = memory.headOf(one.id) ?? ''
  await saved(db, [{ record: { ...one, note: 'changed' }, base: head }], context)
  expect(await codes()).toEqual(['BM-1 changed', 'BM-2'])
  expect(memory.headOf(one.id)).not.toBe(head)
  expect((await redactRecord(db, 'batch', one.id, 'asked for', context)).ok).toBe(true)
  expect(await codes()).toEqual(['BM-2'])
  expect(memory.headOf(one.id)).toBeUndefined()
  db.close()
})

it('reads a chain that came from elsewhere, and everything again where a gap was filled', async () => {
  const db = await emptyNotebook()
  const other = await emptyNotebook()
  const records = ['F-1', 'F-2', 'F-3'].map((code) => batch(code))
  for (const record of records) await saved(other, [{ record, base: null }])
  const foreign = (await other.revisions.toArray()).sort((a, b) => a.seq - b.seq)
  const rows = await other.rows('batch').toArray()
  const take = async (places: readonly number[]): Promise<void> => {
    await db.revisions.bulkPut(places.flatMap((i) => foreign[i] ?? []))
    await db.rows('batch').bulkPut(rows.filter((r) => places.some((i) => foreign[i]?.recordId === r.id)))
  }
  const memory = notebookMemory(db)
  const codes = async (): Promise<readonly string[]> => {
    await memory.catchUp()
    return memory.withDrafts([], (notebook) => notebook.all('batch').map((b) => b.code))
  }
  await saved(db, [{ record: batch('OWN'), base: null }])
  await take([0])
  expect(await codes()).toEqual(['F-1', 'OWN'])
  await take([2])
  expect(await codes()).toEqual(['F-1', 'F-3', 'OWN'])
  await take([1])
  expect(await codes()).toEqual(['F-1', 'F-2', 'F-3', 'OWN'])
  db.close()
  other.close()
})

it('knows what was stored before it was asked, even while it is reading', async () => {
  const db = await emptyNotebook()
  const memory = notebookMemory(db)
  const first = memory.catchUp()
  await saved(db, [{ record: batch('LATE'), base: null }])
  await Promise.all([first, memory.catchUp()])
  expect(memory.withDrafts([], (notebook) => notebook.all('batch').map((b) => b.code))).toEqual(['LATE'])
  db.close()
})

it('shows records as they are typed, and nothing of them afterwards', async () => {
  const db = await emptyNotebook()
  const memory = notebookMemory(db)
  const one = batch('BM-1')
  await saved(db, [{ record: one, base: null }])
  await memory.catchUp()
  const typed = [{ ...one, note: 'typed' }, batch('BM-9')]
  expect(memory.withDrafts(typed, (notebook) => notebook.all('batch').map((b) => [b.code, b.note]))).toEqual([['BM-1', 'typed'], ['BM-9', undefined]])
  expect(() => memory.withDrafts(typed, () => { throw new Error('a calculation failed') })).toThrow('a calculation failed')
  expect(memory.withDrafts([], (notebook) => notebook.all('batch').map((b) => [b.code, b.note]))).toEqual([['BM-1', undefined]])
  db.close()
})

it('gathers a report again only where its own records changed', async () => {
  const db = await emptyNotebook()
  const memory = notebookMemory(db)
  const context = bench()
  const one = batch('BM-1')
  await saved(db, [{ record: one, base: null }], context)
  const subject = { kind: 'batch', id: one.id } as const
  const gather = (known: string | null, withTyped = true) => gatherReport(db, memory, { subject, withTyped, known })
  const first = await gather(null)
  expect(first?.records.map((r) => r.id)).toEqual([one.id])
  expect(first?.revisions).toHaveLength(1)
  expect(await gather(first?.state ?? '')).toBeNull()
  await saved(db, [{ record: batch('BM-2'), base: null }], context)
  expect(await gather(first?.state ?? '')).toBeNull()
  await db.drafts.put({ recordId: one.id, kind: 'batch', base: memory.headOf(one.id) ?? null, content: { ...one, code: '' }, savedAt: '' })
  expect(await gather(first?.state ?? '')).toBeNull()
  await db.drafts.put({ recordId: one.id, kind: 'batch', base: memory.headOf(one.id) ?? null, content: { ...one, note: 'typed' }, savedAt: '' })
  const second = await gather(first?.state ?? '')
  expect(second?.typed).toEqual([{ ...one, note: 'typed' }])
  expect(await gather(first?.state ?? '', false)).toBeNull()
  expect((await saveChangeset(db, [{ record: { ...one, note: 'typed' }, base: memory.headOf(one.id) ?? null }], context)).ok).toBe(true)
  const third = await gather(second?.state ?? '')
  expect(third?.typed).toEqual([])
  expect(third?.revisions).toHaveLength(2)
  db.close()
})
