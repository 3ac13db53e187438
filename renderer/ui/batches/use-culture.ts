import { useMemo, useState } from 'react'
import type { RecordOf } from '../../../shared/records/record-kinds.ts'
import { useCalculated, type Calculated } from '../../app/calculated.ts'
import { useRows, useRowsPointingAt, useVialsOfPassages } from '../../app/queries.ts'
import { useServices } from '../../app/services-context.ts'
import type { CultureAnswer } from '../../app/culture.ts'
import type { FormValue } from '../forms/form-value.ts'
import type { CodeBook } from '../sheet/sheet-text.ts'
import { useRecordSheet, type RecordSheet, type SheetRecord } from '../sheet/use-record-sheet.ts'
import { newPassage } from './new-passage.ts'
import { originsOf, type Origins } from './origin-column.ts'

export type Culture = {
  readonly sheet: RecordSheet
  readonly answer: Calculated<CultureAnswer>
  readonly origins: Origins
  readonly lots: CodeBook
  /** The passage that typing below the last row begins. */
  readonly next: SheetRecord
  /** Rows from `from` on as new passages, each after the one before; the first is `next`. */
  readonly begin: (count: number) => readonly FormValue[]
}

type Stored = { readonly id: string; readonly head: string; readonly record: RecordOf<'passage'> }

/** Passages of a batch while they are typed: rows of sheets, growth and conditions. Undefined while they are read. */
export function useCulture(batch: RecordOf<'batch'>): Culture | undefined {
  const pointing = useRowsPointingAt('passage', batch.id)
  const own = useMemo(() => pointing?.filter((r) => r.record.batchId === batch.id && r.record.retired === undefined).toSorted(byNumber), [pointing, batch.id])
  const culture = useCultureOf(batch, own ?? nothing)
  return own === undefined ? undefined : culture
}

const nothing: readonly Stored[] = []

function useCultureOf(batch: RecordOf<'batch'>, own: readonly Stored[]): Culture {
  const services = useServices()
  const sheet = useRecordSheet('passage', own, (draft) => draft['batchId'] === batch.id, 'passage')
  const answer = useCalculated((calculations) => calculations.culture(batch.id, sheet.typed), sheet.typed)
  const vials = useVialsOfPassages(own)
  const reagentLots = useRows('reagent-lot')
  const values = sheet.records.map((r) => r.value)
  const origins = useMemo(() => originsOf(sheet.records.map((r) => r.value), [...(answer.value?.passages ?? []), ...vials]), [sheet.records, answer.value?.passages, vials])
  const lots = useMemo(() => codeBook((reagentLots ?? []).map((r) => r.record)), [reagentLots])
  const [spare, setSpare] = useState(() => services.header('passage').id)
  const begin = (count: number): readonly FormValue[] => {
    const made: FormValue[] = []
    for (let i = 0; i < count; i++) {
      const header = services.header('passage')
      made.push(newPassage(i === 0 ? { ...header, id: spare } : header, batch, [...values, ...made]))
    }
    if (count > 0) setSpare(services.header('passage').id)
    return made
  }
  const next: SheetRecord = { id: spare, value: newPassage({ id: spare }, batch, values), stored: null, isChanged: false, reasons: [] }
  return { sheet, answer, origins, lots, next, begin }
}

function codeBook(records: readonly { readonly id: string; readonly code: string }[]): CodeBook {
  const byCode = new Map(records.map((r) => [r.code.toLowerCase(), r.id]))
  const byId = new Map(records.map((r) => [r.id, r.code]))
  return { idOf: (code) => byCode.get(code.toLowerCase()), codeOf: (id) => byId.get(id) }
}

function byNumber(a: Stored, b: Stored): number {
  return a.record.number - b.record.number || (a.record.code < b.record.code ? -1 : 1)
}
