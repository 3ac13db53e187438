import type { ArchiveProfile } from './archive-header.ts'

/** What the caller knows about the archive to be written. Nothing is read from a clock or a machine. */
export type ArchiveFacts = {
  readonly profile: ArchiveProfile
  readonly schemaVersion: number
  readonly app: { readonly name: string; readonly version: string }
  /** RFC 3339 with offset. Also the date of all members of the zip. */
  readonly createdAt: string
  readonly notebook: { readonly id: string; readonly name: string }
  /** Name and description of the data set, for other programs and people. */
  readonly title: string
  readonly description: string
  /** Licence or terms under which the data may be used: a URL or a sentence; RO-Crate demands one. */
  readonly license: string
  /** Top folder; should be the name of the file without .eln (`rootFolderName`). */
  readonly rootFolder: string
  /** Set where the archive holds only what came after another one. */
  readonly continues?: { readonly archiveHash: string }
}
