import { formFields, keptFields, type FormField } from '../../../shared/records/form-fields.ts'
import { recordKinds, type RecordKind, type RecordOf } from '../../../shared/records/record-kinds.ts'
import { valueOf } from '../../../shared/records/blank.ts'
import { ordered } from '../../../shared/records/ordered.ts'
import { kinds } from '../../app/kinds/kinds.ts'

/** Text fields that name something the program has a list of. */
const lists: Readonly<Record<string, readonly string[]>> = { 'field-definition appliesTo': recordKinds }

/** Fields a form of a kind asks for: those of its schema without what the program itself fills in. */
export function fieldsOfKind(kind: RecordKind): readonly FormField[] {
  const { hidden = [] } = kinds[kind]
  return formFields(kind).filter((f) => !hidden.includes(f.name)).map((f): FormField => {
    const options = lists[`${kind} ${f.name}`]
    return options === undefined ? f : { ...f, type: 'choice', options }
  })
}

/** Where the values of a record come from, as a group of fields. */
export function originField(kind: RecordKind): FormField | undefined {
  const origin = keptFields(kind).find((f) => f.name === 'origin')
  return origin === undefined ? undefined : { ...origin, label: 'Where these values come from' }
}

/** The lab's own fields of a kind, as the form shows them; their values stand under the id of their definition. */
export function labFieldsOf(kind: RecordKind, definitions: readonly RecordOf<'field-definition'>[]): readonly FormField[] {
  return definitions.filter((d) => d.appliesTo === kind).map((d): FormField => {
    const described = { name: d.id, label: d.label === '' ? d.code : d.label, unit: valueOf(d.unit) ?? '', why: valueOf(d.why) ?? '', required: false, blankable: false }
    return d.type === 'choice' ? { ...described, type: 'choice', options: ordered(d.choices).map(([, c]) => c.value) } : { ...described, type: d.type }
  })
}
