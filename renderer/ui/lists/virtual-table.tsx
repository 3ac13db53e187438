import { Checkbox, Text } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useId, useRef, useState, type KeyboardEvent } from 'react'
import type { ListField } from '../../../shared/records/list-fields.ts'
import type { RecordKind } from '../../../shared/records/record-kinds.ts'
import { capital, kinds } from '../../app/kinds/kinds.ts'
import { useListWindow, type ListWindow, type Row } from '../../app/lists.ts'
import { RecordLink } from '../records/record-link.tsx'
import { TableHead } from './table-head.tsx'
import type { RowStyle, TableProps } from './table-props.ts'
import './virtual-table.css'

const rowHeight = 36

/**
 * The rows of a list, of which only those in view exist. With the keyboard: arrows, Page, Home and End move, Enter opens, Space chooses.
 */
export function VirtualTable(props: TableProps) {
  const { query, fields, chosen, onChoose, onOpen } = props
  const scroller = useRef<HTMLDivElement>(null)
  const [range, setRange] = useState({ first: 0, last: 60 })
  const list = useListWindow(query, range.first, range.last)
  const [active, setActive] = useState(0)
  const name = useId()
  const count = list?.matching ?? 0
  const virtual = useVirtualizer({
    count, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 12,
    onChange: (instance) => {
      const items = instance.getVirtualItems()
      const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0]
      setRange((before) => (before.first === first && before.last === last ? before : { first, last }))
    },
  })
  const at = Math.min(active, Math.max(0, count - 1))
  const move = (to: number): void => {
    const next = Math.max(0, Math.min(count - 1, to))
    setActive(next)
    virtual.scrollToIndex(next)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / rowHeight) - 2)
    const row = list?.rowAt(at)
    const moves: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + page, PageUp: at - page, Home: 0, End: count - 1 }
    const to = moves[event.key]
    if (to !== undefined) move(to)
    else if (event.key === 'Enter' && row !== undefined) onOpen(row.id)
    else if (event.key === ' ' && row !== undefined) onChoose([row.id], !chosen.has(row.id))
    else return
    event.preventDefault()
  }
  if (list === undefined) return <div className="list-table" role="status">Reading</div>
  const widths = [kinds[query.kind].code === null ? 330 : 220, ...fields.map(widthOf)]
  // Every row is as wide as all columns, or as the table where that is wider, so that the columns of all rows share what is left alike.
  const row: RowStyle = { width: `max(100%, ${String(widths.reduce((sum, w) => sum + w, 0))}px)`, gridTemplateColumns: widths.map((w) => `minmax(${String(w)}px, ${String(w)}fr)`).join(' ') }
  return (
    <div ref={scroller} className="list-table" role="grid" tabIndex={0} aria-label={capital(kinds[query.kind].plural)} aria-rowcount={count + 1} aria-multiselectable aria-activedescendant={count === 0 ? undefined : `${name}-${String(at)}`} onKeyDown={onKeyDown}>
      <TableHead {...props} row={row} all={count > 0 && chosen.size >= count} some={chosen.size > 0} />
      <div role="rowgroup" className="list-body" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => (
          <TableRow key={index} id={`${name}-${String(index)}`} kind={query.kind} row={list.rowAt(index)} index={index} start={start} look={row} fields={fields} isActive={index === at} isChosen={isChosen(list, index, chosen)}
            onChoose={onChoose} onActive={() => { setActive(index) }} />
        ))}
      </div>
      {count === 0 && <Text size="sm" p="sm">Nothing matches. {list.total === 1 ? 'One record is' : `${String(list.total)} records are`} hidden by what is looked for or filtered.</Text>}
    </div>
  )
}

function isChosen(list: ListWindow, index: number, chosen: ReadonlySet<string>): boolean {
  const row = list.rowAt(index)
  return row !== undefined && chosen.has(row.id)
}

/** A number of five digits or more in groups of three. */
function spaced(text: string): string {
  return /^-?\d{5,}(\.|$)/.test(text) ? text.replace(/\d(?=(\d{3})+(\.|$))/g, '$&\u2009') : text
}

/** Width a column needs for what it usually holds, in points. */
function widthOf({ field }: ListField): number {
  if (field.type === 'number' || field.type === 'yes-no') return 110
  if (field.type === 'date' || field.type === 'instant') return 145
  return field.type === 'choice' ? 130 : field.type === 'reference' || field.type === 'term' ? 160 : 190
}

type RowProps = {
  readonly id: string
  readonly kind: RecordKind
  readonly row: Row | undefined
  readonly index: number
  readonly start: number
  readonly look: RowStyle
  readonly fields: readonly ListField[]
  readonly isActive: boolean
  readonly isChosen: boolean
  readonly onChoose: TableProps['onChoose']
  readonly onActive: () => void
}

function TableRow({ id, kind, row, index, start, look, fields, isActive, isChosen: chosen, onChoose, onActive }: RowProps) {
  return (
    <div role="row" id={id} aria-rowindex={index + 2} aria-selected={chosen} className="list-row" data-active={isActive || undefined} style={{ ...look, transform: `translateY(${String(start)}px)` }} onMouseDown={onActive}>
      <div role="gridcell" className="list-cell list-first">
        {row !== undefined && <Checkbox size="xs" tabIndex={-1} checked={chosen} aria-label={`Choose ${row.title}`} onChange={(e) => { onChoose([row.id], e.currentTarget.checked) }} />}
        {row === undefined ? '...' : <span className="list-name"><RecordLink kind={kind} id={row.id} isInGrid>{row.title}</RecordLink>{row.retired && <Text span size="xs"> retired</Text>}{row.simulated && <Text span size="xs"> simulated</Text>}</span>}
      </div>
      {fields.map((f, i) => <div key={f.pointer} role="gridcell" className="list-cell" data-number={f.field.type === 'number' || undefined} title={row?.cells[i]}>{f.field.type === 'number' ? spaced(row?.cells[i] ?? '') : row?.cells[i]}</div>)}
    </div>
  )
}
