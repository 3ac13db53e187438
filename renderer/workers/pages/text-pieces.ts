import type { TextPiece } from './page-api.ts'

/**
 * Text of a page in the order in which it was written, in points from the upper left corner.
 * @param items as pdf.js gives them: text, transformation matrix with the baseline, width and height in points.
 */
export function textPieces(items: readonly unknown[], pageHeight: number): readonly TextPiece[] {
  return items.flatMap((item): readonly TextPiece[] => {
    if (!isTextItem(item) || (item.str.trim() === '' && !item.hasEOL)) return []
    const left = item.transform[4] ?? 0
    const baseline = item.transform[5] ?? 0
    return [{ text: item.str, left, top: pageHeight - baseline - item.height, width: item.width, height: item.height, endsLine: item.hasEOL }]
  })
}

type TextItem = { readonly str: string; readonly transform: readonly number[]; readonly width: number; readonly height: number; readonly hasEOL: boolean }

function isTextItem(value: unknown): value is TextItem {
  return typeof value === 'object' && value !== null && 'str' in value && typeof value.str === 'string' && 'transform' in value && Array.isArray(value.transform)
}
