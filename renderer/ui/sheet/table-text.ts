/**
 * Rows of cells from a piece of text as spreadsheets put it on the clipboard: cells apart by tabs, rows by line ends, cells that hold either
 * in quotes. The line end after the last row makes no row of its own.
 */
export function readTableText(text: string): readonly (readonly string[])[] {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  while (at < text.length) {
    const quoted = /"((?:[^"]|"")*)"(?=[\t\r\n]|$)/y
    quoted.lastIndex = at
    const found = quoted.exec(text)
    const plain = /[^\t\r\n]*/y
    plain.lastIndex = at
    const cell = found === null ? (plain.exec(text)?.[0] ?? '') : (found[1] ?? '').replaceAll('""', '"')
    at += found === null ? cell.length : found[0].length
    row.push(cell.trim())
    if (text[at] === '\t') {
      at++
      if (at === text.length) row.push('')
      continue
    }
    rows.push(row)
    row = []
    at += text.startsWith('\r\n', at) ? 2 : 1
  }
  if (row.length > 0) rows.push(row)
  return rows
}

/** Cells as text for the clipboard, read back as they are. */
export function writeTableText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map((cell) => (/[\t\r\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t')).join('\n')
}
