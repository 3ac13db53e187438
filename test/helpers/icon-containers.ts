/** A picture as PNG and the length of its side in pixels. */
export type SquarePng = { readonly side: number; readonly bytes: Uint8Array }

/** Windows icon: a directory of PNG pictures of up to 256 pixels (ICO as of Windows Vista). */
export function windowsIcon(pictures: readonly SquarePng[]): Uint8Array {
  const fitting = pictures.filter((p) => p.side <= 256)
  const head = 6 + 16 * fitting.length
  const icon = Buffer.alloc(head + fitting.reduce((sum, p) => sum + p.bytes.length, 0))
  icon.writeUInt16LE(1, 2)
  icon.writeUInt16LE(fitting.length, 4)
  let at = head
  for (const [i, { side, bytes }] of fitting.entries()) {
    const entry = 6 + 16 * i
    // One byte for each side; 256 is written as 0.
    icon.writeUInt8(side % 256, entry)
    icon.writeUInt8(side % 256, entry + 1)
    icon.writeUInt16LE(1, entry + 4)
    icon.writeUInt16LE(32, entry + 6)
    icon.writeUInt32LE(bytes.length, entry + 8)
    icon.writeUInt32LE(at, entry + 12)
    icon.set(bytes, at)
    at += bytes.length
  }
  return icon
}

/** Names of the blocks of a macOS icon that hold PNG, with the side in pixels of each; those for high-resolution screens are named apart. */
const blocks = [['ic11', 32], ['ic12', 64], ['ic07', 128], ['ic13', 256], ['ic08', 256], ['ic14', 512], ['ic09', 512], ['ic10', 1024]] as const

/** macOS icon (ICNS) of PNG pictures. @throws when a size of it is missing. */
export function macIcon(pictures: readonly SquarePng[]): Uint8Array {
  const parts = blocks.map(([name, side]) => {
    const picture = pictures.find((p) => p.side === side)
    if (picture === undefined) throw new Error(`a macOS icon needs ${String(side)} pixels`)
    return block(name, picture.bytes)
  })
  return block('icns', Buffer.concat(parts))
}

function block(name: string, content: Uint8Array): Buffer {
  const head = Buffer.alloc(8)
  head.write(name, 'latin1')
  head.writeUInt32BE(content.length + 8, 4)
  return Buffer.concat([head, content])
}
