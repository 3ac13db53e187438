import { Image, Paper, Table, Text } from '@mantine/core'
import { useMemo } from 'react'
import type { Figure } from '../../../shared/figures/figure.ts'

/** A figure as it is printed, on white in dark mode too, with what it draws as a table. As a picture nothing in it can run. */
export function FigureView({ figure }: { readonly figure: Figure }) {
  const address = useMemo(() => `data:image/svg+xml;charset=utf-8,${encodeURIComponent(figure.svg)}`, [figure.svg])
  return (
    <Paper withBorder p="xs" component="figure" m={0}>
      <Image src={address} alt={`${figure.title}. ${figure.description}`} w="100%" maw={figure.width * 1.4} bg="white" radius="sm" />
      <details>
        <summary><Text span size="xs">The figure as a table</Text></summary>
        <Table.ScrollContainer minWidth={300}>
          <Table fz="xs">
            <Table.Thead><Table.Tr>{figure.table.columns.map((c) => <Table.Th key={c}>{c}</Table.Th>)}</Table.Tr></Table.Thead>
            <Table.Tbody>{figure.table.rows.map((row, i) => <Table.Tr key={i}>{row.map((cell, j) => <Table.Td key={j}>{cell ?? ''}</Table.Td>)}</Table.Tr>)}</Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </details>
    </Paper>
  )
}
