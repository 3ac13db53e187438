import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { dataStart, isBefore, type DataStart } from '../data-start.ts'
import type { MarginUsed } from './pair-results.ts'
import { settingUsed } from '../settings-used.ts'
import type { Side } from './verdict.ts'

type Pair = RecordOf<'pair'>
type Declaration = { readonly value: number; readonly at: string | undefined; readonly before: boolean }

const sides = {
  'in vitro': { field: 'inVitroPoints', unit: 'points', setting: 'inVitroMarginPoints' },
  'in vivo': { field: 'inVivoPercent', unit: '%', setting: 'inVivoMarginPercent' },
} as const

/**
 * The margin of one side of a pair, and whether it was declared before data. Of the declarations before the data the last one counts;
 * one that comes later, or whose time is not known, with another value is a change after data and makes the margin unusable, as
 * does a margin declared only after data. Without any declaration the lab's margin holds if the lab's settings were recorded before the
 * data, since only then it was fixed beforehand (a settings record keeps the time it was first recorded).
 * Data begin with the earliest plate of the assay, or the earliest scoring session or unblinding of the experiment; see {@link dataStart}.
 * A margin that is not above zero is impossible and refused.
 */
export function marginOf(notebook: Notebook, pair: Pair, side: Side): MarginUsed {
  const { field, unit } = sides[side]
  const start = dataStart(notebook, pair, side)
  const declared: Declaration[] = []
  for (const margin of Object.values(pair.margins ?? {})) {
    const value = valueOf(margin[field])
    if (value === undefined) continue
    const at = valueOf(margin.declaredAt)
    declared.push({ value, at, before: at !== undefined && isBefore(at, start) })
  }
  if (declared.length === 0) return labMargin(notebook, side, start)
  const base = { unit, isLabDefault: false }
  const impossible = declared.find((d) => !(d.value > 0))
  if (impossible !== undefined) return { ...base, value: null, declaredAt: impossible.at ?? null, declaredBeforeData: false, note: `a margin of ${impossible.value} ${unit} is impossible: it must be above 0` }
  const byTime = declared.toSorted((a, b) => timeOf(a) - timeOf(b))
  const inForce = byTime.filter((d) => d.before).at(-1)
  const late = byTime.filter((d) => !d.before)
  const last = byTime.at(-1)
  if (inForce === undefined) {
    const first = late[0]
    const when = first?.at === undefined ? 'its time is not recorded' : `declared ${first.at}`
    return { ...base, value: last?.value ?? null, declaredAt: last?.at ?? null, declaredBeforeData: false, note: `margin not declared before data: ${when}; ${start.words}` }
  }
  const changed = late.find((d) => d.value !== inForce.value)
  if (changed !== undefined) {
    return { ...base, value: changed.value, declaredAt: changed.at ?? null, declaredBeforeData: false, note: `margin changed after data, from ${inForce.value} to ${changed.value} ${unit} (${changed.at ?? 'time not recorded'}); ${start.words}` }
  }
  return { ...base, value: inForce.value, declaredAt: inForce.at ?? null, declaredBeforeData: true, note: `declared ${inForce.at ?? ''}, before data (${start.words})${enteredLate(pair, start)}` }
}

/** Declarations in order of time; those without a time last. */
function timeOf(d: Declaration): number {
  return d.at === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(d.at)
}

/** The declaration is the pair's own statement; that the pair was entered only after the data is said beside it. */
function enteredLate(pair: Pair, start: DataStart): string {
  return isBefore(pair.recordedAt, start) ? '' : `; the pair itself was entered ${pair.recordedAt}`
}

function labMargin(notebook: Notebook, side: Side, start: DataStart): MarginUsed {
  const { unit, setting } = sides[side]
  const record = notebook.all('lab-settings')[0]
  const used = settingUsed(notebook, setting)
  const base = { unit, isLabDefault: true }
  if (record === undefined) return { ...base, value: null, declaredAt: null, declaredBeforeData: false, note: "no margin declared, and the lab's settings are not recorded" }
  // An impossible margin is a declaration that went wrong: the documented default must not take its place.
  const stated = valueOf(record[setting])
  if (stated !== undefined && !(stated > 0)) return { ...base, value: null, declaredAt: record.recordedAt, declaredBeforeData: false, note: `no margin declared; the lab's margin of ${String(stated)} ${unit} is impossible` }
  if (!isBefore(record.recordedAt, start)) {
    return { ...base, value: null, declaredAt: null, declaredBeforeData: false, note: `no margin declared; the lab's settings of ${record.recordedAt} are not older than the data (${start.words})` }
  }
  return { ...base, value: used.value, declaredAt: record.recordedAt, declaredBeforeData: true, note: `the lab's margin${used.isDefault ? ' (documented default)' : ''}, settings recorded ${record.recordedAt}, before data (${start.words})` }
}
