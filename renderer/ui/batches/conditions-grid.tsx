import { useMemo } from 'react'
import { itemsOf, valueAt, type FormValue } from '../forms/form-value.ts'
import { listFields } from '../../../shared/records/list-fields.ts'
import { isBlank } from '../../../shared/records/blank.ts'
import type { ShownCondition } from '../../app/culture.ts'
import { Sheet } from '../sheet/sheet.tsx'
import type { SheetChange } from '../sheet/paste-changes.ts'
import { fieldColumn, type RecordColumn } from '../sheet/record-columns.ts'
import { cellTextOf, type CodeBook } from '../sheet/sheet-text.ts'
import type { SheetCell, SheetColumn, SheetRow } from '../sheet/sheet-types.ts'
import type { SheetRecord } from '../sheet/use-record-sheet.ts'
import type { Culture } from './use-culture.ts'

/** Every condition of culture: those with several parts (supplements, priming) are typed on the passage's own form. */
const conditions = listFields('passage').filter((f) => /^\/conditions\/[^/]+$/.test(f.pointer))

/**
 * Conditions of each passage side by side. What a passage does not state it inherits, shown in italics with where it comes from; only what
 * differs is typed, and clearing a cell goes back to what is inherited.
 */
export function ConditionsGrid({ culture }: { readonly culture: Culture }) {
  const { sheet, answer, lots } = culture
  const read = useMemo(() => new Map(conditions.filter((c) => c.field.type !== 'collection').map((c) => [c.pointer, fieldColumn('passage', c.pointer, { chars: 12, codes: lots })])), [lots])
  const key = sheet.records.map((r) => `${r.id} ${String(r.value['code'])}`).join()
  const columns = useMemo((): readonly SheetColumn[] => sheet.records.map((r) => ({ key: r.id, header: typeof r.value['code'] === 'string' ? r.value['code'] : '', chars: 14 })), [key])
  const shown = new Map((answer.value?.conditions ?? []).map((c) => [`${c.passageId} ${c.name}`, c]))
  const conflicts = new Map((answer.value?.conflicts ?? []).map((c) => [`${c.passageId} ${c.name}`, c.parents]))
  const rows = conditions.map(({ pointer, field }): SheetRow => ({
    key: pointer,
    label: field.label,
    head: <span title={field.why}>{field.label}{field.unit === '' ? '' : ` (${field.unit})`}</span>,
    cells: Object.fromEntries(sheet.records.map((record) => {
      const at = `${record.id} ${field.name}`
      return [record.id, cellFor(record, read.get(pointer), field.name, shown.get(at), conflicts.get(at), lots)]
    })),
  }))
  const change = (changes: readonly SheetChange[]): void => {
    const values = new Map<string, FormValue>()
    for (const { row, column, text } of changes) {
      const record = sheet.records.find((r) => r.id === column)
      const reader = read.get(conditions[row]?.pointer ?? '')
      if (record !== undefined && reader !== undefined) values.set(column, reader.read(values.get(column) ?? record.value, text))
    }
    if (values.size > 0) sheet.change([...values.values()])
  }
  return <Sheet isNamed label="Conditions" corner="Condition" columns={columns} rows={rows} onChange={change} />
}

function cellFor(record: SheetRecord, column: RecordColumn | undefined, name: string, shown: ShownCondition | undefined, conflict: readonly string[] | undefined, lots: CodeBook): SheetCell {
  const inherited = shown?.inherited === true ? shown : undefined
  const from = inherited === undefined ? {} : { note: `inherited from ${inherited.fromCode}`, tone: 'inherited' as const }
  if (column === undefined) return { text: partsText(valueAt(record.value, ['conditions', name]) ?? shown?.value), isFixed: true, ...from }
  const own = column.text(record.value)
  const problem = column.problem(record.value) ?? record.reasons.find((r) => r.field.startsWith(column.pointer))?.reason
  if (own !== '') {
    const isChanged = record.isChanged && (record.stored === null || column.text(record.stored) !== own)
    return { text: own, ...(problem === undefined ? {} : { problem }), ...(isChanged ? { tone: 'changed' as const } : {}) }
  }
  if (conflict !== undefined) return { text: '', problem: `the pooled passages ${conflict.join(', ')} differ, so nothing is inherited: state it here` }
  if (inherited === undefined) return { text: '' }
  const field = conditions.find((c) => c.pointer === column.pointer)?.field
  return { text: field === undefined ? '' : cellTextOf(inherited.value, field, lots), ...from }
}

/** "ascorbic acid 50 µg/ml; FGF2 5 ng/ml": supplements or priming in one line. */
function partsText(value: unknown): string {
  if (isBlank(value)) return value.blank.replace('-', ' ')
  return itemsOf(value).map(([, item]) => [item['agent'], item['concentration'], item['concentrationUnit'], typeof item['hours'] === 'number' ? `${String(item['hours'])} h` : undefined].filter((p) => typeof p === 'string' || typeof p === 'number').join(' ')).join('; ')
}
