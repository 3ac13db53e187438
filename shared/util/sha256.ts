import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'

/** A SHA-256 in the making. */
export type Sha256Hasher = {
  /** Adds bytes, or the UTF-8 bytes of a text. */
  update(data: string | Uint8Array): void
  /** The digest as 64 lower-case hexadecimal digits. Ends the hasher: it must not be used afterwards. */
  hex(): string
}

const encoder = new TextEncoder()

/** SHA-256 (FIPS 180-4) of bytes, or of the UTF-8 bytes of a text, as 64 lower-case hexadecimal digits. Synchronous on purpose:
 * waiting for anything foreign ends a database transaction. */
export function sha256Hex(data: string | Uint8Array): string {
  return bytesToHex(sha256(toBytes(data)))
}

/** Starts a SHA-256 over data that arrives in pieces; the digest does not depend on how it was cut. */
export function sha256Hasher(): Sha256Hasher {
  const hash = sha256.create()
  return {
    update: (data) => {
      hash.update(toBytes(data))
    },
    hex: () => bytesToHex(hash.digest()),
  }
}

/** True for 64 lower-case hexadecimal digits. */
export function isSha256Hex(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
}

function toBytes(data: string | Uint8Array): Uint8Array {
  return typeof data === 'string' ? encoder.encode(data) : data
}
