import { formFields, keptFields, type FormField } from './form-fields.ts'
import type { RecordKind } from './record-kinds.ts'

/** A field a list can show, sort and filter by: where it stands in the record, how it is named, what it is. */
export type ListField = { readonly pointer: string; readonly label: string; readonly unit: string; readonly field: FormField }

const made = new Map<RecordKind, readonly ListField[]>()

/**
 * Every field of a kind that has one place in the record: plain fields, groups and shapes as a whole and by their parts, and each collection as
 * a whole. What is inside a collection has no column, because there are many of it.
 */
export function listFields(kind: RecordKind): readonly ListField[] {
  let fields = made.get(kind)
  if (fields === undefined) {
    fields = onePerPointer([...formFields(kind), ...keptFields(kind)].flatMap((field) => leaves(field, '', '')))
    made.set(kind, fields)
  }
  return fields
}

function leaves(field: FormField, above: string, group: string): readonly ListField[] {
  const pointer = `${above}/${field.name}`
  const label = group === '' ? field.label : `${group}: ${field.label}`
  const own: ListField = { pointer, label, unit: field.unit, field }
  if (field.type === 'group') return [own, ...field.fields.flatMap((f) => leaves(f, pointer, label))]
  if (field.type === 'variants') return [own, ...field.options.flatMap((o) => o.fields.flatMap((f) => leaves(f, pointer, label)))]
  return [own]
}

/** Shapes of one field may share a property; it is one column. */
function onePerPointer(fields: readonly ListField[]): readonly ListField[] {
  return [...new Map(fields.toReversed().map((f) => [f.pointer, f])).values()].toReversed()
}
