import { Alert, Badge, Button, Group, Loader, Stack, Tabs, Text, Title } from '@mantine/core'
import { useState } from 'react'
import type { AnyRecord, RecordKind } from '../../../shared/records/record-kinds.ts'
import { recordTitle } from '../../../shared/records/record-title.ts'
import { kinds } from '../../app/kinds/kinds.ts'
import { preferences } from '../../app/preferences.ts'
import { useDraft, useReferenceNames, useRow } from '../../app/queries.ts'
import { useServices } from '../../app/services-context.ts'
import { RecordForm } from '../forms/record-form.tsx'
import type { FormValue } from '../forms/form-value.ts'
import { FilesPanel } from './files-panel.tsx'
import { FindingsPanel } from './findings-panel.tsx'
import { HistoryPanel } from './history-panel.tsx'
import { LinkedPanel } from './linked-panel.tsx'
import { WithReport } from '../report/with-report.tsx'
import type { PageRow, RecordSlots } from './record-slots.ts'
import { RetireDialog } from './retire-dialog.tsx'
import { StoredForm } from './stored-form.tsx'

export type RecordPageProps = {
  readonly kind: RecordKind
  /** Id of the record, or "new". */
  readonly id: string
  /** Fields a new record starts with. */
  readonly start?: FormValue
  /** What this kind adds to the page. */
  readonly slots: RecordSlots
  readonly onSaved: (record: AnyRecord) => void
}

/** Page of one record: form, what belongs to it, files, history, and what its kind adds. */
export function RecordPage({ kind, id, start, slots, onSaved }: RecordPageProps) {
  const services = useServices()
  const { noun } = kinds[kind]
  const [fresh] = useState<FormValue>(() => ({ ...services.header(kind), ...start }))
  const isNew = id === 'new'
  const recordId = isNew ? String(fresh['id']) : id
  const live = useRow(kind, recordId)
  const draft = useDraft(recordId)
  const [saved, setSaved] = useState<{ readonly row: PageRow; readonly before: string | null } | null>(null)
  // The database tells of a save a moment after it is done: until then the page shows what it has just saved.
  const row = saved !== null && live !== undefined && (live?.head ?? null) === saved.before ? saved.row : live
  const names = useReferenceNames(row)
  const [shown, setShown] = useState<{ readonly head: string | null; readonly draft: FormValue | null } | null>(null)
  const [retiring, setRetiring] = useState(false)
  const [withReport, setWithReport] = useState(() => preferences.get('report-beside') !== 'no' && window.innerWidth >= 1180)
  if (row === undefined || draft === undefined) return <Loader aria-label="Reading" />
  if (row === null && !isNew && draft === null) return <Text>This {noun} is not in the notebook. It may have been erased, or the address is of another notebook.</Text>
  // The form keeps what it was opened with while drafts and saves go on underneath.
  const opened = shown ?? { head: row?.head ?? null, draft: isFormValue(draft?.content) ? draft.content : null }
  // What another part of the page or another window stored is followed, unless something typed would be lost by it.
  const isBehind = shown !== null && row !== null && shown.head !== row.head
  if (shown === null) setShown(opened)
  else if (isBehind && draft === null) setShown({ head: row.head, draft: null })
  const record: FormValue = row?.record ?? (isNew ? fresh : { ...fresh, id: recordId })
  const wasSaved = (after: PageRow): void => {
    setSaved({ row: after, before: row?.head ?? null })
    setShown({ head: after.head, draft: null })
  }
  const { first = [], tabs = [] } = slots
  const Form = isNew ? RecordForm : StoredForm
  const toggleReport = (): void => {
    preferences.set('report-beside', withReport ? 'no' : 'yes')
    setWithReport(!withReport)
  }
  return (
    <Stack>
      <Group justify="space-between">
        <Group gap="sm">
          <Title order={1} size="h2">{row === null ? `New ${noun}` : recordTitle(row.record, (to) => names?.get(to)?.name)}</Title>
          {row?.record.retired !== undefined && <Badge color="gray">retired: {row.record.retired.reason}</Badge>}
          {row?.record.origin?.type === 'simulated' && <Badge color="orange" variant="outline">simulated</Badge>}
        </Group>
        {row !== null && <Group gap="xs">{slots.actions?.(row)}{slots.report !== undefined && <Button variant="default" size="xs" aria-pressed={withReport} onClick={toggleReport}>{withReport ? 'Hide the report' : 'Show the report'}</Button>}<Button variant="default" size="xs" onClick={() => { setRetiring(true) }}>{row.record.retired === undefined ? 'Retire' : 'Restore'}</Button></Group>}
      </Group>
      {isBehind && draft !== null && <Alert color="yellow" title="Saved meanwhile"><Group justify="space-between"><Text size="sm">This {noun} was saved in another window. Your fields are as you left them; saving will ask field by field.</Text><Button size="xs" variant="default" onClick={() => { setShown({ head: row.head, draft: null }) }}>Show what is stored</Button></Group></Alert>}
      <WithReport subject={withReport && row !== null && slots.report !== undefined ? slots.report(row) : null}>
      <Tabs defaultValue={row === null || opened.draft !== null ? 'form' : (first[0]?.value ?? 'form')} keepMounted={false}>
        <Tabs.List>
          {row !== null && first.map((m) => <Tabs.Tab key={m.value} value={m.value}>{m.label}</Tabs.Tab>)}
          <Tabs.Tab value="form">Record</Tabs.Tab>
          {row !== null && tabs.map((m) => <Tabs.Tab key={m.value} value={m.value}>{m.label}</Tabs.Tab>)}
          {row !== null && <Tabs.Tab value="linked">Linked</Tabs.Tab>}
          {row !== null && <Tabs.Tab value="findings">Findings</Tabs.Tab>}
          {row !== null && <Tabs.Tab value="files">Files</Tabs.Tab>}
          {row !== null && <Tabs.Tab value="history">History</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="form" pt="md">
          <Group align="start" gap="xl">
            <div style={{ flex: '1 1 480px', minWidth: 0 }}>
              <Form key={`${recordId} ${opened.head ?? ''}`} kind={kind} first={record} base={opened.head} draft={opened.draft} onSaved={(after) => {
                wasSaved(after)
                onSaved(after.record)
              }} />
            </div>
            {row !== null && slots.beside !== undefined && <div style={{ flex: '1 1 360px', minWidth: 0 }}>{slots.beside(row)}</div>}
          </Group>
        </Tabs.Panel>
        {row !== null && [...first, ...tabs].map((m) => <Tabs.Panel key={m.value} value={m.value} pt="md">{m.content(row)}</Tabs.Panel>)}
        {row !== null && <Tabs.Panel value="linked" pt="md"><LinkedPanel row={row} /></Tabs.Panel>}
        {row !== null && <Tabs.Panel value="findings" pt="md"><FindingsPanel row={row} /></Tabs.Panel>}
        {row !== null && <Tabs.Panel value="files" pt="md"><FilesPanel row={row} /></Tabs.Panel>}
        {row !== null && <Tabs.Panel value="history" pt="md"><HistoryPanel id={recordId} /></Tabs.Panel>}
      </Tabs>
      </WithReport>
      {row !== null && <RetireDialog opened={retiring} onClose={() => { setRetiring(false) }} row={row} onDone={wasSaved} />}
    </Stack>
  )
}

function isFormValue(value: unknown): value is FormValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
