import { Button, Group, Modal, Radio, ScrollArea, Stack, Table, Text, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { cellText, type NameOfId } from '../../../shared/records/cell-text.ts'
import type { ListField } from '../../../shared/records/list-fields.ts'
import type { RecordKind } from '../../../shared/records/record-kinds.ts'
import { recordTitle } from '../../../shared/records/record-title.ts'
import { previewBulk, type BulkItem } from '../../app/bulk-edit.ts'
import { kinds } from '../../app/kinds/kinds.ts'
import { useNamesOf } from '../../app/queries.ts'
import { useServices, useSession } from '../../app/services-context.ts'
import { FieldInput } from '../forms/field-input.tsx'
import { valueAt, type FormValue } from '../forms/form-value.ts'
import { FieldChoice } from './field-choice.tsx'

type Props = { readonly kind: RecordKind; readonly fields: readonly ListField[]; readonly ids: readonly string[]; readonly onClose: () => void; readonly onDone: () => void }

/** Fields with one plain value at a place every record of the kind has. */
export function canBeSet({ field, pointer }: ListField): boolean {
  return !['group', 'variants', 'collection', 'instant'].includes(field.type) && pointer !== '/code' && !/^\/(recorded|retired|source|subject|content|from|to)/.test(pointer)
}

/** Changes one field of many records, or retires them: looked at first, stored as one change, taken back by one undo. */
export function BulkDialog({ kind, fields, ids, onClose, onDone }: Props) {
  const services = useServices()
  const { db } = useSession()
  const [what, setWhat] = useState<'set' | 'retire'>('set')
  const [pointer, setPointer] = useState<string | null>(null)
  const [content, setContent] = useState<FormValue>({ kind })
  const [reason, setReason] = useState('')
  const [preview, setPreview] = useState<readonly BulkItem[] | null>(null)
  const [problem, setProblem] = useState('')
  const field = fields.find((f) => f.pointer === pointer)
  const path = pointer === null ? [] : pointer.split('/').slice(1)
  const changed = (set: () => void): void => {
    set()
    setPreview(null)
    setProblem('')
  }
  const look = (event: FormEvent): void => {
    event.preventDefault()
    const change = what === 'retire' ? { type: 'retire', reason: reason.trim(), by: services.person.get() } as const : { type: 'set', path, value: valueAt(content, path) } as const
    void previewBulk(db, kind, ids, change).then(setPreview)
  }
  const edits = (preview ?? []).flatMap((item) => item.edit ?? [])
  const store = (): void => {
    void services.save(edits, reason.trim() === '' ? undefined : reason.trim()).then((saved) => {
      if (!saved.ok) {
        setProblem(saved.error.message)
        return
      }
      services.notify({ tone: 'done', title: what === 'retire' ? 'Retired' : 'Changed', text: `${String(edits.length)} ${edits.length === 1 ? kinds[kind].noun : kinds[kind].plural}, as one change`, undo: saved.value.changeset })
      onDone()
    })
  }
  const isReady = what === 'retire' ? reason.trim() !== '' : field !== undefined
  return (
    <Modal opened onClose={onClose} size="xl" title={`Change ${String(ids.length)} ${ids.length === 1 ? kinds[kind].noun : kinds[kind].plural}`} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form onSubmit={look}>
        <Stack>
          <Radio.Group aria-label="What to do" value={what} onChange={(v) => { changed(() => { setWhat(v === 'retire' ? 'retire' : 'set') }) }}>
            <Group><Radio value="set" label="Set a field" /><Radio value="retire" label="Retire them" /></Group>
          </Radio.Group>
          {what === 'set' && <FieldChoice label="Field to set" fields={fields.filter(canBeSet)} value={pointer} onChange={(next) => { changed(() => { setPointer(next); setContent({ kind }) }) }} />}
          {what === 'set' && field !== undefined && <FieldInput key={field.pointer} field={field.field} path={path} value={content} reasons={[]} onChange={(next) => { changed(() => { setContent(next) }) }} />}
          {what === 'set' && field !== undefined && valueAt(content, path) === undefined && <Text size="sm">Left blank, the field is emptied.</Text>}
          <TextInput label="Reason" required={what === 'retire'} value={reason} onChange={(e) => { changed(() => { setReason(e.currentTarget.value) }) }} />
          {preview === null && <Group justify="end"><Button variant="default" onClick={onClose}>Cancel</Button><Button type="submit" disabled={!isReady}>Preview</Button></Group>}
        </Stack>
      </form>
      {preview !== null && (
        <Stack mt="md">
          <Preview items={preview} field={what === 'set' ? field : undefined} />
          {problem !== '' && <Text c="red" size="sm" role="alert">{problem}</Text>}
          <Group justify="end"><Button variant="default" onClick={onClose}>Cancel</Button><Button onClick={store} disabled={edits.length === 0}>Change {edits.length}</Button></Group>
        </Stack>
      )}
    </Modal>
  )
}

function Preview({ items, field }: { readonly items: readonly BulkItem[]; readonly field: ListField | undefined }) {
  const names = useNamesOf(items.flatMap((i) => [i.before, ...(i.edit === undefined ? [] : [i.edit.record])]))
  const nameOf: NameOfId = (id) => names?.get(id)?.name
  const text = (item: BulkItem, after: boolean): string => {
    const record = after ? item.edit?.record : item.before
    return record === undefined ? '' : field === undefined ? (after ? 'retired' : '') : (cellText(record, field, nameOf) || 'nothing')
  }
  return (
    <ScrollArea.Autosize mah={280} tabIndex={0} role="region" aria-label="Preview">
      <Table stickyHeader>
        <Table.Thead><Table.Tr><Table.Th>Record</Table.Th><Table.Th>Before</Table.Th><Table.Th>After</Table.Th></Table.Tr></Table.Thead>
        <Table.Tbody>
          {items.slice(0, shownAtMost).map((item) => <Table.Tr key={item.id}><Table.Td>{recordTitle(item.before, nameOf)}</Table.Td><Table.Td>{text(item, false)}</Table.Td><Table.Td>{item.edit === undefined ? `stays: ${item.why ?? ''}` : text(item, true)}</Table.Td></Table.Tr>)}
        </Table.Tbody>
      </Table>
      {items.length > shownAtMost && <Text size="sm">... and {items.length - shownAtMost} more. {items.filter((i) => i.edit !== undefined).length} change in all.</Text>}
    </ScrollArea.Autosize>
  )
}

/** Rows of the preview that are drawn; what follows is counted. */
const shownAtMost = 200
