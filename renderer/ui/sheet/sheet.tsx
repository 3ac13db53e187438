import { Text } from '@mantine/core'
import { useCallback, useEffect, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react'
import { pasteChanges, type SheetChange } from './paste-changes.ts'
import { SheetRowView } from './sheet-row-view.tsx'
import type { SheetColumn, SheetRow } from './sheet-types.ts'
import { readTableText } from './table-text.ts'
import { useLoosePaste } from './use-loose-paste.ts'
import './sheet.css'

export type SheetProps = {
  readonly label: string
  /** Header of the first column. */
  readonly corner: string
  readonly columns: readonly SheetColumn[]
  readonly rows: readonly SheetRow[]
  /** The row below the last one, where a new one is begun by typing or pasting. Its key is that of the row it becomes. */
  readonly newRow?: SheetRow
  /** The first column of a paste may name the rows its lines belong to. */
  readonly isNamed?: boolean
  /** Takes what is pasted while no field has the keyboard, where its headers say where it goes. */
  readonly takesLoosePaste?: boolean
  readonly onChange: (changes: readonly SheetChange[]) => void
}

/**
 * Table to type and paste into, like a spreadsheet: arrows and Enter move, a pasted block fills cells to the right and below and begins new
 * rows. Each cell is an input with a name of its own, so that keyboards and screen readers need nothing special.
 */
export function Sheet({ label, corner, columns, rows, newRow, isNamed = false, takesLoosePaste = false, onChange }: SheetProps) {
  const [left, setLeft] = useState('')
  const latest = useRef(onChange)
  useEffect(() => { latest.current = onChange })
  const type = useCallback((row: number, column: string, text: string) => { latest.current([{ row, column, text }]) }, [])
  const take = (text: string, at: Place | null): boolean => {
    const table = readTableText(text)
    if (table.length <= 1 && (table[0]?.length ?? 0) <= 1) return false
    const pasted = pasteChanges(table, { columns, rows: rows.length, canGrow: newRow !== undefined, at, ...(isNamed ? { names: rows.map((r) => r.label) } : {}) })
    setLeft(pasted.left)
    if (pasted.changes.length > 0) latest.current(pasted.changes)
    return true
  }
  const paste = (event: ClipboardEvent<HTMLElement>): void => {
    const place = placeOf(event.target)
    if (place !== null && take(event.clipboardData.getData('text/plain'), place)) event.preventDefault()
  }
  useLoosePaste(takesLoosePaste, (text) => { take(text, null) })
  return (
    <div>
      <div className="sheet" role="region" aria-label={label} tabIndex={0} onPaste={paste} onKeyDown={moveByKey}>
        <table>
          <thead>
            <tr>
              <th scope="col">{corner}</th>
              {columns.map((c) => <th key={c.key} scope="col" title={c.why} style={{ minWidth: `${String(c.chars + 2)}ch` }} className={c.isRight === true ? 'sheet-right' : undefined}>{c.header}{c.unit !== undefined && c.unit !== '' && <span className="sheet-unit">{c.unit}</span>}</th>)}
            </tr>
          </thead>
          <tbody>
            {[...rows, ...(newRow === undefined ? [] : [newRow])].map((row, i) => <SheetRowView key={row.key} row={row} at={i} columns={columns} onType={type} />)}
          </tbody>
        </table>
      </div>
      <Problems columns={columns} rows={rows} />
      {left !== '' && <Text size="sm" role="status">{left}.</Text>}
    </div>
  )
}

const problemsShown = 6

/** What cannot be stored as it was typed, in words. */
function Problems({ columns, rows }: Pick<SheetProps, 'columns' | 'rows'>) {
  const problems = rows.flatMap((row) => columns.flatMap((c) => row.cells[c.key]?.problem === undefined ? [] : [`${row.label}, ${c.header}: ${row.cells[c.key]?.problem ?? ''}`]))
  return (
    <div role="alert">
      {problems.slice(0, problemsShown).map((p) => <Text key={p} size="sm" c="red">{p}</Text>)}
      {problems.length > problemsShown && <Text size="sm" c="red">and {problems.length - problemsShown} more</Text>}
    </div>
  )
}

type Place = { readonly row: number; readonly column: number }

function placeOf(target: EventTarget): Place | null {
  const [row, column] = target instanceof HTMLElement ? (target.dataset['cell']?.split(':') ?? []) : []
  return row === undefined || column === undefined ? null : { row: Number(row), column: Number(column) }
}

/** Arrows and Enter go to the next cell; left and right only from the ends of the text, so that it can be corrected. */
function moveByKey(event: KeyboardEvent<HTMLElement>): void {
  const { target, currentTarget, key } = event
  const place = placeOf(target)
  if (place === null || !(target instanceof HTMLInputElement) || event.ctrlKey || event.metaKey || event.altKey) return
  const isList = target.list !== null
  const whole = target.selectionStart === 0 && target.selectionEnd === target.value.length
  const atStart = target.selectionEnd === 0 || whole
  const atEnd = target.selectionStart === target.value.length || whole
  const to = key === 'Enter' ? { row: place.row + (event.shiftKey ? -1 : 1), column: place.column }
    : key === 'ArrowDown' && !isList ? { row: place.row + 1, column: place.column }
      : key === 'ArrowUp' && !isList ? { row: place.row - 1, column: place.column }
        : key === 'ArrowLeft' && atStart && !event.shiftKey ? { row: place.row, column: place.column - 1 }
          : key === 'ArrowRight' && atEnd && !event.shiftKey ? { row: place.row, column: place.column + 1 }
            : null
  if (to === null) return
  event.preventDefault()
  currentTarget.querySelector<HTMLInputElement>(`input[data-cell="${String(to.row)}:${String(to.column)}"]`)?.focus()
}
