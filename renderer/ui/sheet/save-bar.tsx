import { Button, Group, Paper, Text } from '@mantine/core'
import { StaleChoice } from '../forms/stale-choice.tsx'
import type { RecordSheet } from './use-record-sheet.ts'

/** What was typed into a sheet and is not stored yet, with saving and discarding; nothing where nothing was. */
export function SaveBar({ sheet, noun }: { readonly sheet: RecordSheet; readonly noun: string }) {
  const { changed, message, stale } = sheet
  return (
    <>
      {(changed > 0 || message !== '') && (
        <Paper withBorder p="xs" pos="sticky" bottom={0} style={{ zIndex: 2 }}>
          <Group justify="space-between" gap="xs">
            <Text size="sm">{changed} {noun}{changed === 1 ? '' : 's'} not stored yet</Text>
            {message !== '' && <Text size="sm" c="red" role="alert" maw={520}>{message}</Text>}
            <Group gap="xs">
              <Button variant="default" size="xs" onClick={sheet.discard}>Discard</Button>
              <Button size="xs" loading={sheet.isSaving} onClick={sheet.save}>Save</Button>
            </Group>
          </Group>
        </Paper>
      )}
      {stale !== null && <StaleChoice stale={stale} onClose={() => { sheet.choose(null) }} onChosen={sheet.choose} />}
    </>
  )
}
