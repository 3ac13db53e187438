import type { ArchiveHeader } from './archive-header.ts'
import type { ArchiveLimits } from './archive-limits.ts'
import type { ArchiveReason } from './archive-reason.ts'
import type { IndexEntry } from './part-index.ts'
import type { ZipMember } from './zip-input.ts'

/** A part that is listed and present. */
export type OpenPart = IndexEntry & { readonly member: ZipMember }

/** An archive whose directory, header and index were checked. The parts themselves are checked as they are read. */
export type OpenArchive = {
  readonly header: ArchiveHeader
  /** SHA-256 that names the archive. */
  readonly archiveHash: string
  readonly rootFolder: string
  /** In the order of the index. */
  readonly parts: readonly OpenPart[]
  readonly limits: ArchiveLimits
  /** Parts that are missing or not listed. */
  readonly reasons: readonly ArchiveReason[]
}
