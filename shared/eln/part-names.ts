import { isSha256Hex } from '../util/sha256.ts'

/** Fixed places inside the root folder. */
export const HEADER_PATH = 'stromabook.json'
export const INDEX_PATH = 'parts.jsonl'
export const CRATE_PATH = 'ro-crate-metadata.json'
export const MANIFEST_PATH = 'manifest.json'

const SEGMENT = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,126}$/
// Names that Windows gives to devices, with any extension.
const WINDOWS_DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i

/** Records of one kind. */
export function recordsPath(kind: string): string {
  return `records/${kind}.jsonl`
}

/** Revisions of one device, in the order of their numbers. */
export function revisionsPath(device: string): string {
  return `revisions/${device}.jsonl`
}

/** An attachment, found by the SHA-256 of its bytes; two digits of folder keep folders small when the archive is unpacked. */
export function attachmentPath(sha256: string): string {
  return `attachments/${sha256.slice(0, 2)}/${sha256}`
}

/** SHA-256 that an attachment path promises, or null if the path is not of that form. */
export function sha256OfAttachmentPath(path: string): string | null {
  const sha256 = path.slice(path.lastIndexOf('/') + 1)
  return isSha256Hex(sha256) && path === attachmentPath(sha256) ? sha256 : null
}

/** Folder or file name without directory and ending as the root folder of an archive: letters, digits, dot, hyphen, underscore. */
export function rootFolderName(name: string): string {
  const plain = name.normalize('NFKD').replace(/\.eln$/i, '').replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[.-]+|[.-]+$/g, '').slice(0, 100)
  return isSafeSegment(plain) ? plain : 'notebook'
}

/** True if the path of a part can be unpacked on every system and is read alike by every importer: segments of `A-Za-z0-9._-`. */
export function isSafePath(path: string): boolean {
  return path.length <= 240 && path !== '' && path.split('/').every(isSafeSegment)
}

/**
 * What is wrong with the name of a zip member, or null. Stricter than needed to stay inside a folder, because a name that two
 * programs read differently is how one file is shown and another unpacked.
 */
export function nameProblem(name: string): string | null {
  const plain = name.endsWith('/') ? name.slice(0, -1) : name
  if (plain === '') return 'an empty name'
  if (name.includes('\0')) return 'a NUL character'
  if (name.includes('\\')) return 'a backslash'
  if (name.startsWith('/')) return 'an absolute path'
  if (/^[A-Za-z]:/.test(name)) return 'a drive letter'
  if (plain.split('/').some((s) => s === '..' || s === '.')) return 'a step to another folder (..)'
  if (plain.split('/').includes('')) return 'an empty folder name'
  if (name.includes('%')) return 'a percent sign (encoded characters)'
  if (plain.split('/').some((s) => WINDOWS_DEVICE.test(s) || s.endsWith('.'))) return 'a name that Windows cannot store'
  return null
}

/** Key under which two names are the same file on a disk that ignores case and Unicode form. */
export function foldedName(name: string): string {
  return name.normalize('NFC').toLowerCase()
}

function isSafeSegment(s: string): boolean {
  return SEGMENT.test(s) && !s.endsWith('.') && !WINDOWS_DEVICE.test(s)
}
