import 'fake-indexeddb/auto'
import { Dexie } from 'dexie'
import { describe, expect, it } from 'vitest'
import { applyImport, listImports } from '../../../../renderer/db/apply-import.ts'
import { storeAttachment } from '../../../../renderer/db/attachments.ts'
import { exportBackup } from '../../../../renderer/db/export-backup.ts'
import type { NotebookDb } from '../../../../renderer/db/notebook-db.ts'
import { planImport } from '../../../../renderer/db/plan-import.ts'
import { recordHistory } from '../../../../renderer/db/record-history.ts'
import { redactRecord } from '../../../../renderer/db/redact-record.ts'
import { restoreBackup } from '../../../../renderer/db/restore-backup.ts'
import { undoChangeset } from '../../../../renderer/db/undo-changeset.ts'
import { bytesSource } from '../../../../shared/eln/byte-source.ts'
import { loadArchive, type LoadedArchive } from '../../../../shared/export/load-archive.ts'
import { batch, batchId, donor, donorId, passage } from '../../../helpers/culture-records.ts'
import { memorySink } from '../../../helpers/archive-in-memory.ts'
import { bench, emptyNotebook, newId, saved, storeReport } from '../../../helpers/store-notebook.ts'

const facts = { createdAt: '2026-03-02T09:00:00+01:00', appVersion: '0.0.0', license: 'test' }
const source = { name: 'backup.eln', sha256: 'a'.repeat(64) }
const sound = { chain: expect.objectContaining({ problems: [] }), differences: [] }

async function backupOf(db: NotebookDb): Promise<LoadedArchive> {
  const sink = memorySink()
  const written = await exportBackup(db, sink, facts)
  if (!written.ok) throw new Error(written.error.message)
  const loaded = await loadArchive(bytesSource(sink.bytes()), { verifyAttachments: true })
  if (!loaded.ok) throw new Error(loaded.error.message)
  expect(loaded.value).toMatchObject({ refused: [], problems: [] })
  return loaded.value
}

async function restored(archive: LoadedArchive): Promise<NotebookDb> {
  const result = await restoreBackup({ archive, attachments: [], source, localId: newId(), device: newId(), createdAt: facts.createdAt }, bench('restorer'))
  if (!result.ok) throw new Error(result.error.message)
  return result.value.db
}

async function original(): Promise<NotebookDb> {
  const db = await emptyNotebook()
  const first = await saved(db, [{ record: donor(), base: null }, { record: batch(), base: null }])
  await saved(db, [{ record: batch({ note: 'second look' }), base: first.rows[1]?.head ?? '' }])
  return db
}

const headOf = async (db: NotebookDb): Promise<string> => (await db.rows('batch').get(batchId))?.head ?? ''
const noteOf = async (db: NotebookDb): Promise<string | undefined> => (await db.rows('batch').get(batchId))?.record.note
const standings = async (db: NotebookDb, archive: LoadedArchive): Promise<Record<string, string>> => Object.fromEntries((await planImport(db, archive)).items.map((i) => [i.kind, i.standing]))
const take = async (db: NotebookDb, archive: LoadedArchive, takeTheirs: readonly string[] = []): Promise<unknown> => applyImport(db, await planImport(db, archive), [], { takeTheirs: new Set(takeTheirs), source }, bench('importer'))

describe('a backup', () => {
  it('restores everything under a new device: records, history, chains', async () => {
    const db = await original()
    const copy = await restored(await backupOf(db))
    for (const kind of ['donor', 'batch'] as const) expect(await copy.rows(kind).toArray()).toEqual(await db.rows(kind).toArray())
    expect(await copy.revisions.toArray()).toEqual(await db.revisions.toArray())
    const devices = await Promise.all([db, copy].map((d) => d.meta.get('device')))
    expect(devices[0]?.value).not.toEqual(devices[1]?.value)
    expect(devices[1]?.value).toMatchObject({ because: 'restored from backup.eln' })
    expect((await copy.meta.get('notebook'))?.value).toMatchObject({ title: 'Cell lab', id: ((await db.meta.get('notebook'))?.value as { id: string }).id })
    await saved(copy, [{ record: batch({ note: 'third' }), base: await headOf(copy) }])
    expect(await storeReport(copy)).toMatchObject({ ...sound, chain: { devices: [expect.anything(), expect.objectContaining({ lastSeq: 1 })], problems: [] } })
  })

  it('carries the files, whole', async () => {
    const db = await original()
    const bytes = new Uint8Array(3_000_000).map((_, i) => i % 251)
    const file = await storeAttachment(db, new Blob([bytes], { type: 'image/tiff' }))
    const sink = memorySink()
    expect(await exportBackup(db, sink, facts)).toMatchObject({ ok: true })
    const got: { sha256: string; size: number }[] = []
    const loaded = await loadArchive(bytesSource(sink.bytes()), {
      onAttachment: ({ sha256 }) => {
        let size = 0
        return { write: (c) => { size += c.length }, commit: () => { got.push({ sha256, size }) }, discard: () => undefined }
      },
    })
    expect(loaded).toMatchObject({ ok: true, value: { problems: [] } })
    expect(got).toEqual([{ sha256: file.ok ? file.value.sha256 : '', size: 3_000_000 }])
  })
})

describe('importing into a notebook', () => {
  it('the same again changes nothing', async () => {
    const db = await original()
    const archive = await backupOf(db)
    expect(await standings(db, archive)).toEqual({ donor: 'same', batch: 'same' })
    const before = await db.revisions.count()
    expect(await take(db, archive)).toMatchObject({ ok: true, value: { taken: 0, left: 2 } })
    expect(await db.revisions.count()).toBe(before)
  })

  it('takes what is new and what goes on where this notebook ends; never goes back', async () => {
    const db = await original()
    const old = await backupOf(db)
    const copy = await restored(old)
    await saved(copy, [{ record: batch({ note: 'from the copy' }), base: await headOf(copy) }, { record: passage(1), base: null }], bench('copy'))
    const newer = await backupOf(copy)
    expect(await standings(db, newer)).toEqual({ donor: 'same', batch: 'further', passage: 'new' })
    expect(await take(db, newer)).toMatchObject({ ok: true, value: { taken: 2 } })
    expect(await noteOf(db)).toBe('from the copy')
    expect(await standings(db, old)).toEqual({ donor: 'same', batch: 'behind' })
    await take(db, old)
    expect(await noteOf(db)).toBe('from the copy')
    expect(await storeReport(db)).toMatchObject(sound)
  })

  it('leaves a record that was changed in both places, unless it is chosen; both histories stay', async () => {
    const db = await original()
    const copy = await restored(await backupOf(db))
    await saved(copy, [{ record: batch({ note: 'theirs' }), base: await headOf(copy) }], bench('copy'))
    await saved(db, [{ record: batch({ note: 'ours' }), base: await headOf(db) }])
    const archive = await backupOf(copy)
    expect(await standings(db, archive)).toEqual({ donor: 'same', batch: 'apart' })
    await take(db, archive)
    expect(await noteOf(db)).toBe('ours')
    expect((await recordHistory(db, batchId)).heads).toHaveLength(2)
    expect(await take(db, archive, [batchId])).toMatchObject({ ok: true, value: { taken: 1 } })
    expect(await noteOf(db)).toBe('theirs')
    const history = await recordHistory(db, batchId)
    expect(history.entries.at(-1)).toMatchObject({ action: 'merge', person: 'importer' })
    expect(await storeReport(db)).toMatchObject(sound)
  })

  it('gives a file without history revisions of this copy, with its name', async () => {
    const db = await emptyNotebook()
    const archive: LoadedArchive = { ...(await backupOf(await original())), revisions: [] }
    expect(await take(db, archive)).toMatchObject({ ok: true, value: { taken: 2 } })
    expect((await recordHistory(db, batchId)).entries).toMatchObject([{ action: 'import', person: 'importer', reason: 'import of backup.eln' }])
    expect(await storeReport(db)).toMatchObject(sound)
  })

  it('is one change: one undo takes it back, whether the records came with their history or not, and another brings it again', async () => {
    for (const withHistory of [true, false]) {
      const db = await original()
      const copy = await restored(await backupOf(db))
      await saved(copy, [{ record: batch({ note: 'from the copy' }), base: await headOf(copy) }, { record: passage(1), base: null }], bench('copy'))
      const archive = await backupOf(copy)
      const imported = await applyImport(db, await planImport(db, withHistory ? archive : { ...archive, revisions: [] }), [], { takeTheirs: new Set([batchId]), source }, bench('importer'))
      if (!imported.ok) throw new Error(imported.error.message)
      expect(await listImports(db)).toMatchObject([{ changeset: imported.value.changeset, person: 'importer', source, taken: 2, left: 1, refused: 0 }])
      const undone = await undoChangeset(db, imported.value.changeset, bench('undoer'))
      if (!undone.ok) throw new Error(undone.error.message)
      expect(await noteOf(db)).toBe('second look')
      expect((await db.rows('passage').toArray())[0]?.record.retired).toMatchObject({ reason: 'entry undone' })
      expect(await undoChangeset(db, undone.value.changeset, bench())).toMatchObject({ ok: true })
      expect(await noteOf(db)).toBe('from the copy')
      expect((await db.rows('passage').toArray())[0]?.record.retired).toBeUndefined()
      expect(await storeReport(db)).toMatchObject(sound)
    }
  })

  it('keeps what is here where the file holds only an unreadable state of it', async () => {
    const db = await original()
    const copy = await restored(await backupOf(db))
    await saved(copy, [{ record: batch({ note: 'copy' }), base: await headOf(copy) }])
    const archive = await backupOf(copy)
    // The newest state of the batch is of a shape this program refuses, and so is its line in the file.
    const newest = archive.revisions.findLast((r) => r.body?.id === batchId)
    const unreadable: LoadedArchive = { ...archive, records: archive.records.filter((r) => r.id !== batchId), revisions: archive.revisions.filter((r) => r.body?.id !== batchId || r === newest) }
    expect((await planImport(db, { ...unreadable, revisions: unreadable.revisions.map((r) => r) })).items.find((i) => i.id === batchId)?.standing).toBe('refused')
    await take(db, unreadable)
    expect(await noteOf(db)).toBe('second look')
  })

  it('goes on under a new device where its own chain was continued elsewhere', async () => {
    const db = await original()
    const clone = await restored(await backupOf(db))
    const device = await db.meta.get('device')
    if (device !== undefined) await clone.meta.put(device)
    await saved(clone, [{ record: batch({ note: 'clone' }), base: await headOf(clone) }])
    await take(db, await backupOf(clone))
    const now = await db.meta.get('device')
    expect(now?.value).not.toEqual(device?.value)
    expect(now?.value).toMatchObject({ because: expect.stringContaining('continued in another place') })
    await saved(db, [{ record: batch({ note: 'goes on' }), base: await headOf(db) }])
    expect(await storeReport(db)).toMatchObject(sound)
  })

  it('does not bring back what was erased here, and erases what was erased there', async () => {
    const db = await original()
    const before = await backupOf(db)
    const copy = await restored(before)
    await redactRecord(db, 'donor', donorId, 'consent withdrawn', bench())
    await take(db, before)
    expect(await db.rows('donor').count()).toBe(0)
    expect((await db.revisions.toArray()).filter((r) => r.recordId === donorId && r.revision.body !== undefined).map((r) => r.revision.body?.action)).toEqual(['redact'])
    await take(copy, await backupOf(db))
    expect(await copy.rows('donor').count()).toBe(0)
    expect(JSON.stringify(await copy.revisions.toArray())).not.toContain('"D1"')
  })

  it('names a database that was copied and continued in two places', async () => {
    const db = await original()
    const clone = await restored(await backupOf(db))
    const device = await db.meta.get('device')
    if (device !== undefined) await clone.meta.put(device)
    await saved(clone, [{ record: batch({ note: 'clone' }), base: await headOf(clone) }])
    await saved(db, [{ record: batch({ note: 'original' }), base: await headOf(db) }])
    const plan = await planImport(db, await backupOf(clone))
    expect(plan.problems).toEqual([expect.stringContaining('continued in two places')])
    expect(plan.items.find((i) => i.id === batchId)?.standing).toBe('apart')
  })

  it('stores nothing when the notebook was changed since the preview, or when storing fails', async () => {
    const db = await original()
    const copy = await restored(await backupOf(db))
    await saved(copy, [{ record: batch({ note: 'copy' }), base: await headOf(copy) }])
    const plan = await planImport(db, await backupOf(copy))
    await saved(db, [{ record: batch({ note: 'meanwhile' }), base: await headOf(db) }])
    const count = await db.revisions.count()
    expect(await applyImport(db, plan, [], { takeTheirs: new Set(), source }, bench())).toMatchObject({ ok: false, error: { kind: 'stale', message: expect.stringContaining('preview') } })
    expect(await db.revisions.count()).toBe(count)
  })

  it('a restore that fails leaves no notebook behind', async () => {
    const localId = newId()
    const archive = await backupOf(await original())
    const damaged: LoadedArchive = { ...archive, revisions: [], records: [{ ...donor(), note: '\ud800' }] }
    const result = await restoreBackup({ archive: damaged, attachments: [], source, localId, device: newId(), createdAt: facts.createdAt }, bench())
    expect(result.ok).toBe(false)
    expect(await Dexie.exists(`stromabook-${localId}`)).toBe(false)
  })
})
