import { Reader, ZipReader, type FileEntry } from '@zip.js/zip.js'
import { fail, ok, type Result } from '../util/result.ts'
import type { ArchiveLimits } from './archive-limits.ts'
import { ArchiveStop, reason, type ArchiveReason } from './archive-reason.ts'
import type { ByteSource } from './byte-source.ts'
import { foldedName, nameProblem } from './part-names.ts'
import { readStored } from './read-stored.ts'

/** A file in a zip whose directory has been checked. Sizes are what the directory claims. */
export type ZipMember = {
  readonly name: string
  readonly size: number
  /**
   * Unpacks the file piece by piece. Rejects with `ArchiveStop`: damaged, or cut off by `onChunk`.
   * Pieces come before the file is known to be whole; the caller checks size and hash.
   */
  read(onChunk: (chunk: Uint8Array) => void | Promise<void>): Promise<void>
}

const STORED = 0
const DEFLATED = 8
/** No single read is larger, whatever a header claims: bounds the memory for the directory. */
const MAX_READ = 512 * 1024 ** 2

/**
 * Reads the directory of a zip that may have been made to do harm, without unpacking anything.
 * Refused: anything that two programs could read differently, names that lead elsewhere or collide, links, encryption, methods other
 * than store and deflate, members that overlap, and more than the limits allow.
 * @returns the files in the order of the directory (folders left out), or the first reason found.
 */
export async function openZip(source: ByteSource, limits: ArchiveLimits): Promise<Result<readonly ZipMember[], ArchiveReason>> {
  try {
    const zip = new ZipReader(new SourceReader(source), { useWebWorkers: false, strictness: 'strict', filenameValidation: 'tolerant', checkCrc32: true })
    const members: ZipMember[] = []
    const names = new Set<string>()
    const spans: Span[] = []
    let total = 0
    for await (const entry of zip.getEntriesGenerator()) {
      if (spans.length >= limits.parts) return fail(reason('too-many-parts', `The file holds more than ${limits.parts} parts, the limit set here. Nothing was read.`))
      const folded = foldedName(entry.filename.replace(/\/$/, ''))
      if (names.has(folded)) return fail(reason('duplicate-name', 'Two parts have the same name (or differ only in upper and lower case). The file is damaged or was made to mislead; nothing was read.', { part: printable(entry.filename) }))
      names.add(folded)
      const why = refusal(entry, limits)
      if (why !== null) return fail({ ...why, part: printable(entry.filename) })
      spans.push({ start: entry.offset, end: entry.offset + LOCAL_HEADER + entry.rawFilename.length + entry.compressedSize })
      total += entry.uncompressedSize
      if (entry.directory) continue
      members.push(memberOf(entry, source))
    }
    if (overlaps(spans, source.size)) return fail(reason('overlap', 'Parts of the file lie on top of each other, as in a file made to do harm. Nothing was read.'))
    if (total > limits.totalBytes) return fail(tooLarge(limits.totalBytes))
    if (total > limits.ratioFloorBytes && total > source.size * limits.ratio) return fail(reason('ratio', `Unpacked, the file would be more than ${limits.ratio} times its size, as in a file made to fill the disk. Nothing was read.`))
    return ok(members)
  } catch (error) {
    return fail(whyNotRead(error))
  }
}

type Span = { readonly start: number; readonly end: number }
const LOCAL_HEADER = 30

type DirectoryFacts = Pick<FileEntry, 'filename' | 'encrypted' | 'symlink' | 'compressionMethod' | 'uncompressedSize' | 'compressedSize'> & { readonly directory: boolean }

function refusal(entry: DirectoryFacts, limits: ArchiveLimits): ArchiveReason | null {
  const problem = nameProblem(entry.filename)
  if (problem !== null) return reason('unsafe-name', `A part has ${problem} in its name. Such a file could overwrite others when unpacked; nothing was read.`)
  if (entry.encrypted) return reason('encrypted', 'The file is protected with a password. Unpack it with its password, and pack it again without one.')
  if (entry.symlink) return reason('symlink', 'A part is a link to another file. Notebook files hold no links; nothing was read.')
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) return reason('compression-method', `A part is compressed in a way (method ${entry.compressionMethod}) that notebook files do not use. Unpack it, and pack it again as an ordinary zip.`)
  if (entry.directory && entry.uncompressedSize > 0) return reason('damaged-zip', 'A folder has content. The file is damaged; use another copy.')
  if (entry.compressionMethod === STORED && entry.compressedSize !== entry.uncompressedSize) return reason('damaged-zip', 'The sizes of a part contradict each other. The file is damaged; use another copy.')
  if (entry.uncompressedSize > limits.partBytes) return tooLarge(limits.partBytes)
  if (entry.uncompressedSize > limits.ratioFloorBytes && entry.uncompressedSize > entry.compressedSize * limits.ratio) return reason('ratio', `Unpacked, a part would be more than ${limits.ratio} times its packed size, as in a file made to fill the disk. Nothing was read.`)
  return null
}

function memberOf(entry: FileEntry, source: ByteSource): ZipMember {
  // Stored members, the many attachments, do without the stream machinery and without keeping the library's description of them.
  return entry.compressionMethod === STORED ? storedMember(source, entry.filename, entry.uncompressedSize, entry.offset) : deflatedMember(entry)
}

function storedMember(source: ByteSource, name: string, size: number, offset: number): ZipMember {
  return { name, size, read: (onChunk) => readStored(source, { name, size, offset }, onChunk) }
}

function deflatedMember(entry: FileEntry): ZipMember {
  const { filename: name, uncompressedSize: size } = entry
  return {
    name,
    size,
    read: async (onChunk) => {
      // What the receiver threw is told apart from what the library finds wrong.
      let thrown: { readonly error: unknown } | null = null
      const write = async (chunk: Uint8Array): Promise<void> => {
        try {
          await onChunk(chunk)
        } catch (error) {
          thrown = { error }
          throw error
        }
      }
      const receiver = (): { readonly error: unknown } | null => thrown
      try {
        await entry.getData(new WritableStream<Uint8Array>({ write }))
      } catch (error) {
        const from = receiver()
        if (from !== null) throw from.error
        throw error instanceof ArchiveStop ? error : new ArchiveStop(reason('part-damaged', `The part cannot be unpacked (${messageOf(error)}). The file is damaged; use another copy.`, { part: name }))
      }
    },
  }
}

class SourceReader extends Reader<ByteSource> {
  readonly source: ByteSource

  constructor(source: ByteSource) {
    super(source)
    this.source = source
    this.size = source.size
  }

  override async readUint8Array(offset: number, length: number): Promise<Uint8Array> {
    if (length > MAX_READ) throw new ArchiveStop(reason('damaged-zip', 'The directory of the file is damaged or far too large. Use another copy.'))
    return this.source.read(offset, Math.max(0, Math.min(length, this.source.size - offset)))
  }
}

function overlaps(spans: readonly Span[], fileSize: number): boolean {
  const sorted = [...spans].sort((a, b) => a.start - b.start)
  return sorted.some((span, i) => span.end > (sorted[i + 1]?.start ?? fileSize))
}

function whyNotRead(error: unknown): ArchiveReason {
  if (error instanceof ArchiveStop) return error.reason
  const message = messageOf(error)
  if (/end of central directory/i.test(message) || message === 'File format is not recognized') {
    return reason('truncated', 'The end of the file is missing: copying or downloading it was interrupted, or it was cut. Nothing was read; copy it again.')
  }
  return reason('damaged-zip', `The directory of the file is damaged (${message}). Nothing was read; use another copy.`)
}

function tooLarge(limit: number): ArchiveReason {
  return reason('too-large', `Unpacked, the file would take more than ${limit} bytes, the limit set here. Nothing was read. Raise the limit if you trust its origin.`)
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown error'
}

/** Names from untrusted files go into messages: no control characters, not too long. */
function printable(name: string): string {
  return [...name.slice(0, 200)].map((c) => (/[\p{Cc}\p{Cf}\p{Cs}]/u.test(c) ? '\ufffd' : c)).join('')
}
