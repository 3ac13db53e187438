import { Alert, Button, Group, Modal, MultiSelect, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import type { Assay } from '../../../shared/records/assay.ts'
import { ordered } from '../../../shared/records/ordered.ts'
import type { Plate } from '../../../shared/records/plate.ts'
import { readRatios } from '../../app/plates/read-ratio.ts'
import { standardLayout, suggestedLayout } from '../../app/plates/standard-layout.ts'

/** Lays out the usual plate from materials, ratios and replicates. Signals that are there already stay in their wells. */
export function LayoutDialog({ assay, plate, opened, onClose, onLaidOut }: { readonly assay: Assay; readonly plate: Plate; readonly opened: boolean; readonly onClose: () => void; readonly onLaidOut: (wells: Plate['wells']) => void }) {
  const [wanted, setWanted] = useState(() => suggestedLayout(assay, plate.format))
  const [ratios, setRatios] = useState(() => wanted.ratios.join(' '))
  const [problem, setProblem] = useState('')
  const choices = (items: Readonly<Record<string, { readonly order: number; readonly label: string }>>) => ordered(items).map(([value, item]) => ({ value, label: item.label }))
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const read = readRatios(ratios)
    const laid = read.ok ? standardLayout({ ...wanted, ratios: read.value }) : read
    if (!laid.ok) setProblem(laid.error)
    else {
      onLaidOut(laid.value)
      onClose()
    }
  }
  return (
    <Modal opened={opened} onClose={onClose} title="Lay out the plate" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Text size="sm">A row of each material and ratio, then stimulated and unstimulated controls and each material alone. Signals stay in their wells.</Text>
          <MultiSelect label="Materials" data={choices(assay.materials)} value={[...wanted.materialKeys]} onChange={(materialKeys) => { setWanted({ ...wanted, materialKeys }) }} />
          <TextInput label="Ratios, MSC per responder" description="0.1 or 1:10 is one MSC to ten responders; blanks between them" value={ratios} onChange={(e) => { setRatios(e.currentTarget.value) }} />
          <NumberInput label="Replicates" value={wanted.replicates} min={1} max={12} onChange={(n) => { if (typeof n === 'number') setWanted({ ...wanted, replicates: n }) }} />
          <Group grow>
            <Select label="Condition" data={choices(assay.conditions)} value={wanted.conditionKey ?? null} onChange={(key) => { setWanted({ ...wanted, conditionKey: key ?? undefined }) }} />
            <Select label="Responders" data={choices(assay.responders)} value={wanted.responderKey ?? null} onChange={(key) => { setWanted({ ...wanted, responderKey: key ?? undefined }) }} />
          </Group>
          {problem !== '' && <Alert color="red" role="alert">{problem}</Alert>}
          <Group justify="end"><Button variant="default" onClick={onClose}>Cancel</Button><Button type="submit">Lay out</Button></Group>
        </Stack>
      </form>
    </Modal>
  )
}
