import { ZipReader, BlobReader, Uint8ArrayWriter } from '@zip.js/zip.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crc32 } from '../../../shared/eln/crc32.ts'
import { isWorthDeflating, startZip } from '../../../shared/eln/zip-output.ts'
import { directoryEntry, endOfDirectory, localHeader, MAX_32, VERSION_ZIP64, type ZipRecord } from '../../../shared/eln/zip-records.ts'
import { memorySink } from '../../helpers/archive-in-memory.ts'

async function* cut(bytes: Uint8Array, piece: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += piece) yield await Promise.resolve(bytes.subarray(at, at + piece))
}

const MEMBER: ZipRecord = { name: new TextEncoder().encode('a'), versionNeeded: 10, flags: 0, method: 0, date: 0, crc: 1, packedSize: 2, size: 2, offset: 3 }

describe('crc32', () => {
  it('gives the check value of the CRC catalogue, in one piece or several', () => {
    const text = new TextEncoder().encode('123456789')
    expect(crc32(text)).toBe(0xcbf43926)
    expect(crc32(text.subarray(4), crc32(text.subarray(0, 4)))).toBe(0xcbf43926)
    expect(crc32(new Uint8Array(0))).toBe(0)
  })
})

describe('startZip', () => {
  it('is read by another zip program, whatever is stored or deflated, of known or unknown size', async () => {
    const member = fc.record({ bytes: fc.oneof(fc.uint8Array({ maxLength: 2000 }), fc.constantFrom(new Uint8Array(5_000_000).fill(65), new Uint8Array(300_000))), deflate: fc.boolean(), known: fc.boolean(), piece: fc.integer({ min: 1000, max: 400_000 }) })
    await fc.assert(fc.asyncProperty(fc.array(member, { maxLength: 5 }), async (members) => {
      const sink = memorySink()
      const zip = startZip(sink, '2026-03-01T09:15:00+01:00')
      for (const [i, m] of members.entries()) await zip.add(`root/${i}`, cut(m.bytes, m.piece), { deflate: m.deflate, ...(m.known ? { size: m.bytes.length } : {}) })
      await zip.close()
      const reader = new ZipReader(new BlobReader(new Blob([new Uint8Array(sink.bytes())])), { useWebWorkers: false, strictness: 'strict', checkCrc32: true, checkOverlappingEntry: true })
      const entries = await reader.getEntries()
      expect(entries.map((e) => [e.filename, e.uncompressedSize])).toEqual(members.map((m, i) => [`root/${i}`, m.bytes.length]))
      for (const [i, entry] of entries.entries()) {
        const bytes = entry.directory ? null : await entry.getData(new Uint8ArrayWriter())
        expect(Buffer.compare(bytes ?? new Uint8Array(1), members[i]?.bytes ?? new Uint8Array(2))).toBe(0)
      }
    }), { numRuns: 25 })
  })
})

// Lengths and places by PKWARE APPNOTE 6.3.10, 4.3.12, 4.3.16, 4.3.14 and 4.5.3.
describe('records of a zip', () => {
  const at = (bytes: Uint8Array, place: number): number => new DataView(bytes.buffer).getUint32(place, true)

  it('use ZIP64 for just the values that need it', () => {
    expect(directoryEntry(MEMBER).length).toBe(47)
    const far = directoryEntry({ ...MEMBER, offset: MAX_32 })
    expect([far.length, at(far, 42), at(far, 20), at(far, 47) & 0xffff, at(far, 51), at(far, 55)]).toEqual([59, MAX_32, 2, 1, MAX_32, 0])
    const large = directoryEntry({ ...MEMBER, size: 5 * 2 ** 32 + 7, packedSize: 5 * 2 ** 32 + 7 })
    expect([large.length, at(large, 51), at(large, 55), at(large, 59), at(large, 63)]).toEqual([67, 7, 5, 7, 5])
    expect(localHeader({ ...MEMBER, versionNeeded: VERSION_ZIP64 }, true).length).toBe(51)
  })

  it('end with ZIP64 records from 65,535 entries or 4 GiB on', () => {
    expect([endOfDirectory(65_534, 10, 20), endOfDirectory(65_535, 10, 20), endOfDirectory(1, 10, MAX_32)].map((b) => b.length)).toEqual([22, 98, 98])
  })
})

it('compresses text and raw instrument data, not pictures or anything large', () => {
  expect([['text/csv', 5000], ['application/json', 5000], ['application/jsonl', undefined], ['image/svg+xml', 300], ['image/tiff', 1e6]].map(([type, size]) => isWorthDeflating(String(type), size as number))).toEqual(Array(5).fill(true))
  expect([['image/png', 5000], ['application/pdf', 5000], ['text/csv', 100], ['text/csv', 1e9], ['image/tiff', undefined]].map(([type, size]) => isWorthDeflating(String(type), size as number))).toEqual(Array(5).fill(false))
})
