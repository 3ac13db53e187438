import { Select } from '@mantine/core'
import { isRecordKind } from '../../../shared/records/record-kinds.ts'
import { keyChoices, keySourceAt, type KeyChoice, type KeySource } from '../../../shared/records/item-keys.ts'
import { useRecordThrough } from '../../app/queries.ts'
import type { InputProps } from './input-props.ts'
import { valueAt, withValue, type FormValue } from './form-value.ts'
import { labelOf, Labelled, reasonAt } from './labelled.tsx'

/** Source of the keys at a place of a form; undefined where it names no item. */
export function sourceAt(value: FormValue, path: readonly string[]): KeySource | undefined {
  const kind = value['kind']
  return isRecordKind(kind) ? keySourceAt(kind, path) : undefined
}

/** Items that may be named there: of this form, or of the record it points at. */
export function useKeyChoices(source: KeySource, value: FormValue): readonly KeyChoice[] {
  const elsewhere = useRecordThrough(value, source.through)
  return keyChoices(source.through.length === 0 ? value : elsewhere, source.collection)
}

/** An item of this record or of one it points at: an animal, an arm, a condition. */
export function ItemKeyInput({ source, ...props }: InputProps & { readonly source: KeySource }) {
  const { field, path, value, onChange } = props
  const choices = useKeyChoices(source, value)
  const now = valueAt(value, path)
  const chosen = typeof now === 'string' && now !== '' ? now : null
  const data = choices.map((c) => ({ value: c.key, label: c.label }))
  const error = reasonAt(props)
  const nothing = source.through.length === 0 ? 'None in this record yet' : 'None there; choose the record above first'
  return (
    <Labelled {...props}>
      <Select label={labelOf(props)} {...(field.why === '' ? {} : { description: field.why })} {...(error === undefined ? {} : { error })} withAsterisk={field.required} data={chosen === null || data.some((d) => d.value === chosen) ? data : [...data, { value: chosen, label: `${chosen} (not there)` }]} value={chosen} searchable clearable={!field.required} limit={60} nothingFoundMessage={nothing} onChange={(next) => { onChange(withValue(value, path, next ?? (field.required ? '' : undefined))) }} />
    </Labelled>
  )
}
