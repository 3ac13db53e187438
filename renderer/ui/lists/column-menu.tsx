import { ActionIcon, Button, Group, Popover, Stack, Text } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconColumns3, IconX } from '@tabler/icons-react'
import type { ListField } from '../../../shared/records/list-fields.ts'
import { FieldChoice } from './field-choice.tsx'

type Props = { readonly fields: readonly ListField[]; readonly columns: readonly string[]; readonly standard: readonly string[]; readonly onChange: (columns: readonly string[]) => void }

/** Which fields are columns, and in which order. */
export function ColumnMenu({ fields, columns, standard, onChange }: Props) {
  const swap = (at: number, by: number): void => {
    const moved = columns[at]
    if (moved === undefined) return
    const left = columns.filter((_, i) => i !== at)
    onChange([...left.slice(0, at + by), moved, ...left.slice(at + by)])
  }
  const labelOf = (pointer: string): string => fields.find((f) => f.pointer === pointer)?.label ?? 'a field that is gone'
  return (
    <Popover position="bottom-start" withinPortal={false} trapFocus>
      <Popover.Target><Button variant="default" size="sm" leftSection={<IconColumns3 size={16} aria-hidden />}>Columns</Button></Popover.Target>
      <Popover.Dropdown aria-label="Columns">
        <Stack gap={4} mah={380} style={{ overflow: 'auto' }}>
          {columns.map((pointer, i) => (
            <Group key={pointer} justify="space-between" wrap="nowrap" gap="xs">
              <Text size="sm">{labelOf(pointer)}</Text>
              <Group gap={0} wrap="nowrap">
                <ActionIcon variant="subtle" color="gray" disabled={i === 0} aria-label={`${labelOf(pointer)} further left`} onClick={() => { swap(i, -1) }}><IconArrowUp size={16} aria-hidden /></ActionIcon>
                <ActionIcon variant="subtle" color="gray" disabled={i === columns.length - 1} aria-label={`${labelOf(pointer)} further right`} onClick={() => { swap(i, 1) }}><IconArrowDown size={16} aria-hidden /></ActionIcon>
                <ActionIcon variant="subtle" color="gray" disabled={columns.length === 1} aria-label={`No column ${labelOf(pointer)}`} onClick={() => { onChange(columns.filter((c) => c !== pointer)) }}><IconX size={16} aria-hidden /></ActionIcon>
              </Group>
            </Group>
          ))}
        </Stack>
        <Group mt="xs" wrap="nowrap"><FieldChoice label="Add a column" fields={fields.filter((f) => !columns.includes(f.pointer))} value={null} onChange={(pointer) => { onChange([...columns, pointer]) }} /><Button variant="subtle" size="xs" onClick={() => { onChange(standard) }}>As it was</Button></Group>
      </Popover.Dropdown>
    </Popover>
  )
}
