import type { LoadedArchive } from '../../shared/export/load-archive.ts'
import type { StoredAttachment } from '../db/stored-row.ts'

/** A notebook file that was read, with its attachments. */
export type ReadFile = { readonly archive: LoadedArchive; readonly attachments: readonly StoredAttachment[]; readonly name: string }

/** A notebook file that is looked at, and not taken in: being read, refused, or read. */
export type OpenedFile =
  | { readonly state: 'reading'; readonly name: string }
  | { readonly state: 'refused'; readonly name: string; readonly why: string }
  | { readonly state: 'read'; readonly name: string; readonly file: ReadFile }
