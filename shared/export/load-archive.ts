import { formatArchiveReason, reason, type ArchiveReason } from '../eln/archive-reason.ts'
import type { ArchiveHeader } from '../eln/archive-header.ts'
import type { ArchiveLimits } from '../eln/archive-limits.ts'
import type { ByteSource } from '../eln/byte-source.ts'
import { openArchive } from '../eln/open-archive.ts'
import { HEADER_PATH } from '../eln/part-names.ts'
import { readArchive, type AttachmentReceiver, type ReadOptions } from '../eln/read-archive.ts'
import { parseRecord, formatReason, type RecordReason } from '../records/parse-record.ts'
import type { AnyRecord } from '../records/record-kinds.ts'
import { upgradeRecord } from '../records/upgrade-record.ts'
import type { Manifest } from '../trust/manifest.ts'
import type { Revision } from '../trust/revision.ts'
import type { ChainReport } from '../trust/verify-chain.ts'
import { fail, ok, type Result } from '../util/result.ts'

/** What came out of an archive. */
export type LoadedArchive = {
  readonly header: ArchiveHeader
  readonly archiveHash: string
  readonly records: readonly AnyRecord[]
  readonly revisions: readonly Revision[]
  readonly manifest: Manifest | null
  readonly chain: ChainReport
  /** Records that were refused, with the field and the reason. */
  readonly refused: readonly RecordReason[]
  /** Everything else that is wrong: parts, lines, chains. In words. */
  readonly problems: readonly string[]
}

export type LoadOptions = ReadOptions & {
  readonly limits?: Partial<ArchiveLimits>
  /** Reads and verifies the attachments as well; otherwise they are left unread. */
  readonly verifyAttachments?: boolean
  /** Takes the attachments, instead of only verifying them. */
  readonly onAttachment?: (attachment: { readonly sha256: string; readonly size: number; readonly mediaType: string }) => AttachmentReceiver | null
}

const looked: AttachmentReceiver = { write: () => undefined, commit: () => undefined, discard: () => undefined }

/**
 * Reads a notebook file. Each record passes the one door (upgraded first where it was written with an older schema); what is refused is
 * said and the rest comes through. Records of a part whose hash does not match are left out, because they are not what was written.
 * @returns why nothing could be read: no archive, cut off, unsafe, newer version, cancelled.
 */
export async function loadArchive(source: ByteSource, options: LoadOptions = {}): Promise<Result<LoadedArchive, ArchiveReason>> {
  const opened = await openArchive(source, options.limits)
  if (!opened.ok) return opened
  const { header } = opened.value
  const readable = upgradeRecord({}, header.schemaVersion)
  if (!readable.ok) return fail(reason('newer-version', `The records were ${readable.error}. Nothing was read.`, { part: HEADER_PATH }))
  const records: AnyRecord[] = []
  const revisions: Revision[] = []
  const refused: RecordReason[] = []
  let ofPart: { records: AnyRecord[]; revisions: Revision[] } = { records: [], revisions: [] }
  const report = await readArchive<AnyRecord>(
    opened.value,
    {
      validate: (value) => {
        const record = validated(value, header.schemaVersion)
        if (record.ok) return record
        refused.push(...record.error)
        return fail(record.error.map(formatReason))
      },
      onRecord: (record) => ofPart.records.push(record),
      onRevision: (revision) => ofPart.revisions.push(revision),
      onAttachment: options.onAttachment ?? (() => (options.verifyAttachments === true ? looked : null)),
      onPartEnd: (_path, why) => {
        if (why === null) {
          for (const r of ofPart.records) records.push(r)
          for (const r of ofPart.revisions) revisions.push(r)
        }
        ofPart = { records: [], revisions: [] }
      },
    },
    options,
  )
  if (!report.ok) return report
  const { manifest, chain, reasons, reasonsNotKept } = report.value
  const problems = [
    ...reasons.filter((r) => r.code !== 'record-refused' || refused.length === 0).map(formatArchiveReason),
    ...(reasonsNotKept === 0 ? [] : [`${String(reasonsNotKept)} more reasons were not kept`]),
    ...chain.problems.filter((p) => !expected(header, p.kind)).map((p) => p.message),
  ]
  return ok({ header, archiveHash: opened.value.archiveHash, records, revisions, manifest, chain, refused, problems })
}

/** A file of one report holds the revisions of its own records only, so missing numbers are no fault there. */
function expected(header: ArchiveHeader, kind: ChainReport['problems'][number]['kind']): boolean {
  return header.profile === 'data-only' && (kind === 'gap' || kind === 'head-missing')
}

function validated(value: unknown, schemaVersion: number): Result<AnyRecord, readonly RecordReason[]> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return parseRecord(value)
  const upgraded = upgradeRecord(value as Readonly<Record<string, unknown>>, schemaVersion)
  if (!upgraded.ok) return fail([{ kind: '', id: '', code: '', field: '', reason: upgraded.error }])
  return parseRecord(upgraded.value)
}
