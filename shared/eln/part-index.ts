import { canonicalJson } from '../util/canonical-json.ts'
import { fail, ok, type Result } from '../util/result.ts'
import { isSha256Hex, sha256Hasher } from '../util/sha256.ts'
import { foldedName, INDEX_PATH, isSafePath } from './part-names.ts'

/** What a part is for. Readers skip roles they do not know, and say so. */
export type PartRole = 'header' | 'records' | 'revisions' | 'attachment' | 'manifest' | 'crate' | 'file'

/** One line of the index: a part and the hash of its unpacked bytes. `path` is inside the root folder. */
export type IndexEntry = { readonly path: string; readonly role: string; readonly mediaType: string; readonly size: number; readonly sha256: string }

export type PartIndex = {
  readonly entries: readonly IndexEntry[]
  /** SHA-256 over all lines but the last: covers every byte of every part, and names the archive. */
  readonly archiveHash: string
}

/**
 * The text of the index, in pieces: one line of canonical JSON per part in the order of the archive, and a last line
 * {"archiveHash", "parts"} with the SHA-256 over the bytes of all lines before it.
 */
export function* indexLines(entries: Iterable<IndexEntry>): Generator<string, string> {
  const hasher = sha256Hasher()
  let parts = 0
  for (const { path, role, mediaType, size, sha256 } of entries) {
    const line = `${canonicalJson({ path, role, mediaType, size, sha256 })}\n`
    hasher.update(line)
    parts++
    yield line
  }
  const archiveHash = hasher.hex()
  yield `${canonicalJson({ archiveHash, parts })}\n`
  return archiveHash
}

/** Reads the index, and holds it against its own last line. Returns what is wrong otherwise. */
export function parsePartIndex(text: string): Result<PartIndex, string> {
  const lines = text.split('\n')
  if (lines.pop() !== '') return fail(`${INDEX_PATH} is cut off`)
  const last = tryParse(lines.pop())
  if (!isFields(last) || !isSha256Hex(last['archiveHash']) || last['parts'] !== lines.length) return fail(`${INDEX_PATH} has no valid last line`)
  const hasher = sha256Hasher()
  const entries: IndexEntry[] = []
  const names = new Set<string>()
  for (const [i, line] of lines.entries()) {
    hasher.update(`${line}\n`)
    const entry = tryParse(line)
    if (!isIndexEntry(entry)) return fail(`${INDEX_PATH} line ${i + 1} does not describe a part`)
    const folded = foldedName(entry.path)
    if (names.has(folded)) return fail(`${INDEX_PATH} names ${entry.path} twice`)
    names.add(folded)
    entries.push(entry)
  }
  const archiveHash = hasher.hex()
  return archiveHash === last['archiveHash'] ? ok({ entries, archiveHash }) : fail(`the hash at the end of ${INDEX_PATH} does not fit its lines`)
}

type Fields = Readonly<Record<string, unknown>>

function isFields(v: unknown): v is Fields {
  return typeof v === 'object' && v !== null && !Array.isArray(v)
}

function isIndexEntry(v: unknown): v is IndexEntry {
  return isFields(v) && typeof v['path'] === 'string' && isSafePath(v['path']) && typeof v['role'] === 'string' && typeof v['mediaType'] === 'string'
    && Number.isSafeInteger(v['size']) && Number(v['size']) >= 0 && isSha256Hex(v['sha256'])
}

function tryParse(line: string | undefined): unknown {
  try {
    return line === undefined ? undefined : JSON.parse(line)
  } catch {
    return undefined
  }
}
