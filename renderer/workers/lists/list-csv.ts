import { isBlank } from '../../../shared/records/blank.ts'
import type { ListField } from '../../../shared/records/list-fields.ts'
import type { KindTable } from './kind-table.ts'
import type { ListQuery } from './list-query.ts'

/**
 * A list as CSV (RFC 4180, UTF-8 with a byte order mark so that spreadsheets read µ and ²): all rows of the query, numbers with a decimal point,
 * dates as they are stored, and where the values of each record come from, so that simulated ones stay marked.
 */
export function listCsv(table: KindTable, query: ListQuery, places: readonly number[], name: string): string {
  const fields = query.columns.flatMap((pointer) => table.fieldAt(pointer) ?? [])
  const head = [name, ...fields.map((f) => (f.unit === '' ? f.label : `${f.label} (${f.unit})`)), 'Origin', 'Retired']
  const columns = fields.map((field) => ({ field, texts: table.texts(field), values: table.values(field) }))
  const lines = places.map((i) => {
    const record = table.records[i]
    return [safe(table.titles[i] ?? ''), ...columns.map(({ field, texts, values }) => cellOf(field, texts[i] ?? '', values[i])), record?.origin?.type ?? 'observed', record?.retired === undefined ? '' : safe(record.retired.reason)]
  })
  return `\ufeff${[head, ...lines].map((cells) => cells.map(quoted).join(',')).join('\r\n')}\r\n`
}

function cellOf({ field }: ListField, text: string, value: unknown): string {
  if (typeof value === 'number') return String(value)
  if ((field.type === 'date' || field.type === 'instant') && typeof value === 'string' && !isBlank(value)) return value
  return safe(text)
}

/** Text that a spreadsheet would take for a formula is kept as text by an apostrophe, as spreadsheets themselves do. */
function safe(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}

function quoted(cell: string): string {
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
