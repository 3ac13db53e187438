import { Checkbox } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { capital, kinds } from '../../app/kinds/kinds.ts'
import { nameColumn } from '../../app/lists.ts'
import type { RowStyle, TableProps } from './table-props.ts'

type Props = Pick<TableProps, 'query' | 'fields' | 'onSort' | 'onChooseAll'> & { readonly row: RowStyle; readonly all: boolean; readonly some: boolean }

/** Names of the columns; each sorts, and a second time the other way round. */
export function TableHead({ query, fields, onSort, onChooseAll, row, all, some }: Props) {
  const { sort } = query
  const ariaSort = (pointer: string): 'ascending' | 'descending' | 'none' => (sort.pointer !== pointer ? 'none' : sort.descending ? 'descending' : 'ascending')
  const arrow = (pointer: string) => (sort.pointer !== pointer ? null : sort.descending ? <IconArrowDown size={13} aria-hidden /> : <IconArrowUp size={13} aria-hidden />)
  return (
    <div role="rowgroup" className="list-head">
      <div role="row" aria-rowindex={1} className="list-row" style={row}>
        <div role="columnheader" aria-sort={ariaSort(nameColumn)} className="list-cell list-first">
          <Checkbox size="xs" aria-label="Choose all" checked={all} indeterminate={some && !all} onChange={(e) => { onChooseAll(e.currentTarget.checked) }} />
          <button type="button" className="list-sort" onClick={() => { onSort(nameColumn) }}>{capital(kinds[query.kind].noun)} {arrow(nameColumn)}</button>
        </div>
        {fields.map((f) => (
          <div key={f.pointer} role="columnheader" aria-sort={ariaSort(f.pointer)} className="list-cell" data-number={f.field.type === 'number' || undefined}>
            <button type="button" className="list-sort" onClick={() => { onSort(f.pointer) }}>{f.label}{f.unit === '' ? '' : ` (${f.unit})`} {arrow(f.pointer)}</button>
          </div>
        ))}
      </div>
    </div>
  )
}
