import { Group, Text } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { PassageGrowth } from '../../../shared/domain/growth/growth-results.ts'
import type { RecordOf } from '../../../shared/records/record-kinds.ts'
import type { FormValue } from '../forms/form-value.ts'
import { Sheet } from '../sheet/sheet.tsx'
import type { SheetChange } from '../sheet/paste-changes.ts'
import { columnsInOrder, growthLine, passageColumns, passageRow } from './passage-rows.tsx'
import type { Culture } from './use-culture.ts'

/** Passages as a sheet, with growth beside what is typed. */
export function PassageGrid({ batch, culture }: { readonly batch: RecordOf<'batch'>; readonly culture: Culture }) {
  const { sheet, answer, origins, next, begin } = culture
  const typed = useMemo(() => passageColumns(origins), [origins])
  const columns = useMemo(() => columnsInOrder(typed), [typed])
  const growth = new Map((answer.value?.growth.passages ?? []).map((g) => [g.passageId, g]))
  const [typing, setTyping] = useState<string | null>(null)
  const change = (changes: readonly SheetChange[]): void => {
    const rows = sheet.records.map((r) => r.value)
    const added = begin(Math.max(0, ...changes.map((c) => c.row + 1 - rows.length)))
    const all = [...rows, ...added]
    for (const { row, column, text } of changes) {
      const found = typed.find((c) => c.key === column)
      const value = all[row]
      if (found !== undefined && value !== undefined) all[row] = withCode(batch.code, value, found.read(value, text))
    }
    const last = all[changes.at(-1)?.row ?? -1]
    if (last !== undefined) setTyping(String(last['id']))
    sheet.change([...new Set(changes.map((c) => c.row))].map((row) => all[row]).filter((v) => v !== undefined))
  }
  return (
    <>
      <Sheet takesLoosePaste label="Passages" corner="Passage" columns={columns} rows={sheet.records.map((r) => passageRow(r, typed, growth.get(r.id), r.stored === null))} newRow={passageRow(next, [], undefined, true)} onChange={change} />
      {typing !== null && growth.has(typing) && <Text size="sm" role="status">{growthOf(growth.get(typing))}{answer.isBehind ? ' …' : ''}</Text>}
      <Group gap="xs" mih={20}>
        <Text size="xs">Type or paste from a spreadsheet; headers are recognised. Arrows and Enter move. A row is begun in the last line.</Text>
      </Group>
      {answer.problem !== '' && <Text size="sm" c="red" role="alert">Growth could not be computed: {answer.problem}</Text>}
    </>
  )
}

function growthOf(growth: PassageGrowth | undefined): string {
  return growth === undefined ? '' : growthLine(growth)
}

/** The code of a row that is new follows its number while it is the suggested one. */
function withCode(batchCode: string, before: FormValue, after: FormValue): FormValue {
  const suggested = (v: FormValue): string => `${batchCode}-P${String(v['number'])}`
  return before['code'] === suggested(before) && typeof after['number'] === 'number' ? { ...after, code: suggested(after) } : after
}
