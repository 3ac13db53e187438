import { Button, Group, ScrollArea, Stack, Switch, Table, Text, TextInput, Title } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState, type ReactNode } from 'react'
import type { RecordKind, RecordOf } from '../../../shared/records/record-kinds.ts'
import { useRows } from '../../app/queries.ts'

export type ListColumn<K extends RecordKind> = { readonly header: string; readonly text: (record: RecordOf<K>) => string }

export type RecordListProps<K extends RecordKind> = {
  readonly kind: K
  readonly title: string
  readonly newLabel: string
  readonly columns: readonly ListColumn<K>[]
  readonly nothing: ReactNode
  readonly onNew: () => void
  readonly link: (record: RecordOf<K>) => ReactNode
}

/** List of the records of a kind: found by any word in a column, retired ones on request. */
export function RecordListPage<K extends RecordKind>({ kind, title, newLabel, columns, nothing, onNew, link }: RecordListProps<K>) {
  const [retired, setRetired] = useState(false)
  const [typed, setTyped] = useState('')
  const [wanted] = useDebouncedValue(typed.trim().toLowerCase(), 120)
  const rows = useRows(kind, { retired })
  const found = (rows ?? []).filter(({ record }) => wanted === '' || columns.some((c) => c.text(record).toLowerCase().includes(wanted)))
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={1} size="h2">{title}</Title>
        <Button onClick={onNew}>{newLabel}</Button>
      </Group>
      <Group>
        <TextInput aria-label={`Find in ${title}`} placeholder="Find" value={typed} onChange={(e) => { setTyped(e.currentTarget.value) }} w={260} />
        <Switch label="Show retired" checked={retired} onChange={(e) => { setRetired(e.currentTarget.checked) }} />
        {rows !== undefined && <Text size="sm" role="status">{found.length === rows.length ? String(rows.length) : `${String(found.length)} of ${String(rows.length)}`}</Text>}
      </Group>
      {rows?.length === 0 ? nothing : (
        <ScrollArea tabIndex={0} aria-label={title} role="region">
          <Table highlightOnHover stickyHeader>
            <Table.Thead><Table.Tr>{columns.map((c) => <Table.Th key={c.header}>{c.header}</Table.Th>)}</Table.Tr></Table.Thead>
            <Table.Tbody>
              {found.map(({ record }) => (
                <Table.Tr key={record.id}>
                  {columns.map((c, i) => <Table.Td key={c.header}>{i === 0 ? <>{link(record)}{record.retired !== undefined && <Text span size="xs"> retired</Text>}{record.origin?.type === 'simulated' && <Text span size="xs" c="var(--mantine-color-text)"> simulated</Text>}</> : c.text(record)}</Table.Td>)}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </ScrollArea>
      )}
    </Stack>
  )
}
