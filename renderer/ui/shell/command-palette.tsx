import { Spotlight } from '@mantine/spotlight'
import { useNavigate } from '@tanstack/react-router'
import type { Command } from '../../app/commands.ts'
import { useRows } from '../../app/queries.ts'

/** Search and commands in one place: codes of donors and batches, and everything that can be done. */
export function CommandPalette({ commands }: { readonly commands: readonly Command[] }) {
  const navigate = useNavigate()
  const batches = useRows('batch') ?? []
  const donors = useRows('donor') ?? []
  const actions = [
    { group: 'Commands', actions: commands.filter((c) => c.id !== 'palette').map((c) => ({ id: c.id, label: c.title, description: c.group, keywords: c.words ?? '', onClick: c.run })) },
    { group: 'Batches', actions: batches.map(({ record }) => ({ id: record.id, label: record.code, description: describe(record.cellName, record.tissue), keywords: record.note ?? '', onClick: () => { void navigate({ to: '/$kinds/$id', params: { kinds: 'batches', id: record.id } }) } })) },
    { group: 'Donors', actions: donors.map(({ record }) => ({ id: record.id, label: record.code, description: describe(record.species, record.strain), keywords: record.note ?? '', onClick: () => { void navigate({ to: '/$kinds/$id', params: { kinds: 'donors', id: record.id } }) } })) },
  ]
  return <Spotlight actions={actions} shortcut={['mod + K', 'mod + P']} nothingFound="Nothing found" highlightQuery limit={30} scrollable maxHeight={420} searchProps={{ placeholder: 'A code, or what to do', 'aria-label': 'Search or do' }} />
}

function describe(...parts: readonly unknown[]): string {
  return parts.filter((p): p is string => typeof p === 'string').join(', ')
}
