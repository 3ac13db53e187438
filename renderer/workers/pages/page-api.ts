/** Size of a page in points (1/72 inch). */
export type PageSize = { readonly width: number; readonly height: number }

/** A piece of text on a page: where it stands, in points from the upper left corner, and how wide it is set. */
export type TextPiece = { readonly text: string; readonly left: number; readonly top: number; readonly width: number; readonly height: number; readonly endsLine: boolean }

/** What the page worker offers: a PDF as pictures and as text. */
export type PageApi = {
  /** Takes a PDF. @returns a number for it, and the sizes of its pages. */
  readonly open: (bytes: Uint8Array<ArrayBuffer>) => Promise<{ readonly id: number; readonly pages: readonly PageSize[] }>
  /** Picture of a page; null where the PDF was closed meanwhile. @param scale pixels per point. */
  readonly draw: (id: number, page: number, scale: number) => Promise<ImageBitmap | null>
  /** Text of a page in reading order. */
  readonly text: (id: number, page: number) => Promise<readonly TextPiece[]>
  readonly close: (id: number) => Promise<void>
}
