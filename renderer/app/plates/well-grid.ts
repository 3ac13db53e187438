import type { Plate } from '../../../shared/records/plate.ts'

export type PlateFormat = Plate['format']
/** A place on a plate, counted from 0. */
export type WellPlace = { readonly row: number; readonly column: number }
export type PlateShape = { readonly rows: number; readonly columns: number }

const shapes: Readonly<Record<PlateFormat, PlateShape>> = {
  6: { rows: 2, columns: 3 }, 12: { rows: 3, columns: 4 }, 24: { rows: 4, columns: 6 }, 48: { rows: 6, columns: 8 }, 96: { rows: 8, columns: 12 }, 384: { rows: 16, columns: 24 },
}

/** Rows and columns of a plate. */
export function plateShape(format: PlateFormat): PlateShape {
  return shapes[format]
}

/** Name of a well: row 0, column 0 is A1. */
export function wellNameAt({ row, column }: WellPlace): string {
  return `${rowLetter(row)}${String(column + 1)}`
}

/** Letter of a row: 0 is A. */
export function rowLetter(row: number): string {
  return String.fromCharCode(65 + row)
}

/** Place of a well by its name, also as "a01"; undefined where a plate of this shape has no such well. */
export function wellPlace(name: string, { rows, columns }: PlateShape): WellPlace | undefined {
  const parts = /^([A-P])0?(\d{1,2})$/i.exec(name.trim())
  if (parts === null) return undefined
  const place = { row: (parts[1] ?? 'A').toUpperCase().charCodeAt(0) - 65, column: Number(parts[2]) - 1 }
  return place.row < rows && place.column >= 0 && place.column < columns ? place : undefined
}

/** Names of all wells in the rectangle between two corners, row by row. */
export function wellsBetween(a: WellPlace, b: WellPlace): readonly string[] {
  const [top, bottom] = [Math.min(a.row, b.row), Math.max(a.row, b.row)]
  const [left, right] = [Math.min(a.column, b.column), Math.max(a.column, b.column)]
  return Array.from({ length: bottom - top + 1 }, (_, i) => i + top).flatMap((row) => Array.from({ length: right - left + 1 }, (_, j) => wellNameAt({ row, column: j + left })))
}
