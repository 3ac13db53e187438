import type { ListField } from '../../../shared/records/list-fields.ts'
import type { Query } from '../../app/lists.ts'

/** What the table of a list shows, and what it tells the page. */
export type TableProps = {
  readonly query: Query
  readonly fields: readonly ListField[]
  readonly chosen: ReadonlySet<string>
  readonly onChoose: (ids: readonly string[], isChosen: boolean) => void
  readonly onChooseAll: (isChosen: boolean) => void
  readonly onOpen: (id: string) => void
  readonly onSort: (pointer: string) => void
}

/** Width and columns of a row. */
export type RowStyle = { readonly width: string; readonly gridTemplateColumns: string }
