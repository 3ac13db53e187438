import { Select } from '@mantine/core'
import type { ListField } from '../../../shared/records/list-fields.ts'
import { nameColumn } from '../../app/lists.ts'

type Props = { readonly label: string; readonly fields: readonly ListField[]; readonly value: string | null; readonly onChange: (pointer: string) => void; readonly nameOfTitle?: string }

/** Chooses one field of a kind by its name. */
export function FieldChoice({ label, fields, value, onChange, nameOfTitle }: Props) {
  const data = [...(nameOfTitle === undefined ? [] : [{ value: nameColumn, label: nameOfTitle }]), ...fields.map((f) => ({ value: f.pointer, label: f.unit === '' ? f.label : `${f.label} (${f.unit})` }))]
  return <Select aria-label={label} placeholder={label} data={data} value={value} searchable limit={100} comboboxProps={{ withinPortal: false }} onChange={(next) => { if (next !== null) onChange(next) }} w={220} />
}
