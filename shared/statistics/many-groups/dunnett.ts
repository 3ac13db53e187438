import { fail, ok, type Result } from '../../util/result.ts'
import { mean, variance } from '../descriptive.ts'
import { dunnettMaxCdf, dunnettQuantile } from './dunnett-distribution.ts'
import type { Estimate } from '../estimate.ts'
import { invalidGroup, percentText, requireLevel } from '../numeric-input.ts'

export type DunnettComparison = Estimate<{ readonly group: number; readonly control: number }> & {
  readonly t: number
  /** Two-sided, adjusted for all comparisons with the control. */
  readonly p: number
}

export type Dunnett = {
  /** In the order of the groups; value is the difference group - control, its interval simultaneous. */
  readonly comparisons: readonly DunnettComparison[]
  readonly df: number
  /** Pooled within-group standard deviation. */
  readonly pooledSd: number
  /** Two-sided critical value of |t| at the level of the intervals. */
  readonly criticalT: number
}

/**
 * Dunnett's comparison of several groups with one control (1955, J Am Stat Assoc 50:1096), two-sided, group sizes as they are, one pooled
 * variance. Adjusted p and simultaneous intervals come from the multivariate t distribution by numerical integration, no random numbers.
 * Groups are assumed to have equal variances; where they clearly differ use Welch's t with Holm.
 *
 * Reasons for failure: no group to compare, an empty group, a value that is no number, no degrees of freedom within groups,
 * no variation within groups. A group of one value is allowed: it borrows the pooled variance.
 */
export function dunnett(control: readonly number[], groups: readonly (readonly number[])[], level = 0.95): Result<Dunnett> {
  requireLevel(level)
  if (groups.length === 0) return fail('Dunnett: no group to compare with the control')
  for (const [index, group] of [control, ...groups].entries()) {
    const invalid = invalidGroup(index === 0 ? 'control' : `group ${index}`, group, 1)
    if (invalid !== undefined) return fail(invalid)
  }
  const everyone = [control, ...groups]
  const df = everyone.reduce((sum, group) => sum + group.length - 1, 0)
  if (df < 1) return fail('Dunnett: every group has a single value, so that the spread within groups is unknown')
  const squares = everyone.reduce((sum, group) => sum + (group.length - 1) * (variance(group) ?? 0), 0)
  if (squares === 0) return fail('Dunnett: the values do not vary within groups')
  const pooledSd = Math.sqrt(squares / df)
  const lambdas = groups.map((group) => Math.sqrt(group.length / (group.length + control.length)))
  const criticalT = dunnettQuantile(level, lambdas, df)
  const method = `Dunnett, ${groups.length} comparison${groups.length === 1 ? '' : 's'} with one control, pooled SD, df ${df}`
  const comparisons = groups.map((group) => {
    const value = (mean(group) ?? NaN) - (mean(control) ?? NaN)
    const se = pooledSd * Math.sqrt(1 / group.length + 1 / control.length)
    const t = value / se
    const interval = { level, lower: value - criticalT * se, upper: value + criticalT * se, method: `${method}, simultaneous ${percentText(level)}` }
    return { value, intervals: [interval], n: { group: group.length, control: control.length }, t, p: 1 - dunnettMaxCdf(Math.abs(t), lambdas, df), method, warnings: [] }
  })
  return ok({ comparisons, df, pooledSd, criticalT })
}
