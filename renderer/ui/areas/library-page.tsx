import { Anchor, Badge, Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { RecordKind } from '../../../shared/records/record-kinds.ts'
import { capital, groupsOf, kinds, listPath } from '../../app/kinds/kinds.ts'
import { useCounts } from '../../app/queries.ts'

/** The library: what batches, assays and experiments refer to, kind by kind. */
export function LibraryPage() {
  const counts = useCounts()
  return (
    <Stack>
      <Title order={1} size="h2">Library</Title>
      {groupsOf('library').map((group) => (
        <Stack key={group.title} gap="xs">
          <Title order={2} size="h4">{group.title}</Title>
          <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="sm">
            {group.kinds.map((kind) => <KindCard key={kind} kind={kind} count={counts?.[kind]} />)}
          </SimpleGrid>
        </Stack>
      ))}
    </Stack>
  )
}

function KindCard({ kind, count }: { readonly kind: RecordKind; readonly count: number | undefined }) {
  const { plural, what } = kinds[kind]
  return (
    <Card withBorder padding="sm">
      <Group justify="space-between" wrap="nowrap">
        <Anchor component={Link} to={listPath(kind)} fw={600}>{capital(plural)}</Anchor>
        {count !== undefined && <Badge variant="default" aria-label={`${String(count)} in the notebook`}>{count}</Badge>}
      </Group>
      <Text size="sm">{what}</Text>
    </Card>
  )
}
