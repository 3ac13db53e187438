import { Badge, Button, Group, List, Loader, Stack, Table, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { chainOf, type CustodyNode } from '../../../shared/domain/custody/custody-graph.ts'
import { printEstimate, printInterval, printValue } from '../../../shared/reports/layout/print-estimate.ts'
import { useCalculated } from '../../app/calculated.ts'
import { recordPath } from '../../app/kinds/kinds.ts'
import { RecordLink } from '../records/record-link.tsx'
import { CustodyDrawing } from './custody-drawing.tsx'

/** Where the cells of a batch went: the graph to click through, balances, vials. */
export function CustodyPanel({ batchId }: { readonly batchId: string }) {
  const { value, problem } = useCalculated((calculations) => calculations.custody(batchId), batchId)
  const [chosen, setChosen] = useState<string | null>(null)
  if (problem !== '') return <Text c="red" role="alert">Custody could not be worked out: {problem}</Text>
  if (value === undefined) return <Loader aria-label="Working out custody" />
  const { graph, harvests, vials } = value
  if (graph.nodes.length === 0) return <Text size="sm">No passage yet, so no cells went anywhere.</Text>
  const chain = chosen === null ? null : chainOf(graph, chosen)
  const node = graph.nodes.find((n) => n.id === chosen)
  return (
    <Stack gap="sm">
      <Title order={2} size="h5">Lineage and custody</Title>
      <Text size="sm">Choose a harvest, vial, plate or animal: its cells are followed back to the harvest, and on to everything else made of the same vial.</Text>
      <CustodyDrawing graph={graph} chain={chain} chosen={chosen} onChoose={(id) => { setChosen(id === chosen ? null : id) }} />
      {node !== undefined && chain !== null && <Chain node={node} nodes={graph.nodes.filter((n) => chain.has(n.id) && n.id !== node.id)} onChoose={setChosen} />}
      <Title order={2} size="h5">Harvests and what was taken</Title>
      {harvests.length === 0 && <Text size="sm">No harvest is recorded.</Text>}
      {harvests.map((h) => (
        <details key={h.passageId}>
          <summary><Text span size="sm">{h.code}: harvested {printEstimate(h.harvested)}; taken {printValue(h.drawn)}, {printValue(h.drawnPercent)} {printInterval(h.drawnPercent)}</Text></summary>
          <List size="sm">{h.uses.map((u, i) => <List.Item key={i}>{u.use} {u.toName}: {u.cells === null ? 'cells not recorded' : `${String(u.cells)} cells`}{u.at === null ? '' : `, ${u.at}`} ({u.basis})</List.Item>)}</List>
        </details>
      ))}
      <Title order={2} size="h5">Vials</Title>
      {vials.length === 0
        ? <Text size="sm">No vials.</Text>
        : (
          <Table.ScrollContainer minWidth={420}><Table fz="sm">
            <Table.Thead><Table.Tr><Table.Th>Vial</Table.Th><Table.Th>Bank</Table.Th><Table.Th>Status</Table.Th><Table.Th>Release</Table.Th><Table.Th>Viability after thaw</Table.Th><Table.Th>Used in</Table.Th></Table.Tr></Table.Thead>
            <Table.Tbody>{vials.map((v) => <Table.Tr key={v.vialId}><Table.Td><RecordLink kind="vial" id={v.vialId}>{v.code}</RecordLink></Table.Td><Table.Td>{v.bank}</Table.Td><Table.Td>{v.status}</Table.Td><Table.Td>{v.release}</Table.Td><Table.Td>{v.viabilityAfterThaw === null ? '' : `${String(v.viabilityAfterThaw)} %`}</Table.Td><Table.Td>{v.usedIn.join(', ')}</Table.Td></Table.Tr>)}</Table.Tbody>
          </Table></Table.ScrollContainer>
        )}
    </Stack>
  )
}

/** The chain of a node in words, each a button: the drawing for those who do not see it. */
function Chain({ node, nodes, onChoose }: { readonly node: CustodyNode; readonly nodes: readonly CustodyNode[]; readonly onChoose: (id: string) => void }) {
  const kinds = [...new Set(nodes.map((n) => n.kind))]
  return (
    <Stack gap={4} role="status">
      <Group gap="xs"><Badge variant="default" tt="none">{node.kind}</Badge><Text fw={600}>{node.label}</Text><Button component="a" href={`#${recordPath(node.recordKind, node.recordId)}`} size="compact-xs" variant="default">Open</Button></Group>
      {kinds.map((kind) => <Group key={kind} gap={4}><Text size="sm">{kind}:</Text>{nodes.filter((n) => n.kind === kind).map((n) => <Button key={n.id} size="compact-xs" variant="subtle" onClick={() => { onChoose(n.id) }}>{n.label}</Button>)}</Group>)}
    </Stack>
  )
}
