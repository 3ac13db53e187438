import type { PassageGrowth } from '../../../shared/domain/growth/growth-results.ts'
import { printBounds, printEstimate, printNumber } from '../../../shared/reports/layout/print-estimate.ts'
import type { Estimate } from '../../../shared/domain/estimate.ts'
import { RecordLink } from '../records/record-link.tsx'
import type { RecordColumn } from '../sheet/record-columns.ts'
import { fieldColumn } from '../sheet/record-columns.ts'
import type { SheetCell, SheetColumn, SheetRow } from '../sheet/sheet-types.ts'
import type { SheetRecord } from '../sheet/use-record-sheet.ts'
import { countsColumn } from './counts-column.ts'
import { originColumn, type Origins } from './origin-column.ts'

/** Columns of the passage grid that are typed into. */
export function passageColumns(origins: Origins): readonly RecordColumn[] {
  const field = (pointer: string, chars: number, header?: string): RecordColumn => fieldColumn('passage', pointer, { chars, ...(header === undefined ? {} : { header }) })
  return [
    field('/number', 2, 'No.'), originColumn(origins), field('/seededAt', 9), field('/seededCells', 7), field('/areaCm2', 5, 'Area'),
    field('/harvest/at', 9, 'Harvested'), field('/harvest/liveCells', 8, 'Live cells'), field('/harvest/viabilityPercent', 6, 'Viability'),
    countsColumn, field('/harvest/volumeMl', 5, 'Volume'), field('/outcome', 8),
  ]
}

/** All columns: doublings stand right of the numbers they come from, what is rarely typed at the end. */
export function columnsInOrder(typed: readonly RecordColumn[]): readonly SheetColumn[] {
  return [...typed.slice(0, 8), ...growthColumns, ...typed.slice(8)]
}

/** Growth of one passage in a line, for beside the cell that is being typed. */
export function growthLine(growth: PassageGrowth): string {
  const { populationDoublings: pd, cumulativeDoublings: cpd, doublingTimeH: time } = growth
  const warnings = [...new Set([...pd.warnings, ...cpd.warnings, ...time.warnings])]
  return `${growth.code}: doublings ${printEstimate(pd)} · cumulative ${printEstimate(cpd)} · doubling time ${printEstimate(time)}${warnings.length === 0 ? '' : ` ▲ ${warnings.join('; ')}`}`
}

type GrowthColumn = SheetColumn & { readonly of: (growth: PassageGrowth) => { readonly text: string; readonly estimate: Estimate } }

const number = (pick: (g: PassageGrowth) => Estimate): GrowthColumn['of'] => (g) => ({ text: printNumber(pick(g)), estimate: pick(g) })

/** Columns the program computes, from what stands in the others. */
export const growthColumns: readonly GrowthColumn[] = [
  { key: 'pd', header: 'PD', unit: 'doublings', chars: 5, isRight: true, isComputed: true, why: 'Population doublings: log2(live cells harvested / cells seeded)', of: number((g) => g.populationDoublings) },
  { key: 'pd95', header: 'PD 95 %', chars: 12, isRight: true, isComputed: true, of: (g) => ({ text: printBounds(g.populationDoublings), estimate: g.populationDoublings }) },
  { key: 'cpd', header: 'CPD', unit: 'doublings', chars: 5, isRight: true, isComputed: true, why: 'Cumulative population doublings along the lineage', of: number((g) => g.cumulativeDoublings) },
  { key: 'td', header: 'Doubling time', unit: 'h', chars: 7, isRight: true, isComputed: true, of: number((g) => g.doublingTimeH) },
  { key: 'td95', header: 'Doubling time 95 %', chars: 12, isRight: true, isComputed: true, of: (g) => ({ text: printBounds(g.doublingTimeH), estimate: g.doublingTimeH }) },
]

/** A row of the passage grid. */
export function passageRow(record: SheetRecord, columns: readonly RecordColumn[], growth: PassageGrowth | undefined, isNew: boolean): SheetRow {
  const code = typeof record.value['code'] === 'string' ? record.value['code'] : ''
  const typed = columns.map((c): readonly [string, SheetCell] => [c.key, cellOf(record, c)])
  const computed = growth === undefined ? [] : growthColumns.map((c): readonly [string, SheetCell] => {
    const { text, estimate } = c.of(growth)
    const notes = [...(estimate.value === null ? [`not assessable: ${estimate.notAssessable ?? ''}`] : []), ...(estimate.intervals.length === 0 && estimate.value !== null && c.key.endsWith('95') ? [estimate.noInterval ?? ''] : []), ...estimate.warnings]
    return [c.key, { text, ...(notes.length === 0 ? {} : { note: notes.join('; ') }) }]
  })
  return { key: record.id, label: isNew ? `new passage ${code}` : code, head: record.stored === null ? code : <RecordLink kind="passage" id={record.id}>{code}</RecordLink>, cells: Object.fromEntries([...typed, ...computed]) }
}

function cellOf(record: SheetRecord, column: RecordColumn): SheetCell {
  const problem = column.problem(record.value) ?? record.reasons.find((r) => r.field === column.pointer || r.field.startsWith(`${column.pointer}/`))?.reason
  const text = column.text(record.value)
  const isChanged = record.isChanged && (record.stored === null ? text !== '' : column.text(record.stored) !== text)
  return { text, ...(problem === undefined ? {} : { problem }), ...(isChanged ? { tone: 'changed' as const } : {}) }
}
