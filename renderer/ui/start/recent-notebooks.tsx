import { Anchor, Card, Group, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useServices } from '../../app/services-context.ts'
import type { Session } from '../../app/services.ts'

const shownAtFirst = 6

/** The notebooks of this computer, the last opened first. */
export function RecentNotebooks({ notebooks }: { readonly notebooks: readonly Session['entry'][] }) {
  const services = useServices()
  const [all, setAll] = useState(false)
  const open = (entry: Session['entry']): void => {
    void services.open(entry).then((opened) => {
      if (!opened.ok) services.notify({ tone: 'error', title: 'The notebook was not opened', text: opened.error })
    })
  }
  const shown = all ? notebooks : notebooks.slice(0, shownAtFirst)
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="xs">On this computer</Title>
      <Stack gap={4}>
        {shown.map((n) => (
          <Group key={n.id} justify="space-between" gap="xs">
            <Anchor component="button" type="button" ta="left" onClick={() => { open(n) }}>{n.title}</Anchor>
            <Text size="sm">last opened {localTime(n.lastOpenedAt)}</Text>
          </Group>
        ))}
        {notebooks.length > shown.length && <Anchor component="button" type="button" size="sm" ta="left" onClick={() => { setAll(true) }}>{`${String(notebooks.length - shown.length)} more`}</Anchor>}
      </Stack>
    </Card>
  )
}

/** A time of this computer as the clock on its wall shows it. */
function localTime(instant: string): string {
  const at = new Date(instant)
  return Number.isNaN(at.getTime()) ? instant : new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short' }).format(at)
}
