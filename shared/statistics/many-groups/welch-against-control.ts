import { fail, ok, type Result } from '../../util/result.ts'
import { mean } from '../descriptive.ts'
import { invalidGroup, percentText, requireLevel } from '../numeric-input.ts'
import { welchT } from '../two-groups/welch-t.ts'
import type { ControlComparison } from './control-comparison.ts'
import { holm } from './multiple-testing.ts'

/**
 * Several groups against one control, each by Welch's t test with its own variances; p by Holm over all groups, intervals simultaneous by
 * Bonferroni (each at 1 - (1 - level) / groups). A comparison that gives no p (one value in a group, no variation in either) counts as p = 1
 * in the adjustment of the others and is given without interval and p, with its reason.
 * Reasons for failure: no group, an empty group, a value that is no number, no comparison with a p.
 */
export function welchAgainstControl(control: readonly number[], groups: readonly (readonly number[])[], level = 0.95): Result<readonly ControlComparison[]> {
  requireLevel(level)
  if (groups.length === 0) return fail('Welch: no group to compare with the control')
  for (const [index, group] of [control, ...groups].entries()) {
    const invalid = invalidGroup(index === 0 ? 'control' : `group ${index}`, group, 1)
    if (invalid !== undefined) return fail(invalid)
  }
  const each = 1 - (1 - level) / groups.length
  const tests = groups.map((group) => welchT(group, control, [each]))
  if (tests.every((test) => !test.ok)) return fail(`Welch: no group can be compared with the control (${tests[0]?.ok === false ? tests[0].error : ''})`)
  const adjusted = holm(tests.map((test) => (test.ok ? test.value.p : 1)))
  return ok(tests.map((test, i): ControlComparison => {
    const n = { group: groups[i]?.length ?? 0, control: control.length }
    const value = (mean(groups[i] ?? []) ?? NaN) - (mean(control) ?? NaN)
    if (!test.ok) return { value, n, p: null, rawP: null, statistic: null, interval: null, reason: test.error }
    const own = test.value.intervals[0]
    const method = `Welch's t, df ${test.value.df.toFixed(2)}, simultaneous ${percentText(level)} over ${groups.length} (Bonferroni)`
    return { value, n, p: adjusted[i] ?? 1, rawP: test.value.p, statistic: test.value.t, interval: { level, lower: own?.lower ?? null, upper: own?.upper ?? null, method } }
  }))
}
