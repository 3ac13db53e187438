/** A file that can be read anywhere: on disk, in memory, behind a browser's file handle. */
export type ByteSource = {
  /** Length in bytes. */
  readonly size: number
  /** Bytes from `offset`; fewer than `length` only at the end of the file. Rejects if the medium fails. */
  read(offset: number, length: number): Promise<Uint8Array>
}

/** A file that is already in memory. */
export function bytesSource(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: (offset, length) => Promise.resolve(bytes.subarray(offset, Math.min(bytes.length, offset + length))) }
}

/**
 * The same source, read in blocks that are kept for the next call: an archive of many small parts costs one read per block instead of
 * several per part. Memory: two blocks.
 */
export function blockedSource(source: ByteSource, blockBytes = 256 * 1024): ByteSource {
  const blocks: { start: number; bytes: Uint8Array }[] = []
  const block = async (start: number): Promise<Uint8Array> => {
    const known = blocks.find((b) => b.start === start)
    if (known !== undefined) return known.bytes
    const bytes = await source.read(start, Math.min(blockBytes, source.size - start))
    blocks.unshift({ start, bytes })
    blocks.length = Math.min(blocks.length, 2)
    return bytes
  }
  return {
    size: source.size,
    read: async (offset, wanted) => {
      const length = Math.max(0, Math.min(wanted, source.size - offset))
      if (length >= blockBytes) return source.read(offset, length)
      const start = offset - (offset % blockBytes)
      const head = (await block(start)).subarray(offset - start, offset - start + length)
      if (head.length === length || offset + length <= start + blockBytes) return head
      const tail = (await block(start + blockBytes)).subarray(0, length - head.length)
      const joined = new Uint8Array(head.length + tail.length)
      joined.set(head)
      joined.set(tail, head.length)
      return joined
    },
  }
}
