import { ActionIcon, Select, Stack, Text } from '@mantine/core'
import { IconArrowUpRight, IconPlus, IconUser } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { RecordKind } from '../../../shared/records/record-kinds.ts'
import { kinds, recordPath } from '../../app/kinds/kinds.ts'
import { useObservable } from '../../app/observable.ts'
import { useServices } from '../../app/services-context.ts'
import { useCreateInPlace } from './create-in-place.ts'
import type { InputProps } from './input-props.ts'
import { valueAt, withValue } from './form-value.ts'
import { labelOf, Labelled, reasonAt } from './labelled.tsx'
import { matching, useReferenceOptions, type ReferenceOption } from './reference-options.ts'

/** A record of another kind: found by its code or by what it is, opened, or made in place. */
export function ReferenceInput({ refTo, ...props }: InputProps & { readonly refTo: RecordKind }) {
  const options = useReferenceOptions(refTo)
  const { field, path, value, onChange } = props
  const now = valueAt(value, path)
  const chosen = typeof now === 'string' ? now : null
  const found = options?.find((o) => o.value === chosen)
  const data = chosen === null || found !== undefined || options === undefined ? (options ?? []) : [...options, { value: chosen, label: 'not in this notebook', description: '' }]
  const error = reasonAt(props)
  const help = [field.why, found?.description ?? ''].filter((t) => t !== '').join(' ')
  const set = (id: string | null): void => { onChange(withValue(value, path, id ?? undefined)) }
  return (
    <Labelled {...props} actions={<ReferenceButtons refTo={refTo} label={field.label} chosen={chosen} name={found?.label} onChosen={set} />}>
      <Select label={labelOf(props)} {...(help === '' ? {} : { description: help })} {...(error === undefined ? {} : { error })} withAsterisk={field.required} data={data} value={chosen} searchable clearable={!field.required} limit={60} selectFirstOptionOnChange filter={matching} renderOption={({ option }) => <OptionText option={option} />} nothingFoundMessage={options?.length === 0 ? `No ${kinds[refTo].plural} yet` : 'None found'} onChange={set} />
    </Labelled>
  )
}

/** Code and, below it, what it is. */
export function OptionText({ option }: { readonly option: { readonly label: string; readonly description?: string } }) {
  return <Stack gap={0}><Text size="sm">{option.label}</Text>{option.description !== undefined && option.description !== '' && <Text size="xs" c="dimmed">{option.description}</Text>}</Stack>
}

type ButtonsProps = { readonly refTo: RecordKind; readonly label: string; readonly chosen: string | null; readonly name: ReferenceOption['label'] | undefined; readonly onChosen: (id: string) => void }

function ReferenceButtons({ refTo, label, chosen, name, onChosen }: ButtonsProps) {
  const create = useCreateInPlace()
  const me = useObservable(useServices().person)
  const look = { variant: 'subtle', color: 'gray', size: 24 } as const
  if (chosen !== null) return name === undefined ? null : <ActionIcon {...look} component={Link} to={recordPath(refTo, chosen)} aria-label={`Open ${label} ${name}`}><IconArrowUpRight size={16} aria-hidden /></ActionIcon>
  if (refTo === 'person' && me !== null) return <ActionIcon {...look} aria-label={`${label}: me`} onClick={() => { onChosen(me) }}><IconUser size={16} aria-hidden /></ActionIcon>
  // A file is added with its bytes, on the page of the record it belongs to.
  if (create === null || refTo === 'attachment') return null
  return <ActionIcon {...look} aria-label={`New ${kinds[refTo].noun} for ${label}`} onClick={() => { create(refTo, {}, (record) => { onChosen(record.id) }) }}><IconPlus size={16} aria-hidden /></ActionIcon>
}
