import { ActionIcon, Button, Group, Select, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { KeySource } from '../../../shared/records/item-keys.ts'
import type { RecordKind } from '../../../shared/records/record-kinds.ts'
import { kinds } from '../../app/kinds/kinds.ts'
import { useCreateInPlace } from './create-in-place.ts'
import type { FormValue } from './form-value.ts'
import { useKeyChoices } from './item-key-input.tsx'
import { OptionText } from './reference-input.tsx'
import { matching, useReferenceOptions } from './reference-options.ts'

type Adding = { readonly label: string; readonly taken: readonly string[]; readonly onAdd: (key: string) => void }

/** Adds a record to a set of references: one that is there, or a new one. `shown`: with its label, where no frame names the set. */
export function AddReference({ label, kind, taken, onAdd, shown = false }: Adding & { readonly kind: RecordKind; readonly shown?: boolean }) {
  const create = useCreateInPlace()
  const options = (useReferenceOptions(kind) ?? []).filter((o) => !taken.includes(o.value))
  return (
    <Group gap={4} wrap="nowrap" align="end">
      <Select {...(shown ? { label, flex: 1 } : { w: 300 })} aria-label={`Add to ${label}`} placeholder={options.length === 0 ? `No ${kinds[kind].plural} to add` : 'Add ...'} data={options} value={null} searchable limit={60} disabled={options.length === 0} selectFirstOptionOnChange filter={matching} renderOption={({ option }) => <OptionText option={option} />} onChange={(id) => { if (id !== null) onAdd(id) }} />
      {create !== null && kind !== 'attachment' && <ActionIcon variant="subtle" color="gray" size={36} aria-label={`New ${kinds[kind].noun} for ${label}`} onClick={() => { create(kind, {}, (record) => { onAdd(record.id) }) }}><IconPlus size={16} aria-hidden /></ActionIcon>}
    </Group>
  )
}

/** Adds an item that names one of another record: an animal, a part of the scale. */
export function AddByKey({ label, source, value, taken, onAdd }: Adding & { readonly source: KeySource; readonly value: FormValue }) {
  const choices = useKeyChoices(source, value).filter((c) => !taken.includes(c.key))
  return <Select aria-label={`Add to ${label}`} placeholder={choices.length === 0 ? 'None to add' : 'Add ...'} data={choices.map((c) => ({ value: c.key, label: c.label }))} value={null} searchable limit={60} w={300} disabled={choices.length === 0} onChange={(key) => { if (key !== null) onAdd(key) }} />
}

/** Adds an item under a name that is typed: a well. */
export function AddTyped({ label, taken, onAdd }: Adding) {
  const [name, setName] = useState('')
  const wanted = name.trim().toUpperCase()
  const add = (): void => {
    if (wanted === '' || taken.includes(wanted)) return
    onAdd(wanted)
    setName('')
  }
  return (
    <Group gap="xs">
      <TextInput aria-label={`Name to add to ${label}`} placeholder="A1" value={name} w={100} onChange={(e) => { setName(e.currentTarget.value) }} onKeyDown={(e) => {
        if (e.key !== 'Enter') return
        e.preventDefault()
        add()
      }} />
      <Button variant="default" size="xs" onClick={add} disabled={wanted === '' || taken.includes(wanted)}>Add</Button>
    </Group>
  )
}
