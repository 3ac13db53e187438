import { valueOf } from '../records/blank.ts'
import type { Notebook } from '../records/notebook.ts'
import { comparePartialDates, daysBetween } from '../util/partial-date.ts'
import type { LinkedCells } from './linked-cells.ts'
import { subjectOfTest } from './quality-test-subject.ts'
import { settingUsed } from './settings-used.ts'

/**
 * Mycoplasma status of cells at their use, in words: the last test of their batch on or before the day of use (any passage, bank, vial or
 * preparation of it, named), its result, and its age in days against the lab's limit (default 30). Several uses: the worst is named first.
 * "none recorded" where there is no test, or the time of use or of every test is not known to the day.
 */
export function mycoplasmaAtUse(notebook: Notebook, side: string, cells: readonly LinkedCells[]): string {
  if (cells.length === 0) return `${side}: no cells named`
  const limit = settingUsed(notebook, 'mycoplasmaDays').value
  const states = cells.map((c) => stateOf(notebook, c, limit)).toSorted((a, b) => b.severity - a.severity)
  const uses = new Map<string, string[]>()
  for (const s of states) uses.set(s.words, [...(uses.get(s.words) ?? []), s.cells])
  return `${side}: ${[...uses].map(([words, names]) => `${words}: ${[...new Set(names)].join(', ')}`).join('; ')}`
}

/** `words` say what was found, `cells` for which use: uses with the same finding are named together. */
type State = { readonly severity: number; readonly words: string; readonly cells: string }

function stateOf(notebook: Notebook, cells: LinkedCells, limit: number): State {
  const state = (severity: number, words: string): State => ({ severity, words, cells: cells.name })
  const used = cells.usedAt
  if (used === undefined) return state(3, 'the day of use is not recorded')
  const tests = notebook
    .all('quality-test')
    .filter((t) => t.test === 'mycoplasma' && subjectOfTest(notebook, t).batchId === cells.batchId && cells.batchId !== undefined)
    .flatMap((test) => {
      const days = test.performedAt === undefined ? undefined : daysBetween(test.performedAt, used)
      return days === undefined || days < 0 || comparePartialDates(test.performedAt ?? '', used) === 1 ? [] : [{ test, days }]
    })
    .toSorted((a, b) => a.days - b.days)
  const [last] = tests
  if (last === undefined) return state(4, 'none recorded before use')
  const result = valueOf(last.test.result)
  const what = `test of ${subjectOfTest(notebook, last.test).name}, ${beforeUse(last.days)}`
  switch (result) {
    case 'fail':
      return state(5, `POSITIVE (${what})`)
    case 'pass':
      return last.days > limit ? state(2, `negative, but older than ${String(limit)} days (${what})`) : state(0, `negative (${what})`)
    case 'inconclusive':
    case 'pending':
    case undefined:
      return state(3, `${result ?? 'result not recorded'} (${what})`)
  }
}

function beforeUse(days: number): string {
  if (days === 0) return 'on the day of use'
  return `${String(days)} ${days === 1 ? 'day' : 'days'} before use`
}
