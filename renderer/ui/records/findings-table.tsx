import { Badge, ScrollArea, Table } from '@mantine/core'
import type { Attention } from '../../app/attention.ts'
import { isRecordKind } from '../../../shared/records/record-kinds.ts'
import { kinds } from '../../app/kinds/kinds.ts'
import { RecordLink } from './record-link.tsx'

type Finding = Attention['findings'][number]
const colour = { error: 'red', warning: 'orange', note: 'gray' } as const

/** Findings, gravest first: what is wrong, where, and what to do. */
export function FindingsTable({ findings, withRecord }: { readonly findings: readonly Finding[]; readonly withRecord: boolean }) {
  return (
    <ScrollArea tabIndex={0} role="region" aria-label="Findings">
      <Table verticalSpacing={6} miw={640}>
        <Table.Thead><Table.Tr><Table.Th w={90}>Gravity</Table.Th>{withRecord && <Table.Th>Record</Table.Th>}<Table.Th>What</Table.Th><Table.Th>What to do</Table.Th></Table.Tr></Table.Thead>
        <Table.Tbody>
          {findings.map((f) => (
            <Table.Tr key={`${f.rule} ${f.id} ${f.field} ${f.reason}`}>
              <Table.Td><Badge size="sm" variant="outline" color={colour[f.severity]}>{f.severity}</Badge></Table.Td>
              {withRecord && <Table.Td>{isRecordKind(f.kind) ? <RecordLink kind={f.kind} id={f.id}>{/^[0-9a-f]{8}-/.test(f.name) ? kinds[f.kind].noun : f.name}</RecordLink> : f.name}</Table.Td>}
              <Table.Td>{f.reason}</Table.Td><Table.Td>{f.advice}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea>
  )
}
