import { valueOf } from '../records/blank.ts'
import { nameOf, type Notebook } from '../records/notebook.ts'
import type { RecordOf } from '../records/record-kinds.ts'
import { comparePartialDates, daysBetween } from '../util/partial-date.ts'
import type { LinkedCells } from './linked-cells.ts'
import { settingUsed } from './settings-used.ts'

type Test = RecordOf<'quality-test'>

/**
 * Mycoplasma status of cells at their use, in words: the last test of their batch on or before the day of use (any passage, bank, vial or
 * preparation of it, named), its result, and its age in days against the lab's limit (default 30). Several uses: the worst is named first.
 * "none recorded" where there is no test, or the time of use or of every test is not known to the day.
 */
export function mycoplasmaAtUse(notebook: Notebook, side: string, cells: readonly LinkedCells[]): string {
  if (cells.length === 0) return `${side}: no cells named`
  const limit = settingUsed(notebook, 'mycoplasmaDays').value
  const states = cells.map((c) => stateOf(notebook, c, limit)).toSorted((a, b) => b.severity - a.severity)
  return `${side}: ${[...new Set(states.map((s) => s.words))].join('; ')}`
}

type State = { readonly severity: number; readonly words: string }

function stateOf(notebook: Notebook, cells: LinkedCells, limit: number): State {
  const used = cells.usedAt
  if (used === undefined) return { severity: 3, words: `${cells.name}: the day of use is not recorded` }
  const tests = notebook
    .all('quality-test')
    .filter((t) => t.test === 'mycoplasma' && batchOfTest(notebook, t) === cells.batchId && cells.batchId !== undefined)
    .flatMap((test) => {
      const days = test.performedAt === undefined ? undefined : daysBetween(test.performedAt, used)
      return days === undefined || days < 0 || comparePartialDates(test.performedAt ?? '', used) === 1 ? [] : [{ test, days }]
    })
    .toSorted((a, b) => a.days - b.days)
  const [last] = tests
  if (last === undefined) return { severity: 4, words: `${cells.name}: none recorded before use` }
  const result = valueOf(last.test.result)
  const what = `test of ${subjectName(notebook, last.test)}, ${last.days} days before use of ${cells.name}`
  switch (result) {
    case 'fail':
      return { severity: 5, words: `POSITIVE (${what})` }
    case 'pass':
      return last.days > limit ? { severity: 2, words: `negative, but older than ${limit} days (${what})` } : { severity: 0, words: `negative (${what})` }
    case 'inconclusive':
    case 'pending':
    case undefined:
      return { severity: 3, words: `${result ?? 'result not recorded'} (${what})` }
  }
}

function batchOfTest(notebook: Notebook, test: Test): string | undefined {
  const { subject } = test
  switch (subject.type) {
    case 'passage':
      return notebook.get('passage', subject.passageId)?.batchId
    case 'bank':
      return batchOfBank(notebook, subject.bankId)
    case 'vial':
      return batchOfBank(notebook, notebook.get('vial', subject.vialId)?.bankId)
    case 'preparation': {
      const preparation = notebook.get('preparation', subject.preparationId)
      const vial = Object.keys(preparation?.vials ?? {})[0]
      return notebook.get('passage', preparation?.passageId)?.batchId ?? batchOfBank(notebook, notebook.get('vial', vial)?.bankId)
    }
  }
}

function batchOfBank(notebook: Notebook, bankId: string | undefined): string | undefined {
  return notebook.get('passage', notebook.get('bank', bankId)?.passageId)?.batchId
}

function subjectName(notebook: Notebook, { subject }: Test): string {
  const id = { passage: 'passageId', bank: 'bankId', vial: 'vialId', preparation: 'preparationId' } as const
  const of = Object.entries(subject).find(([key]) => key === id[subject.type])?.[1]
  const record = of === undefined ? undefined : notebook.find(of)
  return record === undefined ? subject.type : `${subject.type} ${nameOf(record)}`
}
