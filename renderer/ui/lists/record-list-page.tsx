import { Button, Group, Stack, Switch, Text, TextInput, Title } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconDownload, IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import type { RecordKind } from '../../../shared/records/record-kinds.ts'
import { capital, kinds } from '../../app/kinds/kinds.ts'
import { useListFields, useListWindow, type Query } from '../../app/lists.ts'
import { saveListAsCsv } from '../../app/save-csv.ts'
import { useServices, useSession } from '../../app/services-context.ts'
import { BulkDialog } from './bulk-dialog.tsx'
import { ColumnMenu } from './column-menu.tsx'
import { FilterMenu } from './filter-menu.tsx'
import { queryFor, type ListState } from './list-state.ts'
import { ViewMenu } from './view-menu.tsx'
import { VirtualTable } from './virtual-table.tsx'

type Props = { readonly kind: RecordKind; readonly state: ListState; readonly onState: (state: ListState) => void; readonly onNew: () => void; readonly onOpen: (id: string) => void }

/** List of the records of a kind: found by words, filtered by any field, sorted, with the columns one wants; changed many at once; saved as CSV. */
export function RecordListPage({ kind, state, onState, onNew, onOpen }: Props) {
  const services = useServices()
  const { lists } = useSession()
  const { noun, plural, columns: standard } = kinds[kind]
  const fields = useListFields(kind)
  const query = queryFor(kind, state)
  const [typed, setTyped] = useState(query.find)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [changing, setChanging] = useState(false)
  const change = (more: ListState): void => { onState({ ...state, ...more }) }
  const find = useDebouncedCallback((words: string) => { change({ find: words }) }, 150)
  const choose = (ids: readonly string[], isChosen: boolean): void => { setChosen((before) => new Set(isChosen ? [...before, ...ids] : [...before].filter((id) => !ids.includes(id)))) }
  const chooseAll = (isChosen: boolean): void => {
    if (isChosen) void lists.ids(query).then((ids) => { setChosen(new Set(ids)) })
    else setChosen(new Set())
  }
  const saveCsv = (): void => {
    void saveListAsCsv(services, query).then((done) => {
      if (done.ok) services.notify({ tone: 'done', title: 'Saved', text: done.value })
      else if (done.error !== '') services.notify({ tone: 'error', title: 'Not saved', text: done.error })
    })
  }
  const sort = (pointer: string): void => { change({ sort: { pointer, descending: query.sort.pointer === pointer && !query.sort.descending } }) }
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Title order={1} size="h2">{capital(plural)}</Title>
        <Button onClick={onNew}>New {noun}</Button>
      </Group>
      <Group gap="xs">
        <TextInput aria-label={`Find in ${capital(plural)}`} placeholder="Find" value={typed} onChange={(e) => { setTyped(e.currentTarget.value); find(e.currentTarget.value) }} w={200} />
        <FilterMenu fields={fields} nameOfTitle={capital(noun)} filters={query.filters} onChange={(filters) => { change({ filters }) }} />
        <ColumnMenu fields={fields} columns={query.columns} standard={standard} onChange={(columns) => { change({ columns }) }} />
        <ViewMenu kind={kind} state={state} onChange={(view) => { setTyped(view.find ?? ''); onState(view) }} />
        <Button variant="default" size="sm" leftSection={<IconDownload size={16} aria-hidden />} onClick={saveCsv}>CSV</Button>
        <Switch label="Show retired" checked={query.retired} onChange={(e) => { change({ retired: e.currentTarget.checked }) }} />
        <Counts query={query} />
        {chosen.size > 0 && <Button variant="light" size="sm" leftSection={<IconPencil size={16} aria-hidden />} onClick={() => { setChanging(true) }}>Change {chosen.size}</Button>}
      </Group>
      <ListBody kind={kind} query={query} fields={query.columns.flatMap((pointer) => fields.find((f) => f.pointer === pointer) ?? [])} chosen={chosen} onChoose={choose} onChooseAll={chooseAll} onOpen={onOpen} onSort={sort} />
      {changing && <BulkDialog kind={kind} fields={fields} ids={[...chosen]} onClose={() => { setChanging(false) }} onDone={() => { setChanging(false); setChosen(new Set()) }} />}
    </Stack>
  )
}

function Counts({ query }: { readonly query: Query }) {
  const list = useListWindow(query, 0, 0)
  return list === undefined ? null : <Text size="sm" role="status">{list.matching === list.total ? String(list.total) : `${String(list.matching)} of ${String(list.total)}`}</Text>
}

/** The table, or where there is nothing yet, what this kind is and how one begins. */
function ListBody(props: { readonly kind: RecordKind } & Parameters<typeof VirtualTable>[0]) {
  const { plural, what, begin } = kinds[props.kind]
  const list = useListWindow(props.query, 0, 0)
  if (list?.total !== 0) return <VirtualTable {...props} />
  return <Stack gap={4} maw={640}><Text fw={600}>No {plural} yet</Text><Text size="sm">{what}</Text><Text size="sm">{begin}</Text></Stack>
}

