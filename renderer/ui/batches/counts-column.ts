import { valueAt, withValue, itemsOf, nextItem, type FormValue } from '../forms/form-value.ts'
import { cellTextOf } from '../sheet/sheet-text.ts'
import { readNumber } from '../../../shared/util/read-number.ts'
import type { RecordColumn } from '../sheet/record-columns.ts'

const path = ['harvest', 'counts'] as const

/**
 * Column "Counts": the live cells per ml of repeated countings in one cell, with blanks or semicolons between them. Countings that were left
 * out with a reason stay as they are and are not shown here.
 */
export const countsColumn: RecordColumn = {
  key: 'counts', pointer: '/harvest/counts', header: 'Counts', unit: 'live cells/ml, each', chars: 14, isRight: true,
  why: 'Repeated counts give the doublings an interval; a single one has none. With them the volume is needed.',
  text: (value) => {
    const counts = valueAt(value, path)
    return typeof counts === 'string' ? counts : used(value).map(([, c]) => cellTextOf(c['liveCellsPerMl'], numberField)).join(' ')
  },
  read: (value, text) => {
    const numbers = text.split(/[;\s]+/).filter((t) => t !== '').map(readNumber)
    if (numbers.some((n) => !n.ok)) return withValue(value, path, text)
    const before = valueAt(value, path)
    const kept = itemsOf(typeof before === 'string' ? undefined : before)
    const places = used(value)
    let counts: FormValue = Object.fromEntries(kept.filter(([, c]) => c['excluded'] !== undefined))
    for (const [i, n] of numbers.entries()) {
      const [key, item] = places[i] ?? [nextItem({ ...Object.fromEntries(kept), ...counts }).key, { order: i + 1 }]
      if (n.ok) counts = { ...counts, [key]: { ...item, order: i + 1, liveCellsPerMl: n.value } }
    }
    const next = withValue(value, path, Object.keys(counts).length === 0 ? undefined : counts)
    const harvest = next['harvest']
    return typeof harvest === 'object' && harvest !== null && Object.keys(harvest).length === 0 ? withValue(next, ['harvest'], undefined) : next
  },
  problem: (value) => {
    const counts = valueAt(value, path)
    return typeof counts === 'string' ? `"${counts}" is not a list of numbers` : undefined
  },
}

const numberField = { name: 'liveCellsPerMl', label: 'Live cells', unit: 'cells/ml', why: '', required: false, blankable: true, type: 'number' } as const

function used(value: FormValue): readonly (readonly [string, FormValue])[] {
  const counts = valueAt(value, path)
  return typeof counts === 'string' ? [] : itemsOf(counts).filter(([, c]) => c['excluded'] === undefined)
}
