import { Alert, Anchor, Card, Group, List, SimpleGrid, Stack, Table, Text, TextInput, Title } from '@mantine/core'
import { useMemo, useState } from 'react'
import { recordTitle } from '../../../shared/records/record-title.ts'
import { recordKinds, type AnyRecord, type RecordKind } from '../../../shared/records/record-kinds.ts'
import { capital, kinds } from '../../app/kinds/kinds.ts'
import type { ReadFile } from '../../app/opened-file.ts'
import { factsOf } from './file-facts.ts'
import { ReadOnlyRecord } from './read-only-record.tsx'

const mostRows = 200
const time = (instant: string): string => instant.slice(0, 16).replace('T', ' ')

/** Everything in a notebook file: what it is, by whom, whether its history holds, what was refused, and each record to read. */
export function FileContents({ file }: { readonly file: ReadFile }) {
  const { archive, attachments } = file
  const facts = useMemo(() => factsOf(archive), [archive])
  const names = useMemo(() => titlesOf(archive.records), [archive])
  const [record, setRecord] = useState<AnyRecord | null>(null)
  const { header, chain, refused, problems, revisions, records } = archive
  if (record !== null) return <ReadOnlyRecord record={record} records={records} nameOf={(id) => names.get(id)} onBack={() => { setRecord(null) }} />
  const wrong = [...refused.map((r) => `${r.kind} ${r.code || r.id}, field ${r.field}: ${r.reason}`), ...problems]
  return (
    <Stack>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Card withBorder>
          <Title order={2} size="h4">What it is</Title>
          <Text size="sm">{profiles[header.profile]} of the notebook "{header.notebook.name}", written {time(header.createdAt)} by {header.app.name} {header.app.version}.</Text>
          {header.continues !== undefined && <Text size="sm">It holds only what came after an earlier backup, which is needed as well.</Text>}
          <Text size="sm">{count(records.length, 'record')}, {count(revisions.length, 'change')}, {attachments.length === 0 ? 'no files' : `${count(attachments.length, 'file')} (${megabytes(attachments.reduce((sum, a) => sum + a.size, 0))})`} attached.</Text>
          {facts.people.length > 0 && (
            <Table mt="xs" verticalSpacing={2}>
              <Table.Thead><Table.Tr><Table.Th>Changed by</Table.Th><Table.Th>Changes</Table.Th><Table.Th>First, UTC</Table.Th><Table.Th>Last, UTC</Table.Th></Table.Tr></Table.Thead>
              <Table.Tbody>{facts.people.slice(0, 12).map((p) => <Table.Tr key={p.name}><Table.Td>{p.name}</Table.Td><Table.Td>{p.changes}</Table.Td><Table.Td>{time(p.first)}</Table.Td><Table.Td>{time(p.last)}</Table.Td></Table.Tr>)}</Table.Tbody>
            </Table>
          )}
        </Card>
        <Card withBorder>
          <Title order={2} size="h4">Does its history hold?</Title>
          {chain.problems.length === 0
            ? <Alert color="teal" title={chain.devices.length === 0 ? 'It has no history' : 'Yes: every change follows from the one before it'}>{chain.devices.length === 0 ? 'The records stand alone: who changed what before cannot be seen.' : chain.devices.map((d) => <Text size="sm" key={d.device}>Machine {d.device.slice(0, 8)}: changes {d.firstSeq} to {d.lastSeq}{d.redacted > 0 ? `, ${String(d.redacted)} erased with a reason` : ''}{d.withheld > 0 ? `, ${String(d.withheld)} without content in this file` : ''}</Text>)}</Alert>
            : <Alert color="red" title="No">{chain.problems.map((p) => <Text size="sm" key={p.message}>{p.message}</Text>)}</Alert>}
          {wrong.length > 0 && <Alert mt="sm" color="yellow" title={`${count(wrong.length, 'thing')} could not be read`}><List size="sm">{wrong.slice(0, 50).map((w) => <List.Item key={w}>{w}</List.Item>)}</List>{wrong.length > 50 && <Text size="sm">and {wrong.length - 50} more</Text>}</Alert>}
        </Card>
      </SimpleGrid>
      <RecordTable records={records} names={names} counts={facts.counts} onOpen={setRecord} />
    </Stack>
  )
}

const profiles = { backup: 'A backup', 'data-only': 'The data of a report', exchange: 'A selection' } as const

type TableProps = { readonly records: readonly AnyRecord[]; readonly names: ReadonlyMap<string, string>; readonly counts: readonly { readonly kind: RecordKind; readonly count: number }[]; readonly onOpen: (record: AnyRecord) => void }

function RecordTable({ records, names, counts, onOpen }: TableProps) {
  const [kind, setKind] = useState<RecordKind | null>(null)
  const [words, setWords] = useState('')
  const wanted = words.trim().toLowerCase()
  const found = records.filter((r) => (kind === null || r.kind === kind) && (wanted === '' || (names.get(r.id) ?? '').toLowerCase().includes(wanted)))
    .sort((a, b) => recordKinds.indexOf(a.kind) - recordKinds.indexOf(b.kind) || ((names.get(a.id) ?? '') < (names.get(b.id) ?? '') ? -1 : 1))
  return (
    <Stack gap="xs">
      <Title order={2} size="h4">Records</Title>
      <Group gap="xs">
        <Anchor component="button" type="button" size="sm" fw={kind === null ? 700 : 400} aria-pressed={kind === null} onClick={() => { setKind(null) }}>All {records.length}</Anchor>
        {counts.map((c) => <Anchor key={c.kind} component="button" type="button" size="sm" fw={kind === c.kind ? 700 : 400} aria-pressed={kind === c.kind} onClick={() => { setKind(c.kind) }}>{capital(c.count === 1 ? kinds[c.kind].noun : kinds[c.kind].plural)} {c.count}</Anchor>)}
      </Group>
      <TextInput label="Find by code or name" value={words} onChange={(e) => { setWords(e.currentTarget.value) }} maw={360} />
      <Table highlightOnHover verticalSpacing={4}>
        <Table.Thead><Table.Tr><Table.Th>Record</Table.Th><Table.Th>Kind</Table.Th><Table.Th>Recorded</Table.Th><Table.Th>By</Table.Th></Table.Tr></Table.Thead>
        <Table.Tbody>
          {found.slice(0, mostRows).map((r) => (
            <Table.Tr key={r.id}>
              <Table.Td><Anchor component="button" type="button" size="sm" onClick={() => { onOpen(r) }}>{names.get(r.id) ?? r.id}</Anchor></Table.Td>
              <Table.Td>{kinds[r.kind].noun}</Table.Td>
              <Table.Td>{time(r.recordedAt)}</Table.Td>
              <Table.Td>{r.recordedBy === undefined ? '' : (names.get(r.recordedBy) ?? '')}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {found.length > mostRows && <Text size="sm">{found.length - mostRows} more: choose a kind, or type a part of the code.</Text>}
      {found.length === 0 && <Text size="sm">No record fits.</Text>}
    </Stack>
  )
}

/** What each record of the file is called; names of records they point at come first, so two rounds suffice. */
function titlesOf(records: readonly AnyRecord[]): ReadonlyMap<string, string> {
  const first = new Map(records.map((r) => [r.id, recordTitle(r, () => undefined)]))
  return new Map(records.map((r) => [r.id, recordTitle(r, (id) => first.get(id))]))
}

function count(n: number, what: string): string {
  return `${String(n)} ${what}${n === 1 ? '' : 's'}`
}

function megabytes(bytes: number): string {
  return bytes < 100_000 ? `${String(Math.ceil(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
