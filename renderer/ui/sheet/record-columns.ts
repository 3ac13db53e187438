import type { FormField } from '../../../shared/records/form-fields.ts'
import { listFields } from '../../../shared/records/list-fields.ts'
import type { RecordKind } from '../../../shared/records/record-kinds.ts'
import { termsOf } from '../../../shared/records/vocabularies.ts'
import { valueAt, withValue, type FormValue } from '../forms/form-value.ts'
import type { SheetColumn } from './sheet-types.ts'
import { cellTextOf, readCell, type CodeBook } from './sheet-text.ts'

/** A column of a sheet of records: how a value is shown, and what becomes of what is typed. */
export type RecordColumn = SheetColumn & {
  /** JSON pointer to what it shows. */
  readonly pointer: string
  readonly text: (value: FormValue) => string
  /** The record with the text read; what cannot be read stands in it as it was typed, so that a draft keeps it. */
  readonly read: (value: FormValue, text: string) => FormValue
  /** Why what stands there cannot be stored. */
  readonly problem: (value: FormValue) => string | undefined
}

type Look = { readonly chars: number; readonly header?: string; readonly codes?: CodeBook; readonly list?: readonly string[] }

/** A column for one field of a kind, named and explained as everywhere. @throws Error where the kind has no such field: a fault of the program. */
export function fieldColumn(kind: RecordKind, pointer: string, { chars, header, codes, list }: Look): RecordColumn {
  const found = listFields(kind).find((f) => f.pointer === pointer)
  if (found === undefined) throw new Error(`${kind} has no field ${pointer}`)
  const { field, unit } = found
  return columnAt(field, pointer.split('/').slice(1), { chars, header: header ?? field.label, unit, ...(codes === undefined ? {} : { codes }), ...(list === undefined ? {} : { list }) })
}

/** A column for a field at a path below a record, or below an item of one. */
export function columnAt(field: FormField, path: readonly string[], { chars, header, unit, codes, list }: Look & { readonly unit?: string }): RecordColumn {
  const pointer = `/${path.join('/')}`
  const offered = list ?? (field.type === 'choice' ? field.options : field.type === 'term' ? termsOf(field.vocabulary).map((t) => t.term) : field.type === 'yes-no' ? ['yes', 'no'] : undefined)
  return {
    key: pointer, pointer, header: header ?? field.label, unit: unit ?? field.unit, why: field.why, chars, isRight: field.type === 'number', ...(offered === undefined ? {} : { list: offered }),
    text: (value) => cellTextOf(valueAt(value, path), field, codes),
    read: (value, text) => {
      const read = readCell(text, field, codes)
      return withoutEmpty(withValue(value, path, read.ok ? read.value : text), path)
    },
    problem: (value) => {
      const now = valueAt(value, path)
      if (typeof now !== 'string' || field.type === 'text' || field.type === 'term' || (field.type === 'reference' && codes?.codeOf(now) !== undefined)) return undefined
      const read = readCell(now, field, codes)
      return read.ok ? undefined : read.error
    },
  }
}

/** A group whose last field was cleared goes with it: nothing recorded is not the same as an empty record of something. */
function withoutEmpty(value: FormValue, path: readonly string[]): FormValue {
  const above = path.slice(0, -1)
  if (above.length === 0) return value
  const group = valueAt(value, above)
  return typeof group === 'object' && group !== null && Object.keys(group).length === 0 ? withoutEmpty(withValue(value, above, undefined), above) : value
}
