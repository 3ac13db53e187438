/** A cell that is to hold another text. A row beyond the last one is a new one. */
export type SheetChange = { readonly row: number; readonly column: string; readonly text: string }

export type PasteTarget = {
  readonly columns: readonly { readonly key: string; readonly header: string; readonly isComputed?: boolean }[]
  /** Number of rows that are there. */
  readonly rows: number
  readonly canGrow: boolean
  /** Names of the rows, where a pasted first column may say which row its line belongs to. */
  readonly names?: readonly string[]
  /** Cell the paste begins at; null where no cell was chosen: then a first row of headers has to say it. */
  readonly at: { readonly row: number; readonly column: number } | null
}

export type PastedTable = { readonly changes: readonly SheetChange[]; /** What was not taken, in words; empty when everything was. */ readonly left: string }

/**
 * Where the cells of a pasted table go: to the right and below the cell it is pasted into, or, where its first row repeats the headers of
 * columns, under those, and where its first column repeats the names of rows, beside those. Computed columns take nothing.
 */
export function pasteChanges(table: readonly (readonly string[])[], target: PasteTarget): PastedTable {
  const named = namedRows(table, target)
  const headers = headerPlaces(table[0] ?? [], target, named === null ? 2 : 1)
  const body = headers === null ? table : table.slice(1)
  if (headers === null && target.at === null) return { changes: [], left: 'What was pasted has no headers of this table in its first row: choose the cell it begins at, and paste again' }
  const { row: firstRow, column: firstColumn } = target.at ?? { row: target.rows, column: 0 }
  const places = (width: number): readonly (number | undefined)[] => headers ?? Array.from({ length: width }, (_, i) => (named === null ? firstColumn + i : i === 0 ? undefined : firstColumn + i - 1))
  const changes: SheetChange[] = []
  let beyond = 0
  for (const [down, cells] of body.entries()) {
    const row = named === null ? firstRow + down : named(cells[0] ?? '')
    const at = places(cells.length)
    for (const [right, text] of cells.entries()) {
      if (named !== null && right === 0 && row !== undefined) continue
      const place = at[right]
      const column = place === undefined ? undefined : target.columns[place]
      if (row === undefined || column === undefined || column.isComputed === true || (row >= target.rows && !target.canGrow)) {
        if (text !== '') beyond++
        continue
      }
      // An empty cell of a pasted row that is new leaves nothing to say.
      if (row < target.rows || text !== '') changes.push({ row, column: column.key, text })
    }
  }
  return { changes, left: beyond === 0 ? '' : `${String(beyond)} pasted ${beyond === 1 ? 'value has' : 'values have'} no place in this table and ${beyond === 1 ? 'was' : 'were'} left out` }
}

/** Finds the row by its name, where at least two lines of a paste, and half of them, begin with the name of one; else null. */
function namedRows(table: readonly (readonly string[])[], { names = [] }: PasteTarget): ((name: string) => number | undefined) | null {
  const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
  const places = new Map(names.map((name, i) => [plain(name), i]))
  const first = table.map((cells) => plain(cells[0] ?? ''))
  const found = first.filter((name) => places.has(name)).length
  return found >= 2 && found * 2 >= table.length ? (name) => places.get(plain(name)) : null
}

/** Columns named by a first row of headers; null where fewer than so many of its cells are headers. */
function headerPlaces(first: readonly string[], { columns }: PasteTarget, atLeast: number): readonly (number | undefined)[] | null {
  const plain = (text: string): string => text.toLowerCase().replace(/[([].*$/, '').replace(/[^\p{L}\p{N}%]+/gu, ' ').trim()
  const places = first.map((text) => {
    const at = columns.findIndex((c) => plain(c.header) === plain(text) && plain(text) !== '')
    return at === -1 ? undefined : at
  })
  return places.filter((p) => p !== undefined).length >= atLeast ? places : null
}
