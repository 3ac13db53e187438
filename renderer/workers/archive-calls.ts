import { loadArchive } from '../../shared/export/load-archive.ts'
import { fail, ok, type Result } from '../../shared/util/result.ts'
import { exportBackup, type BackupFacts } from '../db/export-backup.ts'
import { workTeller, type WorkReport } from './work-report.ts'
import type { WorkerNotebooks } from './worker-notebooks.ts'

/** Reads a piece of a file that lies with the window. */
export type ReadPiece = (offset: number, length: number) => Promise<Uint8Array>
/** Takes the next piece of a file; resolves when it may come on. */
export type TakePiece = (piece: Uint8Array) => Promise<void>

/** What is in an archive that was read whole and held against its hashes. */
export type ArchiveFound = { readonly records: number; readonly revisions: number; readonly archiveHash: string; readonly notebook: string; readonly createdAt: string; readonly problems: readonly string[] }

/** Archives: written from the notebook and verified, piece by piece, without the window waiting. */
export function archiveCalls(notebooks: WorkerNotebooks) {
  return {
    /** Writes the whole notebook as a backup. @returns what was written, or why not, in words. */
    writeBackup: async (localId: string, facts: BackupFacts, take: TakePiece, report: WorkReport): Promise<Result<{ readonly bytes: number; readonly warnings: readonly string[] }>> => {
      const db = await notebooks.open(localId)
      if (!db.ok) return fail(db.error.message)
      const { signal, tell } = workTeller(report)
      const written = await exportBackup(db.value, { write: take }, facts, { signal, onProgress: ({ bytes }) => { tell({ step: 'writing', done: bytes, of: null, unit: 'bytes' }) } })
      return written.ok ? ok({ bytes: written.value.bytes, warnings: written.value.warnings.map((w) => w.message) }) : fail(written.error.message)
    },
    /** Reads an archive whole and checks every hash and chain. */
    verifyArchive: async (size: number, read: ReadPiece, report: WorkReport): Promise<Result<ArchiveFound>> => {
      const { signal, tell } = workTeller(report)
      const loaded = await loadArchive({ size, read }, { verifyAttachments: true, signal, onProgress: ({ bytes }) => { tell({ step: 'checking', done: bytes, of: null, unit: 'bytes' }) } })
      if (!loaded.ok) return fail(loaded.error.message)
      const { records, revisions, archiveHash, header, problems, refused } = loaded.value
      return ok({
        records: records.length, revisions: revisions.length, archiveHash, notebook: header.notebook.name, createdAt: header.createdAt,
        problems: [...problems, ...refused.map((r) => `${r.kind} ${r.code || r.id}, field ${r.field}: ${r.reason}`)],
      })
    },
  }
}
