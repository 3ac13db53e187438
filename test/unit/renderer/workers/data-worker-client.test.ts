import 'fake-indexeddb/auto'
import { expose } from 'comlink'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { storeAttachment } from '../../../../renderer/db/attachments.ts'
import type { NotebookDb } from '../../../../renderer/db/notebook-db.ts'
import { dataWorkerApi } from '../../../../renderer/workers/data-worker-api.ts'
import { dataWorker, remoteRead, remoteTake, type DataWorker } from '../../../../renderer/workers/data-worker-client.ts'
import type { WorkProgress } from '../../../../renderer/workers/work-report.ts'
import { workerNotebooks } from '../../../../renderer/workers/worker-notebooks.ts'
import { memorySink } from '../../../../shared/export/memory-sink.ts'
import { batch, donor } from '../../../helpers/culture-records.ts'
import { emptyNotebook, saved } from '../../../helpers/store-notebook.ts'

const ports: { close: () => void }[] = []
const ended = vi.fn()

/** The worker's own code behind a real message channel, which clones what crosses just as a thread does. */
function workerHere(): DataWorker {
  return dataWorker(() => {
    const { port1, port2 } = new MessageChannel()
    ports.push(port1, port2)
    expose(dataWorkerApi(workerNotebooks()), port1)
    return { endpoint: port2, terminate: () => { ended(); port1.close() } }
  })
}

afterEach(() => {
  for (const port of ports.splice(0)) port.close()
  ended.mockReset()
  vi.useRealTimers()
})

const facts = { createdAt: '2026-03-02T09:00:00+01:00', appVersion: '0.0.0', license: 'test' }
const localIdOf = (db: NotebookDb): string => db.name.replace('stromabook-', '')

async function notebook(): Promise<NotebookDb> {
  const db = await emptyNotebook()
  await saved(db, [{ record: donor(), base: null }, { record: batch(), base: null }])
  return db
}

describe('the data worker', () => {
  it('writes a backup piece by piece and reads it back', async () => {
    const db = await notebook()
    const worker = workerHere()
    const sink = memorySink()
    const told: WorkProgress[] = []
    expect(await worker.run((api, report) => api.writeBackup(localIdOf(db), facts, remoteTake(async (piece) => { await sink.write(piece) }), report), { onProgress: (p) => told.push(p) })).toMatchObject({ ok: true, value: { warnings: [] } })
    const bytes = sink.bytes()
    const found = await worker.run((api, report) => api.verifyArchive(bytes.length, remoteRead(async (offset, length) => bytes.subarray(offset, offset + length)), report))
    expect(found).toMatchObject({ ok: true, value: { records: 2, revisions: 2, notebook: 'Cell lab', problems: [] } })
    expect(bytes.length).toBeGreaterThan(0)
    expect(told.map((p) => p.step)).toContain('writing')
    expect(told.every((p, i) => i === 0 || p.done >= (told[i - 1]?.done ?? 0))).toBe(true)
  })

  it('names what is wrong with a damaged file, and a notebook that is not there', async () => {
    const worker = workerHere()
    const wrong = await worker.run((api, report) => api.verifyArchive(3, remoteRead(async () => new Uint8Array([1, 2, 3])), report))
    expect(wrong).toMatchObject({ ok: false })
    expect(await worker.run((api, report) => api.writeBackup('none', facts, remoteTake(async () => undefined), report))).toMatchObject({ ok: false, error: expect.stringContaining('not on this computer') })
  })

  it('passes on why a file could not be written', async () => {
    const db = await notebook()
    const full = remoteTake(async () => { throw new Error('the disk is full') })
    expect(await workerHere().run((api, report) => api.writeBackup(localIdOf(db), facts, full, report))).toMatchObject({ ok: false, error: expect.stringContaining('the disk is full') })
  })

  it('stops at its next look when cancelled, without being ended', async () => {
    const db = await notebook()
    for (let i = 0; i < 40; i++) await storeAttachment(db, new Blob([new Uint8Array(300_000).map((_, at) => (at * 31 + i) & 255)]))
    const cancel = new AbortController()
    const worker = workerHere()
    let pieces = 0
    const done = await worker.run((api, report) => api.writeBackup(localIdOf(db), facts, remoteTake(async () => { pieces++ }), report), { signal: cancel.signal, onProgress: () => { cancel.abort() } })
    expect(done).toMatchObject({ ok: false, error: expect.stringContaining('cancelled') })
    expect(pieces).toBeLessThan(40)
    expect(ended).not.toHaveBeenCalled()
    expect(await worker.run((api, report) => api.writeBackup(localIdOf(db), facts, remoteTake(async () => undefined), report))).toMatchObject({ ok: true })
  })

  it('is ended when it does not look, and started anew for the next call', async () => {
    vi.useFakeTimers()
    const cancel = new AbortController()
    const worker = workerHere()
    const stuck = worker.run(() => new Promise(() => undefined), { signal: cancel.signal })
    cancel.abort()
    await vi.advanceTimersByTimeAsync(2500)
    expect(await stuck).toMatchObject({ ok: false, error: expect.stringContaining('Cancelled') })
    expect(ended).toHaveBeenCalledTimes(1)
    vi.useRealTimers()
    const db = await notebook()
    expect(await worker.run((api, report) => api.writeBackup(localIdOf(db), facts, remoteTake(async () => undefined), report))).toMatchObject({ ok: true })
  })

  it('is never ended inside a write transaction', async () => {
    vi.useFakeTimers()
    const cancel = new AbortController()
    const worker = workerHere()
    let finish: () => void = () => undefined
    const storing = worker.run(async (_api, report) => {
      await report({ step: 'storing', done: 0, of: null, unit: 'records' })
      await new Promise<void>((resolve) => { finish = resolve })
      return { ok: true as const, value: 'stored' }
    }, { signal: cancel.signal })
    await vi.advanceTimersByTimeAsync(0)
    cancel.abort()
    await vi.advanceTimersByTimeAsync(20_000)
    expect(ended).not.toHaveBeenCalled()
    finish()
    expect(await storing).toEqual({ ok: true, value: 'stored' })
  })

  it('lets go of the notebook when another window removes it', async () => {
    const db = await notebook()
    const worker = workerHere()
    expect(await worker.run((api, report) => api.writeBackup(localIdOf(db), facts, remoteTake(async () => undefined), report))).toMatchObject({ ok: true })
    // Removing waits until every connection is closed: this would hang if the worker kept its own.
    await db.delete()
    expect(await worker.run((api, report) => api.writeBackup(localIdOf(db), facts, remoteTake(async () => undefined), report))).toMatchObject({ ok: false, error: expect.stringContaining('not on this computer') })
  })
})
