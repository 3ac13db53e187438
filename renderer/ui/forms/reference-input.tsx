import { Select, type OptionsFilter } from '@mantine/core'
import type { RecordKind } from '../../../shared/records/record-kinds.ts'
import { idOfScanCode } from '../../../shared/records/scan-code.ts'
import { recordTitle } from '../../../shared/records/record-title.ts'
import { useRows } from '../../app/queries.ts'
import type { InputProps } from './input-props.ts'
import { valueAt, withValue } from './form-value.ts'
import { labelOf, Labelled, reasonAt } from './labelled.tsx'

/** A record of another kind, by its code. */
export function ReferenceInput({ refTo, ...props }: InputProps & { readonly refTo: RecordKind }) {
  const options = useReferenceOptions(refTo)
  const now = valueAt(props.value, props.path)
  const chosen = typeof now === 'string' ? now : null
  const data = chosen === null || options.some((o) => o.value === chosen) ? options : [...options, { value: chosen, label: 'not in this notebook' }]
  const error = reasonAt(props)
  return (
    <Labelled {...props}>
      <Select label={labelOf(props)} {...(props.field.why === '' ? {} : { description: props.field.why })} {...(error === undefined ? {} : { error })} withAsterisk={props.field.required} data={data} value={chosen} searchable clearable={!props.field.required} limit={60} nothingFoundMessage="None yet" selectFirstOptionOnChange filter={byWordsOrScan} onChange={(next) => { props.onChange(withValue(props.value, props.path, next ?? undefined)) }} />
    </Labelled>
  )
}

/** What is typed is looked for in the words of the offers; a scanned label picks its record, and the Enter of the scanner takes it. */
const byWordsOrScan: OptionsFilter = ({ options, search, limit }) => {
  const id = idOfScanCode(search)
  const words = search.toLowerCase().trim()
  return options.filter((o) => !('group' in o) && (id === undefined ? o.label.toLowerCase().includes(words) : o.value === id)).slice(0, limit)
}

/** Codes of the records of a kind, for lists to choose from. */
export function useReferenceOptions(kind: RecordKind): readonly { readonly value: string; readonly label: string }[] {
  return (useRows(kind) ?? []).map(({ record }) => ({ value: record.id, label: recordTitle(record, () => undefined) }))
}
