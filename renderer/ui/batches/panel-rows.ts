import { formFields, type FormField } from '../../../shared/records/form-fields.ts'
import type { StandardPanel } from '../../../shared/records/standard-panels.ts'
import { ordered } from '../../../shared/records/ordered.ts'
import type { FormValue } from '../forms/form-value.ts'
import { cellTextOf, readCell } from '../sheet/sheet-text.ts'
import type { SheetCell, SheetColumn, SheetRow } from '../sheet/sheet-types.ts'

const markers = formFields('phenotype-test').find((f) => f.name === 'markers')
const names: readonly (readonly [name: string, header: string, chars: number])[] = [['positivePercent', 'Positive', 8], ['events', 'Events', 8], ['controlPositivePercent', 'Control', 8], ['gateRule', 'Gate set by', 16]]

const fields: readonly (readonly [FormField, string, number])[] = names.flatMap(([name, header, chars]) => {
  const field = markers?.type === 'collection' ? markers.fields.find((f) => f.name === name) : undefined
  return field === undefined ? [] : [[field, header, chars] as const]
})

/** Columns of a panel that is being entered. */
export const panelColumns: readonly SheetColumn[] = [
  ...fields.map(([field, header, chars]): SheetColumn => ({ key: field.name, header, unit: field.unit, why: field.why, chars, isRight: field.type === 'number', ...(field.type === 'choice' ? { list: field.options } : {}) })),
  { key: 'criterion', header: 'Criterion', chars: 14, isComputed: true },
  { key: 'verdict', header: 'Verdict', chars: 14, isComputed: true },
]

/** One row per marker of a panel, with what was typed. @param verdicts by marker, as they stand now. */
export function panelRows(panel: StandardPanel, typed: FormValue, verdicts: ReadonlyMap<string, string>): readonly SheetRow[] {
  return ordered(panel.markers).map(([key, { marker, criterion }]) => {
    const item = typed[key]
    const values: FormValue = typeof item === 'object' && item !== null ? (item as FormValue) : {}
    const cells = fields.map(([field]): readonly [string, SheetCell] => {
      const value = values[field.name]
      const read = typeof value === 'string' ? readCell(value, field) : null
      return [field.name, { text: cellTextOf(value, field), ...(read !== null && !read.ok ? { problem: read.error } : {}) }]
    })
    const words = criterion === undefined ? '' : `${criterion.direction === 'at-least' ? 'at least' : 'at most'} ${String(criterion.percent)} %`
    return { key, label: marker, head: marker, cells: { ...Object.fromEntries(cells), criterion: { text: words }, verdict: { text: verdicts.get(marker) ?? '' } } }
  })
}

/** What was typed with one cell changed; what cannot be read stays as it was typed. */
export function withMarkerCell(typed: FormValue, panel: StandardPanel, key: string, column: string, text: string): FormValue {
  const found = fields.find(([field]) => field.name === column)
  if (found === undefined) return typed
  const read = readCell(text, found[0])
  const marker = panel.markers[key]
  const before = typed[key]
  const known: FormValue = typeof before === 'object' && before !== null ? (before as FormValue) : { order: marker?.order ?? 1, marker: marker?.marker ?? key }
  const { [column]: _, ...others } = known
  const value = read.ok ? read.value : text
  const next = value === undefined ? others : { ...others, [column]: value }
  const { [key]: __, ...rest } = typed
  return Object.keys(next).length <= 2 ? rest : { ...typed, [key]: next }
}
