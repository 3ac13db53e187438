import { ActionIcon, Button, Fieldset, Group, Select, Stack } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { FormField } from '../../../shared/records/form-fields.ts'
import type { RecordKind } from '../../../shared/records/record-kinds.ts'
import type { InputProps, RenderFields } from './input-props.ts'
import { itemsOf, nextItem, valueAt, withValue } from './form-value.ts'
import { useReferenceOptions } from './reference-input.tsx'

/** Items under keys, in their order. A set of references is chosen from a list; other items get a key of their own. */
export function CollectionInput({ collection, renderFields, ...props }: InputProps & { readonly collection: Extract<FormField, { type: 'collection' }>; readonly renderFields: RenderFields }) {
  const { path, value, onChange, field } = props
  const items = itemsOf(valueAt(value, path))
  const add = (key: string, order: number): void => { onChange(withValue(value, [...path, key], collection.ordered ? { order } : {})) }
  const remove = (key: string): void => {
    const left = items.length === 1 && !field.required
    onChange(withValue(value, left ? path : [...path, key], undefined))
  }
  return (
    <Fieldset legend={field.label}>
      <Stack gap="sm">
        {items.map(([key], i) => (
          <Group key={key} align="start" wrap="nowrap" role="group" aria-label={`${field.label} ${String(i + 1)}`}>
            <Stack gap="xs" flex={1}>
              {collection.keyRef !== null && <KeyName kind={collection.keyRef} id={key} />}
              {renderFields(collection.fields, { ...props, path: [...path, key] })}
            </Stack>
            <ActionIcon variant="subtle" color="gray" aria-label={`Remove ${field.label} ${String(i + 1)}`} onClick={() => { remove(key) }}><IconX size={16} aria-hidden /></ActionIcon>
          </Group>
        ))}
        {collection.keyRef === null
          ? <Button variant="default" size="xs" w="fit-content" onClick={() => { const next = nextItem(valueAt(value, path)); add(next.key, next.order) }}>Add</Button>
          : <AddReference label={field.label} kind={collection.keyRef} taken={items.map(([key]) => key)} onAdd={(id) => { add(id, nextItem(valueAt(value, path)).order) }} />}
      </Stack>
    </Fieldset>
  )
}

function KeyName({ kind, id }: { readonly kind: RecordKind; readonly id: string }) {
  const found = useReferenceOptions(kind).find((o) => o.value === id)
  return <span>{found?.label ?? 'not in this notebook'}</span>
}

function AddReference({ label, kind, taken, onAdd }: { readonly label: string; readonly kind: RecordKind; readonly taken: readonly string[]; readonly onAdd: (id: string) => void }) {
  const options = useReferenceOptions(kind).filter((o) => !taken.includes(o.value))
  return <Select aria-label={`Add to ${label}`} placeholder={options.length === 0 ? 'None to add yet' : 'Add ...'} data={options} value={null} searchable limit={60} w={280} disabled={options.length === 0} onChange={(id) => { if (id !== null) onAdd(id) }} />
}
