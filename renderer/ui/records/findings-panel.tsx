import { Group, Loader, Stack, Text } from '@mantine/core'
import { useAttention } from '../../app/attention.ts'
import { FindingsTable } from './findings-table.tsx'
import type { PageRow } from './record-slots.ts'

/** What does not fit together about this record, out of the whole notebook. Findings never stop anybody from saving. */
export function FindingsPanel({ row }: { readonly row: PageRow }) {
  const state = useAttention()
  if (state.type === 'looking') return <Group gap="xs" role="status"><Loader size="xs" /><Text size="sm">Looking ...</Text></Group>
  if (state.type === 'failed') return <Text size="sm">Findings could not be looked for: {state.reason}</Text>
  const findings = state.answer.findings.filter((f) => f.id === row.id)
  return <Stack>{findings.length === 0 ? <Text size="sm">Nothing was found about this record.</Text> : <FindingsTable findings={findings} withRecord={false} />}</Stack>
}
