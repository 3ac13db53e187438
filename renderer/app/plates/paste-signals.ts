import { readNumber } from '../../../shared/util/read-number.ts'
import { wellNameAt, wellPlace, type PlateShape, type WellPlace } from './well-grid.ts'

/** What was understood of a paste: the signal of each well, and what was not taken, with the reason. */
export type PastedSignals = { readonly signals: ReadonlyMap<string, number>; readonly refused: readonly string[]; readonly shape: 'list' | 'block' }

/**
 * Reads signals from the clipboard: a list of well names with values ("A1<tab>48210"), in any order, or a block of numbers laid from a well
 * to the right and down, with or without the letters of rows and the numbers of columns around it. Blank cells and "-" leave a well as it is. Nothing
 * is guessed: a cell that is no number, or stands outside the plate, is refused by name.
 * @param from the well the upper left cell of a block goes to; a block with letters and column numbers goes where these say.
 */
export function pasteSignals(text: string, from: WellPlace, shape: PlateShape): PastedSignals {
  const rows = text.replace(/\r\n?/g, '\n').replace(/\n+$/, '').split('\n').map((line) => (line.includes('\t') ? line.split('\t') : line.split(';')).map((cell) => cell.trim()))
  const lines = rows.filter((cells) => cells.some((cell) => cell !== ''))
  const isList = lines.length > 0 && lines.filter((cells) => wellPlace(cells[0] ?? '', shape) !== undefined && cells.length === 2).length >= Math.max(1, lines.length - 1)
  return isList ? readList(lines, shape) : readBlock(rows, from, shape)
}

function readList(lines: readonly (readonly string[])[], shape: PlateShape): PastedSignals {
  const signals = new Map<string, number>()
  const refused: string[] = []
  for (const [i, [name = '', typed = '']] of lines.entries()) {
    const place = wellPlace(name, shape)
    if (place === undefined) {
      // The first line may be a heading ("Well", "CPM").
      if (i > 0) refused.push(`line ${String(i + 1)}: this plate has no well "${name}"`)
      continue
    }
    const well = wellNameAt(place)
    if (signals.has(well)) refused.push(`${well} stands in the list twice; the first value was taken`)
    else take(signals, refused, well, typed)
  }
  return { signals, refused, shape: 'list' }
}

function readBlock(rows: readonly (readonly string[])[], from: WellPlace, shape: PlateShape): PastedSignals {
  const signals = new Map<string, number>()
  const refused: string[] = []
  const [head = [], ...rest] = rows
  const numbers = head.filter((cell) => cell !== '')
  // A blank corner, or every column of the plate: three signals that happen to be 1, 2, 3 are no heading.
  const isHeaded = rest.length > 0 && numbers.length > 0 && numbers.every((cell, i) => cell === String(i + 1)) && (head[0] === '' || numbers.length === shape.columns)
  const body = isHeaded ? rest : rows
  const isLettered = body.length > 0 && body.every((cells) => /^[A-P]$/i.test(cells[0] ?? ''))
  for (const [i, cells] of body.entries()) {
    const row = isLettered ? (cells[0] ?? 'A').toUpperCase().charCodeAt(0) - 65 : i + from.row
    for (const [j, typed] of (isLettered ? cells.slice(1) : cells).entries()) {
      const place = { row, column: j + (isLettered || isHeaded ? 0 : from.column) }
      if (typed === '') continue
      if (place.row >= shape.rows || place.column >= shape.columns) refused.push(`"${typed}" would stand outside the plate, at ${wellNameAt(place)}`)
      else take(signals, refused, wellNameAt(place), typed)
    }
  }
  return { signals, refused, shape: 'block' }
}

function take(signals: Map<string, number>, refused: string[], well: string, typed: string): void {
  if (typed === '' || typed === '-') return
  const value = readNumber(typed)
  if (value.ok) signals.set(well, value.value)
  else refused.push(`${well}: ${value.error}`)
}
