import { ActionIcon, Button, Group, Popover, Select, Stack, Text, TextInput } from '@mantine/core'
import { IconFilter, IconX } from '@tabler/icons-react'
import type { ListField } from '../../../shared/records/list-fields.ts'
import { nameColumn, tests, type Filter, type Test } from '../../app/lists.ts'
import { FieldChoice } from './field-choice.tsx'

type Props = { readonly fields: readonly ListField[]; readonly nameOfTitle: string; readonly filters: readonly Filter[]; readonly onChange: (filters: readonly Filter[]) => void }

const needsNoValue: readonly Test[] = ['has a value', 'has no value']

/** Conditions on any field, shown or not; a record must meet all of them. */
export function FilterMenu({ fields, nameOfTitle, filters, onChange }: Props) {
  const replace = (at: number, filter: Filter): void => { onChange(filters.map((f, i) => (i === at ? filter : f))) }
  return (
    <Popover position="bottom-start" withinPortal={false} trapFocus>
      <Popover.Target><Button variant="default" size="sm" leftSection={<IconFilter size={16} aria-hidden />}>Filter{filters.length === 0 ? '' : ` (${String(filters.length)})`}</Button></Popover.Target>
      <Popover.Dropdown aria-label="Filter">
        <Stack gap="xs">
          {filters.length === 0 && <Text size="sm">No condition yet: every record is shown.</Text>}
          {filters.map((filter, i) => (
            <Group key={i} gap="xs" wrap="wrap" role="group" aria-label={`Condition ${String(i + 1)}`}>
              <FieldChoice label="Field" fields={fields} nameOfTitle={nameOfTitle} value={filter.pointer} onChange={(pointer) => { replace(i, { ...filter, pointer }) }} />
              <Select aria-label="Test" data={[...tests]} value={filter.test} w={130} comboboxProps={{ withinPortal: false }} onChange={(next) => { const test = tests.find((t) => t === next); if (test !== undefined) replace(i, { ...filter, test }) }} />
              {!needsNoValue.includes(filter.test) && <TextInput aria-label="Value" value={filter.value} w={150} onChange={(e) => { replace(i, { ...filter, value: e.currentTarget.value }) }} />}
              <ActionIcon variant="subtle" color="gray" aria-label={`Remove condition ${String(i + 1)}`} onClick={() => { onChange(filters.filter((_, k) => k !== i)) }}><IconX size={16} aria-hidden /></ActionIcon>
            </Group>
          ))}
          <Button variant="default" size="xs" w="fit-content" onClick={() => { onChange([...filters, { pointer: fields[0]?.pointer ?? nameColumn, test: 'contains', value: '' }]) }}>Add a condition</Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
