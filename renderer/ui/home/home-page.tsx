import { Alert, Badge, Button, Card, Group, Loader, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useAttention, useDrafts, useRecentChanges, type Attention } from '../../app/attention.ts'
import { capital, kinds } from '../../app/kinds/kinds.ts'
import { useCounts } from '../../app/queries.ts'
import { FindingsTable } from '../records/findings-table.tsx'
import { RecordLink } from '../records/record-link.tsx'

const titles = { culture: 'Medium due', mycoplasma: 'Mycoplasma tests', lot: 'Lots running out', calibration: 'Calibrations', permit: 'Permits', stock: 'Few vials left' } as const

/** What needs attention: what was not saved, what is due, what does not fit together, and where one was last. */
export function HomePage() {
  const state = useAttention()
  const counts = useCounts()
  const isEmpty = counts !== undefined && (counts.batch ?? 0) + (counts.donor ?? 0) === 0
  return (
    <Stack gap="lg">
      <Title order={1} size="h2">Home</Title>
      {isEmpty && <Beginning />}
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <Drafts />
        <Recent />
        {state.type === 'found' && <DueCards answer={state.answer} />}
      </SimpleGrid>
      {state.type === 'looking' && <Group gap="xs" role="status"><Loader size="xs" /><Text size="sm">Looking the notebook over ...</Text></Group>}
      {state.type === 'failed' && <Alert color="yellow" title="The notebook could not be looked over">{state.reason}. Nothing is wrong with what is stored; open Home again.</Alert>}
      {state.type === 'found' && <Findings answer={state.answer} />}
    </Stack>
  )
}

function Beginning() {
  const navigate = useNavigate()
  const begin = (path: string): void => { void navigate({ to: '/$kinds/$id', params: { kinds: path, id: 'new' } }) }
  return (
    <Card withBorder>
      <Title order={2} size="h4">A new notebook</Title>
      <Text size="sm" mb="sm">Record the donor of the cells, then the batch made of it. Passages, tests, assays and animals are begun on the page of the batch.</Text>
      <Group><Button onClick={() => { begin(kinds.donor.path) }}>New donor</Button><Button variant="default" onClick={() => { begin(kinds.batch.path) }}>New batch</Button></Group>
    </Card>
  )
}

function Part({ title, children, count }: { readonly title: string; readonly children: ReactNode; readonly count?: number }) {
  return <Card withBorder padding="sm"><Group justify="space-between"><Title order={2} size="h5">{title}</Title>{count !== undefined && <Badge variant="default">{count}</Badge>}</Group>{children}</Card>
}

function Drafts() {
  const drafts = useDrafts() ?? []
  return (
    <Part title="Typed and not saved" count={drafts.length}>
      {drafts.length === 0 ? <Text size="sm">Everything typed is saved.</Text> : drafts.map((d) => <Text size="sm" key={d.id}><RecordLink kind={d.kind} id={d.id}>{d.isNew ? `New ${kinds[d.kind].noun} ${d.name}` : `${capital(kinds[d.kind].noun)} ${d.name}`}</RecordLink> {d.savedAt.slice(0, 16).replace('T', ' ')}</Text>)}
    </Part>
  )
}

function Recent() {
  const recent = useRecentChanges(8)
  return (
    <Part title="Changed last">
      {recent?.length === 0 && <Text size="sm">Nothing yet.</Text>}
      {(recent ?? []).map((c) => <Text size="sm" key={c.id} truncate><RecordLink kind={c.kind} id={c.id}>{c.name}</RecordLink> <Text span size="xs" c="dimmed">{kinds[c.kind].noun}, {c.person}, {c.at.slice(0, 16).replace('T', ' ')} UTC</Text></Text>)}
    </Part>
  )
}

const shownDue = 8

function DueCards({ answer }: { readonly answer: Attention }) {
  return (
    <>
      {(['culture', 'mycoplasma', 'lot', 'calibration', 'permit', 'stock'] as const).map((what) => {
        const due = answer.due.filter((d) => d.what === what)
        return due.length === 0 ? null : (
          <Part key={what} title={titles[what]} count={due.length}>
            {due.slice(0, shownDue).map((d) => <Text size="sm" key={d.id}><RecordLink kind={d.kind} id={d.id}>{d.name}</RecordLink> {d.reason}{d.isLate && <Badge component="span" ml={6} size="xs" color="red" variant="outline">late</Badge>}</Text>)}
            {due.length > shownDue && <Text size="sm">and {due.length - shownDue} more</Text>}
          </Part>
        )
      })}
    </>
  )
}

function Findings({ answer }: { readonly answer: Attention }) {
  const [all, setAll] = useState(false)
  const { findings } = answer
  const grave = findings.filter((f) => f.severity !== 'note')
  const shown = all ? findings : grave.slice(0, 25)
  return (
    <Stack gap="xs">
      <Title order={2} size="h4">What does not fit together ({findings.length})</Title>
      {findings.length === 0 ? <Text size="sm">Nothing was found.</Text> : <FindingsTable findings={shown.slice(0, 500)} withRecord />}
      {shown.length < findings.length && <Button variant="default" w="fit-content" onClick={() => { setAll(true) }}>Show all {findings.length}</Button>}
    </Stack>
  )
}
