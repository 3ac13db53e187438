import { createRequire } from 'node:module'
import type * as Zxing from '@zxing/library'

/** The code library as plain Node loads it: its build for import names nothing that Node's own loader can see. */
const library: unknown = createRequire(import.meta.url)('@zxing/library')

function isZxing(value: unknown): value is typeof Zxing {
  return typeof value === 'object' && value !== null && 'MultiFormatWriter' in value && 'BarcodeFormat' in value
}

/** A QR code as rows of pixels, true where it is black, centred in a picture of the given size. */
export function drawQr(text: string, width: number, height: number): readonly (readonly boolean[])[] {
  if (!isZxing(library)) throw new Error('the installed code library has another shape')
  const bits = new library.MultiFormatWriter().encode(text, library.BarcodeFormat.QR_CODE, width, height, new Map())
  return Array.from({ length: height }, (_, y) => Array.from({ length: width }, (_, x) => bits.get(x, y)))
}
