import { Button, Checkbox, Group, Modal, NumberInput, Select, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState, type FormEvent } from 'react'
import { labelFormats } from '../../../shared/reports/labels/label-format.ts'
import { useNotebookWorkers } from '../../app/notebook-workers.ts'
import { preferences } from '../../app/preferences.ts'
import { printLabels } from '../../app/print-labels.ts'
import { useServices } from '../../app/services-context.ts'
import type { PageRow } from '../records/record-slots.ts'

/** Button of a record that stands on a shelf or in a freezer: prints its label, with a code that scanners read. */
export function LabelsButton({ row }: { readonly row: PageRow }) {
  const [opened, { open, close }] = useDisclosure(false)
  return (
    <>
      <Button variant="default" size="xs" onClick={open}>Label</Button>
      <Modal opened={opened} onClose={close} title="Print labels" closeButtonProps={{ 'aria-label': 'Close' }}>{opened && <LabelsForm row={row} onDone={close} />}</Modal>
    </>
  )
}

function LabelsForm({ row, onDone }: { readonly row: PageRow; readonly onDone: () => void }) {
  const services = useServices()
  const workers = useNotebookWorkers()
  const [format, setFormat] = useState(() => preferences.get('label-format') ?? labelFormats[0]?.name ?? '')
  const [copies, setCopies] = useState(1)
  const [skip, setSkip] = useState(0)
  const [outlines, setOutlines] = useState(false)
  const [withVials, setWithVials] = useState(row.record.kind === 'bank')
  const [busy, setBusy] = useState(false)
  const chosen = labelFormats.find((f) => f.name === format)
  const print = (event: FormEvent): void => {
    event.preventDefault()
    preferences.set('label-format', format)
    setBusy(true)
    void printLabels(services, workers, { ids: [row.id], withVials, copies, format, skip, outlines }).then((done) => {
      setBusy(false)
      if (!done.ok) {
        if (done.error !== '') services.notify({ tone: 'error', title: 'No labels were made', text: done.error })
        return
      }
      const { count, where, unprinted } = done.value
      services.notify({ tone: unprinted.length === 0 ? 'done' : 'warning', title: `${String(count)} ${count === 1 ? 'label' : 'labels'}`, text: unprinted.length === 0 ? where : `${where}; the typeface has no sign for ${unprinted.join(' ')}, which print as boxes` })
      onDone()
    })
  }
  return (
    <form onSubmit={print}>
      <Stack gap="sm">
        <Select label="Sheet or roll" data={labelFormats.map((f) => ({ value: f.name, label: f.title }))} value={format} onChange={(next) => { if (next !== null) setFormat(next) }} allowDeselect={false} data-autofocus />
        <Group grow>
          <NumberInput hideControls label="Copies of each" value={copies} min={1} max={500} onChange={(n) => { if (typeof n === 'number') setCopies(n) }} />
          {chosen !== undefined && chosen.columns * chosen.rows > 1 && <NumberInput hideControls label="Labels already used" description="of the first sheet" value={skip} min={0} max={chosen.columns * chosen.rows - 1} onChange={(n) => { if (typeof n === 'number') setSkip(n) }} />}
        </Group>
        {row.record.kind === 'bank' && <Checkbox size="md" label="And one for each vial of this bank" checked={withVials} onChange={(e) => { setWithVials(e.currentTarget.checked) }} />}
        <Checkbox size="md" label="Draw the edges, for a test print on plain paper" checked={outlines} onChange={(e) => { setOutlines(e.currentTarget.checked) }} />
        <Text size="sm">Print the PDF at 100 %, not fitted to the page. A scan of the code opens this record.</Text>
        <Group justify="end"><Button variant="default" onClick={onDone}>Cancel</Button><Button type="submit" loading={busy}>Save as PDF</Button></Group>
      </Stack>
    </form>
  )
}
