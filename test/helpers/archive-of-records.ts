import { writeBackup } from '../../shared/export/backup-archive.ts'
import { firstRevisions } from '../../shared/export/first-revisions.ts'
import type { AnyRecord } from '../../shared/records/record-kinds.ts'
import { memorySink } from './archive-in-memory.ts'

/** A whole notebook file (profile backup) of records without attachments, each with its first revision; equal input gives equal bytes. */
export async function archiveOfRecords(records: readonly AnyRecord[]): Promise<Uint8Array> {
  const revisions = firstRevisions(records, { device: '01890000-0000-7000-8000-00000000000b', changeset: '01890000-0000-7000-8000-00000000000c', person: 'test', at: '2026-01-05T08:00:00.000Z', offset: '+00:00' })
  if (!revisions.ok) throw new Error(revisions.error)
  const sink = memorySink()
  const written = await writeBackup(sink, { records, revisions: revisions.value, attachments: [], notebook: { id: '01890000-0000-7000-8000-00000000000a', name: 'Test' }, createdAt: '2026-01-05T08:00:00+00:00', appVersion: '0.0.0', license: 'for tests' })
  if (!written.ok) throw new Error(written.error.message)
  return sink.bytes()
}
