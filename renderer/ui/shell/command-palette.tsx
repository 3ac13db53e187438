import { Badge, Group, Text } from '@mantine/core'
import { Spotlight } from '@mantine/spotlight'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { matchingCommands, type Command } from '../../app/commands.ts'
import { kinds } from '../../app/kinds/kinds.ts'
import { useSearch, type Hit } from '../../app/search.ts'
import './command-palette.css'

const shownHits = 12

/** Search over everything and all commands in one place: what is typed finds records by any of their words, and what can be done. */
export function CommandPalette({ commands }: { readonly commands: readonly Command[] }) {
  const navigate = useNavigate()
  const [query, setQuery] = useState('')
  const found = useSearch(query, shownHits)
  const typed = query.trim()
  const offered = matchingCommands(commands.filter((c) => c.id !== 'palette'), typed, typed === '' ? commands.length : 8)
  const hits = typed === '' ? [] : (found?.hits ?? [])
  const total = Object.values(found?.counts ?? {}).reduce((sum, n) => sum + n, 0)
  const openHit = ({ kind, id }: Hit): void => { void navigate({ to: '/$kinds/$id', params: { kinds: kinds[kind].path, id } }) }
  return (
    <Spotlight.Root query={query} onQueryChange={setQuery} shortcut={['mod + K', 'mod + P']} tagsToIgnore={[]}>
      <Spotlight.Search placeholder="A code, a word, or what to do" aria-label="Search or do" />
      <Spotlight.ActionsList>
        <div className="palette-list" role="group" aria-label="Found" tabIndex={0}>
        {hits.length > 0 && (
          <Spotlight.ActionsGroup label="Records">
            {hits.map((hit) => (
              <Spotlight.Action key={hit.id} onClick={() => { openHit(hit) }}>
                <div className="palette-hit">
                  <div><Text size="sm" truncate>{hit.title}</Text><Text size="xs" c="dimmed" truncate>{hit.description}</Text></div>
                  <Group gap={4} wrap="nowrap">{hit.retired && <Badge size="xs" variant="default">retired</Badge>}{hit.simulated && <Badge size="xs" variant="outline" color="orange">simulated</Badge>}<Text size="xs" c="dimmed">{kinds[hit.kind].noun}</Text></Group>
                </div>
              </Spotlight.Action>
            ))}
            {total > hits.length && <Spotlight.Action label={`All ${String(total)} found`} description="On a page, by kind" onClick={() => { void navigate({ to: '/search', search: { text: typed } }) }} />}
          </Spotlight.ActionsGroup>
        )}
        {offered.length > 0 && (
          <Spotlight.ActionsGroup label="Commands">
            {offered.map((c) => <Spotlight.Action key={c.id} label={c.title} description={c.shortcut === undefined ? c.group : `${c.group} \u00b7 ${c.shortcut}`} onClick={c.run} />)}
          </Spotlight.ActionsGroup>
        )}
        {hits.length === 0 && offered.length === 0 && <Spotlight.Empty>{found?.text === query ? `Nothing found for "${typed}"` : 'Looking ...'}</Spotlight.Empty>}
        </div>
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}
