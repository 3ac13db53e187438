/** A cell that is to hold another text. A row beyond the last one is a new one. */
export type SheetChange = { readonly row: number; readonly column: string; readonly text: string }

export type PasteTarget = {
  readonly columns: readonly { readonly key: string; readonly header: string; readonly isComputed?: boolean }[]
  /** Number of rows that are there. */
  readonly rows: number
  readonly canGrow: boolean
  /** Cell the paste begins at. */
  readonly row: number
  readonly column: number
}

export type PastedTable = { readonly changes: readonly SheetChange[]; /** What was not taken, in words; empty when everything was. */ readonly left: string }

/**
 * Where the cells of a pasted table go: to the right and below the cell it is pasted into, or, where its first row repeats the headers of
 * columns, under those. Computed columns take nothing.
 */
export function pasteChanges(table: readonly (readonly string[])[], target: PasteTarget): PastedTable {
  const headers = headerPlaces(table[0] ?? [], target)
  const body = headers === null ? table : table.slice(1)
  const places = (width: number): readonly (number | undefined)[] => headers ?? Array.from({ length: width }, (_, i) => target.column + i)
  const changes: SheetChange[] = []
  let beyond = 0
  for (const [down, cells] of body.entries()) {
    const row = target.row + down
    const at = places(cells.length)
    for (const [right, text] of cells.entries()) {
      const place = at[right]
      const column = place === undefined ? undefined : target.columns[place]
      if (column === undefined || column.isComputed === true || (row >= target.rows && !target.canGrow)) {
        if (text !== '') beyond++
        continue
      }
      // An empty cell of a pasted row that is new leaves nothing to say.
      if (row < target.rows || text !== '') changes.push({ row, column: column.key, text })
    }
  }
  return { changes, left: beyond === 0 ? '' : `${String(beyond)} pasted ${beyond === 1 ? 'value has' : 'values have'} no place in this table and ${beyond === 1 ? 'was' : 'were'} left out` }
}

/** Columns named by a first row of headers; null where fewer than two of its cells are headers. */
function headerPlaces(first: readonly string[], { columns }: PasteTarget): readonly (number | undefined)[] | null {
  const plain = (text: string): string => text.toLowerCase().replace(/[([].*$/, '').replace(/[^\p{L}\p{N}%]+/gu, ' ').trim()
  const places = first.map((text) => {
    const at = columns.findIndex((c) => plain(c.header) === plain(text) && plain(text) !== '')
    return at === -1 ? undefined : at
  })
  return places.filter((p) => p !== undefined).length >= 2 ? places : null
}
