import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import { storeAttachment } from '../../../../renderer/db/attachments.ts'
import { checkNotebook } from '../../../../renderer/db/check-notebook.ts'
import type { NotebookReport } from '../../../../renderer/db/notebook-damage.ts'
import type { NotebookDb } from '../../../../renderer/db/notebook-db.ts'
import { listQuarantine, repairNotebook } from '../../../../renderer/db/repair-notebook.ts'
import type { StoredRevision, StoredRow } from '../../../../renderer/db/stored-row.ts'
import { verifyChain } from '../../../../shared/trust/verify-chain.ts'
import { batch, batchId, donor, donorId } from '../../../helpers/culture-records.ts'
import { bench, emptyNotebook, saved, storeReport } from '../../../helpers/store-notebook.ts'

const sound = { chain: expect.objectContaining({ problems: [] }), differences: [] }

async function worked(): Promise<NotebookDb> {
  const db = await emptyNotebook()
  const first = await saved(db, [{ record: donor(), base: null }, { record: batch(), base: null }])
  await saved(db, [{ record: batch({ note: 'second look' }), base: first.rows[1]?.head ?? '' }])
  return db
}

async function check(db: NotebookDb): Promise<NotebookReport> {
  const report = await checkNotebook(db)
  if (report === null) throw new Error('the check was cancelled')
  return report
}

async function repair(db: NotebookDb, healer: Parameters<typeof repairNotebook>[2] = null) {
  const done = await repairNotebook(db, (await check(db)).damages, healer, bench())
  if (!done.ok) throw new Error(done.error.message)
  return done.value
}

const batchRow = async (db: NotebookDb): Promise<StoredRow> => {
  const row = await db.rows('batch').get(batchId)
  if (row === undefined) throw new Error('no batch')
  return row
}

describe('a check', () => {
  it('finds nothing in a sound notebook, and counts what it looked at', async () => {
    const db = await worked()
    await storeAttachment(db, new Blob(['micrograph']))
    expect(await check(db)).toEqual({ records: 2, revisions: 3, files: 1, devices: 1, damages: [], codes: new Map() })
  })

  it('can be cancelled', async () => {
    expect(await checkNotebook(await worked(), { signal: { aborted: true } })).toBeNull()
  })
})

describe('a damaged record', () => {
  it.each([
    ['is no record', (row: StoredRow) => ({ ...row, record: { kind: 'batch', id: batchId } }), 'it is no record'],
    ['was altered', (row: StoredRow) => ({ ...row, record: { ...row.record, note: 'forged' } }), 'not what its history gives'],
    ['stands at an unknown change', (row: StoredRow) => ({ ...row, head: 'f'.repeat(64) }), 'not in its history'],
  ])('that %s is named, kept in quarantine and rebuilt', async (_what, damage, reason) => {
    const db = await worked()
    const before = await batchRow(db)
    const row = damage(before)
    await db.table('batch').put(row)
    const { damages, codes } = await check(db)
    expect(damages).toMatchObject([{ what: 'record', table: 'batch', key: batchId, reason: expect.stringContaining(reason), repair: 'rebuild' }])
    expect([...codes]).toEqual([[batchId, 'BM-1']])
    expect(await repair(db)).toMatchObject({ done: [{ outcome: 'rebuilt' }], lost: [] })
    expect(await batchRow(db)).toEqual(before)
    expect(await listQuarantine(db)).toMatchObject([{ table: 'batch', key: batchId, row }])
    expect((await check(db)).damages).toEqual([])
    expect(await storeReport(db)).toMatchObject(sound)
  })

  it('that is missing is made again', async () => {
    const db = await worked()
    const before = await batchRow(db)
    await db.rows('batch').delete(batchId)
    expect((await check(db)).damages).toMatchObject([{ reason: expect.stringContaining('missing'), repair: 'rebuild' }])
    await repair(db)
    expect(await batchRow(db)).toEqual(before)
  })

  it('without a history is given one', async () => {
    const db = await worked()
    await db.revisions.where('recordId').equals(donorId).delete()
    expect((await check(db)).damages).toContainEqual(expect.objectContaining({ key: donorId, repair: 'adopt' }))
    expect(await repair(db)).toMatchObject({ done: [expect.objectContaining({ outcome: 'adopted' })] })
    expect((await db.rows('donor').get(donorId))?.record).toEqual(donor())
  })
})

describe('a damaged change', () => {
  async function altered(): Promise<{ readonly db: NotebookDb; readonly whole: StoredRevision }> {
    const db = await worked()
    const whole = (await db.revisions.where('recordId').equals(batchId).toArray()).find((r) => r.seq === 3)
    if (whole?.revision.body === undefined) throw new Error('no change')
    await db.revisions.put({ ...whole, revision: { ...whole.revision, body: { ...whole.revision.body, person: 'somebody else' } } })
    return { db, whole }
  }

  it('is taken whole from a backup that has it', async () => {
    const { db, whole } = await altered()
    expect((await check(db)).damages).toMatchObject([{ what: 'revision', key: whole.hash, repair: 'from a backup' }])
    expect(await repair(db, { revisions: [whole.revision], attachments: [] })).toMatchObject({ done: [{ outcome: 'healed' }], lost: [] })
    expect((await check(db)).damages).toEqual([])
    expect(await storeReport(db)).toMatchObject(sound)
  })

  it('without a backup keeps its place, and the loss is named; the record stays', async () => {
    const { db } = await altered()
    const { done, lost } = await repair(db)
    expect(done).toMatchObject([{ outcome: 'emptied' }])
    expect(lost).toEqual([expect.stringContaining('What change 3')])
    expect((await batchRow(db)).record.note).toBe('second look')
    expect((await check(db)).damages).toEqual([])
    await saved(db, [{ record: batch({ note: 'third' }), base: (await batchRow(db)).head }])
    expect(verifyChain((await db.revisions.toArray()).map((r) => r.revision)).problems).toEqual([])
  })

  it('that cannot even be placed never has its number given twice', async () => {
    const db = await worked()
    const last = (await db.revisions.toArray()).find((r) => r.seq === 3)
    if (last === undefined) throw new Error('no change')
    await db.table('revisions').put({ ...last, revision: { envelope: { ...last.revision.envelope, seq: 9 } } })
    const device = await db.meta.get('device')
    expect((await repair(db)).lost).toEqual([expect.stringContaining('is lost')])
    expect((await db.meta.get('device'))?.value).not.toEqual(device?.value)
  })
})

describe('a damaged file', () => {
  it('is named, and comes back from a backup that has it', async () => {
    const db = await worked()
    const file = await storeAttachment(db, new Blob(['micrograph']))
    if (!file.ok) throw new Error(file.error.message)
    const whole = await db.attachments.get(file.value.sha256)
    if (whole === undefined) throw new Error('no file')
    await db.attachments.put({ ...whole, bytes: new Blob(['other bytes']) })
    expect((await check(db)).damages).toMatchObject([{ what: 'file', key: file.value.sha256 }])
    expect(await repair(db, { revisions: [], attachments: [whole] })).toMatchObject({ done: [{ outcome: 'healed' }], lost: [] })
    expect((await check(db)).damages).toEqual([])
    await db.attachments.put({ ...whole, bytes: new Blob(['other bytes']) })
    expect((await repair(db)).lost).toEqual([expect.stringContaining('The bytes of the file')])
  })
})
