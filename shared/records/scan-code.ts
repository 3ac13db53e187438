const prefix = 'SB'

/**
 * What the QR code of a record holds: "SB" and the 32 hexadecimal digits of its id, in capitals. No hyphen, no y, no z: scanners that act as a
 * keyboard type these wrongly under other keyboard layouts; and only letters and digits, which makes the smallest code.
 */
export function scanCodeOf(id: string): string {
  return `${prefix}${id.replaceAll('-', '').toUpperCase()}`
}

/** The record id in a scanned text, whatever its case and blanks around it; undefined where the text is no scan code of ours. */
export function idOfScanCode(text: string): string | undefined {
  const hex = new RegExp(`^${prefix}([0-9A-F]{32})$`, 'i').exec(text.trim())?.[1]?.toLowerCase()
  if (hex === undefined) return undefined
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
