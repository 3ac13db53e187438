import { ActionIcon, Button, Group, Popover, Stack, Text, TextInput } from '@mantine/core'
import { IconBookmark, IconX } from '@tabler/icons-react'
import { useState, type FormEvent } from 'react'
import type { RecordKind } from '../../../shared/records/record-kinds.ts'
import { removeView, savedViews, saveView } from '../../app/saved-views.ts'
import { useSession } from '../../app/services-context.ts'
import { readListState, type ListState } from './list-state.ts'

type Props = { readonly kind: RecordKind; readonly state: ListState; readonly onChange: (state: ListState) => void }

/** Views of a list to come back to: what is looked for, filters, order, columns, under a name. */
export function ViewMenu({ kind, state, onChange }: Props) {
  const { entry } = useSession()
  const [views, setViews] = useState(() => savedViews(entry.id, kind))
  const [name, setName] = useState('')
  const [opened, setOpened] = useState(false)
  const save = (event: FormEvent): void => {
    event.preventDefault()
    setViews(saveView(entry.id, kind, { name: name.trim(), state }))
    setName('')
  }
  const show = (view: ListState): void => {
    setOpened(false)
    onChange(view)
  }
  return (
    <Popover position="bottom-start" withinPortal={false} trapFocus opened={opened} onChange={setOpened}>
      <Popover.Target><Button variant="default" size="sm" leftSection={<IconBookmark size={16} aria-hidden />} onClick={() => { setOpened(!opened) }}>Views</Button></Popover.Target>
      <Popover.Dropdown aria-label="Views">
        <Stack gap={4}>
          <Button variant="subtle" size="compact-sm" justify="start" onClick={() => { show({}) }}>Everything</Button>
          {views.map((view) => (
            <Group key={view.name} gap={4} wrap="nowrap" justify="space-between">
              <Button variant="subtle" size="compact-sm" justify="start" flex={1} onClick={() => { show(readListState(view.state)) }}>{view.name}</Button>
              <ActionIcon variant="subtle" color="gray" aria-label={`Forget ${view.name}`} onClick={() => { setViews(removeView(entry.id, kind, view.name)) }}><IconX size={16} aria-hidden /></ActionIcon>
            </Group>
          ))}
          <form onSubmit={save}>
            <Text size="sm" mt="xs">Keep what is shown now</Text>
            <Group gap="xs" wrap="nowrap"><TextInput aria-label="Name of the view" placeholder="Expiring this month" value={name} onChange={(e) => { setName(e.currentTarget.value) }} /><Button type="submit" variant="default" disabled={name.trim() === ''}>Keep</Button></Group>
          </form>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
