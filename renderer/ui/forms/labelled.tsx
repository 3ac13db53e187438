import { ActionIcon, Menu, Text } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { isBlank } from '../../../shared/records/blank.ts'
import { blankStates } from '../../../shared/records/fields.ts'
import { pointer } from '../../../shared/records/parse-record.ts'
import type { InputProps } from './input-props.ts'
import { valueAt, withValue } from './form-value.ts'
import './labelled.css'

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

/**
 * An input with its small buttons: those of its own, and the menu of the three ways to have no value. A field answered so shows the answer
 * instead of the input.
 */
export function Labelled(props: InputProps & { readonly children: ReactNode; readonly actions?: ReactNode }) {
  const { field, path, value, children, actions } = props
  const now = valueAt(value, path)
  if (!field.blankable && actions === undefined) return children
  return (
    <div className="labelled">
      {isBlank(now)
        ? <><Text size="sm" fw={500}>{labelOf(props)}</Text><Text size="sm" py={6}>{words[now.blank]}{now.reason === undefined ? '' : ` (${now.reason})`}</Text></>
        : children}
      <div className="labelled-actions">
        {isBlank(now) ? null : actions}
        {field.blankable && <BlankMenu {...props} />}
      </div>
    </div>
  )
}

function BlankMenu({ field, path, value, onChange }: InputProps) {
  const set = (next: unknown): void => { onChange(withValue(value, path, next)) }
  return (
    <Menu position="bottom-end">
      <Menu.Target><ActionIcon variant="subtle" color="gray" size={24} aria-label={`${field.label}: no value`}><IconDots size={16} aria-hidden /></ActionIcon></Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{field.label}</Menu.Label>
        {blankStates.map((blank) => <Menu.Item key={blank} onClick={() => { set({ blank }) }}>{words[blank]}</Menu.Item>)}
        <Menu.Item onClick={() => { set(undefined) }}>Leave blank</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
