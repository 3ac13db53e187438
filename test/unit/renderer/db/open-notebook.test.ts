import 'fake-indexeddb/auto'
import { Dexie } from 'dexie'
import { indexedDB } from 'fake-indexeddb'
import { describe, expect, it, vi } from 'vitest'
import { readAttachment, storeAttachment } from '../../../../renderer/db/attachments.ts'
import { migrateRecords, type MigrationPlan } from '../../../../renderer/db/migrate-records.ts'
import { NotebookDb, tablesVersion } from '../../../../renderer/db/notebook-db.ts'
import { databaseName } from '../../../../renderer/db/notebook-registry.ts'
import { createNotebook, openNotebook } from '../../../../renderer/db/open-notebook.ts'
import { recordHistory } from '../../../../renderer/db/record-history.ts'
import { redactRecord } from '../../../../renderer/db/redact-record.ts'
import { parseRecord } from '../../../../shared/records/parse-record.ts'
import { verifyChain } from '../../../../shared/trust/verify-chain.ts'
import { fail, ok } from '../../../../shared/util/result.ts'
import { batch, batchId, donor } from '../../../helpers/culture-records.ts'
import { bench, emptyNotebook, newId, saved, storeReport } from '../../../helpers/store-notebook.ts'

describe('opening', () => {
  it('finds what was stored', async () => {
    const db = await emptyNotebook()
    await saved(db, [{ record: donor(), base: null }])
    db.close()
    const again = await openNotebook(db.name.replace('stromabook-', ''))
    if (!again.ok) throw new Error(again.error.message)
    expect(await again.value.rows('donor').count()).toBe(1)
    again.value.close()
  })

  it('says that a notebook is not there, and does not make one', async () => {
    expect(await openNotebook('none')).toMatchObject({ ok: false, error: { kind: 'not-there' } })
    expect(await Dexie.exists(databaseName('none'))).toBe(false)
  })

  it('does not make a notebook anew that vanished while it was opened', async () => {
    const db = await emptyNotebook()
    await db.delete()
    const remembered = vi.spyOn(indexedDB, 'databases').mockResolvedValueOnce([{ name: db.name, version: tablesVersion * 10 }])
    expect(await openNotebook(db.name.replace('stromabook-', ''))).toMatchObject({ ok: false, error: { kind: 'not-there' } })
    remembered.mockRestore()
    expect(await openNotebook(db.name.replace('stromabook-', ''))).toMatchObject({ ok: false, error: { kind: 'not-there' } })
  })

  it('deletes nothing by looking, not even a database that another window is just making', async () => {
    const deleted = vi.spyOn(indexedDB, 'deleteDatabase')
    const id = newId()
    const [made, looked] = await Promise.all([createNotebook({ localId: id, id, title: 'Cell lab', device: newId(), createdAt: '2026-03-01T09:00:00+01:00' }), openNotebook(id)])
    if (looked.ok) looked.value.close()
    await saved(made, [{ record: donor(), base: null }])
    made.close()
    expect(deleted).not.toHaveBeenCalled()
    deleted.mockRestore()
    expect(await openNotebook(id)).toMatchObject({ ok: true })
  })

  it('refuses tables of a newer program and changes nothing', async () => {
    const id = newId()
    const newer = new Dexie(databaseName(id))
    newer.version(tablesVersion + 1).stores({ meta: 'name', somethingNew: 'id' })
    await newer.open()
    newer.close()
    expect(await openNotebook(id)).toMatchObject({ ok: false, error: { kind: 'newer', message: expect.stringContaining('newer version') } })
    const look = new Dexie(databaseName(id))
    await look.open()
    expect([look.verno, look.tables.map((t) => t.name).sort()]).toEqual([tablesVersion + 1, ['meta', 'somethingNew']])
    look.close()
  })

  it('refuses records of a newer program', async () => {
    const db = await emptyNotebook()
    await db.meta.put({ name: 'recordSchema', value: 99 })
    db.close()
    expect(await openNotebook(db.name.replace('stromabook-', ''))).toMatchObject({ ok: false, error: { kind: 'newer' } })
  })

  it('refuses a database that does not say how its records were written', async () => {
    const db = await emptyNotebook()
    await db.meta.delete('recordSchema')
    db.close()
    expect(await openNotebook(db.name.replace('stromabook-', ''))).toMatchObject({ ok: false, error: { kind: 'damaged' } })
  })

  it('closes itself when another window updates the database, and says so', async () => {
    const db = await emptyNotebook()
    db.close()
    const said: string[] = []
    const opened = await openNotebook(db.name.replace('stromabook-', ''), { onClosed: (message) => said.push(message) })
    if (!opened.ok) throw new Error(opened.error.message)
    const other = new Dexie(db.name)
    other.version(tablesVersion + 1).stores({ meta: 'name' })
    await other.open()
    expect(said).toEqual([expect.stringContaining('another window')])
    expect(opened.value.isOpen()).toBe(false)
    other.close()
  })

  it('has a table for every kind of record: no tables change without a new version', () => {
    const db = new NotebookDb('schema')
    expect(Object.fromEntries(db.tables.map((t) => [t.name, [t.schema.primKey.src, ...t.schema.indexes.map((i) => i.src)].join(', ')]))).toMatchSnapshot()
  })
})

describe('erasing', () => {
  it('takes the content of every revision, keeps the hashes, and says who and why', async () => {
    const db = await emptyNotebook()
    const first = await saved(db, [{ record: donor({ note: 'secret one' }), base: null }])
    await saved(db, [{ record: donor({ note: 'secret two' }), base: first.rows[0]?.head ?? '' }])
    expect(await redactRecord(db, 'donor', donor().id, 'consent withdrawn', bench('PI'))).toEqual({ ok: true, value: { erased: 2 } })
    expect(JSON.stringify(await db.revisions.toArray())).not.toContain('secret')
    expect(await db.rows('donor').count()).toBe(0)
    const { chain } = await storeReport(db)
    expect(chain.problems).toEqual([])
    expect(chain.devices[0]).toMatchObject({ revisions: 3, redacted: 2, withheld: 0 })
    expect((await recordHistory(db, donor().id)).entries.at(-1)).toMatchObject({ action: 'redact', person: 'PI', reason: 'consent withdrawn', after: null })
  })

  it('needs a reason', async () => {
    const db = await emptyNotebook()
    await saved(db, [{ record: donor(), base: null }])
    expect(await redactRecord(db, 'donor', donor().id, ' ', bench())).toMatchObject({ ok: false, error: { message: expect.stringContaining('reason') } })
    expect(await db.rows('donor').count()).toBe(1)
  })
})

describe('files', () => {
  it('are stored once under their hash and held against it when read', async () => {
    const db = await emptyNotebook()
    const file = new Blob(['micrograph'], { type: 'image/tiff' })
    const facts = await storeAttachment(db, file)
    await storeAttachment(db, new Blob(['micrograph'], { type: 'image/png' }))
    if (!facts.ok) throw new Error(facts.error.message)
    expect(facts.value).toMatchObject({ size: 10, mediaType: 'image/tiff' })
    expect(await db.attachments.count()).toBe(1)
    expect(await readAttachment(db, facts.value.sha256)).toMatchObject({ ok: true })
    await db.attachments.put({ sha256: facts.value.sha256, size: 10, mediaType: 'image/tiff', bytes: new Blob(['other']) })
    expect(await readAttachment(db, facts.value.sha256)).toMatchObject({ ok: false, error: { kind: 'damaged' } })
    expect(await readAttachment(db, 'f'.repeat(64))).toMatchObject({ ok: false, error: { kind: 'not-there' } })
  })
})

describe('migration', () => {
  // Shapes that do not exist yet: version 2 adds a note, version 3 writes it out.
  const plan: MigrationPlan = {
    to: 3,
    steps: [
      { to: 2, name: 'add-note', explanation: 'a note', upgrade: (r) => ({ ...r, note: 'two' }) },
      { to: 3, name: 'spell-note', explanation: 'the note in words', upgrade: (r) => ({ ...r, note: `${String(r['note'])}, three` }) },
    ],
    parse: (value) => {
      const parsed = parseRecord(value)
      return parsed.ok ? parsed : fail('does not fit')
    },
  }

  it('appends one revision per record and step, and everything written before still verifies', async () => {
    const db = await emptyNotebook()
    await saved(db, [{ record: donor(), base: null }, { record: batch(), base: null }])
    const before = await db.revisions.toArray()
    expect(await migrateRecords(db, bench(), plan)).toEqual({ ok: true, value: { from: 1, to: 3, records: 2, names: ['add-note', 'spell-note'] } })
    expect((await db.rows('batch').get(batchId))?.record.note).toBe('two, three')
    const history = await recordHistory(db, batchId)
    expect(history.entries.map((e) => e.action)).toEqual(['create', 'migrate', 'migrate'])
    expect(history.problems).toEqual([])
    const after = await db.revisions.toArray()
    expect(after.filter((r) => before.some((b) => b.hash === r.hash))).toEqual(before)
    expect(verifyChain(after.map((r) => r.revision)).problems).toEqual([])
    expect(await migrateRecords(db, bench(), plan)).toMatchObject({ ok: true, value: { from: 3, records: 0 } })
  })

  it('that leads to something that is no record changes nothing', async () => {
    const db = await emptyNotebook()
    await saved(db, [{ record: donor(), base: null }])
    const broken: MigrationPlan = { ...plan, to: 2, steps: [{ to: 2, name: 'break', explanation: 'x', upgrade: ({ code: _, ...r }) => r }] }
    expect(await migrateRecords(db, bench(), broken)).toMatchObject({ ok: false, error: { kind: 'damaged', message: expect.stringContaining('stands as before') } })
    expect(await db.meta.get('recordSchema')).toEqual({ name: 'recordSchema', value: 1 })
    expect((await db.rows('donor').toArray()).map((r) => r.record)).toEqual([donor()])
    expect(await migrateRecords(db, bench(), { ...plan, steps: [], to: 1, parse: () => ok(donor()) })).toMatchObject({ ok: true, value: { records: 0 } })
  })
})
