// Records of a ZIP file, as PKWARE APPNOTE 6.3.10 lays them down (sections 4.3.7, 4.3.9, 4.3.12, 4.3.14 to 4.3.16, 4.5.3).

/** A member as header and directory describe it. */
export type ZipRecord = {
  readonly name: Uint8Array
  readonly versionNeeded: number
  readonly flags: number
  readonly method: number
  /** MS-DOS date and time. */
  readonly date: number
  readonly crc: number
  readonly packedSize: number
  readonly size: number
  /** Of the local header. */
  readonly offset: number
}

/** Flag: checksum and sizes follow the data. */
export const FLAG_DESCRIPTOR = 0x0008
/** Versions of the format a reader needs. */
export const VERSION_PLAIN = 10
export const VERSION_ZIP64 = 45

/** Largest value of the fields of the original format; there, and beyond, ZIP64 begins. */
export const MAX_32 = 0xffffffff
const MAX_16 = 0xffff
const MADE_ON_UNIX = 3 << 8
/** Regular file, rw-r--r--. */
const ATTRIBUTES = 0o100644 * 0x10000

type Field = readonly [bytes: 2 | 4 | 8, value: number]

/** Header before the data. Sizes and checksum stay zero where a descriptor follows; `zip64` then announces its longer form. */
export function localHeader(r: ZipRecord, zip64: boolean): Uint8Array {
  const later = (r.flags & FLAG_DESCRIPTOR) !== 0
  const size = (n: number): number => (zip64 ? MAX_32 : later ? 0 : n)
  const extra = zip64 ? fields([2, 1], [2, 16], [8, later ? 0 : r.size], [8, later ? 0 : r.packedSize]) : new Uint8Array(0)
  const head = fields([4, 0x04034b50], [2, r.versionNeeded], [2, r.flags], [2, r.method], [4, r.date], [4, later ? 0 : r.crc], [4, size(r.packedSize)], [4, size(r.size)], [2, r.name.length], [2, extra.length])
  return joinBytes([head, r.name, extra])
}

/** Checksum and sizes after the data. */
export function dataDescriptor(r: ZipRecord, zip64: boolean): Uint8Array {
  const width = zip64 ? 8 : 4
  return fields([4, 0x08074b50], [4, r.crc], [width, r.packedSize], [width, r.size])
}

/** Entry of the directory; with a ZIP64 field for just the values that need it. */
export function directoryEntry(r: ZipRecord): Uint8Array {
  const large = [r.size, r.packedSize, r.offset].filter((n) => n >= MAX_32)
  const extra = large.length === 0 ? new Uint8Array(0) : fields([2, 1], [2, 8 * large.length], ...large.map((n): Field => [8, n]))
  const cut = (n: number): number => Math.min(n, MAX_32)
  const head = fields([4, 0x02014b50], [2, MADE_ON_UNIX | VERSION_ZIP64], [2, large.length === 0 ? r.versionNeeded : VERSION_ZIP64], [2, r.flags], [2, r.method], [4, r.date], [4, r.crc],
    [4, cut(r.packedSize)], [4, cut(r.size)], [2, r.name.length], [2, extra.length], [2, 0], [2, 0], [2, 0], [4, ATTRIBUTES], [4, cut(r.offset)])
  return joinBytes([head, r.name, extra])
}

/** What ends the file: where the directory is, and how many entries it has. */
export function endOfDirectory(entries: number, length: number, offset: number): Uint8Array {
  const zip64 = entries >= MAX_16 || length >= MAX_32 || offset >= MAX_32
  const count = Math.min(entries, MAX_16)
  const end = fields([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, Math.min(length, MAX_32)], [4, Math.min(offset, MAX_32)], [2, 0])
  if (!zip64) return end
  const end64 = fields([4, 0x06064b50], [8, 44], [2, MADE_ON_UNIX | VERSION_ZIP64], [2, VERSION_ZIP64], [4, 0], [4, 0], [8, entries], [8, entries], [8, length], [8, offset])
  const locator = fields([4, 0x07064b50], [4, 0], [8, offset + length], [4, 1])
  return joinBytes([end64, locator, end])
}

/** The pieces as one. */
export function joinBytes(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, p) => sum + p.length, 0))
  let at = 0
  for (const p of pieces) {
    all.set(p, at)
    at += p.length
  }
  return all
}

function fields(...list: readonly Field[]): Uint8Array {
  const bytes = new Uint8Array(list.reduce((sum, [width]) => sum + width, 0))
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const [width, value] of list) {
    if (width === 2) view.setUint16(at, value, true)
    else view.setUint32(at, value % 2 ** 32, true)
    if (width === 8) view.setUint32(at + 4, Math.floor(value / 2 ** 32), true)
    at += width
  }
  return bytes
}
