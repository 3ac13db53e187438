import { List, Stack, Table, Text, Title } from '@mantine/core'
import { printEstimate } from '../../../shared/reports/layout/print-estimate.ts'
import { useCalculated } from '../../app/calculated.ts'
import { RecordLink } from '../records/record-link.tsx'
import { NewPanel } from './new-panel.tsx'

const nothing: readonly never[] = []

/** Phenotype and differentiation of a batch: what was measured, how it stands against the criteria, and entering a panel. */
export function TestsPanel({ batchId }: { readonly batchId: string }) {
  const { value, problem } = useCalculated((calculations) => calculations.phenotype(batchId, nothing), batchId)
  return (
    <Stack gap="sm">
      <NewPanel batchId={batchId} />
      {problem !== '' && <Text c="red" role="alert">The tests could not be judged: {problem}</Text>}
      {value?.panels.map((p) => (
        <div key={p.testId}>
          <Title order={2} size="h5"><RecordLink kind="phenotype-test" id={p.testId}>{p.passageCode}, {p.panelName}</RecordLink></Title>
          <Text size="sm">{p.performedAt ?? 'not dated'}; {p.standing}; as a whole {p.verdict}{p.missing.length === 0 ? '' : `; not measured: ${p.missing.join(', ')}`}{p.simulated ? ' [simulated]' : ''}</Text>
          <Table.ScrollContainer minWidth={420}><Table fz="sm">
            <Table.Thead><Table.Tr><Table.Th>Marker</Table.Th><Table.Th>Positive</Table.Th><Table.Th>Criterion</Table.Th><Table.Th>Verdict</Table.Th></Table.Tr></Table.Thead>
            <Table.Tbody>{p.markers.map((m, i) => <Table.Tr key={i}><Table.Td>{m.marker}</Table.Td><Table.Td>{printEstimate(m.positive)}</Table.Td><Table.Td>{m.criterion}</Table.Td><Table.Td>{m.verdict}</Table.Td></Table.Tr>)}</Table.Tbody>
          </Table></Table.ScrollContainer>
        </div>
      ))}
      {value !== undefined && (
        <>
          <Title order={2} size="h5">ISCT 2006: {value.isct.applicable ? value.isct.overall : value.isct.why}</Title>
          <List size="sm">{value.isct.items.map((i) => <List.Item key={i.item}>{i.item}: {i.verdict} ({i.detail})</List.Item>)}</List>
          <Text size="sm">Differentiation, quality tests and mediators are begun on the page of the passage, tab "Linked".</Text>
        </>
      )}
    </Stack>
  )
}
