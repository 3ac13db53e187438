import { ActionIcon, Group, Menu, Text } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { isBlank } from '../../../shared/records/blank.ts'
import { blankStates } from '../../../shared/records/fields.ts'
import { pointer } from '../../../shared/records/parse-record.ts'
import type { InputProps } from './input-props.ts'
import { valueAt, withValue } from './form-value.ts'

const words = { unknown: 'Unknown', 'not-measured': 'Not measured', 'not-applicable': 'Not applicable' } as const

/** The reason why the door refused this field, if it did. */
export function reasonAt({ path, reasons }: InputProps): string | undefined {
  const here = pointer(path)
  return reasons.find((r) => r.field === here)?.reason
}

/** Label with unit, as every input shows it. */
export function labelOf({ field }: InputProps): string {
  return field.unit === '' ? field.label : `${field.label} (${field.unit})`
}

/** An input with the menu of the three ways to have no value; a field answered so shows the answer instead of the input. */
export function Labelled(props: InputProps & { readonly children: ReactNode }) {
  const { field, path, value, onChange, children } = props
  const now = valueAt(value, path)
  const set = (next: unknown): void => { onChange(withValue(value, path, next)) }
  if (!field.blankable) return children
  return (
    <Group align="start" gap={4} wrap="nowrap">
      <div style={{ flex: 1 }}>
        {isBlank(now)
          ? <><Text size="sm" fw={500}>{labelOf(props)}</Text><Text size="sm" py={6}>{words[now.blank]}{now.reason === undefined ? '' : ` (${now.reason})`}</Text></>
          : children}
      </div>
      <Menu position="bottom-end">
        <Menu.Target><ActionIcon variant="subtle" color="gray" size={36} mt={24} aria-label={`${field.label}: no value`}><IconDots size={16} aria-hidden /></ActionIcon></Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{field.label}</Menu.Label>
          {blankStates.map((blank) => <Menu.Item key={blank} onClick={() => { set({ blank }) }}>{words[blank]}</Menu.Item>)}
          <Menu.Item onClick={() => { set(undefined) }}>Leave blank</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  )
}
