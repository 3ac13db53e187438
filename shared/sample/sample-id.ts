import type { RecordKind } from '../records/record-kinds.ts'
import { uuidV7 } from '../util/ids.ts'

/** Milliseconds that every identifier of the sample notebook carries: 2025-01-06T08:00:00Z. */
const madeAtMs = Date.UTC(2025, 0, 6, 8)

/**
 * Identifier of a record of the sample notebook: a UUID version 7 whose time is fixed and whose other bits come from the name, so that
 * the same record has the same id in every build, and adding a record changes no other id.
 * @param kind kind of the record.
 * @param name name that is unique within the kind, usually the human code.
 */
export function sampleId(kind: RecordKind, name: string): string {
  return uuidV7({ nowMs: () => madeAtMs, randomBytes: (n) => bytesOf(`${kind} ${name}`, n) })
}

/** Bytes spread from a text by the 32-bit FNV-1a hash (Fowler, Noll, Vo), once per four bytes with another ending. Not for secrets. */
function bytesOf(text: string, n: number): Uint8Array {
  const bytes = new Uint8Array(n)
  for (let i = 0; i < n; i++) bytes[i] = fnv1a(`${text} ${String(i >> 2)}`) >>> (8 * (i % 4))
  return bytes
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i)
    hash = Math.imul(hash, 0x01000193)
  }
  // FNV alone leaves names that differ in their last letter close together; this finish spreads them (murmur3's).
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
