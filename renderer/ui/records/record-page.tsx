import { Alert, Badge, Button, Group, Loader, Stack, Tabs, Text, Title } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { nameOf } from '../../../shared/records/notebook.ts'
import type { AnyRecord, RecordKind } from '../../../shared/records/record-kinds.ts'
import { useDraft, useRow } from '../../app/queries.ts'
import { useServices } from '../../app/services-context.ts'
import { RecordForm } from '../forms/record-form.tsx'
import type { FormValue } from '../forms/form-value.ts'
import { FilesPanel } from './files-panel.tsx'
import { HistoryPanel } from './history-panel.tsx'
import { RetireDialog } from './retire-dialog.tsx'

export type RecordPageProps = {
  readonly kind: RecordKind
  /** Id of the record, or "new". */
  readonly id: string
  readonly noun: string
  /** Fields a new record starts with. */
  readonly blank?: FormValue
  readonly onSaved: (record: AnyRecord) => void
  /** Tabs of this kind besides form, files and history. */
  readonly more?: readonly { readonly value: string; readonly label: string; readonly content: ReactNode }[]
}

/** Page of one record: form, files, history. */
export function RecordPage({ kind, id, noun, blank, onSaved, more = [] }: RecordPageProps) {
  const services = useServices()
  const [fresh] = useState<FormValue>(() => ({ ...services.header(kind), ...blank }))
  const isNew = id === 'new'
  const recordId = isNew ? String(fresh['id']) : id
  const row = useRow(kind, recordId)
  const draft = useDraft(recordId)
  const [shown, setShown] = useState<{ readonly head: string | null; readonly draft: FormValue | null } | null>(null)
  const [retiring, setRetiring] = useState(false)
  if (row === undefined || draft === undefined) return <Loader aria-label="Reading" />
  if (row === null && !isNew) return <Text>This {noun} is not in the notebook. It may have been erased, or the address is of another notebook.</Text>
  // The form keeps what it was opened with while drafts and saves go on underneath.
  const opened = shown ?? { head: row?.head ?? null, draft: isFormValue(draft?.content) ? draft.content : null }
  if (shown === null) setShown(opened)
  const record: FormValue = row?.record ?? fresh
  return (
    <Stack>
      <Group justify="space-between">
        <Group gap="sm">
          <Title order={1} size="h2">{row === null ? `New ${noun}` : nameOf(row.record)}</Title>
          {row?.record.retired !== undefined && <Badge color="gray">retired: {row.record.retired.reason}</Badge>}
          {row?.record.origin?.type === 'simulated' && <Badge color="orange" variant="outline">simulated</Badge>}
        </Group>
        {row !== null && <Button variant="default" size="xs" onClick={() => { setRetiring(true) }}>{row.record.retired === undefined ? 'Retire' : 'Restore'}</Button>}
      </Group>
      {shown !== null && row !== null && shown.head !== row.head && <Alert color="yellow" title="Saved meanwhile"><Group justify="space-between"><Text size="sm">This {noun} was saved in another window. Your fields are as you left them; saving will ask field by field.</Text><Button size="xs" variant="default" onClick={() => { setShown({ head: row.head, draft: null }) }}>Show what is stored</Button></Group></Alert>}
      <Tabs defaultValue="form" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="form">Record</Tabs.Tab>
          {row !== null && more.map((m) => <Tabs.Tab key={m.value} value={m.value}>{m.label}</Tabs.Tab>)}
          {row !== null && <Tabs.Tab value="files">Files</Tabs.Tab>}
          {row !== null && <Tabs.Tab value="history">History</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="form" pt="md">
          <RecordForm key={`${recordId} ${opened.head ?? ''}`} kind={kind} first={record} base={opened.head} draft={opened.draft} onSaved={(saved) => {
            setShown(null)
            onSaved(saved)
          }} />
        </Tabs.Panel>
        {more.map((m) => <Tabs.Panel key={m.value} value={m.value} pt="md">{m.content}</Tabs.Panel>)}
        {row !== null && <Tabs.Panel value="files" pt="md"><FilesPanel row={row} /></Tabs.Panel>}
        {row !== null && <Tabs.Panel value="history" pt="md"><HistoryPanel id={recordId} /></Tabs.Panel>}
      </Tabs>
      {row !== null && <RetireDialog opened={retiring} onClose={() => { setRetiring(false) }} row={row} onDone={() => { setShown(null) }} />}
    </Stack>
  )
}

function isFormValue(value: unknown): value is FormValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
