import { canonicalJson } from '../util/canonical-json.ts'
import { sha256Hex } from '../util/sha256.ts'

/** What is hashed. The tag keeps a hash of one thing from ever being taken for the hash of another. */
export type HashTag = 'stromabook/record/1' | 'stromabook/body/1' | 'stromabook/revision/1' | 'stromabook/manifest/1'

/**
 * SHA-256 over the UTF-8 bytes of: tag, line feed, canonical JSON (RFC 8785) of the value. As 64 lower-case hexadecimal digits.
 * Unambiguous, because neither a tag nor canonical JSON contains a line feed. Throws where there is no canonical JSON.
 */
export function taggedHash(tag: HashTag, value: unknown): string {
  return hashOfCanonical(tag, canonicalJson(value))
}

/** The same for a value whose canonical JSON is already at hand. */
export function hashOfCanonical(tag: HashTag, canonical: string): string {
  return sha256Hex(`${tag}\n${canonical}`)
}
