import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { comparePartialDates, daysBetween } from '../../util/partial-date.ts'
import { subjectOfTest } from './quality-test-subject.ts'
import { settingUsed } from '../settings-used.ts'

type Test = RecordOf<'quality-test'>

/** The test that speaks for cells at their use: what it was made on, when, and how many days before use. */
export type SpeakingTest = { readonly subject: string; readonly performedAt: string; readonly days: number }

/**
 * Mycoplasma status of cells at their use.
 * `none`: no test of the batch on or before the day of use; `use-undated`, `tests-undated`: the order of test and use is not known, because the
 * use, or every test that could count, is not dated to the day; `undecided`: the last test is inconclusive, or no result has come yet.
 */
export type MycoplasmaStatus =
  | { readonly kind: 'none' | 'use-undated' | 'tests-undated' }
  | { readonly kind: 'negative' | 'outdated' | 'positive'; readonly test: SpeakingTest; readonly limitDays: number }
  | { readonly kind: 'undecided'; readonly test: SpeakingTest; readonly result: 'inconclusive' | 'pending' | 'result not recorded' }

/**
 * Mycoplasma status of a batch on the day its cells were used, from the last test on or before that day of any of its passages, banks, vials
 * or preparations. A test whose result is still open does not count where an earlier one has a result. Of several tests on one day the
 * gravest result counts. A negative test older than the lab's limit (default 30 days) is outdated; exactly the limit is not.
 * @param usedAt bench date of use; undefined when it is not recorded.
 */
export function mycoplasmaStatus(notebook: Notebook, batchId: string | undefined, usedAt: string | undefined): MycoplasmaStatus {
  const tests = notebook.all('quality-test').filter((t) => t.test === 'mycoplasma' && batchId !== undefined && subjectOfTest(notebook, t).batchId === batchId)
  if (tests.length === 0) return { kind: 'none' }
  if (usedAt === undefined || daysBetween(usedAt, usedAt) === undefined) return { kind: 'use-undated' }
  const dated = tests.flatMap(({ performedAt, ...test }) => {
    const days = performedAt === undefined ? undefined : daysBetween(performedAt, usedAt)
    return performedAt === undefined || days === undefined ? [] : [{ test: { ...test, performedAt }, days }]
  })
  const before = dated.filter(({ test, days }) => days >= 0 && comparePartialDates(test.performedAt, usedAt) !== 1)
  const last = before.toSorted((a, b) => Number(isOpen(a.test)) - Number(isOpen(b.test)) || a.days - b.days || gravity(b.test) - gravity(a.test))[0]
  if (last === undefined) return { kind: dated.length < tests.length ? 'tests-undated' : 'none' }
  const test = { subject: subjectOfTest(notebook, last.test).name, performedAt: last.test.performedAt, days: last.days }
  const result = valueOf(last.test.result)
  const limitDays = settingUsed(notebook, 'mycoplasmaDays').value
  switch (result) {
    case 'fail':
      return { kind: 'positive', test, limitDays }
    case 'pass':
      return { kind: last.days > limitDays ? 'outdated' : 'negative', test, limitDays }
    case 'inconclusive':
    case 'pending':
    case undefined:
      return { kind: 'undecided', test, result: result ?? 'result not recorded' }
  }
}

function isOpen(test: Test): boolean {
  const result = valueOf(test.result)
  return result === undefined || result === 'pending'
}

function gravity(test: Test): number {
  const result = valueOf(test.result)
  return result === 'fail' ? 2 : result === 'inconclusive' ? 1 : 0
}
