// Writes large archives to disk, reads them back with verification, and prints seconds and peak memory.
//
//   npm run build && node dist/test/soak/archive-large.js [small|big|huge]
//
// small: 70,000 attachments of 200 bytes (more than a zip without ZIP64 can hold). big: two attachments of 100 MiB and 200 MiB.
// huge: one attachment of 4.5 GiB and one behind it (beyond 32-bit sizes and offsets), held in memory once per MiB; only when asked for.

import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openArchiveFile, writeFileSafely } from '../../electron/cli/archive-file.ts'
import { attachmentPart, recordsPart, type ArchivePart } from '../../shared/eln/archive-part.ts'
import type { ByteSource } from '../../shared/eln/byte-source.ts'
import { openArchive } from '../../shared/eln/open-archive.ts'
import { readArchive } from '../../shared/eln/read-archive.ts'
import { writeArchive } from '../../shared/eln/write-archive.ts'
import type { ByteSink } from '../../shared/eln/zip-output.ts'
import type { RecordLike } from '../../shared/trust/record-like.ts'
import { ok } from '../../shared/util/result.ts'
import { sha256Hasher, sha256Hex } from '../../shared/util/sha256.ts'

const MIB = 1024 ** 2
const facts = {
  profile: 'backup', schemaVersion: 1, app: { name: 'Stromabook', version: '0' }, createdAt: '2026-03-01T09:15:00+01:00',
  notebook: { id: '0192f0c0-0000-7000-8000-000000000001', name: 'Soak' }, title: 'Soak', description: 'Generated', license: 'None', rootFolder: 'soak',
} as const

/** Bytes that no compression shrinks, the same for the same seed (xorshift32). */
function noise(seed: number, length: number): Uint8Array {
  const words = new Uint32Array(Math.ceil(length / 4))
  let x = (seed + 1) * 0x9e3779b1 >>> 0 || 1
  for (let i = 0; i < words.length; i++) {
    x ^= x << 13
    x >>>= 0
    x ^= x >>> 17
    x ^= x << 5
    x >>>= 0
    words[i] = x
  }
  return new Uint8Array(words.buffer, 0, length)
}

function* smallParts(count: number): Generator<ArchivePart> {
  yield recordsPart('attachment', attachmentRecords(count))
  for (let i = 0; i < count; i++) {
    const bytes = noise(i, 200)
    yield attachmentPart({ sha256: sha256Hex(bytes), size: bytes.length, mediaType: 'application/octet-stream' }, [bytes])
  }
}

function* attachmentRecords(count: number): Generator<RecordLike> {
  for (let i = 0; i < count; i++) yield { kind: 'attachment', id: `0192f0c0-0000-7000-8000-${i.toString(16).padStart(12, '0')}`, sha256: sha256Hex(noise(i, 200)), name: `image ${i}.tif` }
}

function* pieces(seed: number, mib: number): Generator<Uint8Array> {
  for (let i = 0; i < mib; i++) yield noise(seed * 1000 + i, MIB)
}

function* bigParts(sizesMib: readonly number[]): Generator<ArchivePart> {
  for (const [seed, mib] of sizesMib.entries()) {
    const hasher = sha256Hasher()
    for (const piece of pieces(seed, mib)) hasher.update(piece)
    yield attachmentPart({ sha256: hasher.hex(), size: mib * MIB, mediaType: 'image/tiff' }, pieces(seed, mib))
  }
}

async function measured<T>(what: string, run: () => Promise<T>): Promise<T> {
  let peak = 0
  const look = (): void => {
    peak = Math.max(peak, process.memoryUsage().rss)
  }
  const timer = setInterval(look, 20)
  const started = process.hrtime.bigint()
  try {
    return await run()
  } finally {
    clearInterval(timer)
    look()
    console.log(`${what}: ${(Number(process.hrtime.bigint() - started) / 1e9).toFixed(1)} s, peak RSS ${(peak / MIB).toFixed(0)} MiB`)
  }
}

/** Writes the parts, reads them back, and throws unless every attachment and record came back whole. */
async function roundTrip(name: string, parts: Iterable<ArchivePart>, expected: { readonly attachments: number; readonly records: number }): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'stromabook-soak-'))
  const path = join(folder, 'soak.eln')
  try {
    const written = await measured(`${name}, write`, () => writeFileSafely(path, (sink) => writeArchive(sink, facts, parts)))
    if (!written.ok) throw new Error(typeof written.error === 'string' ? written.error : written.error.message)
    console.log(`${name}: ${((await stat(path)).size / MIB).toFixed(1)} MiB on disk, ${written.value.parts} parts`)
    const file = await openArchiveFile(path)
    if (!file.ok) throw new Error(file.error)
    const archive = await measured(`${name}, open`, () => openArchive(file.value.source))
    if (!archive.ok) throw new Error(archive.error.message)
    const report = await measured(`${name}, read and verify`, () => readArchive(archive.value, { validate: (value) => ok(value), onRecord: () => undefined }))
    await file.value.close()
    if (!report.ok) throw new Error(report.error.message)
    const { attachments, records, reasons } = report.value
    if (reasons.length > 0 || attachments !== expected.attachments || records !== expected.records) {
      throw new Error(`${name}: ${attachments} attachments and ${records} records came back, ${reasons.length} reasons, first: ${reasons[0]?.message ?? 'none'}`)
    }
    if (archive.value.archiveHash !== written.value.archiveHash) throw new Error(`${name}: another archive hash came back`)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Keeps what is written by reference, so that a large file of equal pieces takes no room. */
function memoryFile(): ByteSink & { source(): ByteSource } {
  const chunks: { readonly start: number; readonly bytes: Uint8Array }[] = []
  let size = 0
  return {
    write: (bytes) => {
      chunks.push({ start: size, bytes })
      size += bytes.length
    },
    source: () => ({
      size,
      read: (offset, length) => {
        const wanted = new Uint8Array(Math.min(length, size - offset))
        let at = chunks.findLastIndex((c) => c.start <= offset)
        for (let done = 0; done < wanted.length; at++) {
          const chunk = chunks[at] ?? { start: 0, bytes: new Uint8Array(0) }
          const piece = chunk.bytes.subarray(offset + done - chunk.start, offset - chunk.start + wanted.length)
          wanted.set(piece, done)
          done += piece.length
        }
        return Promise.resolve(wanted)
      },
    }),
  }
}

async function hugeRoundTrip(): Promise<void> {
  const piece = noise(7, MIB)
  const hasher = sha256Hasher()
  const mib = 4608
  for (let i = 0; i < mib; i++) hasher.update(piece)
  const small = noise(8, 1000)
  function* repeated(): Generator<Uint8Array> {
    for (let i = 0; i < mib; i++) yield piece
  }
  const parts = [attachmentPart({ sha256: hasher.hex(), size: mib * MIB, mediaType: 'image/tiff' }, repeated()), attachmentPart({ sha256: sha256Hex(small), size: 1000, mediaType: 'image/png' }, [small])]
  const file = memoryFile()
  const written = await measured('4.5 GiB, write', () => writeArchive(file, facts, parts))
  if (!written.ok) throw new Error(written.error.message)
  const archive = await openArchive(file.source())
  if (!archive.ok) throw new Error(archive.error.message)
  const report = await measured('4.5 GiB, read and verify', () => readArchive(archive.value, { validate: (value) => ok(value), onRecord: () => undefined }))
  if (!report.ok || report.value.attachments !== 2 || report.value.reasons.length > 0) throw new Error('the 4.5 GiB did not come back')
}

/** Runs one or both of the soak tests; throws if anything is lost. */
export async function soakArchives(which: 'small' | 'big' | 'both' = 'both', count = 70_000): Promise<void> {
  if (which !== 'small') await roundTrip('300 MiB in two attachments', bigParts([100, 200]), { attachments: 2, records: 0 })
  if (which !== 'big') await roundTrip(`${count} attachments`, smallParts(count), { attachments: count, records: count })
}

if (import.meta.filename === process.argv[1]) {
  const [, , which] = process.argv
  if (which === 'huge') await hugeRoundTrip()
  else await soakArchives(which === 'small' || which === 'big' ? which : 'both')
}
