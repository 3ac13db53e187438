import { ArchiveStop, reason } from './archive-reason.ts'
import type { ByteSource } from './byte-source.ts'

const LOCAL_HEADER_BYTES = 30
const LOCAL_HEADER_SIGNATURE = 0x04034b50
const PIECE_BYTES = 256 * 1024

/**
 * Reads a stored (not compressed) member of a zip at the place its directory gives, piece by piece. The local header must be there and
 * give the same name and method (PKWARE APPNOTE 6.3.10, 4.3.7); size and content are for the caller to check.
 * Rejects with `ArchiveStop` otherwise.
 */
export async function readStored(source: ByteSource, member: { readonly name: string; readonly size: number; readonly offset: number }, onChunk: (chunk: Uint8Array) => void | Promise<void>): Promise<void> {
  const { name, size, offset } = member
  const nameBytes = new TextEncoder().encode(name)
  const header = await source.read(offset, LOCAL_HEADER_BYTES + nameBytes.length)
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength)
  const fits = header.length === LOCAL_HEADER_BYTES + nameBytes.length
    && view.getUint32(0, true) === LOCAL_HEADER_SIGNATURE
    && (view.getUint16(6, true) & 0x2041) === 0 // not encrypted, in any way
    && view.getUint16(8, true) === 0
    && view.getUint16(26, true) === nameBytes.length
    && nameBytes.every((byte, i) => header[LOCAL_HEADER_BYTES + i] === byte)
  if (!fits) throw damaged(name)
  const start = offset + header.length + view.getUint16(28, true)
  if (start + size > source.size) throw damaged(name)
  for (let done = 0; done < size;) {
    const piece = await source.read(start + done, Math.min(PIECE_BYTES, size - done))
    if (piece.length === 0) throw damaged(name)
    done += piece.length
    await onChunk(piece)
  }
}

function damaged(part: string): ArchiveStop {
  return new ArchiveStop(reason('part-damaged', 'The part is not where the directory of the file says. The file is damaged; use another copy.', { part }))
}
