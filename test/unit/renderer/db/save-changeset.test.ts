import 'fake-indexeddb/auto'
import { IDBDatabase } from 'fake-indexeddb'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { allDrafts, keepDraft } from '../../../../renderer/db/drafts.ts'
import type { NotebookDb } from '../../../../renderer/db/notebook-db.ts'
import { recordHistory } from '../../../../renderer/db/record-history.ts'
import { saveChangeset } from '../../../../renderer/db/save-changeset.ts'
import { undoChangeset } from '../../../../renderer/db/undo-changeset.ts'
import type { AnyRecord } from '../../../../shared/records/record-kinds.ts'
import { batch, batchId, donor, donorId, passage } from '../../../helpers/culture-records.ts'
import { bench, emptyNotebook, saved, storeReport } from '../../../helpers/store-notebook.ts'

afterEach(() => { vi.restoreAllMocks() })

const sound = { chain: expect.objectContaining({ problems: [] }), differences: [] }
const created = (...records: readonly AnyRecord[]) => records.map((record) => ({ record, base: null }))
const rowOf = (db: NotebookDb, id: string) => db.rows('batch').get(id)

async function withBatch(): Promise<{ readonly db: NotebookDb; readonly head: string }> {
  const db = await emptyNotebook()
  await saved(db, created(donor(), batch()))
  return { db, head: (await rowOf(db, batchId))?.head ?? '' }
}

describe('saving', () => {
  it('stores records, their revisions and what they are looked up by, as one changeset', async () => {
    const { db } = await withBatch()
    expect((await rowOf(db, batchId))?.record).toEqual(batch())
    expect(await db.rows('batch').where('refs').equals(donorId).primaryKeys()).toEqual([batchId])
    expect(await db.rows('batch').where('code').equals('BM-1').count()).toBe(1)
    const revisions = await db.revisions.toArray()
    expect(revisions.map((r) => `${String(r.seq)} ${r.revision.body?.action ?? ''}`).sort()).toEqual(['1 create', '2 create'])
    expect(new Set(revisions.map((r) => r.changeset)).size).toBe(1)
    expect(await storeReport(db)).toMatchObject(sound)
  })

  it('every write transaction of the store is strict', async () => {
    const asked: (string | undefined)[] = []
    const original = IDBDatabase.prototype.transaction
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (this: InstanceType<typeof IDBDatabase>, ...args: Parameters<typeof original>) {
      if (args[1] === 'readwrite') asked.push(args[2]?.durability)
      return original.apply(this, args)
    })
    const { db, head } = await withBatch()
    await saved(db, [{ record: batch({ note: 'n' }), base: head }])
    await keepDraft(db, { recordId: batchId, kind: 'batch', base: null, content: {}, savedAt: '2026-03-01T10:00:00+01:00' })
    expect(asked.length).toBeGreaterThan(3)
    expect(new Set(asked)).toEqual(new Set(['strict']))
  })

  it('keeps who, when, why, before and after', async () => {
    const { db, head } = await withBatch()
    const result = await saveChangeset(db, [{ record: batch({ tissue: 'adipose tissue' }), base: head }], bench('CD'), 'mistyped')
    expect(result.ok).toBe(true)
    const { entries, heads } = await recordHistory(db, batchId)
    expect(entries.map((e) => [e.action, e.person, e.reason])).toEqual([['create', 'AB', undefined], ['change', 'CD', 'mistyped']])
    expect(entries[1]).toMatchObject({ at: '2026-03-01T09:00:00.000Z', offset: '+01:00', changes: [{ pointer: '/tissue', before: 'bone marrow', after: 'adipose tissue', what: 'changed' }] })
    expect(heads).toEqual([(await rowOf(db, batchId))?.head])
  })

  it('refuses what is no record, naming record, field and reason, and stores nothing of it', async () => {
    const db = await emptyNotebook()
    const wrong = { ...batch(), code: '' }
    const result = await saveChangeset(db, created(donor(), wrong), bench())
    expect(result).toMatchObject({ ok: false, error: { kind: 'refused', reasons: [{ kind: 'batch', field: '/code' }] } })
    expect(await db.revisions.count()).toBe(0)
  })

  it('refuses a change of nothing, the same record twice, and an empty change', async () => {
    const { db, head } = await withBatch()
    expect(await saveChangeset(db, [{ record: batch(), base: head }], bench())).toMatchObject({ ok: false, error: { kind: 'no-change' } })
    expect(await saveChangeset(db, [{ record: batch({ note: '1' }), base: head }, { record: batch({ note: '2' }), base: head }], bench())).toMatchObject({ ok: false, error: { kind: 'refused' } })
    expect(await saveChangeset(db, [], bench())).toMatchObject({ ok: false, error: { kind: 'refused' } })
    expect(await db.revisions.count()).toBe(2)
  })

  it('drops the draft of what was saved, and keeps the others', async () => {
    const { db, head } = await withBatch()
    const draft = (recordId: string) => ({ recordId, kind: 'batch', base: null, content: { code: 'x' }, savedAt: '2026-03-01T10:00:00+01:00' })
    await keepDraft(db, draft(batchId))
    await keepDraft(db, draft(donorId))
    await saved(db, [{ record: batch({ note: 'n' }), base: head }])
    expect((await allDrafts(db)).map((d) => d.recordId)).toEqual([donorId])
  })
})

describe('a stale save', () => {
  it('is not stored: the answer holds what it was, what it is and what was to be', async () => {
    const { db, head } = await withBatch()
    await saved(db, [{ record: batch({ tissue: 'synovium' }), base: head }], bench('CD'))
    const result = await saveChangeset(db, [{ record: batch({ note: 'mine' }), base: head }], bench())
    expect(result).toMatchObject({ ok: false, error: { kind: 'stale', message: expect.stringContaining('CD') } })
    if (result.ok || result.error.kind !== 'stale') throw new Error('expected a stale save')
    const [conflict] = result.error.conflicts
    expect(conflict?.base).toEqual(batch())
    expect(conflict?.current).toEqual(batch({ tissue: 'synovium' }))
    expect(conflict?.mine).toEqual(batch({ note: 'mine' }))
    expect((await rowOf(db, batchId))?.record).toEqual(batch({ tissue: 'synovium' }))
    await saved(db, [{ record: batch({ tissue: 'synovium', note: 'mine' }), base: conflict?.currentHead ?? '' }])
    expect(await storeReport(db)).toMatchObject(sound)
  })

  it('one of several takes the whole change back', async () => {
    const { db, head } = await withBatch()
    await saved(db, [{ record: batch({ note: 'n' }), base: head }])
    const result = await saveChangeset(db, [...created(passage(1)), { record: batch({ note: 'late' }), base: head }], bench())
    expect(result).toMatchObject({ ok: false, error: { kind: 'stale' } })
    expect(await db.rows('passage').count()).toBe(0)
    expect(await db.revisions.count()).toBe(3)
  })

  it('a new record under an id that exists is stale too', async () => {
    const { db } = await withBatch()
    expect(await saveChangeset(db, created(batch({ note: 'again' })), bench())).toMatchObject({ ok: false, error: { kind: 'stale' } })
  })

  it('of two saves at the same time from one state, one is stored and the other is stale', async () => {
    const { db, head } = await withBatch()
    const both = await Promise.all([saveChangeset(db, [{ record: batch({ note: 'a' }), base: head }], bench('A')), saveChangeset(db, [{ record: batch({ note: 'b' }), base: head }], bench('B'))])
    expect(both.map((r) => (r.ok ? 'stored' : r.error.kind)).sort()).toEqual(['stale', 'stored'])
    expect(await storeReport(db)).toMatchObject(sound)
  })
})

describe('undo', () => {
  it('puts every value of the changeset back, and undoing that is redo', async () => {
    const { db, head } = await withBatch()
    const change = await saved(db, [{ record: batch({ tissue: 'synovium', note: 'n' }), base: head }, ...created(passage(1))])
    const undone = await undoChangeset(db, change.changeset, bench())
    expect((await rowOf(db, batchId))?.record).toEqual(batch())
    expect((await db.rows('passage').toArray())[0]?.record.retired).toMatchObject({ reason: 'entry undone' })
    if (!undone.ok) throw new Error(undone.error.message)
    expect(await undoChangeset(db, undone.value.changeset, bench())).toMatchObject({ ok: true })
    expect((await rowOf(db, batchId))?.record).toEqual(batch({ tissue: 'synovium', note: 'n' }))
    expect((await db.rows('passage').toArray())[0]?.record.retired).toBeUndefined()
    expect(await db.revisions.count()).toBe(8)
    expect(await storeReport(db)).toMatchObject(sound)
  })

  it('keeps later changes of other fields', async () => {
    const { db, head } = await withBatch()
    const change = await saved(db, [{ record: batch({ tissue: 'synovium' }), base: head }])
    await saved(db, [{ record: batch({ tissue: 'synovium', note: 'later' }), base: change.rows[0]?.head ?? '' }])
    await undoChangeset(db, change.changeset, bench())
    expect((await rowOf(db, batchId))?.record).toEqual(batch({ note: 'later' }))
  })

  it('is not done where the same field was changed again, and says so', async () => {
    const { db, head } = await withBatch()
    const change = await saved(db, [{ record: batch({ tissue: 'synovium' }), base: head }])
    await saved(db, [{ record: batch({ tissue: 'placenta' }), base: change.rows[0]?.head ?? '' }])
    expect(await undoChangeset(db, change.changeset, bench())).toMatchObject({ ok: false, error: { message: expect.stringContaining('batch BM-1 was changed again in the same place') } })
    expect((await rowOf(db, batchId))?.record).toEqual(batch({ tissue: 'placenta' }))
  })

  it('of an unknown changeset says so', async () => {
    expect(await undoChangeset(await emptyNotebook(), 'none', bench())).toMatchObject({ ok: false, error: { kind: 'not-there' } })
  })
})
