import { attachmentPart, recordParts, revisionParts, type ArchivePart } from '../eln/archive-part.ts'
import { rootFolderName } from '../eln/part-names.ts'
import { writeArchive, type WriteOptions, type WrittenArchive } from '../eln/write-archive.ts'
import type { ArchiveReason } from '../eln/archive-reason.ts'
import type { ByteSink } from '../eln/zip-output.ts'
import { recordSchemaVersion, type AnyRecord } from '../records/record-kinds.ts'
import type { Revision } from '../trust/revision.ts'
import type { Result } from '../util/result.ts'

/** An attachment to be packed: facts and a way to read its bytes once. */
export type AttachmentSource = { readonly sha256: string; readonly size: number; readonly mediaType: string; readonly open: () => AsyncIterable<Uint8Array> }

export type BackupInput = {
  readonly records: readonly AnyRecord[]
  readonly revisions: readonly Revision[]
  readonly attachments: Iterable<AttachmentSource>
  readonly notebook: { readonly id: string; readonly name: string }
  readonly createdAt: string
  readonly appVersion: string
  /** Licence or terms of the data, which RO-Crate demands. */
  readonly license: string
}

/** Writes the backup profile: every record, every revision, every attachment, as a stream. */
export function writeBackup(sink: ByteSink, input: BackupInput, options: WriteOptions = {}): Promise<Result<WrittenArchive, ArchiveReason>> {
  const { notebook, createdAt, appVersion, license } = input
  return writeArchive(
    sink,
    { profile: 'backup', schemaVersion: recordSchemaVersion, app: { name: 'Stromabook', version: appVersion }, createdAt, notebook, title: notebook.name, description: 'Notebook of mesenchymal stromal cell work: all records, revisions and attachments.', license, rootFolder: rootFolderName(notebook.name) },
    partsOf(input),
    options,
  )
}

function* partsOf({ records, revisions, attachments }: BackupInput): Iterable<ArchivePart> {
  yield* recordParts(records)
  yield* revisionParts(revisions)
  for (const a of attachments) yield attachmentPart(a, a.open())
}
