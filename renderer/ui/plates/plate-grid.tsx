import { useRef, useState, type ClipboardEvent, type KeyboardEvent, type PointerEvent } from 'react'
import type { Plate, Well } from '../../../shared/records/plate.ts'
import { formatRatio, formatRecorded } from '../../../shared/util/format-number.ts'
import { readNumber } from '../../../shared/util/read-number.ts'
import { plateShape, rowLetter, wellNameAt, wellsBetween, type WellPlace } from '../../app/plates/well-grid.ts'
import './plate-grid.css'
import { roleWords } from './role-words.ts'

export type Selection = { readonly from: WellPlace; readonly to: WellPlace }

export type PlateGridProps = {
  readonly plate: Plate
  readonly wells: Plate['wells']
  /** Labels of materials, responders and agents by their key, whole and as short as wells need them. */
  readonly labelOf: (key: string) => string
  readonly shortOf: (key: string) => string
  readonly selection: Selection
  readonly onSelect: (selection: Selection) => void
  readonly onSignal: (well: string, signal: number) => void
  readonly onClear: (wells: readonly string[]) => void
  readonly onPaste: (text: string) => void
}

/**
 * The plate as a grid: drag or Shift with the arrows selects, a digit begins a signal, Enter goes on below, Delete clears, a paste from a
 * spreadsheet is laid from the chosen well.
 */
export function PlateGrid({ plate, wells, labelOf, shortOf, selection, onSelect, onSignal, onClear, onPaste }: PlateGridProps) {
  const shape = plateShape(plate.format)
  const table = useRef<HTMLTableElement>(null)
  const dragging = useRef(false)
  // The field loses the focus when it goes away, after the key that ended it did its work.
  const ended = useRef(true)
  const [typed, setTyped] = useState<string | null>(null)
  const selected = new Set(wellsBetween(selection.from, selection.to))
  const at = wellNameAt(selection.to)

  const focus = (place: WellPlace): void => { table.current?.querySelector<HTMLElement>(`[data-well="${wellNameAt(place)}"]`)?.focus() }
  const move = (rows: number, columns: number, extend: boolean): void => {
    const to = { row: Math.min(shape.rows - 1, Math.max(0, selection.to.row + rows)), column: Math.min(shape.columns - 1, Math.max(0, selection.to.column + columns)) }
    onSelect({ from: extend ? selection.from : to, to })
    focus(to)
  }
  /** Ends the typing: a number is taken, nothing typed leaves the well as it is; what is no number stays to be corrected. */
  const take = (): boolean => {
    const value = typed === null || typed.trim() === '' ? undefined : readNumber(typed)
    if (value?.ok === false) return false
    ended.current = true
    setTyped(null)
    if (value !== undefined) onSignal(at, value.value)
    return true
  }
  const enter = (rows: number, columns: number): void => { if (take()) move(rows, columns, false) }
  const begin = (text: string): void => {
    ended.current = false
    setTyped(text)
  }
  const onKey = (event: KeyboardEvent): void => {
    const arrows: Readonly<Record<string, readonly [number, number]>> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }
    const arrow = arrows[event.key]
    const done = (act: () => void): void => {
      event.preventDefault()
      act()
    }
    if (typed !== null) {
      if (event.key === 'Escape') done(() => { ended.current = true; setTyped(null); focus(selection.to) })
      else if (event.key === 'Enter') done(() => { enter(event.shiftKey ? -1 : 1, 0) })
      else if (event.key === 'Tab') done(() => { enter(0, event.shiftKey ? -1 : 1) })
    } else if (arrow !== undefined) done(() => { move(arrow[0], arrow[1], event.shiftKey) })
    else if (event.key === 'Enter') done(() => { begin(signalText(wells[at])) })
    else if (event.key === 'Delete' || event.key === 'Backspace') done(() => { onClear([...selected]) })
    else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a') done(() => { onSelect({ from: { row: 0, column: 0 }, to: { row: shape.rows - 1, column: shape.columns - 1 } }) })
    else if (!event.ctrlKey && !event.metaKey && !event.altKey && /^[\d.,-]$/.test(event.key)) done(() => { begin(event.key) })
  }
  const onPointerDown = (place: WellPlace) => (event: PointerEvent): void => {
    if (event.button !== 0 || (event.target instanceof HTMLInputElement)) return
    dragging.current = true
    onSelect({ from: event.shiftKey ? selection.from : place, to: place })
  }
  const paste = (event: ClipboardEvent): void => {
    event.preventDefault()
    ended.current = true
    setTyped(null)
    onPaste(event.clipboardData.getData('text/plain'))
  }
  return (
    <div style={{ overflowX: 'auto' }}>
      <table ref={table} className="plate-grid" role="grid" aria-label={`Wells of ${plate.code}`} aria-multiselectable onKeyDown={onKey} onPaste={paste} onPointerUp={() => { dragging.current = false }} onPointerLeave={() => { dragging.current = false }}>
        <thead>
          <tr><th scope="col"><span className="plate-corner">Row</span></th>{Array.from({ length: shape.columns }, (_, c) => <th key={c} scope="col">{c + 1}</th>)}</tr>
        </thead>
        <tbody>
          {Array.from({ length: shape.rows }, (_, row) => (
            <tr key={row}>
              <th scope="row">{rowLetter(row)}</th>
              {Array.from({ length: shape.columns }, (_, column) => {
                const place = { row, column }
                const name = wellNameAt(place)
                const well = wells[name]
                const isCurrent = name === at
                return (
                  <td key={name} role="gridcell" className="plate-well" data-well={name} data-role={well?.role} data-excluded={well?.excluded === undefined ? undefined : ''} aria-selected={selected.has(name)} aria-label={wellWords(name, well, labelOf)} title={wellWords(name, well, labelOf)} tabIndex={isCurrent ? 0 : -1}
                    onPointerDown={onPointerDown(place)} onPointerEnter={() => { if (dragging.current) onSelect({ from: selection.from, to: place }) }} onDoubleClick={() => { begin(signalText(well)) }}>
                    {isCurrent && typed !== null
                      ? <input autoFocus aria-label={`Signal of ${name}`} aria-invalid={typed.trim() !== '' && !readNumber(typed).ok} inputMode="decimal" value={typed} onChange={(e) => { setTyped(e.currentTarget.value) }} onBlur={() => { if (!ended.current && !take()) setTyped(null) }} />
                      : <div className="plate-well-signal">{well?.signal === undefined ? '\u00a0' : signalText(well)}</div>}
                    <div className="plate-well-content">{well === undefined ? '' : contentWords(well, shortOf)}</div>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function signalText(well: Well | undefined): string {
  return typeof well?.signal === 'number' ? formatRecorded(well.signal) : ''
}

/** What the well holds, short. */
function contentWords(well: Well, shortOf: (key: string) => string): string {
  const ratio = typeof well.ratioMscPerResponder === 'number' ? formatRatio(well.ratioMscPerResponder) : ''
  if (well.role !== 'sample' && well.role !== 'msc-with-inhibitor') return roleWords[well.role].short
  return [ratio, well.materialKey === undefined ? '' : shortOf(well.materialKey)].filter((t) => t !== '').join(' ') || roleWords[well.role].short
}

function wellWords(name: string, well: Well | undefined, labelOf: (key: string) => string): string {
  if (well === undefined) return `${name}, not used`
  const ratio = typeof well.ratioMscPerResponder === 'number' ? `${formatRatio(well.ratioMscPerResponder)} MSC per responder` : ''
  const keys = [well.materialKey, well.responderKey, well.inhibitorKey, well.stimulatorKey].flatMap((key) => (key === undefined ? [] : [labelOf(key)]))
  return [name, roleWords[well.role].long, ...keys, ratio, well.signal === undefined ? 'no signal' : `signal ${signalText(well)}`, well.excluded === undefined ? '' : `left out: ${well.excluded.reason}`].filter((t) => t !== '').join(', ')
}
