import { ZipWriter } from '@zip.js/zip.js'

/** Where the bytes of an archive go. Resolves when the next piece may come; rejects if the medium fails. */
export type ByteSink = { write(chunk: Uint8Array): Promise<void> | void }

/** A zip in the making: one member at a time, nothing held but the directory. */
export type ZipOutput = {
  add(name: string, chunks: AsyncIterable<Uint8Array>, options: { readonly deflate: boolean; readonly size?: number | undefined }): Promise<void>
  /** Writes the directory. */
  close(): Promise<void>
}

/**
 * Starts a zip on a sink. ZIP64 is used where a count, a size or an offset demands it, and for members of unknown size. No workers:
 * callers run in one already. All members carry the one date given, so that equal content gives equal files.
 */
export function startZip(sink: ByteSink, createdAt: string): ZipOutput {
  const target = new WritableStream<Uint8Array>({ write: (chunk) => sink.write(chunk) })
  // Level 6 is the one that the platform's own compression knows; without it a WebAssembly module would be loaded, which a strict
  // content security policy refuses.
  const zip = new ZipWriter(target, { useWebWorkers: false, extendedTimestamp: false, rawLastModDate: dosDate(createdAt), keepOrder: true })
  return {
    add: async (name, chunks, { deflate, size }) => {
      await zip.add(name, readable(chunks), { level: deflate ? 6 : 0, ...(size === undefined ? {} : { uncompressedSize: size }) })
    },
    close: async () => {
      await zip.close()
    },
  }
}

/** Worth compressing: text always; known raw formats of instruments up to 32 MiB. Images, PDF and archives are compressed already. */
export function isWorthDeflating(mediaType: string, size: number | undefined): boolean {
  if (/^application\/(jsonl|x-ndjson)$/.test(mediaType)) return true
  if (size === undefined || size < 256 || size > 32 * 1024 ** 2) return false
  return /^text\/|[/+](json|xml)$|^image\/(svg\+xml|tiff|bmp)$|^application\/(vnd\.isac\.fcs|javascript)$/.test(mediaType)
}

/** Date and time of day as MS-DOS wrote them, to two seconds, read off the text so that no time zone of a machine comes in. */
function dosDate(instant: string): number {
  const at = (from: number, length: number): number => Number(instant.slice(from, from + length))
  const year = Math.min(2107, Math.max(1980, at(0, 4)))
  return (((year - 1980) << 25) | (at(5, 2) << 21) | (at(8, 2) << 16) | (at(11, 2) << 11) | (at(14, 2) << 5) | (at(17, 2) >> 1)) >>> 0
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
