import { recordKinds } from '../../shared/records/record-kinds.ts'
import type { ArchiveReason } from '../../shared/eln/archive-reason.ts'
import type { WriteOptions, WrittenArchive } from '../../shared/eln/write-archive.ts'
import type { ByteSink } from '../../shared/eln/zip-output.ts'
import { writeBackup, type AttachmentSource } from '../../shared/export/backup-archive.ts'
import type { Result } from '../../shared/util/result.ts'
import type { NotebookDb } from './notebook-db.ts'

export type BackupFacts = { readonly createdAt: string; readonly appVersion: string; readonly license: string }

/**
 * Writes the whole notebook as a backup: records, revisions, attachments. Records and revisions are read in one transaction, so that the
 * backup is one moment of the notebook whatever is saved meanwhile; attachments never change, and are read one by one.
 */
export async function exportBackup(db: NotebookDb, sink: ByteSink, facts: BackupFacts, options: WriteOptions = {}): Promise<Result<WrittenArchive, ArchiveReason>> {
  const tables = [db.revisions, db.meta, ...recordKinds.map((kind) => db.rows(kind))]
  const { records, revisions, notebook } = await db.transaction('r', tables, async () => {
    const rows = (await Promise.all(recordKinds.map((kind) => db.rows(kind).toArray()))).flat()
    const entry = await db.meta.get('notebook')
    return {
      records: rows.map((r) => r.record),
      revisions: (await db.revisions.orderBy('[device+seq]').toArray()).map((r) => r.revision),
      notebook: entry?.name === 'notebook' ? { id: entry.value.id, name: entry.value.title } : { id: db.name, name: 'Notebook' },
    }
  })
  const hashes = await db.attachments.toCollection().primaryKeys()
  const attachments = await Promise.all(hashes.map((sha256) => attachmentSource(db, sha256)))
  return writeBackup(sink, { records, revisions, attachments, notebook, ...facts }, options)
}

/** Facts now, bytes when they are asked for: a notebook full of micrographs does not fit in memory. */
async function attachmentSource(db: NotebookDb, sha256: string): Promise<AttachmentSource> {
  const row = await db.attachments.get(sha256)
  return {
    sha256,
    size: row?.size ?? 0,
    mediaType: row?.mediaType ?? 'application/octet-stream',
    open: async function* () {
      const stored = await db.attachments.get(sha256)
      if (stored === undefined) throw new Error(`the file ${sha256} is no longer in the notebook`)
      const piece = 1 << 20
      for (let at = 0; at < stored.bytes.size; at += piece) yield new Uint8Array(await stored.bytes.slice(at, at + piece).arrayBuffer())
    },
  }
}
