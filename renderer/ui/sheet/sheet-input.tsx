import { useId, useState } from 'react'
import type { SheetCell, SheetColumn } from './sheet-types.ts'

type Props = { readonly cell: SheetCell; readonly column: SheetColumn; readonly label: string; readonly place: string; readonly onType: (text: string) => void }

/** One cell to type into. What is typed stands as it was typed until the cell is left; then it shows what became of it. */
export function SheetInput({ cell, column, label, place, onType }: Props) {
  const list = useId()
  const [typed, setTyped] = useState<{ readonly text: string; readonly before: string } | null>(null)
  return (
    <>
      <input
        type="text" size={1} autoComplete="off" spellCheck={false} data-cell={place} aria-label={label} aria-invalid={cell.problem !== undefined}
        title={cell.problem ?? cell.note} data-tone={cell.problem === undefined ? cell.tone : 'problem'} className={column.isRight === true ? 'sheet-right' : undefined}
        inputMode={column.isRight === true ? 'decimal' : undefined} list={column.list === undefined ? undefined : list}
        value={typed?.text ?? cell.text}
        onFocus={(e) => { e.currentTarget.select() }}
        onChange={(e) => {
          const text = e.currentTarget.value
          setTyped({ text, before: typed?.before ?? cell.text })
          onType(text)
        }}
        onBlur={() => { setTyped(null) }}
        onKeyDown={(e) => {
          if (e.key !== 'Escape' || typed === null) return
          e.stopPropagation()
          setTyped(null)
          onType(typed.before)
        }}
      />
      {column.list !== undefined && <datalist id={list}>{column.list.map((o) => <option key={o} value={o} />)}</datalist>}
    </>
  )
}
