import { valueOf } from './blank.ts'
import type { FormField } from './form-fields.ts'
import type { ListField } from './list-fields.ts'
import { ordered } from './ordered.ts'
import type { RecordKind, RecordOf } from './record-kinds.ts'

/** The lab's own fields of a kind, as forms show them; their values stand in `labFields` under the id of their definition. */
export function labFormFields(kind: RecordKind, definitions: readonly RecordOf<'field-definition'>[]): readonly FormField[] {
  return definitions.filter((d) => d.appliesTo === kind).map((d): FormField => {
    const described = { name: d.id, label: d.label === '' ? d.code : d.label, unit: valueOf(d.unit) ?? '', why: valueOf(d.why) ?? '', required: false, blankable: false }
    return d.type === 'choice' ? { ...described, type: 'choice', options: ordered(d.choices).map(([, c]) => c.value) } : { ...described, type: d.type }
  })
}

/** The lab's own fields of a kind as fields of a list. */
export function labListFields(kind: RecordKind, definitions: readonly RecordOf<'field-definition'>[]): readonly ListField[] {
  return labFormFields(kind, definitions).map((field) => ({ pointer: `/labFields/${field.name}`, label: field.label, unit: field.unit, field }))
}
