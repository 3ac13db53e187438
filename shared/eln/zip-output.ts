import { ArchiveStop, reason } from './archive-reason.ts'
import { crc32 } from './crc32.ts'
import { writeDeflatedRecord } from './deflated-record.ts'
import { dataDescriptor, directoryEntry, endOfDirectory, FLAG_DESCRIPTOR, joinBytes, localHeader, MAX_32, VERSION_PLAIN, VERSION_ZIP64, type ZipRecord } from './zip-records.ts'

/** Where the bytes of an archive go. Resolves when the next piece may come; rejects if the medium fails. */
export type ByteSink = { write(chunk: Uint8Array): Promise<void> | void }

/** A zip in the making: one member at a time, nothing held but the directory (about 150 bytes per member). */
export type ZipOutput = {
  add(name: string, chunks: AsyncIterable<Uint8Array>, options: { readonly deflate: boolean; readonly size?: number | undefined }): Promise<void>
  /** Writes the directory. */
  close(): Promise<void>
}

type Output = { readonly date: number; readonly write: (bytes: Uint8Array) => Promise<void>; offset: number }

/** Small writes are gathered up to here: a disk takes one write of 256 KiB in less time than a thousand small ones. */
const GATHERED_BYTES = 256 * 1024

/** Up to here a stored member is held until its checksum is known, so that its header can state it: some programs demand that. */
const HELD_BYTES = 4 * 1024 ** 2
const STORED = 0

/**
 * Starts a zip on a sink. ZIP64 is used where a count, a size or an offset demands it, and for members of unknown size. All members
 * carry the one date given, so that equal content gives equal files. Names must be ASCII.
 */
export function startZip(sink: ByteSink, createdAt: string): ZipOutput {
  const directory: Uint8Array[] = []
  const gathered = new Uint8Array(GATHERED_BYTES)
  let filled = 0
  const flush = async (): Promise<void> => {
    if (filled > 0) await sink.write(gathered.slice(0, filled))
    filled = 0
  }
  const out: Output = {
    date: dosDate(createdAt),
    offset: 0,
    write: async (bytes) => {
      if (filled + bytes.length > GATHERED_BYTES) await flush()
      if (bytes.length >= GATHERED_BYTES) await sink.write(bytes)
      else {
        gathered.set(bytes, filled)
        filled += bytes.length
      }
      out.offset += bytes.length
    },
  }
  return {
    add: async (name, chunks, { deflate, size }) => {
      directory.push(directoryEntry(deflate ? await addDeflated(out, name, chunks, size) : await addStored(out, name, chunks, size)))
    },
    close: async () => {
      const start = out.offset
      for (let i = 0; i < directory.length; i += 1000) await out.write(joinBytes(directory.slice(i, i + 1000)))
      await out.write(endOfDirectory(directory.length, out.offset - start, start))
      await flush()
    },
  }
}

/** Worth compressing: text always; known raw formats of instruments up to 32 MiB. Images, PDF and archives are compressed already. */
export function isWorthDeflating(mediaType: string, size: number | undefined): boolean {
  if (/^application\/(jsonl|x-ndjson)$/.test(mediaType)) return true
  if (size === undefined || size < 256 || size > 32 * 1024 ** 2) return false
  return /^text\/|[/+](json|xml)$|^image\/(svg\+xml|tiff|bmp)$|^application\/(vnd\.isac\.fcs|javascript)$/.test(mediaType)
}

async function addDeflated(out: Output, name: string, chunks: AsyncIterable<Uint8Array>, size: number | undefined): Promise<ZipRecord> {
  const { offset, date } = out
  const facts = await writeDeflatedRecord(name, chunks, date, size, out.write)
  return { ...facts, name: new TextEncoder().encode(name), date, offset }
}

async function addStored(out: Output, name: string, chunks: AsyncIterable<Uint8Array>, stated: number | undefined): Promise<ZipRecord> {
  const { offset, date } = out
  const iterator = chunks[Symbol.asyncIterator]()
  const held: Uint8Array[] = []
  const record = { name: new TextEncoder().encode(name), versionNeeded: VERSION_PLAIN, flags: 0, method: STORED, date, crc: 0, packedSize: 0, size: 0, offset }
  const count = (chunk: Uint8Array): void => {
    record.crc = crc32(chunk, record.crc)
    record.size += chunk.length
    record.packedSize = record.size
  }
  let next = await iterator.next()
  for (; next.done !== true && record.size <= HELD_BYTES; next = await iterator.next()) {
    held.push(next.value)
    count(next.value)
  }
  if (next.done === true) {
    await out.write(joinBytes([localHeader(record, false), ...held]))
    return record
  }
  const zip64 = stated === undefined || stated >= MAX_32
  const open = { ...record, flags: FLAG_DESCRIPTOR, versionNeeded: zip64 ? VERSION_ZIP64 : VERSION_PLAIN * 2 }
  await out.write(localHeader(open, zip64))
  for (const chunk of held) await out.write(chunk)
  for (; next.done !== true; next = await iterator.next()) {
    count(next.value)
    await out.write(next.value)
  }
  if (!zip64 && record.size >= MAX_32) throw new ArchiveStop(reason('bad-part', `The part was said to have ${stated} bytes and has more than 4 GiB.`, { part: name }))
  const whole = { ...open, crc: record.crc, size: record.size, packedSize: record.size }
  await out.write(dataDescriptor(whole, zip64))
  return whole
}

/** Date and time of day as MS-DOS wrote them, to two seconds, read off the text so that no time zone of a machine comes in. */
function dosDate(instant: string): number {
  const at = (from: number, length: number): number => Number(instant.slice(from, from + length))
  const year = Math.min(2107, Math.max(1980, at(0, 4)))
  return (((year - 1980) << 25) | (at(5, 2) << 21) | (at(8, 2) << 16) | (at(11, 2) << 11) | (at(14, 2) << 5) | (at(17, 2) >> 1)) >>> 0
}
