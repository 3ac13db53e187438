import type { Notebook } from '../../records/notebook.ts'
import { assertNever } from '../../util/assert-never.ts'
import type { LinkedCells } from '../pairs/linked-cells.ts'
import { mycoplasmaStatus, type SpeakingTest } from './mycoplasma-status.ts'

/**
 * Mycoplasma status of cells at their use, in words (mycoplasma-status.ts decides): result of the last test of their batch, on what it was
 * made, and its age in days against the lab's limit (default 30). Several uses: the worst is named first, and uses with the same status
 * are named together.
 */
export function mycoplasmaAtUse(notebook: Notebook, side: string, cells: readonly LinkedCells[]): string {
  if (cells.length === 0) return `${side}: no cells named`
  const states = cells.map((c) => stateOf(notebook, c)).toSorted((a, b) => b.severity - a.severity)
  const uses = new Map<string, string[]>()
  for (const s of states) uses.set(s.words, [...(uses.get(s.words) ?? []), s.cells])
  return `${side}: ${[...uses].map(([words, names]) => `${words}: ${[...new Set(names)].join(', ')}`).join('; ')}`
}

/** `words` say what was found, `cells` for which use. */
type State = { readonly severity: number; readonly words: string; readonly cells: string }

function stateOf(notebook: Notebook, cells: LinkedCells): State {
  const state = (severity: number, words: string): State => ({ severity, words, cells: cells.name })
  const status = mycoplasmaStatus(notebook, cells.batchId, cells.usedAt)
  switch (status.kind) {
    case 'positive':
      return state(5, `POSITIVE (${testWords(status.test)})`)
    case 'none':
      return state(4, 'none recorded before use')
    case 'tests-undated':
      return state(4, 'none known to be before use (tests on record are not dated to the day)')
    case 'use-undated':
      return state(3, 'the day of use is not recorded')
    case 'undecided':
      return state(3, `${status.result} (${testWords(status.test)})`)
    case 'outdated':
      return state(2, `negative, but older than ${String(status.limitDays)} days (${testWords(status.test)})`)
    case 'negative':
      return state(0, `negative (${testWords(status.test)})`)
    default:
      return assertNever(status, 'mycoplasma status')
  }
}

function testWords({ subject, days }: SpeakingTest): string {
  const when = days === 0 ? 'on the day of use' : `${String(days)} ${days === 1 ? 'day' : 'days'} before use`
  return `test of ${subject}, ${when}`
}
