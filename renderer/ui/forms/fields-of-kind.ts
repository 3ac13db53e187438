import { formFields, keptFields, type FormField } from '../../../shared/records/form-fields.ts'
import { recordKinds, type RecordKind } from '../../../shared/records/record-kinds.ts'
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
