import { fail, ok, type Result } from '../util/result.ts'
import { mean, variance } from './descriptive.ts'
import type { Estimate } from './estimate.ts'
import { count, invalidGroup, requireLevel } from './numeric-input.ts'
import { percentIntervals, satterthwaiteDf, type PercentInterval } from './two-groups/percent-change.ts'

export type SuppressionWells = {
  /** X: responders stimulated with MSC (or with whatever is tested). */
  readonly treated: readonly number[]
  /** C: responders stimulated without MSC. */
  readonly stimulated: readonly number[]
  /** B: responders not stimulated; undefined means the definition without background, B = 0. All in one unit. */
  readonly background?: readonly number[] | undefined
}

export type SuppressionPercent = Estimate<{ readonly treated: number; readonly stimulated: number; readonly background: number }> & {
  readonly background: 'subtracted' | 'none'
  /** Delta-method standard error in percentage points; null with the interval. */
  readonly standardError: number | null
  /** Satterthwaite degrees of freedom; null with the interval. */
  readonly df: number | null
  /** The intervals again, each with g and its confidence set; what Fieller says when unbounded is here. */
  readonly fieller: readonly PercentInterval[]
}

/**
 * Suppression of one plate, in percent: S = 100 (1 - (X - B)/(C - B)), X, C, B being means over wells. Negative S is enhancement; values
 * above 100 % or below 0 % are kept. The interval is Fieller's, with separate variances, the covariance var(B) that numerator and
 * denominator share, and Satterthwaite df of X - R C - (1 - R) B at the estimated ratio R. It describes the precision of this plate:
 * wells are technical replicates, and no verdict may rest on it.
 *
 * Reasons for failure: no wells in a group that is used, a value that is no number, C - B <= 0 (nothing to suppress).
 * A group with a single well, or wells that do not vary at all, give S without an interval and a warning.
 * @param levels coverage of the intervals, 0 to 1.
 */
export function suppressionPercent(wells: SuppressionWells, levels: readonly number[] = [0.95]): Result<SuppressionPercent> {
  levels.forEach(requireLevel)
  const subtracted = wells.background !== undefined
  const background = wells.background ?? []
  const groups: readonly (readonly [string, readonly number[]])[] = [
    ['wells with MSC', wells.treated],
    ['stimulated wells without MSC', wells.stimulated],
    ...(subtracted ? ([['unstimulated wells', background]] as const) : []),
  ]
  for (const [name, values] of groups) {
    const invalid = invalidGroup(name, values, 1)
    if (invalid !== undefined) return fail(invalid)
  }
  const x = mean(wells.treated) ?? NaN
  const c = mean(wells.stimulated) ?? NaN
  const b = subtracted ? (mean(background) ?? NaN) : 0
  const range = c - b
  if (!(range > 0)) {
    const floor = subtracted ? `the unstimulated mean ${b.toPrecision(4)}` : '0 (no background subtracted)'
    return fail(`the stimulated wells (mean ${c.toPrecision(4)}) do not exceed ${floor}: there is no response to suppress; check stimulus and plate map`)
  }
  const ratio = (x - b) / range
  const value = 100 * (1 - ratio)
  const n = { treated: wells.treated.length, stimulated: wells.stimulated.length, background: background.length }
  const method = `S = 100 (1 - ${subtracted ? '(X - B)/(C - B)' : 'X/C'}) of well means; precision of this plate (Fieller, Satterthwaite)`
  const base = { value, n, method, background: subtracted ? 'subtracted' : 'none' } as const
  const single = groups.filter(([, values]) => values.length < 2)
  if (single.length > 0) {
    const warnings = single.map(([name, values]) => `No interval: ${name}: ${count(values.length, 'well')}, at least 2 needed.`)
    return ok({ ...base, intervals: [], standardError: null, df: null, fieller: [], warnings })
  }
  const part = (values: readonly number[]): number => (values.length === 0 ? 0 : (variance(values) ?? NaN) / values.length)
  const vx = part(wells.treated)
  const vc = part(wells.stimulated)
  const vb = part(background)
  const parts = [
    { variance: vx, df: n.treated - 1 },
    { variance: ratio ** 2 * vc, df: n.stimulated - 1 },
    ...(subtracted ? [{ variance: (1 - ratio) ** 2 * vb, df: n.background - 1 }] : []),
  ]
  const total = parts.reduce((sum, one) => sum + one.variance, 0)
  if (total === 0) {
    const warnings = ['No interval: the wells that enter the estimate do not vary at all (saturated, rounded or copied readings?).']
    return ok({ ...base, intervals: [], standardError: null, df: null, fieller: [], warnings })
  }
  const df = satterthwaiteDf(parts)
  const input = { numerator: x - b, denominator: range, varNumerator: vx + vb, varDenominator: vc + vb, covariance: vb, df }
  const { intervals: fieller, warnings } = percentIntervals(input, levels)
  const standardError = (100 * Math.sqrt(total)) / range
  return ok({ ...base, intervals: fieller.map((one) => one.interval), standardError, df, fieller, warnings })
}
