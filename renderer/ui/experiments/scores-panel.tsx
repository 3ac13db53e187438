import { Loader, Select, Stack, Text, Title } from '@mantine/core'
import { getHotkeyHandler } from '@mantine/hooks'
import { useMemo, useState } from 'react'
import type { Experiment } from '../../../shared/records/experiment.ts'
import { useRow, useRowsPointingAt } from '../../app/queries.ts'
import { useServices } from '../../app/services-context.ts'
import { itemsOf, wordsOf, type FormValue } from '../forms/form-value.ts'
import { RecordLink } from '../records/record-link.tsx'
import type { SheetChange } from '../sheet/paste-changes.ts'
import { fieldColumn } from '../sheet/record-columns.ts'
import { SaveBar } from '../sheet/save-bar.tsx'
import { Sheet } from '../sheet/sheet.tsx'
import type { SheetCell } from '../sheet/sheet-types.ts'
import { useRecordSheet, type SheetRecord } from '../sheet/use-record-sheet.ts'
import { SessionSheet } from './session-sheet.tsx'

const columns = [
  fieldColumn('scoring-session', '/day', { chars: 4 }), fieldColumn('scoring-session', '/performedAt', { chars: 12 }),
  fieldColumn('scoring-session', '/observerBlinded', { chars: 6 }), fieldColumn('scoring-session', '/cagesShuffled', { chars: 6 }), fieldColumn('scoring-session', '/note', { chars: 20 }),
]
const computed = { key: 'animals', header: 'Animals seen', chars: 6, isRight: true, isComputed: true }

/** Scoring sessions of an experiment, and the scores of one of them. Neither arms nor earlier scores are in view while it is scored. */
export function ScoresPanel({ experiment }: { readonly experiment: Experiment }) {
  const services = useServices()
  const rows = useRowsPointingAt('scoring-session', experiment.id)
  const scale = useRow('score-scale', experiment.scaleId)
  const stored = useMemo(() => (rows ?? []).filter((r) => r.record.retired === undefined).toSorted((a, b) => a.record.day - b.record.day), [rows])
  const sheet = useRecordSheet('scoring-session', stored, (draft) => draft['experimentId'] === experiment.id, 'session')
  const [spare, setSpare] = useState(() => services.header('scoring-session').id)
  const [chosen, setChosen] = useState<string | null>(null)
  if (rows === undefined || scale === undefined) return <Loader aria-label="Reading" />
  const { records } = sheet
  const change = (changes: readonly SheetChange[]): void => {
    const all: FormValue[] = records.map((r) => r.value)
    for (const { row, column, text } of changes) {
      while (all.length <= row) all.push({ ...services.header('scoring-session'), ...(all.length === records.length ? { id: spare } : {}), experimentId: experiment.id, observations: {} })
      const found = columns.find((c) => c.key === column)
      const before = all[row]
      if (found !== undefined && before !== undefined) all[row] = found.read(before, text)
    }
    if (all.length > records.length) {
      setSpare(services.header('scoring-session').id)
      setChosen(String(all.at(-1)?.['id']))
    }
    sheet.change([...new Set(changes.map((c) => c.row))].map((row) => all[row]).filter((v) => v !== undefined))
  }
  const shown = records.find((r) => r.id === chosen) ?? records.at(-1)
  return (
    <Stack gap="sm" onKeyDown={getHotkeyHandler([['mod+Enter', () => { sheet.save() }]])}>
      <Title order={2} size="h5">Sessions</Title>
      <Sheet label="Scoring sessions" corner="Session" columns={[...columns, computed]} rows={records.map((r) => ({ key: r.id, label: nameOf(r), head: r.stored === null ? nameOf(r) : <RecordLink kind="scoring-session" id={r.id}>{nameOf(r)}</RecordLink>, cells: cellsOf(r) }))} newRow={{ key: spare, label: 'new session', head: 'new', cells: {} }} onChange={change} />
      {shown !== undefined && (scale === null
        ? <Text size="sm" c="red" role="alert">The score scale of this experiment is not in the notebook: name it on the tab "Record".</Text>
        : (
            <>
              <Select label="Scores of" w={240} size="xs" data={records.map((r) => ({ value: r.id, label: nameOf(r) }))} value={shown.id} onChange={setChosen} allowDeselect={false} />
              <SessionSheet key={shown.id} session={shown} experiment={experiment} scale={scale.record} onChange={(value) => { sheet.change([value]) }} />
            </>
          ))}
      <SaveBar sheet={sheet} noun="session" />
    </Stack>
  )
}

function nameOf({ value }: SheetRecord): string {
  const day = wordsOf(value, 'day', '')
  return day === '' ? 'Day not given' : `Day ${day}`
}

function cellsOf(record: SheetRecord): Readonly<Record<string, SheetCell>> {
  const typed = columns.map((c): readonly [string, SheetCell] => {
    const problem = c.problem(record.value) ?? record.reasons.find((r) => r.field === c.pointer)?.reason
    const text = c.text(record.value)
    const isChanged = record.isChanged && (record.stored === null ? text !== '' : c.text(record.stored) !== text)
    return [c.key, { text, ...(problem === undefined ? {} : { problem }), ...(isChanged ? { tone: 'changed' as const } : {}) }]
  })
  return { ...Object.fromEntries(typed), animals: { text: String(itemsOf(record.value['observations']).length) } }
}
