import type { ByteSink } from '../eln/zip-output.ts'

/** Collects what is written to it; for archives small enough to travel inside a PDF. */
export function memorySink(): ByteSink & { readonly bytes: () => Uint8Array } {
  const chunks: Uint8Array[] = []
  let size = 0
  return {
    write: (chunk) => {
      chunks.push(chunk.slice())
      size += chunk.length
    },
    bytes: () => {
      const all = new Uint8Array(size)
      let at = 0
      for (const chunk of chunks) {
        all.set(chunk, at)
        at += chunk.length
      }
      return all
    },
  }
}
