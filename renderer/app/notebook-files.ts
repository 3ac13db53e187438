import type { PickedFile } from '../../shared/host/host.ts'
import { loadArchive } from '../../shared/export/load-archive.ts'
import { firstRevisions } from '../../shared/export/first-revisions.ts'
import { memorySink } from '../../shared/export/memory-sink.ts'
import { splitInstant } from '../../shared/trust/split-instant.ts'
import { fail, ok, type Result } from '../../shared/util/result.ts'
import { exportBackup } from '../db/export-backup.ts'
import { restoreBackup } from '../db/restore-backup.ts'
import type { StoredAttachment } from '../db/stored-row.ts'
import { rowOf, revisionRow } from '../db/stored-row.ts'
import { newId, now } from './clock.ts'
import type { ReadFile } from './opened-file.ts'
import type { Services } from './services.ts'

/** Reads a notebook file whole; every hash is checked on the way. */
export async function readNotebookFile(file: PickedFile): Promise<Result<ReadFile>> {
  const attachments: StoredAttachment[] = []
  const loaded = await loadArchive({ size: file.size, read: file.read }, {
    onAttachment: ({ sha256, mediaType }) => {
      const pieces: Uint8Array<ArrayBuffer>[] = []
      return {
        write: (piece) => { pieces.push(piece.slice()) },
        commit: () => {
          const bytes = new Blob(pieces, { type: mediaType })
          attachments.push({ sha256, size: bytes.size, mediaType, bytes })
        },
        discard: () => { pieces.length = 0 },
      }
    },
  })
  return loaded.ok ? ok({ archive: loaded.value, attachments, name: file.name }) : fail(loaded.error.message)
}

/** Restores a notebook file the person chooses into a new notebook, and opens it. The error is empty when they cancelled. */
export async function restoreFromFile(services: Services): Promise<Result<null>> {
  const picked = await services.host.openFiles({ title: 'Open a notebook file', endings: ['eln'], several: false })
  if (!picked.ok) return fail(picked.error.kind === 'cancelled' ? '' : picked.error.message)
  const [file] = picked.value
  if (file === undefined) return fail('')
  const read = await readNotebookFile(file)
  return read.ok ? restoreRead(services, read.value) : read
}

/** Restores what was read into a new notebook with a device of its own, and opens it. */
export async function restoreRead(services: Services, { archive, attachments, name }: ReadFile): Promise<Result<null>> {
  const localId = newId()
  const createdAt = now()
  const restored = await restoreBackup({ archive, attachments, source: { name, sha256: archive.archiveHash }, localId, device: newId(), createdAt }, services.context())
  if (!restored.ok) return fail(restored.error.message)
  restored.value.db.close()
  const opened = await services.open({ id: localId, title: archive.header.notebook.name, createdAt, lastOpenedAt: createdAt })
  if (!opened.ok) return opened
  const left = [...archive.refused.map((r) => `${r.kind} ${r.code || r.id}, field ${r.field}: ${r.reason}`), ...archive.problems]
  if (left.length > 0) services.notify({ tone: 'warning', title: `${String(left.length)} things in ${name} were not taken`, text: left.slice(0, 5).join('; ') })
  return ok(null)
}

/** The bundled sample notebook as a notebook of its own, to try things on. Its builder is loaded only then. */
export async function openSample(services: Services): Promise<Result<null>> {
  const { buildSampleNotebook } = await import('../../shared/sample/build-sample-notebook.ts')
  const records = buildSampleNotebook()
  const session = await services.newNotebook('Sample notebook')
  const instant = splitInstant(now()) ?? { at: now(), offset: '+00:00' }
  const device = await session.db.meta.get('device')
  const revisions = firstRevisions(records, { device: device?.name === 'device' ? device.value.id : newId(), changeset: newId(), person: 'sample', reason: 'sample notebook', ...instant })
  if (!revisions.ok) return revisions
  await session.db.transaction('rw', session.db.tables, async () => {
    await session.db.revisions.bulkAdd(revisions.value.map(revisionRow))
    for (const kind of new Set(records.map((r) => r.kind))) {
      await session.db.rows(kind).bulkAdd(records.flatMap((record, i) => (record.kind === kind ? [rowOf(record, revisions.value[i]?.envelope.hash ?? '')] : [])))
    }
  })
  return ok(null)
}

/** Saves the open notebook as one file where the person says. */
export async function saveBackupFile(services: Services, name: string): Promise<Result<string>> {
  const session = services.session.get()
  if (session === null) return fail('no notebook is open')
  const sink = memorySink()
  const written = await exportBackup(session.db, sink, { createdAt: now(), appVersion: services.host.facts.appVersion, license: 'No licence stated: ask the laboratory before using the data.' })
  if (!written.ok) return fail(written.error.message)
  const saved = await services.host.saveFile(name, 'application/vnd.eln+zip', sink.bytes())
  return saved.ok ? saved : fail(saved.error.kind === 'cancelled' ? '' : saved.error.message)
}
