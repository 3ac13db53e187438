import { openArchive } from '../../shared/eln/open-archive.ts'
import { readArchive, type ReadReport } from '../../shared/eln/read-archive.ts'
import { writeArchive, type WriteOptions, type WrittenArchive } from '../../shared/eln/write-archive.ts'
import { bytesSource } from '../../shared/eln/byte-source.ts'
import type { ArchiveFacts } from '../../shared/eln/archive-facts.ts'
import type { ArchiveLimits } from '../../shared/eln/archive-limits.ts'
import type { ArchivePart } from '../../shared/eln/archive-part.ts'
import type { ArchiveReason } from '../../shared/eln/archive-reason.ts'
import type { OpenArchive } from '../../shared/eln/open-archive-types.ts'
import type { RecordLike } from '../../shared/trust/record-like.ts'
import type { Revision } from '../../shared/trust/revision.ts'
import { ok, type Result } from '../../shared/util/result.ts'

export const facts: ArchiveFacts = {
  profile: 'backup', schemaVersion: 1, app: { name: 'Stromabook', version: '0.1.0' }, createdAt: '2026-03-01T09:15:00+01:00',
  notebook: { id: '0192f0c0-0000-7000-8000-000000000001', name: 'Cell lab' }, title: 'Cell lab', description: 'Backup of a notebook', license: 'All rights reserved', rootFolder: 'cell-lab',
}

/** Bytes written so far, joined. */
export function memorySink(): { write(chunk: Uint8Array): void; bytes(): Uint8Array } {
  const chunks: Uint8Array[] = []
  return { write: (chunk) => void chunks.push(chunk.slice()), bytes: () => new Uint8Array(Buffer.concat(chunks)) }
}

/** Archive as bytes; throws if it was not written. */
export async function pack(parts: Iterable<ArchivePart>, options: WriteOptions & { readonly facts?: Partial<ArchiveFacts> } = {}): Promise<{ readonly bytes: Uint8Array; readonly written: WrittenArchive }> {
  const sink = memorySink()
  const written = await writeArchive(sink, { ...facts, ...options.facts }, parts, options)
  if (!written.ok) throw new Error(`not written: ${written.error.code} ${written.error.message}`)
  return { bytes: sink.bytes(), written: written.value }
}

export type Unpacked = { readonly archive: OpenArchive; readonly report: ReadReport; readonly records: RecordLike[]; readonly revisions: Revision[]; readonly attachments: Map<string, Uint8Array> }

/** Everything in an archive that was committed: what came from damaged parts is left out. */
export async function unpack(bytes: Uint8Array, limits: Partial<ArchiveLimits> = {}): Promise<Result<Unpacked, ArchiveReason>> {
  const archive = await openArchive(bytesSource(bytes), limits)
  if (!archive.ok) return archive
  const records: RecordLike[] = []
  const revisions: Revision[] = []
  const attachments = new Map<string, Uint8Array>()
  const report = await readArchive(archive.value, {
    validate: (value) => ok(value as RecordLike),
    onRecord: (r) => void records.push(r),
    onRevision: (r) => void revisions.push(r),
    onAttachment: ({ sha256 }) => {
      const sink = memorySink()
      return { write: (c) => sink.write(c), commit: () => void attachments.set(sha256, sink.bytes()), discard: () => undefined }
    },
  })
  return report.ok ? ok({ archive: archive.value, report: report.value, records, revisions, attachments }) : report
}
