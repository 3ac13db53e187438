import { ActionIcon, Button, Fieldset, Group, Stack, Text } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { FormField } from '../../../shared/records/form-fields.ts'
import { AddPart } from './add-part.tsx'
import { AddByKey, AddReference, AddTyped } from './add-to-collection.tsx'
import { KeyName, ReferenceName } from './collection-names.tsx'
import type { InputProps, RenderFields } from './input-props.ts'
import { itemsOf, nextItem, valueAt, withValue } from './form-value.ts'
import { sourceAt } from './item-key-input.tsx'
import { reasonAt } from './labelled.tsx'

type Props = InputProps & { readonly collection: Extract<FormField, { type: 'collection' }>; readonly renderFields: RenderFields }

/**
 * Items under keys, in their order. References are chosen from a list, and so are items that name those of another record (animals of the
 * experiment); wells are named; all other items get a key of their own.
 */
export function CollectionInput({ collection, renderFields, ...props }: Props) {
  const { path, value, onChange, field } = props
  const items = itemsOf(valueAt(value, path))
  const source = sourceAt(value, [...path, 'any'])
  const error = reasonAt(props)
  const taken = items.map(([key]) => key)
  const add = (key: string): void => { onChange(withValue(value, [...path, key], collection.ordered ? { order: nextItem(valueAt(value, path)).order } : {})) }
  const remove = (key: string): void => {
    const left = items.length === 1 && !field.required
    onChange(withValue(value, left ? path : [...path, key], undefined))
  }
  const isOwnKey = collection.keyRef === null && source === undefined && collection.ordered
  const addNext = (): void => { add(nextItem(valueAt(value, path)).key) }
  if (items.length === 0 && error === undefined) {
    if (isOwnKey) return <AddPart label={field.label} onAdd={addNext} />
    if (collection.keyRef !== null) return <AddReference label={field.label} shown kind={collection.keyRef} taken={taken} onAdd={add} />
  }
  return (
    <Fieldset legend={field.label}>
      <Stack gap="sm">
        {error !== undefined && <Text size="sm" c="red">{error}</Text>}
        {items.map(([key], i) => (
          <Group key={key} align="start" wrap="nowrap" role="group" aria-label={`${field.label} ${String(i + 1)}`}>
            <Stack gap="xs" flex={1} miw={0}>
              {collection.keyRef !== null ? <ReferenceName kind={collection.keyRef} id={key} /> : source !== undefined ? <KeyName source={source} value={value} name={key} /> : !collection.ordered ? <Text size="sm" fw={600}>{key}</Text> : null}
              {renderFields(collection.fields, { ...props, path: [...path, key] })}
            </Stack>
            <ActionIcon variant="subtle" color="gray" aria-label={`Remove ${field.label} ${String(i + 1)}`} onClick={() => { remove(key) }}><IconX size={16} aria-hidden /></ActionIcon>
          </Group>
        ))}
        {collection.keyRef !== null
          ? <AddReference label={field.label} kind={collection.keyRef} taken={taken} onAdd={add} />
          : source !== undefined
            ? <AddByKey label={field.label} source={source} value={value} taken={taken} onAdd={add} />
            : !collection.ordered
              ? <AddTyped label={field.label} taken={taken} onAdd={add} />
              : <Button variant="default" size="xs" w="fit-content" aria-label={`Add to ${field.label}`} onClick={addNext}>Add</Button>}
      </Stack>
    </Fieldset>
  )
}
