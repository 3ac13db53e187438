import { Alert, Button, Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core'
import { getHotkeyHandler } from '@mantine/hooks'
import { useState, type FormEvent } from 'react'
import { formFields, type FormField } from '../../../shared/records/form-fields.ts'
import type { RecordReason } from '../../../shared/records/parse-record.ts'
import type { RecordKind, RecordOf } from '../../../shared/records/record-kinds.ts'
import { assayRecords, firstKeys, type BegunAssay } from '../../app/new-assay.ts'
import { useRows, useRowsPointingAt } from '../../app/queries.ts'
import { useServices } from '../../app/services-context.ts'
import { FieldGrid } from '../forms/field-grid.tsx'
import { FieldInput } from '../forms/field-input.tsx'
import { valueAt, withValue } from '../forms/form-value.ts'

/** Field of a kind, or of the items of one of its collections. @throws Error where there is none: a fault of the program. */
function fieldOf(kind: RecordKind, ...path: readonly string[]): FormField {
  let fields = formFields(kind)
  let found: FormField | undefined
  for (const name of path) {
    found = fields.find((f) => f.name === name)
    fields = found?.type === 'collection' ? found.fields : []
  }
  if (found === undefined) throw new Error(`${kind} has no field ${path.join('/')}`)
  return found
}

const ofCondition = ['stimulus', 'contact', 'readout', 'respondersPerWell', 'ratioDenominator'].map((name) => fieldOf('assay', 'conditions', name))
const [dated, background] = [fieldOf('assay', 'performedAt'), fieldOf('assay', 'background')]
const state = fieldOf('assay', 'materials', 'state')
const lotField = fieldOf('assay', 'responders', 'responderLotId')
const cellType = fieldOf('responder-lot', 'cellType')

/** What has to be known of an assay before its plate is read: cells, responders, condition, ratios. Everything else waits on its page. */
export function NewAssayForm({ batch, first, onStored }: { readonly batch: RecordOf<'batch'>; readonly first: BegunAssay; readonly onStored: (plateId: string) => void }) {
  const services = useServices()
  const passages = (useRowsPointingAt('passage', batch.id) ?? []).map((r) => r.record).filter((p) => p.batchId === batch.id && p.retired === undefined).toSorted((a, b) => b.number - a.number)
  const lots = useRows('responder-lot') ?? []
  const [begun, setBegun] = useState(first)
  const [reasons, setReasons] = useState<readonly RecordReason[]>([])
  const [message, setMessage] = useState('')
  const [saving, setSaving] = useState(false)
  const { assay, lot } = begun
  const passageAt = ['materials', firstKeys.material, 'passageId']
  const passageId = valueAt(assay, passageAt)
  const lotId = valueAt(assay, ['responders', firstKeys.responder, 'responderLotId'])
  const ofAssay = { value: assay, reasons: reasons.filter((r) => r.kind === 'assay'), onChange: (next: BegunAssay['assay']) => { setBegun((b) => ({ ...b, assay: next })) } }
  const save = (event?: FormEvent): void => {
    event?.preventDefault()
    const made = assayRecords(services, begun, { lot: lots.find((l) => l.record.id === lotId)?.record.code, cells: passages.find((p) => p.id === passageId)?.code ?? batch.code })
    setReasons(made.ok ? [] : made.error.reasons)
    setMessage(made.ok ? '' : made.error.message)
    if (!made.ok) return
    setSaving(true)
    void services.save(made.value.map((record) => ({ record, base: null }))).then((saved) => {
      setSaving(false)
      if (!saved.ok) {
        setMessage(saved.error.message)
        return
      }
      services.notify({ tone: 'done', title: 'Assay begun', text: 'The plate is laid out; paste its signals.', undo: saved.value.changeset })
      onStored(made.value.find((r) => r.kind === 'plate')?.id ?? '')
    })
  }
  return (
    <form onSubmit={save} noValidate onKeyDown={(event) => {
      event.stopPropagation()
      getHotkeyHandler([['mod+Enter', () => { save() }]])(event)
    }}>
      <Stack gap="sm">
        <Text size="sm">The least that makes a plate comparable. Doses, media, inhibitors and a declared reference ratio are entered on the page of the assay.</Text>
        <FieldGrid>
          <FieldInput {...ofAssay} field={dated} path={['performedAt']} />
          <Select label="Cells of" description="The passage the MSC come from" data={passages.map((p) => ({ value: p.id, label: p.code }))} value={typeof passageId === 'string' ? passageId : null} clearable onChange={(id) => { ofAssay.onChange(withValue(assay, passageAt, id ?? undefined)) }} />
          <FieldInput {...ofAssay} field={state} path={['materials', firstKeys.material, 'state']} />
          {lots.length > 0 && <FieldInput {...ofAssay} field={{ ...lotField, label: 'Responder lot', required: false }} path={['responders', firstKeys.responder, 'responderLotId']} />}
          {typeof lotId !== 'string' && <FieldInput field={{ ...cellType, label: 'Responders: cell type', why: `A new lot, ${String(lot['code'])}. ${cellType.why}` }} path={['cellType']} value={lot} reasons={reasons.filter((r) => r.kind === 'responder-lot')} onChange={(next) => { setBegun((b) => ({ ...b, lot: next })) }} />}
          {ofCondition.map((field) => <FieldInput key={field.name} {...ofAssay} field={field} path={['conditions', firstKeys.condition, field.name]} />)}
          <FieldInput {...ofAssay} field={background} path={['background']} />
          <TextInput label="Ratios, MSC per responder" description="0.1 or 1:10 is one MSC to ten responders; blanks between them" value={begun.ratios} onChange={(e) => { setBegun({ ...begun, ratios: e.currentTarget.value }) }} />
          <NumberInput label="Replicates" description="Wells side by side; controls are laid out with as many" value={begun.replicates} min={1} max={12} onChange={(n) => { if (typeof n === 'number') setBegun({ ...begun, replicates: n }) }} />
        </FieldGrid>
        {message !== '' && <Alert color="red" role="alert">{message}</Alert>}
        <Group justify="end"><Button type="submit" loading={saving}>Begin the assay</Button></Group>
      </Stack>
    </form>
  )
}
