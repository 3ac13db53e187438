import { Group, Kbd, Modal, Stack, Text, Title } from '@mantine/core'
import type { Command } from '../../app/commands.ts'

/** Every shortcut, read off the commands. */
export function ShortcutsSheet({ opened, onClose, commands }: { readonly opened: boolean; readonly onClose: () => void; readonly commands: readonly Command[] }) {
  const groups = [...new Set(commands.map((c) => c.group))]
  return (
    <Modal opened={opened} onClose={onClose} title="Keyboard shortcuts" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack gap="md">
        {groups.map((group) => {
          const keyed = commands.filter((c) => c.group === group && c.shortcut !== undefined)
          return keyed.length === 0 ? null : (
            <Stack gap={4} key={group}>
              <Title order={3} size="sm">{group}</Title>
              {keyed.map((c) => <Group key={c.id} justify="space-between"><Text size="sm">{c.title}</Text><Group gap={4}>{c.shortcut?.split(/[ +]/).map((k) => <Kbd key={k}>{k === 'mod' ? 'Ctrl' : k}</Kbd>)}</Group></Group>)}
            </Stack>
          )
        })}
        <Text size="sm">In a form: Ctrl Enter saves, Escape leaves a menu.</Text>
      </Stack>
    </Modal>
  )
}
