/** Source of time and randomness for new identifiers; the host supplies it, so that shared code stays reproducible. */
export type IdSource = { readonly nowMs: () => number; readonly randomBytes: (n: number) => Uint8Array }

/**
 * New UUID version 7 (RFC 9562): 48 bits of milliseconds, 74 random bits; sorts by time of making.
 */
export function uuidV7(source: IdSource): string {
  const bytes = source.randomBytes(16)
  if (bytes.length !== 16) throw new Error('a UUID needs 16 random bytes')
  let ms = source.nowMs()
  for (let i = 5; i >= 0; i--) {
    bytes[i] = ms % 256
    ms = Math.floor(ms / 256)
  }
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
