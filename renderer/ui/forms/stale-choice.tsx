import { Button, Group, Modal, Radio, Stack, Table, Text } from '@mantine/core'
import { useState } from 'react'
import type { AnyRecord } from '../../../shared/records/record-kinds.ts'
import { combined, conflictsOf, type StaleSave } from '../../app/stale-save.ts'
import { shortJson } from './short-json.ts'

/** Somebody else changed the record meanwhile: which value holds, field by field. Fields only one side changed are chosen for that side. */
export function StaleChoice({ stale, onChosen, onClose }: { readonly stale: StaleSave; readonly onChosen: (record: AnyRecord) => void; readonly onClose: () => void }) {
  const conflicts = conflictsOf(stale)
  const [mine, setMine] = useState<ReadonlySet<string>>(() => new Set(conflicts.filter((c) => c.both || JSON.stringify(c.base) === JSON.stringify(c.theirs)).map((c) => c.pointer)))
  const record = combined(stale, mine)
  const choose = (pointer: string, isMine: boolean): void => {
    const next = new Set(mine)
    if (isMine) next.add(pointer)
    else next.delete(pointer)
    setMine(next)
  }
  return (
    <Modal opened onClose={onClose} size="xl" title="This record was changed meanwhile" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack>
        <Text size="sm">{stale.changedBy} saved it at {stale.changedAt}. Nothing of yours is lost: choose which value holds.</Text>
        <Table>
          <Table.Thead><Table.Tr><Table.Th>Field</Table.Th><Table.Th>Before</Table.Th><Table.Th>Stored</Table.Th><Table.Th>Yours</Table.Th></Table.Tr></Table.Thead>
          <Table.Tbody>
            {conflicts.map((c) => (
              <Table.Tr key={c.pointer}>
                <Table.Td>{c.pointer}{c.both && <Text size="xs" fw={650}>both changed it</Text>}</Table.Td>
                <Table.Td>{shortJson(c.base)}</Table.Td>
                <Table.Td><Radio name={c.pointer} label={shortJson(c.theirs)} checked={!mine.has(c.pointer)} onChange={() => { choose(c.pointer, false) }} /></Table.Td>
                <Table.Td><Radio name={c.pointer} label={shortJson(c.mine)} checked={mine.has(c.pointer)} onChange={() => { choose(c.pointer, true) }} /></Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        <Group justify="end"><Button variant="default" onClick={onClose}>Back to the form</Button><Button disabled={record === undefined} onClick={() => { if (record !== undefined) onChosen(record) }}>Save the chosen values</Button></Group>
      </Stack>
    </Modal>
  )
}
