import { manifestPart, recordParts, revisionParts, type ArchivePart } from '../eln/archive-part.ts'
import { formatArchiveReason } from '../eln/archive-reason.ts'
import { rootFolderName } from '../eln/part-names.ts'
import { writeArchive } from '../eln/write-archive.ts'
import { recordSchemaVersion, type AnyRecord } from '../records/record-kinds.ts'
import type { Manifest } from '../trust/manifest.ts'
import { stubOf, type Revision } from '../trust/revision.ts'
import { fail, ok, type Result } from '../util/result.ts'
import { memorySink } from './memory-sink.ts'

export type DataOnlyInput = {
  /** The records of the manifest. */
  readonly records: readonly AnyRecord[]
  readonly manifest: Manifest
  /** Revisions of the notebook; stubs of those of the records go along. */
  readonly revisions: readonly Revision[]
  readonly notebook: { readonly id: string; readonly name: string }
  /** Name of the archive, without ending: that of the report. */
  readonly name: string
  readonly createdAt: string
  readonly appVersion: string
  readonly license: string
}

/**
 * The data a report rests on as the bytes of a `.eln` (profile data-only): records, manifest, stubs of their revisions; attachments by hash
 * only, no PDF inside.
 */
export async function dataOnlyArchive(input: DataOnlyInput): Promise<Result<Uint8Array>> {
  const { records, manifest, revisions, notebook, name, createdAt, appVersion, license } = input
  const ids = new Set(records.map((r) => r.id))
  const stubs = revisions.filter((r) => r.body !== undefined && ids.has(r.body.id)).map(stubOf)
  const parts: readonly ArchivePart[] = [...recordParts(records), ...revisionParts(stubs), manifestPart(manifest)]
  const sink = memorySink()
  const written = await writeArchive(
    sink,
    { profile: 'data-only', schemaVersion: recordSchemaVersion, app: { name: 'Stromabook', version: appVersion }, createdAt, notebook, title: name, description: 'Records behind a Stromabook report, with the manifest whose hash is printed on every page.', license, rootFolder: rootFolderName(name) },
    parts,
  )
  return written.ok ? ok(sink.bytes()) : fail(formatArchiveReason(written.error))
}
