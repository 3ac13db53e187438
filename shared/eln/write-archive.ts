import { canonicalJson } from '../util/canonical-json.ts'
import { fail, ok, type Result } from '../util/result.ts'
import { sha256Hasher } from '../util/sha256.ts'
import type { ArchiveFacts } from './archive-facts.ts'
import { ARCHIVE_FORMAT, ARCHIVE_FORMAT_VERSION, isInstantWithOffset, type ArchiveHeader } from './archive-header.ts'
import type { ArchivePart } from './archive-part.ts'
import { ArchiveStop, reason, type ArchiveReason, type ReasonCode } from './archive-reason.ts'
import { crateMetadata, type CrateNode } from './crate-metadata.ts'
import { indexLines, type IndexEntry, type PartRole } from './part-index.ts'
import { CRATE_PATH, foldedName, HEADER_PATH, INDEX_PATH, isSafePath, rootFolderName, sha256OfAttachmentPath } from './part-names.ts'
import { isWorthDeflating, startZip, type ByteSink, type ZipOutput } from './zip-output.ts'

/** How far a read or write is: parts done, bytes (unpacked) done, and what is worked on. */
export type ArchiveProgress = { readonly part: string; readonly parts: number; readonly bytes: number }

export type WriteOptions = {
  readonly onProgress?: (progress: ArchiveProgress) => void
  /** An AbortSignal, or anything like it; looked at before every piece. */
  readonly signal?: { readonly aborted: boolean }
  /** Datasets of the exchange profile; see `crateMetadata`. */
  readonly crate?: { readonly nodes?: readonly CrateNode[]; readonly hasPart?: readonly string[] }
}

export type WrittenArchive = {
  /** SHA-256 that names the archive: covers every byte of every part. */
  readonly archiveHash: string
  readonly parts: number
  /** Unpacked bytes of all parts. */
  readonly bytes: number
  /** What is wrong with the notebook but did not stop the writing: attachments whose bytes no longer match their hash. */
  readonly warnings: readonly ArchiveReason[]
}

type Writing = { readonly zip: ZipOutput; readonly root: string; readonly options: WriteOptions; readonly entries: IndexEntry[]; readonly names: Set<string>; bytes: number; stop: ArchiveReason | null }

/**
 * Writes an archive as a stream: header, the given parts in their order, RO-Crate metadata, index. Memory does not grow with the size
 * of parts, only with their number. The caller makes the result safe (flush to disk, rename) and removes what a failed write left.
 * @returns what was written, or the reason: sink or source failed, aborted, a part that may not be written (bad name, given twice).
 */
export async function writeArchive(sink: ByteSink, facts: ArchiveFacts, parts: Iterable<ArchivePart> | AsyncIterable<ArchivePart>, options: WriteOptions = {}): Promise<Result<WrittenArchive, ArchiveReason>> {
  const wrong = wrongInFacts(facts)
  if (wrong !== null) return fail(reason('bad-header', wrong))
  const w: Writing = { zip: startZip(guarded(sink, (why) => { w.stop = why }), facts.createdAt), root: facts.rootFolder, options, entries: [], names: new Set([foldedName(INDEX_PATH)]), bytes: 0, stop: null }
  const warnings: ArchiveReason[] = []
  try {
    await addText(w, HEADER_PATH, 'header', 'application/json', [canonicalJson(headerOf(facts))])
    for await (const part of parts) {
      const entry = await addPart(w, part)
      const promised = part.role === 'attachment' ? sha256OfAttachmentPath(part.path) : entry.sha256
      if (promised !== entry.sha256) warnings.push(reason('attachment-hash', 'The stored attachment is damaged: its content no longer matches its hash. It was written as it is.', { part: part.path }))
    }
    await addText(w, CRATE_PATH, 'crate', 'application/ld+json', [crateMetadata(facts, w.entries, options.crate)])
    const archiveHash = await addIndex(w)
    await w.zip.close()
    return ok({ archiveHash, parts: w.entries.length, bytes: w.bytes, warnings })
  } catch (error) {
    if (w.stop !== null) return fail(w.stop)
    if (error instanceof ArchiveStop) return fail(error.reason)
    throw error
  }
}

/** The header that belongs to the facts. */
export function headerOf(facts: ArchiveFacts): ArchiveHeader {
  const { profile, schemaVersion, app, createdAt, notebook, continues } = facts
  return {
    format: ARCHIVE_FORMAT, formatVersion: ARCHIVE_FORMAT_VERSION, profile, schemaVersion, createdAt,
    app: { name: app.name, version: app.version }, notebook: { id: notebook.id, name: notebook.name }, ...(continues === undefined ? {} : { continues }),
  }
}

function wrongInFacts(facts: ArchiveFacts): string | null {
  if (!isInstantWithOffset(facts.createdAt)) return 'The time of the archive must be given with its offset from UTC, such as 2026-03-01T09:15:00+01:00.'
  if (rootFolderName(facts.rootFolder) !== facts.rootFolder) return `${JSON.stringify(facts.rootFolder)} cannot be the folder of an archive; use letters, digits, dot, hyphen and underscore.`
  const empty = (['title', 'description', 'license'] as const).find((key) => facts[key].trim() === '')
  return empty === undefined ? null : `The archive needs a ${empty}; other notebooks refuse it without.`
}

async function addPart(w: Writing, part: ArchivePart): Promise<IndexEntry> {
  if (!isSafePath(part.path)) throw new ArchiveStop(reason('bad-part', 'The name of the part may hold letters, digits, dot, hyphen and underscore only.', { part: part.path }))
  return add(w, { ...part, deflate: isWorthDeflating(part.mediaType, part.size) })
}

async function addText(w: Writing, path: string, role: PartRole, mediaType: string, lines: Iterable<string>): Promise<IndexEntry> {
  return add(w, { path, role, mediaType, chunks: encoded(lines), deflate: true })
}

/** The index does not list itself: its last line covers the lines before it. */
async function addIndex(w: Writing): Promise<string> {
  const lines: string[] = []
  const made = indexLines(w.entries)
  let next = made.next()
  while (next.done !== true) {
    lines.push(next.value)
    next = made.next()
  }
  await w.zip.add(`${w.root}/${INDEX_PATH}`, checkedChunks(w, INDEX_PATH, encoded(lines), () => undefined), { deflate: true })
  return next.value
}

async function add(w: Writing, part: { readonly path: string; readonly role: string; readonly mediaType: string; readonly size?: number; readonly chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>; readonly deflate: boolean }): Promise<IndexEntry> {
  const { path, role, mediaType } = part
  const folded = foldedName(path)
  if (w.names.has(folded)) throw new ArchiveStop(reason('bad-part', 'Two parts have the same name.', { part: path }))
  w.names.add(folded)
  const hasher = sha256Hasher()
  let size = 0
  const chunks = checkedChunks(w, path, part.chunks, (chunk) => {
    hasher.update(chunk)
    size += chunk.length
    w.bytes += chunk.length
  })
  await w.zip.add(`${w.root}/${path}`, chunks, { deflate: part.deflate, size: part.size })
  const entry = { path, role, mediaType, size, sha256: hasher.hex() }
  w.entries.push(entry)
  w.options.onProgress?.({ part: path, parts: w.entries.length, bytes: w.bytes })
  return entry
}

/** Remembers why a stream ended, because the reason may be wrapped on its way through the zip library. */
async function* checkedChunks(w: Writing, part: string, chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>, onChunk: (chunk: Uint8Array) => void): AsyncGenerator<Uint8Array> {
  const stop = (code: ReasonCode, message: string): ArchiveStop => {
    w.stop ??= reason(code, message, { part })
    return new ArchiveStop(w.stop)
  }
  try {
    for await (const chunk of chunks) {
      if (w.options.signal?.aborted === true) throw stop('aborted', 'The writing was cancelled; the unfinished file is of no use.')
      if (chunk.length === 0) continue
      onChunk(chunk)
      yield chunk
    }
  } catch (error) {
    if (error instanceof ArchiveStop) throw error
    throw stop('source-failed', `The content could not be read from the notebook (${error instanceof Error ? error.message : 'unknown error'}). The file was not written.`)
  }
}

function guarded(sink: ByteSink, onStop: (why: ArchiveReason) => void): ByteSink {
  return {
    write: async (chunk) => {
      try {
        await sink.write(chunk)
      } catch (error) {
        const why = reason('write-failed', `The file could not be written (${error instanceof Error ? error.message : 'unknown error'}). Is the disk full or the drive removed?`)
        onStop(why)
        throw new ArchiveStop(why)
      }
    },
  }
}

/** Text as UTF-8 in pieces of a size worth passing on. */
function* encoded(lines: Iterable<string>): Generator<Uint8Array> {
  const encoder = new TextEncoder()
  let piece = ''
  for (const line of lines) {
    piece += line
    if (piece.length < 65_536) continue
    yield encoder.encode(piece)
    piece = ''
  }
  if (piece !== '') yield encoder.encode(piece)
}
