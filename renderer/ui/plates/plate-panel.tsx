import { Alert, Anchor, Button, Group, Loader, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useRef, useState } from 'react'
import type { Assay } from '../../../shared/records/assay.ts'
import { ordered } from '../../../shared/records/ordered.ts'
import type { Plate } from '../../../shared/records/plate.ts'
import { clearSignals, putIntoWells, putSignals, removeWells } from '../../app/plates/edit-wells.ts'
import { pasteSignals } from '../../app/plates/paste-signals.ts'
import { shortLabels } from '../../app/plates/short-labels.ts'
import { plateShape, wellsBetween } from '../../app/plates/well-grid.ts'
import { useNames, useRow } from '../../app/queries.ts'
import { useServices } from '../../app/services-context.ts'
import { RecordLink } from '../records/record-link.tsx'
import { useLoosePaste } from '../sheet/use-loose-paste.ts'
import { LayoutDialog } from './layout-dialog.tsx'
import { PlateGrid, type Selection } from './plate-grid.tsx'
import { WellPanel } from './well-panel.tsx'

/** The wells of a plate, laid out and filled in place. Each change is stored by itself and can be taken back. */
export function PlatePanel({ plate, head }: { readonly plate: Plate; readonly head: string }) {
  const assay = useRow('assay', plate.assayId)
  if (assay === undefined) return <Loader aria-label="Reading" />
  if (assay === null) return <Alert color="yellow" title="The assay of this plate is not in the notebook">Without it there are no materials and conditions to choose from. Name the assay on the tab "Record".</Alert>
  return <PlateEditor plate={plate} head={head} assay={assay.record} />
}

function PlateEditor({ plate, head, assay }: { readonly plate: Plate; readonly head: string; readonly assay: Assay }) {
  const services = useServices()
  const [edited, setEdited] = useState<Plate['wells'] | null>(null)
  const [selection, setSelection] = useState<Selection>({ from: { row: 0, column: 0 }, to: { row: 0, column: 0 } })
  const [layout, { open, close }] = useDisclosure(false)
  const [problem, setProblem] = useState('')
  // The plate as the last save left it, until the database tells so: what was read before a save is older than the save.
  const [saved, setSaved] = useState<{ readonly plate: Plate; readonly head: string; readonly over: ReadonlySet<string> } | null>(null)
  const current = saved?.over.has(head) === true ? saved : { plate, head }
  const wells = edited ?? current.plate.wells
  const names = wellsBetween(selection.from, selection.to)

  // What the edits started from: the plate as it was when the first of them was made, then as each save left it.
  const base = useRef({ plate, head })
  // Saves follow one another; of the changes made while one is under way, the next save takes the latest.
  const waiting = useRef<Plate['wells'] | null>(null)
  const isSaving = useRef(false)
  const saveAll = async (): Promise<void> => {
    if (isSaving.current) return
    isSaving.current = true
    while (waiting.current !== null) {
      const next = waiting.current
      waiting.current = null
      const record: Plate = { ...base.current.plate, wells: next }
      const stored = await services.save([{ record, base: base.current.head }])
      if (!stored.ok) {
        setProblem(stored.error.message)
        break
      }
      const over = base.current.head
      base.current = { plate: record, head: stored.value.rows[0]?.head ?? '' }
      const { head: after } = base.current
      setSaved((before) => ({ plate: record, head: after, over: new Set([...(before?.over ?? []), over]) }))
      setEdited((now) => (now === next ? null : now))
      services.notify({ tone: 'done', title: 'Plate stored', text: plate.code, undo: stored.value.changeset })
    }
    isSaving.current = false
  }
  const change = (next: Plate['wells']): void => {
    if (edited === null) base.current = { plate: current.plate, head: current.head }
    setEdited(next)
    waiting.current = next
    void saveAll()
  }
  const paste = (text: string): void => {
    const { signals, refused } = pasteSignals(text, selection.from, plateShape(plate.format))
    if (signals.size > 0) change(putSignals(wells, signals))
    setProblem(refused.length === 0 ? '' : `${String(refused.length)} of the pasted cells ${refused.length === 1 ? 'was' : 'were'} not taken: ${refused.slice(0, 4).join('; ')}${refused.length > 4 ? ' ...' : ''}`)
    if (signals.size === 0 && refused.length === 0) setProblem('There is no number in what was pasted.')
  }
  useLoosePaste(true, paste)
  const labels: ReadonlyMap<string, string> = new Map([...Object.entries(assay.materials), ...Object.entries(assay.responders), ...Object.entries(assay.inhibitors ?? {}), ...Object.entries(assay.stimulators ?? {})].map(([key, item]) => [key, item.label]))
  const short = shortLabels(new Map(ordered(assay.materials).map(([key, item]) => [key, item.label])))
  const laid = Object.values(wells).filter((w) => w.role !== 'empty')
  return (
    <Stack gap="sm">
      <PlateLinks assay={assay} />
      <Group>
        <Button variant={laid.length === 0 ? 'filled' : 'default'} onClick={open}>Lay out the plate</Button>
        <Text size="sm" role="status">{laid.length === 0 ? 'No well is laid out yet. Lay the plate out, or paste signals first.' : `${String(laid.filter((w) => w.signal !== undefined).length)} of ${String(laid.length)} wells have a signal. Paste a block from a spreadsheet onto a well, or type.`} {edited === null ? 'Every change is stored.' : 'Storing ...'}</Text>
      </Group>
      {problem !== '' && <Alert color="red" role="alert" title="Look at this" withCloseButton closeButtonLabel="Close" onClose={() => { setProblem('') }}>{problem}{edited !== null && <> <Anchor component="button" type="button" size="sm" onClick={() => { setEdited(null); setProblem('') }}>Show what is stored</Anchor></>}</Alert>}
      <Group align="start" gap="md">
        <div style={{ flex: '1 1 560px', minWidth: 0 }}>
          <PlateGrid plate={plate} wells={wells} labelOf={(key) => labels.get(key) ?? key} shortOf={(key) => short.get(key) ?? key} selection={selection} onSelect={setSelection} onSignal={(well, signal) => { change(putSignals(wells, new Map([[well, signal]]))) }} onClear={(cleared) => { change(clearSignals(wells, cleared)) }} onPaste={paste} />
        </div>
        <div style={{ flex: '0 1 280px' }}>
          <WellPanel assay={assay} names={names} wells={wells} onPut={(content) => { change(putIntoWells(wells, names, content)) }} onClearSignals={() => { change(clearSignals(wells, names)) }} onRemove={() => { change(removeWells(wells, names)) }} />
        </div>
      </Group>
      <LayoutDialog assay={assay} plate={plate} opened={layout} onClose={close} onLaidOut={(next) => { change(withOldSignals(next, wells)) }} />
    </Stack>
  )
}

/** The way back: the assay, and the batches whose cells are on the plate. */
function PlateLinks({ assay }: { readonly assay: Assay }) {
  const batches = [...new Set(Object.values(assay.materials).flatMap((m) => m.batchId ?? []))]
  const names = useNames(batches)
  return (
    <Group gap="xs">
      <Text size="sm">Assay <RecordLink kind="assay" id={assay.id}>{assay.code}</RecordLink></Text>
      {batches.map((id) => <Text key={id} size="sm">Batch <RecordLink kind="batch" id={id}>{names?.get(id)?.name ?? '...'}</RecordLink></Text>)}
    </Group>
  )
}

/** A new layout with the signals of the old one; wells with a signal that the layout leaves out stay as they are. */
function withOldSignals(next: Plate['wells'], old: Plate['wells']): Plate['wells'] {
  const signals = new Map(Object.entries(old).flatMap(([name, w]) => (typeof w.signal === 'number' && next[name] !== undefined ? [[name, w.signal] as const] : [])))
  const kept = Object.fromEntries(Object.entries(old).filter(([name, w]) => next[name] === undefined && w.signal !== undefined))
  return { ...kept, ...putSignals(next, signals) }
}
