import { fail, ok, type Result } from '../../util/result.ts'
import { tTwoSidedP } from '../distributions.ts'
import { bartlett } from './bartlett.ts'
import type { ControlComparison } from './control-comparison.ts'
import { dunnett } from './dunnett.ts'
import { welchAgainstControl } from './welch-against-control.ts'

export type AgainstControl = {
  readonly method: 'Dunnett' | 'Dunnett on the logarithm' | 'Welch with Holm'
  readonly scale: 'difference' | 'ratio'
  /** Why this method: what Bartlett's test found. */
  readonly why: string
  readonly comparisons: readonly ControlComparison[]
}

/** Below this p of Bartlett's test variances are called unequal. */
const UNEQUAL = 0.05

/**
 * Several groups of wells against one control, by the method that their variances allow:
 * 1. Dunnett on the values, unless Bartlett's test finds unequal variances (p < 0.05) or nothing to look at;
 * 2. else Dunnett on ln(value - background), where every value exceeds the background and variances are not unequal there: ratios;
 * 3. else Welch's t of each group, with Holm.
 * A rule that chooses by looking at the data is justified by what it does: `npm run soak plates` simulates its error rates.
 * @param background what is subtracted before taking logarithms, taken as known; undefined: none is known, and no logarithms are taken.
 * Reasons for failure: those of the method chosen.
 */
export function againstControl(control: readonly number[], groups: readonly (readonly number[])[], background: number | undefined, level = 0.95): Result<AgainstControl> {
  const all = [control, ...groups]
  const equal = bartlett(all)
  if (!equal.ok || equal.value.p >= UNEQUAL) {
    const why = equal.ok ? `variances are not found to differ (Bartlett, p = ${equal.value.p.toPrecision(2)})` : `whether variances differ was not looked at (${equal.error})`
    return viaDunnett(control, groups, level, 'Dunnett', why, (x) => x)
  }
  const unequal = `variances differ (Bartlett, p = ${equal.value.p.toPrecision(2)})`
  const shifted = all.map((group) => group.map((x) => x - (background ?? Infinity)))
  const positive = shifted.every((group) => group.every((x) => x > 0))
  const logs = positive ? shifted.map((group) => group.map((x) => Math.log(x))) : []
  const onLog = bartlett(logs)
  if (onLog.ok && onLog.value.p >= UNEQUAL) {
    const [logControl = [], ...logGroups] = logs
    return viaDunnett(logControl, logGroups, level, 'Dunnett on the logarithm', `${unequal}, and are not found to on the logarithm (p = ${onLog.value.p.toPrecision(2)})`, Math.exp)
  }
  const result = welchAgainstControl(control, groups, level)
  if (!result.ok) return result
  const why = background === undefined ? `${unequal}, and no background is known to subtract before logarithms` : !positive ? `${unequal}, and some values do not exceed the background, so that they have no logarithm` : `${unequal}, on the logarithm as well`
  return ok({ method: 'Welch with Holm', scale: 'difference', why, comparisons: result.value })
}

function viaDunnett(control: readonly number[], groups: readonly (readonly number[])[], level: number, method: 'Dunnett' | 'Dunnett on the logarithm', why: string, back: (x: number) => number): Result<AgainstControl> {
  const result = dunnett(control, groups, level)
  if (!result.ok) return fail(result.error)
  const comparisons = result.value.comparisons.map((c): ControlComparison => {
    const interval = c.intervals[0]
    const bound = (x: number | null | undefined): number | null => (x === null || x === undefined ? null : back(x))
    return { value: back(c.value), n: c.n, p: Math.max(0, c.p), rawP: tTwoSidedP(c.t, result.value.df), statistic: c.t, interval: interval === undefined ? null : { ...interval, lower: bound(interval.lower), upper: bound(interval.upper) } }
  })
  return ok({ method, scale: method === 'Dunnett' ? 'difference' : 'ratio', why, comparisons })
}
