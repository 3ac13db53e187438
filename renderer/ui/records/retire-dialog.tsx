import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import type { AnyRecord } from '../../../shared/records/record-kinds.ts'
import { now } from '../../app/clock.ts'
import { useServices } from '../../app/services-context.ts'
import type { PageRow } from './record-slots.ts'

type Props = { readonly opened: boolean; readonly onClose: () => void; readonly row: { readonly head: string; readonly record: AnyRecord }; readonly onDone: (row: PageRow) => void }

/** Retires a record with a reason, or restores it. Nothing is removed: it stays in the history and in what used it. */
export function RetireDialog({ opened, onClose, row, onDone }: Props) {
  const services = useServices()
  const [reason, setReason] = useState('')
  const isRetired = row.record.retired !== undefined
  const done = (event: FormEvent): void => {
    event.preventDefault()
    const { retired: _, ...live } = row.record
    const by = services.person.get()
    const record: AnyRecord = isRetired ? live : { ...row.record, retired: { at: now(), ...(by === null ? {} : { by }), reason: reason.trim() } }
    void services.save([{ record, base: row.head, action: isRetired ? 'restore' : 'retire' }], reason.trim()).then((saved) => {
      services.notify(saved.ok ? { tone: 'done', title: isRetired ? 'Restored' : 'Retired', text: 'The history keeps it.', undo: saved.value.changeset } : { tone: 'error', title: 'Not stored', text: saved.error.message })
      const [after] = saved.ok ? saved.value.rows : []
      if (after !== undefined) onDone(after)
      onClose()
    })
  }
  return (
    <Modal opened={opened} onClose={onClose} title={isRetired ? 'Restore this record' : 'Retire this record'} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form onSubmit={done}>
        <Stack>
          <Text size="sm">{isRetired ? 'It appears in lists and calculations again.' : 'It leaves lists and calculations; it stays in the history, and records that point at it keep doing so.'}</Text>
          <TextInput label="Reason" required value={reason} onChange={(e) => { setReason(e.currentTarget.value) }} data-autofocus />
          <Group justify="end"><Button variant="default" onClick={onClose}>Cancel</Button><Button type="submit" disabled={reason.trim() === ''}>{isRetired ? 'Restore' : 'Retire'}</Button></Group>
        </Stack>
      </form>
    </Modal>
  )
}
