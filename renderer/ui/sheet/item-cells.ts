import { formFields, type FormField } from '../../../shared/records/form-fields.ts'
import type { RecordKind } from '../../../shared/records/record-kinds.ts'
import { itemsOf, valueAt, withValue, type FormValue } from '../forms/form-value.ts'
import type { RecordColumn } from './record-columns.ts'
import type { SheetCell } from './sheet-types.ts'
import type { SheetRecord } from './use-record-sheet.ts'

/** Fields of the items of a collection. @throws Error where the kind has no such collection: a fault of the program. */
export function itemFields(kind: RecordKind, collection: string): (...names: readonly string[]) => FormField {
  const found = formFields(kind).find((f) => f.name === collection)
  if (found?.type !== 'collection') throw new Error(`${kind} has no collection ${collection}`)
  return (...names) => {
    let fields = found.fields
    let at: FormField | undefined
    for (const name of names) {
      at = fields.find((f) => f.name === name)
      fields = at?.type === 'group' ? at.fields : []
    }
    if (at === undefined) throw new Error(`${kind} ${collection} has no field ${names.join('/')}`)
    return at
  }
}

/** An item of a collection as it is stored or typed; empty where nothing is. */
export function itemAt(record: unknown, collection: string, key: string): FormValue {
  const item = valueAt(record, [collection, key])
  return typeof item === 'object' && item !== null ? (item as FormValue) : {}
}

/**
 * A record with what was typed into one cell of one item. A new item takes the last place.
 * @param canVanish an item that holds nothing but its place goes: nothing was recorded of it.
 */
export function withItemCell(record: FormValue, collection: string, key: string, column: RecordColumn, text: string, canVanish: boolean): FormValue {
  const before = itemAt(record, collection, key)
  const last = Math.max(0, ...itemsOf(record[collection]).map(([, item]) => Number(item['order'])))
  const next = column.read('order' in before ? before : { order: last + 1, ...before }, text)
  return withValue(record, [collection, key], canVanish && Object.keys(next).every((name) => name === 'order') ? undefined : next)
}

/** Cell of one item: its text, why it cannot be stored, whether it was changed. */
export function itemCell(record: SheetRecord, collection: string, key: string, column: RecordColumn): SheetCell {
  const item = itemAt(record.value, collection, key)
  const at = `/${collection}/${key}${column.pointer}`
  const problem = column.problem(item) ?? record.reasons.find((r) => r.field === at || r.field.startsWith(`${at}/`))?.reason
  const text = column.text(item)
  const isChanged = record.isChanged && text !== column.text(itemAt(record.stored, collection, key))
  return { text, ...(problem === undefined ? {} : { problem }), ...(isChanged ? { tone: 'changed' as const } : {}) }
}
