import { fail, ok, type Result } from '../util/result.ts'
import { reason, type ArchiveReason } from './archive-reason.ts'
import { HEADER_PATH } from './part-names.ts'

/** `format` of every notebook file, of every version. */
export const ARCHIVE_FORMAT = 'stromabook-notebook-file'
/** Version that is written; the highest that is read. */
export const ARCHIVE_FORMAT_VERSION = 1

/**
 * backup: the whole notebook. data-only: the records a report used, stubs of their revisions, attachments by hash.
 * exchange: a selection, with a dataset per record for other notebooks.
 */
export type ArchiveProfile = 'backup' | 'data-only' | 'exchange'

/** First part of an archive: what it is. Fields that are not known are ignored. */
export type ArchiveHeader = {
  readonly format: typeof ARCHIVE_FORMAT
  readonly formatVersion: number
  readonly profile: ArchiveProfile
  /** Version of the record schema of all records in `records/`. */
  readonly schemaVersion: number
  readonly app: { readonly name: string; readonly version: string }
  /** When it was written, RFC 3339 with offset. */
  readonly createdAt: string
  readonly notebook: { readonly id: string; readonly name: string }
  /** An increment: holds what came after the archive with this hash. Whoever reads it needs that one, too. */
  readonly continues?: { readonly archiveHash: string }
}

/** RFC 3339 with offset, as importers of other notebooks demand. */
export function isInstantWithOffset(text: unknown): text is string {
  return typeof text === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/.test(text) && !Number.isNaN(Date.parse(text))
}

/**
 * Reads the header. The version is looked at before anything else, since a newer one may mean anything by the rest.
 * @returns the header, or the reason: of a newer version, or not a header.
 */
export function parseArchiveHeader(value: unknown): Result<ArchiveHeader, ArchiveReason> {
  if (!isFields(value) || value['format'] !== ARCHIVE_FORMAT) {
    return fail(reason('bad-header', `This is not a notebook file: its ${HEADER_PATH} does not say "format": "${ARCHIVE_FORMAT}".`, { part: HEADER_PATH }))
  }
  const { formatVersion, app } = value
  if (typeof formatVersion !== 'number' || !Number.isSafeInteger(formatVersion) || formatVersion < 1) return bad('formatVersion must be a whole number from 1')
  if (formatVersion > ARCHIVE_FORMAT_VERSION) {
    const writer = isFields(app) && typeof app['version'] === 'string' ? ` (${app['version'].slice(0, 40)})` : ''
    return fail(reason('newer-version', `This file was written by a newer Stromabook${writer}, in format ${formatVersion}; this one reads up to format ${ARCHIVE_FORMAT_VERSION}. Nothing was read. Update Stromabook, or ask for an export from the older version.`, { part: HEADER_PATH }))
  }
  const wrong = wrongInHeader(value)
  return wrong === null && isHeader(value) ? ok(value) : bad(wrong ?? 'it is not complete')
}

function isHeader(value: Fields): value is Fields & ArchiveHeader {
  return wrongInHeader(value) === null
}

type Fields = Readonly<Record<string, unknown>>

function wrongInHeader(h: Fields): string | null {
  const { profile, schemaVersion, app, createdAt, notebook, continues } = h
  if (profile !== 'backup' && profile !== 'data-only' && profile !== 'exchange') return 'profile must be backup, data-only or exchange'
  if (!Number.isSafeInteger(schemaVersion) || Number(schemaVersion) < 1) return 'schemaVersion must be a whole number from 1'
  if (!isFields(app) || typeof app['name'] !== 'string' || typeof app['version'] !== 'string') return 'app must have name and version'
  if (!isInstantWithOffset(createdAt)) return 'createdAt must be a time with offset'
  if (!isFields(notebook) || typeof notebook['id'] !== 'string' || typeof notebook['name'] !== 'string') return 'notebook must have id and name'
  if (continues !== undefined && !(isFields(continues) && typeof continues['archiveHash'] === 'string')) return 'continues must name an archive hash'
  return null
}

function isFields(v: unknown): v is Fields {
  return typeof v === 'object' && v !== null && !Array.isArray(v)
}

function bad(what: string): { readonly ok: false; readonly error: ArchiveReason } {
  return fail(reason('bad-header', `The header of the file is damaged: ${what}. Use another copy of the file.`, { part: HEADER_PATH }))
}
