import { fail, ok, type Result } from '../../util/result.ts'
import { chiSquareUpperTail } from '../distributions.ts'
import { invalidFollowUp, type FollowUp } from './survival-data.ts'

export type LogRank = {
  readonly chiSquare: number
  readonly df: number
  /** From the chi-square approximation. */
  readonly p: number
  /** Per group: subjects, events seen, events expected were there no difference. */
  readonly groups: readonly { readonly subjects: number; readonly observed: number; readonly expected: number }[]
  readonly method: string
  readonly warnings: readonly string[]
}

/**
 * Log-rank test (Mantel 1966; Peto and Peto 1972) of two or more groups, hypergeometric variance. Where competing events (deaths) end
 * the follow-up, call it cause-specific.
 *
 * Reasons for failure: fewer than two groups, an empty group, a time that is negative or no number, no event in any group, no group at
 * risk beside another when events happened (all events at one time in everyone included). A group that was never at risk at an
 * event is left out of the test, with a warning.
 */
export function logRank(groups: readonly (readonly FollowUp[])[]): Result<LogRank> {
  if (groups.length < 2) return fail('log-rank test: at least two groups needed')
  for (const [index, group] of groups.entries()) {
    const invalid = invalidFollowUp(`group ${index + 1}`, group.map((subject) => subject.time))
    if (invalid !== undefined) return fail(invalid)
  }
  const eventTimes = [...new Set(groups.flat().filter((subject) => subject.event).map((subject) => subject.time))]
  if (eventTimes.length === 0) return fail('log-rank test: no event was observed in any group')
  const size = groups.length
  const observed = groups.map((group) => group.filter((subject) => subject.event).length)
  const expected = new Array<number>(size).fill(0)
  const covariance = Array.from({ length: size }, () => new Array<number>(size).fill(0))
  for (const time of eventTimes) {
    const atRisk = groups.map((group) => group.filter((subject) => subject.time >= time).length)
    const n = atRisk.reduce((a, b) => a + b, 0)
    const events = groups.flat().filter((subject) => subject.event && subject.time === time).length
    // With a single subject left, nothing varies.
    const factor = n > 1 ? (events * (n - events)) / (n - 1) : 0
    atRisk.forEach((ni, i) => {
      expected[i] = (expected[i] ?? 0) + (events * ni) / n
      atRisk.forEach((nj, j) => {
        const row = covariance[i]
        if (row !== undefined) row[j] = (row[j] ?? 0) + factor * (ni / n) * ((i === j ? 1 : 0) - nj / n)
      })
    })
  }
  const tested = groups.map((_, i) => i).filter((i) => (expected[i] ?? 0) > 0)
  // The deviations sum to zero: one group is redundant.
  const kept = tested.slice(1)
  const deviation = kept.map((i) => (observed[i] ?? 0) - (expected[i] ?? 0))
  const solution = solve(kept.map((i) => kept.map((j) => covariance[i]?.[j] ?? 0)), deviation)
  if (kept.length === 0 || solution === undefined) return fail('log-rank test: the groups were never at risk together when events happened')
  const chiSquare = Math.max(0, solution.reduce((sum, x, i) => sum + x * (deviation[i] ?? 0), 0))
  const df = kept.length
  const missing = size - tested.length
  return ok({
    chiSquare,
    df,
    p: chiSquareUpperTail(chiSquare, df),
    groups: groups.map((group, i) => ({ subjects: group.length, observed: observed[i] ?? 0, expected: expected[i] ?? 0 })),
    method: `log-rank test, chi-square df ${df}`,
    warnings: missing > 0 ? [`${missing} of ${size} groups had nobody at risk when an event happened, and are left out.`] : [],
  })
}

/** Solves a small symmetric system by elimination with pivoting; undefined when it is singular. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): readonly number[] | undefined {
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0])
  const scale = Math.max(...rows.map((row, i) => Math.abs(row[i] ?? 0)), 0)
  for (let col = 0; col < rows.length; col++) {
    let best = col
    for (let i = col + 1; i < rows.length; i++) if (Math.abs(rows[i]?.[col] ?? 0) > Math.abs(rows[best]?.[col] ?? 0)) best = i
    const pivotRow = rows[best]
    const swapped = rows[col]
    const pivot = pivotRow?.[col] ?? 0
    if (pivotRow === undefined || swapped === undefined || Math.abs(pivot) <= 1e-12 * scale) return undefined
    rows[best] = swapped
    rows[col] = pivotRow
    for (const [i, row] of rows.entries()) {
      if (i === col) continue
      const factor = (row[col] ?? 0) / pivot
      for (let j = col; j <= rows.length; j++) row[j] = (row[j] ?? 0) - factor * (pivotRow[j] ?? 0)
    }
  }
  return rows.map((row, i) => (row[rows.length] ?? 0) / (row[i] ?? 1))
}
