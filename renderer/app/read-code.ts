import { BarcodeFormat, BinaryBitmap, ChecksumException, DataMatrixReader, DecodeHintType, FormatException, HybridBinarizer, MultiFormatOneDReader, NotFoundException, QRCodeReader, RGBLuminanceSource, type Reader } from '@zxing/library'

const hints = new Map<DecodeHintType, unknown>([[DecodeHintType.TRY_HARDER, true], [DecodeHintType.POSSIBLE_FORMATS, [BarcodeFormat.CODE_128, BarcodeFormat.CODE_39, BarcodeFormat.EAN_13]]])

/** Codes that stand on flasks, cryovials and reagent bottles: our own QR, the data matrix of pre-coded tubes, the usual bars. */
const readers: readonly (() => Reader)[] = [() => new QRCodeReader(), () => new DataMatrixReader(), () => new MultiFormatOneDReader(hints)]

/**
 * Reads a bar code or QR code in a picture. (The library's own reader for all formats writes to the console at every picture without a code.)
 * @param rgba four bytes a pixel, as a canvas gives them.
 * @returns the text of the code; undefined where none is in the picture, or it cannot be read.
 */
export function readCode(rgba: Uint8ClampedArray, width: number, height: number): string | undefined {
  const grey = new Uint8ClampedArray(width * height)
  for (let i = 0; i < grey.length; i++) {
    const at = i * 4
    // Luma of ITU-R BT.601.
    grey[i] = 0.299 * (rgba[at] ?? 0) + 0.587 * (rgba[at + 1] ?? 0) + 0.114 * (rgba[at + 2] ?? 0)
  }
  const bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(grey, width, height)))
  for (const reader of readers) {
    try {
      return reader().decode(bitmap, hints).getText()
    } catch (error) {
      if (!(error instanceof NotFoundException || error instanceof ChecksumException || error instanceof FormatException)) throw error
    }
  }
  return undefined
}
