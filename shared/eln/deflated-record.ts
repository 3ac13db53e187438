import { ZipWriter } from '@zip.js/zip.js'

/** Facts about a member that the directory needs. */
export type DeflatedFacts = { readonly versionNeeded: number; readonly flags: number; readonly method: number; readonly crc: number; readonly packedSize: number; readonly size: number }

/**
 * Writes the local record of one compressed member (header, data, descriptor) and answers what the directory must say of it.
 * The zip library is given one member at a time and never asked for a directory: it keeps some 5 kB per member, which is too much for
 * a notebook with many attachments.
 */
export async function writeDeflatedRecord(name: string, chunks: AsyncIterable<Uint8Array>, date: number, size: number | undefined, write: (bytes: Uint8Array) => Promise<void>): Promise<DeflatedFacts> {
  const header = new Uint8Array(10)
  let written = 0
  const target = new WritableStream<Uint8Array>({
    write: async (bytes) => {
      // The directory must repeat what the header said.
      if (written < header.length) header.set(bytes.subarray(0, header.length - written), written)
      written += bytes.length
      await write(bytes)
    },
  })
  // Level 6 is the one that the platform's own compression knows; without it a WebAssembly module would be loaded, which a strict
  // content security policy refuses.
  const zip = new ZipWriter(target, { useWebWorkers: false, extendedTimestamp: false, rawLastModDate: date, level: 6 })
  const { crc32: crc, compressedSize, uncompressedSize } = await zip.add(name, readable(chunks), size === undefined ? {} : { uncompressedSize: size })
  if (crc === undefined || compressedSize === undefined || uncompressedSize === undefined) throw new Error(`the zip library does not say what it wrote for ${name}`)
  const view = new DataView(header.buffer)
  return { versionNeeded: view.getUint16(4, true), flags: view.getUint16(6, true), method: view.getUint16(8, true), crc, packedSize: compressedSize, size: uncompressedSize }
}

function readable(chunks: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]()
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const next = await iterator.next()
      if (next.done === true) controller.close()
      else controller.enqueue(next.value)
    },
    cancel: async () => {
      await iterator.return?.()
    },
  }, { highWaterMark: 0 })
}
