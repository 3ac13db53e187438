const HEADER = [0x25, 0x50, 0x44, 0x46, 0x2d] // %PDF-
const SEARCHED_BYTES = 1024

/**
 * Tells whether bytes are meant to be a PDF: the mark "%PDF-" begins within the first 1,024 bytes, which is where readers accept it
 * (some mail and scan programs put bytes of their own before it). Says nothing about the rest being sound.
 */
export function sniffPdf(bytes: Uint8Array): boolean {
  const last = Math.min(SEARCHED_BYTES, bytes.length) - HEADER.length
  for (let start = 0; start <= last; start++) {
    if (HEADER.every((byte, offset) => bytes[start + offset] === byte)) return true
  }
  return false
}
