import { Alert, Button, Stack, Table, Text, Timeline } from '@mantine/core'
import type { HistoryEntry } from '../../app/history.ts'
import { useHistory, useRows } from '../../app/queries.ts'
import { useServices } from '../../app/services-context.ts'
import { shortJson } from '../forms/short-json.ts'

const verbs: Readonly<Record<HistoryEntry['action'], string>> = { create: 'entered', import: 'imported', change: 'changed', retire: 'retired', restore: 'restored', undo: 'undone', merge: 'brought together', migrate: 'brought to a newer shape', redact: 'erased', withheld: 'content withheld' }

/** History of a record: who, when, what, why, before and after; any change can be taken back. */
export function HistoryPanel({ id }: { readonly id: string }) {
  const services = useServices()
  const history = useHistory(id)
  const people = useRows('person', { retired: true })
  const nameOf = (person: string): string => people?.find((p) => p.id === person)?.record.printedName ?? person
  const undo = (changeset: string): void => {
    void services.undo(changeset).then((done) => {
      services.notify(done.ok ? { tone: 'done', title: 'Undone', text: 'The change was taken back; the history keeps both.', undo: done.value.changeset } : { tone: 'error', title: 'Not undone', text: done.error.message })
    })
  }
  if (history === undefined) return null
  return (
    <Stack>
      {history.problems.map((p) => <Alert key={p} color="red" title="The history does not fit together">{p}</Alert>)}
      {history.heads.length > 1 && <Alert color="yellow" title="Two states">This record was changed on two machines side by side, and nobody has brought the two together yet.</Alert>}
      <Timeline bulletSize={14}>
        {history.entries.toReversed().map((e) => (
          <Timeline.Item key={e.hash} title={`${verbs[e.action]} by ${nameOf(e.person)}`}>
            <Text size="sm">{e.at.replace('T', ' ').slice(0, 19)} UTC (clock {e.offset}){e.reason === undefined ? '' : `; reason: ${e.reason}`}</Text>
            {e.changes.length > 0 && (
              <Table withRowBorders={false} verticalSpacing={2}>
                <Table.Thead><Table.Tr><Table.Th>Field</Table.Th><Table.Th>Before</Table.Th><Table.Th>After</Table.Th></Table.Tr></Table.Thead>
                <Table.Tbody>{e.changes.map((c) => <Table.Tr key={c.pointer}><Table.Td>{c.pointer}</Table.Td><Table.Td>{shortJson(c.before)}</Table.Td><Table.Td>{shortJson(c.after)}</Table.Td></Table.Tr>)}</Table.Tbody>
              </Table>
            )}
            {e.changeset !== undefined && 'change retire restore undo'.includes(e.action) && <Button variant="subtle" size="compact-xs" onClick={() => { undo(e.changeset ?? '') }}>Take this back</Button>}
          </Timeline.Item>
        ))}
      </Timeline>
    </Stack>
  )
}
