import { ZipWriter } from '@zip.js/zip.js'
import { memorySink } from './archive-in-memory.ts'

export type RawMember = { readonly name: string; readonly content: string | Uint8Array; readonly stored?: boolean; readonly options?: object }

/** A zip of any members, also such as the archive writer would refuse. */
export async function rawZip(members: readonly RawMember[]): Promise<Uint8Array> {
  const sink = memorySink()
  const zip = new ZipWriter(new WritableStream<Uint8Array>({ write: (c) => { sink.write(c) } }), { useWebWorkers: false, extendedTimestamp: false })
  for (const { name, content, stored, options } of members) {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
    const readable = new ReadableStream<Uint8Array>({ pull: (c) => { c.enqueue(bytes); c.close() } }, { highWaterMark: 0 })
    await zip.add(name, readable, { level: stored === true ? 0 : 6, uncompressedSize: bytes.length, ...options })
  }
  await zip.close()
  return sink.bytes()
}

/** Every occurrence of a text replaced by another of the same length: names stand in both headers of a zip. */
export function patched(bytes: Uint8Array, from: string, to: string): Uint8Array {
  if (from.length !== to.length) throw new Error('the lengths differ')
  const text = Buffer.from(bytes).toString('latin1')
  if (!text.includes(from)) throw new Error(`${from} is not there`)
  return new Uint8Array(Buffer.from(text.replaceAll(from, to), 'latin1'))
}

/** Place of the n-th directory entry (from 0) of a zip. */
export function directoryEntryAt(bytes: Uint8Array, n: number): number {
  let at = -1
  for (let i = 0; i <= n; i++) {
    at = Buffer.from(bytes).indexOf('PK\x01\x02', at + 1, 'latin1')
    if (at < 0) throw new Error('no such entry')
  }
  return at
}
