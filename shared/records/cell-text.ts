import { assertNever } from '../util/assert-never.ts'
import { blankWords, isBlank } from './blank.ts'
import type { FormField } from './form-fields.ts'
import type { ListField } from './list-fields.ts'
import type { AnyRecord } from './record-kinds.ts'

/** Name of a record by its id, for references; what is not in the notebook has none. */
export type NameOfId = (id: string) => string | undefined

type Content = Readonly<Record<string, unknown>>

/** Value of a list field in a record; undefined where nothing is. */
export function cellValue(record: AnyRecord, { pointer }: ListField): unknown {
  let at: unknown = record
  for (const key of pointer.split('/').slice(1)) at = isObject(at) ? at[key] : undefined
  return at
}

/** A field of a record in the words of a list: a reference by its code, a blank state in words, a collection by what is in it. Empty for nothing. */
export function cellText(record: AnyRecord, field: ListField, nameOf: NameOfId): string {
  return textOf(cellValue(record, field), field.field, nameOf)
}

/** How many items of a collection are named before the rest is counted. */
const namedItems = 3

function textOf(value: unknown, field: FormField, nameOf: NameOfId): string {
  if (value === undefined || value === null) return ''
  // The reason of a blank state is read on the page; in a list it would push the next columns out of sight.
  if (isBlank(value)) return blankWords({ blank: value.blank }) ?? ''
  switch (field.type) {
    case 'reference':
      return typeof value === 'string' ? (nameOf(value) ?? 'not in this notebook') : ''
    case 'yes-no':
      return value === true ? 'yes' : value === false ? 'no' : ''
    case 'number-list':
      return Array.isArray(value) ? value.join(' ') : ''
    case 'group':
      return isObject(value) ? joined(field.fields.map((f) => textOf(value[f.name], f, nameOf))) : ''
    case 'variants':
      return isObject(value) ? variantText(value, field, nameOf) : ''
    case 'collection':
      return isObject(value) ? collectionText(value, field, nameOf) : ''
    case 'instant':
      return typeof value === 'string' ? value.slice(0, 16).replace('T', ' ') : ''
    case 'date':
      return typeof value === 'string' ? value.replace('T', ' ') : ''
    case 'text':
    case 'number':
    case 'choice':
    case 'term':
      return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
    default:
      return assertNever(field)
  }
}

function variantText(value: Content, field: Extract<FormField, { type: 'variants' }>, nameOf: NameOfId): string {
  const tag = String(value[field.tag])
  const fields = field.options.find((o) => o.tags.includes(tag))?.fields ?? []
  const inner = joined(fields.map((f) => textOf(value[f.name], f, nameOf)))
  return inner === '' ? tag : `${tag} ${inner}`
}

function collectionText(value: Content, field: Extract<FormField, { type: 'collection' }>, nameOf: NameOfId): string {
  const entries = Object.entries(value)
  if (entries.length === 0) return ''
  const names = entries.map(([key, item]) => (field.keyRef === null ? itemName(item, field, nameOf) : (nameOf(key) ?? 'not in this notebook')))
  if (names.length > namedItems || names.some((n) => n === '')) return String(entries.length)
  return names.join(', ')
}

/** First field of an item that names it: what it is called, or the record it points at. */
function itemName(item: unknown, field: Extract<FormField, { type: 'collection' }>, nameOf: NameOfId): string {
  const naming = field.fields.find((f) => ['label', 'name', 'title', 'marker', 'version', 'attribute', 'locus', 'value', 'material', 'what'].includes(f.name) && f.type === 'text') ?? field.fields.find((f) => f.type === 'reference')
  return naming === undefined || !isObject(item) ? '' : textOf(item[naming.name], naming, nameOf)
}

function joined(parts: readonly string[]): string {
  return parts.filter((p) => p !== '').join(', ')
}

function isObject(value: unknown): value is Content {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
