import { Button, Group, Paper, Select, Stack, Text, TextInput, Title } from '@mantine/core'
import { getHotkeyHandler } from '@mantine/hooks'
import { useMemo, useState } from 'react'
import { formatReason, parseRecord } from '../../../shared/records/parse-record.ts'
import { isct2006Panel, type StandardPanel } from '../../../shared/records/standard-panels.ts'
import { readDate } from '../../../shared/util/read-date.ts'
import { useCalculated } from '../../app/calculated.ts'
import { useRows, useRowsPointingAt } from '../../app/queries.ts'
import { useServices } from '../../app/services-context.ts'
import type { FormValue } from '../forms/form-value.ts'
import { Sheet } from '../sheet/sheet.tsx'
import { panelColumns, panelRows, withMarkerCell } from './panel-rows.ts'

const builtIn = 'built-in'

/** Enters a marker panel: passage and panel are chosen beforehand, the numbers typed or pasted; verdicts follow while they are. */
export function NewPanel({ batchId }: { readonly batchId: string }) {
  const services = useServices()
  const passages = (useRowsPointingAt('passage', batchId) ?? []).map((r) => r.record).filter((p) => p.batchId === batchId && p.retired === undefined).toSorted((a, b) => b.number - a.number)
  const panels = (useRows('marker-panel') ?? []).map((r) => r.record)
  const [header, setHeader] = useState(() => ({ test: services.header('phenotype-test'), panel: services.header('marker-panel') }))
  const [passageChosen, setPassage] = useState<string | null>(null)
  const [panelChosen, setPanel] = useState<string | null>(null)
  const [date, setDate] = useState('')
  const [typed, setTyped] = useState<FormValue>({})
  const [message, setMessage] = useState('')
  const passageId = passageChosen ?? passages[0]?.id ?? null
  const stored = panels.find((p) => p.id === panelChosen) ?? panels.find((p) => p.code === isct2006Panel.code)
  const panel: StandardPanel = stored ?? isct2006Panel
  const records = useMemo(() => {
    const made = { ...header.panel, ...isct2006Panel }
    const day = date.trim() === '' ? null : readDate(date)
    const test = { ...header.test, passageId, panelId: stored?.id ?? header.panel.id, ...(day === null ? {} : { performedAt: day.ok ? day.value : date }), markers: typed }
    return [...(stored === undefined ? [made] : []), test].map((r) => parseRecord(r))
  }, [header, passageId, stored, date, typed])
  const ready = useMemo(() => records.flatMap((r) => (r.ok ? [r.value] : [])), [records])
  const isTyped = Object.keys(typed).length > 0
  const answer = useCalculated((calculations) => calculations.phenotype(batchId, isTyped ? ready : []), ready)
  const verdicts = new Map((answer.value?.panels.find((p) => p.testId === header.test.id)?.markers ?? []).map((m) => [m.marker, m.verdict === 'NOT MEASURED' ? '' : m.verdict]))
  if (passages.length === 0) return <Text size="sm">Record a passage first; panels are measured on passages.</Text>
  const save = (): void => {
    if (!isTyped) return
    const refused = records.flatMap((r) => (r.ok ? [] : r.error))
    setMessage(refused.map(formatReason).join('; '))
    if (refused.length > 0) return
    void services.save(ready.map((record) => ({ record, base: null }))).then((saved) => {
      if (!saved.ok) {
        setMessage(saved.error.message)
        return
      }
      services.notify({ tone: 'done', title: 'Saved', text: `${String(Object.keys(typed).length)} markers`, undo: saved.value.changeset })
      setTyped({})
      setHeader({ test: services.header('phenotype-test'), panel: services.header('marker-panel') })
    })
  }
  return (
    <Paper withBorder p="sm" onKeyDown={getHotkeyHandler([['mod+Enter', save]])}>
      <Stack gap="xs">
        <Title order={2} size="h5">Enter a marker panel</Title>
        <Group gap="sm" align="end">
          <Select label="Passage" w={180} data={passages.map((p) => ({ value: p.id, label: p.code }))} value={passageId} onChange={setPassage} allowDeselect={false} />
          <Select label="Panel" w={300} data={[...panels.map((p) => ({ value: p.id, label: p.name })), ...(panels.some((p) => p.code === isct2006Panel.code) ? [] : [{ value: builtIn, label: isct2006Panel.name }])]} value={stored?.id ?? builtIn} onChange={setPanel} allowDeselect={false} />
          <TextInput label="Measured" w={150} placeholder="2026-03-14" value={date} onChange={(e) => { setDate(e.currentTarget.value) }} />
        </Group>
        <Sheet isNamed label="Markers" corner="Marker" columns={panelColumns} rows={panelRows(panel, typed, verdicts)} onChange={(changes) => {
          const rows = panelRows(panel, typed, verdicts)
          setTyped(changes.reduce((now, { row, column, text }) => withMarkerCell(now, panel, rows[row]?.key ?? '', column, text), typed))
        }} />
        <Text size="xs">Paste a column of percentages onto the first marker, or a block that begins with the names of the markers, in any order. Markers left empty count as not measured. Positive events or events let the counting error be computed.</Text>
        {message !== '' && <Text size="sm" c="red" role="alert">{message}</Text>}
        <Group justify="end"><Button size="xs" disabled={!isTyped} onClick={save}>Save the panel</Button></Group>
      </Stack>
    </Paper>
  )
}
