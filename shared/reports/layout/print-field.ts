import { blankWords } from '../../records/blank.ts'
import type { Blank } from '../../records/fields.ts'
import type { Notebook } from '../../records/notebook.ts'
import { nameOf } from '../../records/notebook.ts'
import { formatRecorded } from '../../util/format-number.ts'

type Field = string | number | boolean | Blank | undefined

/** Printed form of a field: its value with unit, or its blank state in words. */
export function printField(value: Field, unit = ''): string {
  const blank = blankWords(value)
  if (blank !== undefined) return blank
  if (typeof value === 'number') return unit === '' ? formatRecorded(value) : `${formatRecorded(value)} ${unit}`
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return typeof value === 'string' ? (unit === '' ? value : `${value} ${unit}`) : ''
}

/** Printed name of a referenced record, or the blank state of the reference. */
export function printReference(notebook: Notebook, value: string | Blank | undefined): string {
  const blank = blankWords(value)
  if (blank !== undefined) return blank
  const record = typeof value === 'string' ? notebook.find(value) : undefined
  if (record === undefined) return 'not in this file'
  return record.kind === 'person' ? record.printedName : record.kind === 'reagent-lot' ? `${record.name}, lot ${record.code}` : nameOf(record)
}

/** Amount with a unit that is itself a field: "10 ng/ml". */
export function printAmount(value: number | Blank | undefined, unit: string | Blank | undefined): string {
  return printField(value, typeof unit === 'string' ? unit : '')
}

/** Date or time as printed: "2025-02-14 11:30", with its offset where one is stated. */
export function printTime(value: string | Blank | null | undefined): string {
  if (value === null) return 'not recorded'
  const blank = blankWords(value)
  if (blank !== undefined) return blank
  return typeof value === 'string' ? value.replace('T', ' ').replace(/(\d{2}:\d{2}):00(?=Z|[+-]\d{2}:|$)/, '$1').replace(/(\d{2}:\d{2})(Z|[+-])/, '$1 $2') : ''
}
