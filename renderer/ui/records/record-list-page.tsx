import { Button, Group, ScrollArea, Stack, Switch, Table, Text, TextInput, Title } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { listFields } from '../../../shared/records/list-fields.ts'
import type { RecordKind } from '../../../shared/records/record-kinds.ts'
import { capital, kinds } from '../../app/kinds/kinds.ts'
import { useList } from '../../app/queries.ts'
import { RecordLink } from './record-link.tsx'

/** List of the records of a kind: found by any word in a column, retired ones on request. */
export function RecordListPage({ kind, onNew }: { readonly kind: RecordKind; readonly onNew: () => void }) {
  const { noun, plural, what, begin, columns } = kinds[kind]
  const title = capital(plural)
  const [retired, setRetired] = useState(false)
  const [typed, setTyped] = useState('')
  const [wanted] = useDebouncedValue(typed.trim().toLowerCase(), 120)
  const rows = useList({ kind, columns, retired })
  const found = (rows ?? []).filter((r) => wanted === '' || [r.title, ...r.cells].some((text) => text.toLowerCase().includes(wanted)))
  const heads = columns.flatMap((pointer) => listFields(kind).find((f) => f.pointer === pointer) ?? [])
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={1} size="h2">{title}</Title>
        <Button onClick={onNew}>New {noun}</Button>
      </Group>
      <Group>
        <TextInput aria-label={`Find in ${title}`} placeholder="Find" value={typed} onChange={(e) => { setTyped(e.currentTarget.value) }} w={260} />
        <Switch label="Show retired" checked={retired} onChange={(e) => { setRetired(e.currentTarget.checked) }} />
        {rows !== undefined && <Text size="sm" role="status">{found.length === rows.length ? String(rows.length) : `${String(found.length)} of ${String(rows.length)}`}</Text>}
      </Group>
      {rows?.length === 0 ? <Stack gap={4} maw={640}><Text fw={600}>No {plural} yet</Text><Text size="sm">{what}</Text><Text size="sm">{begin}</Text></Stack> : (
        <ScrollArea tabIndex={0} aria-label={title} role="region">
          <Table highlightOnHover stickyHeader>
            <Table.Thead><Table.Tr><Table.Th>{capital(noun)}</Table.Th>{heads.map((h) => <Table.Th key={h.pointer}>{h.label}{h.unit === '' ? '' : ` (${h.unit})`}</Table.Th>)}</Table.Tr></Table.Thead>
            <Table.Tbody>
              {found.map((r) => (
                <Table.Tr key={r.id}>
                  <Table.Td><RecordLink kind={kind} id={r.id}>{r.title}</RecordLink>{r.retired && <Text span size="xs"> retired</Text>}{r.simulated && <Text span size="xs"> simulated</Text>}</Table.Td>
                  {r.cells.map((text, i) => <Table.Td key={heads[i]?.pointer ?? i}>{text}</Table.Td>)}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </ScrollArea>
      )}
    </Stack>
  )
}
