import { Badge, Button, Group, Stack, Text, TextInput, Title } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { recordKinds, type RecordKind } from '../../../shared/records/record-kinds.ts'
import { capital, kinds } from '../../app/kinds/kinds.ts'
import { useSearch, type Hit } from '../../app/search.ts'
import { RecordLink } from '../records/record-link.tsx'

type Props = { readonly text?: string; readonly kind?: RecordKind }

const step = 100

/** Search over everything: every record that holds what is typed, by kind; retired ones are marked. */
export function SearchPage({ text = '', kind }: Props) {
  const navigate = useNavigate()
  const [typed, setTyped] = useState(text)
  const [limit, setLimit] = useState(step)
  const found = useSearch(text, limit, kind ?? null)
  const go = (next: Props): void => { void navigate({ to: '/search', search: { ...(next.text === undefined || next.text === '' ? {} : { text: next.text }), ...(next.kind === undefined ? {} : { kind: next.kind }) }, replace: true }) }
  const later = useDebouncedCallback((words: string) => { go({ text: words }) }, 120)
  const counts = recordKinds.flatMap((k) => { const n = found?.counts[k]; return n === undefined ? [] : [{ kind: k, n }] }).sort((a, b) => b.n - a.n)
  const total = counts.reduce((sum, c) => sum + c.n, 0)
  const shownOf = kind === undefined ? total : (found?.counts[kind] ?? 0)
  return (
    <Stack maw={900}>
      <Title order={1} size="h2">Search</Title>
      <TextInput aria-label="Search everything" placeholder="Codes, donors, notes, markers, lots ..." value={typed} data-autofocus autoFocus onChange={(e) => { setTyped(e.currentTarget.value); setLimit(step); later(e.currentTarget.value) }} />
      {text === '' && <Text size="sm">Type a code, a part of one, or any word that stands in a record: its note, a marker, a lot number, the donor it comes from. A wrong letter is forgiven in words, not in numbers.</Text>}
      {text !== '' && found !== undefined && <Text size="sm" role="status">{total === 0 ? `Nothing found for "${found.text}".` : `${String(total)} found`}</Text>}
      {counts.length > 1 && (
        <Group gap={6} role="group" aria-label="Kinds">
          <Button size="compact-sm" variant={kind === undefined ? 'filled' : 'default'} aria-pressed={kind === undefined} onClick={() => { go({ text }) }}>All ({total})</Button>
          {counts.map((c) => <Button key={c.kind} size="compact-sm" variant={kind === c.kind ? 'filled' : 'default'} aria-pressed={kind === c.kind} onClick={() => { setLimit(step); go({ text, kind: c.kind }) }}>{capital(kinds[c.kind].plural)} ({c.n})</Button>)}
        </Group>
      )}
      <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
        {(found?.hits ?? []).map((hit) => <HitItem key={hit.id} hit={hit} />)}
      </Stack>
      {found !== undefined && found.hits.length < shownOf && <Button variant="default" w="fit-content" onClick={() => { setLimit(limit + step) }}>Show more</Button>}
    </Stack>
  )
}

function HitItem({ hit }: { readonly hit: Hit }) {
  return (
    <li>
      <Group gap="xs">
        <RecordLink kind={hit.kind} id={hit.id}>{hit.title}</RecordLink>
        <Text size="xs" c="dimmed">{kinds[hit.kind].noun}</Text>
        {hit.retired && <Badge size="xs" variant="default">retired</Badge>}
        {hit.simulated && <Badge size="xs" variant="outline" color="orange">simulated</Badge>}
      </Group>
      <Text size="sm">{hit.description}</Text>
    </li>
  )
}
