import { Button, Group, List, Stack, Text, Title } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { RecordKind } from '../../../shared/records/record-kinds.ts'
import { capital, childKinds, kinds } from '../../app/kinds/kinds.ts'
import { useChildren, useReferenceNames, type LinkedRecord } from '../../app/queries.ts'
import { RecordLink } from './record-link.tsx'
import type { PageRow } from './record-slots.ts'

/** What a record belongs to, and what belongs to it, with a new one of each kind that is begun here. */
export function LinkedPanel({ row }: { readonly row: PageRow }) {
  const { kind, id } = row.record
  const children = useChildren(id)
  const names = useReferenceNames(row)
  const navigate = useNavigate()
  if (children === undefined || names === undefined) return null
  const begun = childKinds(kind)
  const shown = [...begun, ...new Set(children.map((c) => c.record.kind).filter((k) => !begun.includes(k)))]
  return (
    <Stack>
      {names.size > 0 && (
        <Group gap="xs"><Text size="sm" fw={600}>Points at</Text>{[...names].map(([to, { name, kind: toKind }]) => <span key={to}><Text span size="sm">{kinds[toKind].noun} </Text><RecordLink kind={toKind} id={to}>{name}</RecordLink></span>)}</Group>
      )}
      {shown.length === 0 && <Text size="sm">Nothing points at this {kinds[kind].noun}.</Text>}
      {shown.map((child) => (
        <Linked key={child} kind={child} records={children.filter((c) => c.record.kind === child)}
          {...(begun.includes(child) ? { onNew: () => { void navigate({ to: '/$kinds/$id', params: { kinds: kinds[child].path, id: 'new' }, search: { of: `${kind}:${id}` } }) } } : {})} />
      ))}
    </Stack>
  )
}

function Linked({ kind, records, onNew }: { readonly kind: RecordKind; readonly records: readonly LinkedRecord[]; readonly onNew?: () => void }) {
  const { plural, noun } = kinds[kind]
  return (
    <Stack gap={4}>
      <Group gap="sm">
        <Title order={2} size="h5">{capital(plural)} ({records.length})</Title>
        {onNew !== undefined && <Button variant="default" size="compact-sm" onClick={onNew}>New {noun}</Button>}
      </Group>
      {records.length > 0 && (
        <List size="sm" spacing={8}>{records.map(({ record, name }) => <List.Item key={record.id}><RecordLink kind={kind} id={record.id}>{name}</RecordLink>{record.retired !== undefined && ' retired'}</List.Item>)}</List>
      )}
    </Stack>
  )
}
