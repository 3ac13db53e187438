import { memo } from 'react'
import { SheetInput } from './sheet-input.tsx'
import type { SheetColumn, SheetRow } from './sheet-types.ts'

type Props = { readonly row: SheetRow; readonly at: number; readonly columns: readonly SheetColumn[]; readonly onType: (row: number, column: string, text: string) => void }

/** One row. Typing into one row draws no other one again. */
export const SheetRowView = memo(function SheetRowView({ row, at, columns, onType }: Props) {
  return (
    <tr>
      <th scope="row">{row.head}</th>
      {columns.map((column, i) => {
        const cell = row.cells[column.key] ?? { text: '' }
        return (
          <td key={column.key}>
            {column.isComputed === true || cell.isFixed === true
              ? <span className={column.isRight === true ? 'sheet-computed sheet-right' : 'sheet-computed'} title={cell.note}>{cell.text}{cell.note !== undefined && cell.text !== '' && <span aria-hidden className="sheet-mark">▲</span>}</span>
              : <SheetInput cell={cell} column={column} label={`${row.label}, ${column.header}`} place={`${String(at)}:${String(i)}`} onType={(text) => { onType(at, column.key, text) }} />}
          </td>
        )
      })}
    </tr>
  )
}, (a, b) => a.at === b.at && a.columns === b.columns && a.onType === b.onType && a.row.key === b.row.key && a.row.label === b.row.label && sameCells(a, b))

function sameCells(a: Props, b: Props): boolean {
  return a.columns.every(({ key }) => {
    const x = a.row.cells[key]
    const y = b.row.cells[key]
    return x?.text === y?.text && x?.problem === y?.problem && x?.note === y?.note && x?.tone === y?.tone && x?.isFixed === y?.isFixed
  })
}
