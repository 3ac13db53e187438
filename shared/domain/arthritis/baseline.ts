import { mean } from '../../statistics/descriptive.ts'
import { adjustedDifference } from '../../statistics/two-groups/adjusted-difference.ts'
import type { Adjusted } from '../../statistics/two-groups/adjusted-means.ts'
import { welchT } from '../../statistics/two-groups/welch-t.ts'
import type { Estimate } from '../estimate.ts'
import { fromStatistic, notAssessed, withoutInterval, type GroupContext } from '../group-estimate.ts'
import type { Arm, EffectContext } from './arm-effect.ts'
import { adjustTests, type ArmValue } from './arm-test.ts'
import type { BaselineArm, BaselineContrast, BaselineResults } from './baseline-results.ts'
import { adjustedUnits, baselineOf, startedAnimals, testAtEqualBaseline, type BaselineAt, type Started } from './baseline-scores.ts'
import { groupEstimate } from './group-mean.ts'

const definition = 'baseline = last score on or before the first dose (of the study; in onset-relative designs of the animal), % of the scale maximum. Adjusted difference: mean score ~ arm + baseline by least squares over the arm and its vehicle arm, HC3 intervals with t (n − 3). Permutation test: midranks of what a straight line on the baseline, arms ignored, leaves of each mean score; labels are exchanged by the cage scheme. Holm over the contrasts with one vehicle arm. Differences are vehicle minus arm: positive is benefit'

const levels = [0.9, 0.95] as const

export type BaselineStudy = { readonly arms: readonly Arm[]; readonly compared: readonly Arm[]; readonly vehicles: readonly Arm[]; readonly at: BaselineAt; readonly isOnsetRelative: boolean }

/**
 * Scores at the first dose by arm, their imbalance, and the difference of the mean scores adjusted for them, beside the unadjusted one of the
 * same animals. Animals without a score at the first dose, and those without a mean score, are in none of these numbers (named by arm).
 * Where whole cages were allocated, both scores are averaged to cages first. No test is made of the imbalance: after random allocation it
 * is chance by design. Does not apply where no animal had any score at the first dose.
 */
export function baselineResults({ arms, compared, vehicles, at, isOnsetRelative }: BaselineStudy, context: EffectContext): BaselineResults {
  const role = isOnsetRelative ? 'The percent reduction and its verdict are those adjusted for the score at the first dose.' : 'The percent reduction and its verdict are not adjusted: this stands beside them.'
  const started = new Map(arms.map((arm) => [arm.key, startedAnimals(arm, 'primary', at)]))
  const of = (arm: Arm): readonly Started[] => started.get(arm.key) ?? []
  const all = [...started.values()].flat()
  const base = { definition: `${definition}. ${role}`, arms: arms.map((arm) => baselineArm(arm, of(arm), at, context)) }
  if (all.length === 0) return { ...base, notApplicable: 'no animal was scored on or before its first dose', contrasts: [], warnings: [] }
  if (all.every((s) => s.covariate === 0)) return { ...base, notApplicable: 'every animal scored 0 at the first dose: there is nothing to adjust for', contrasts: [], warnings: [] }
  const contrasts = vehicles.flatMap((vehicle) => {
    const drafts = compared.map((arm) => contrast(arm, of(arm), vehicle, of(vehicle), context))
    const tests = adjustTests(drafts.map((d) => d.test))
    return drafts.map((d, i) => ({ ...d, test: tests[i] ?? d.test }))
  })
  return { ...base, contrasts, warnings: contrasts.flatMap(disagreement) }
}

function baselineArm(arm: Arm, started: readonly Started[], at: BaselineAt, context: EffectContext): BaselineArm {
  const values = started.map((s): ArmValue => ({ animalKey: s.animalKey, cageKey: s.cageKey, value: s.covariate }))
  return {
    armKey: arm.key,
    label: arm.label,
    baseline: groupEstimate(values, 'score at the first dose', '% of maximum', context),
    without: arm.animals.filter((a) => a.summary.excludedBecause === undefined && a.mean.primary.ok && baselineOf(a, at) === undefined).map((a) => a.summary.earTag),
  }
}

function contrast(arm: Arm, treated: readonly Started[], vehicle: Arm, control: readonly Started[], context: EffectContext): BaselineContrast {
  const units = adjustedUnits(treated, control, context)
  const nOf = context.design.scheme === 'whole-clusters' ? 'cages' : 'animals'
  const n = units.ok ? units.value.treated.length + units.value.control.length : 0
  const names = `${vehicle.label} minus ${arm.label}${units.ok ? `; ${units.value.control.length} and ${units.value.treated.length} ${nOf}` : ''}`
  const estimate = (method: string, compute: (treated: readonly Adjusted[], control: readonly Adjusted[], shared: GroupContext) => Estimate, unit = '% of maximum'): Estimate => {
    const shared: GroupContext = { unit, n, nOf, simulated: context.simulated, sources: context.sources, warnings: context.design.unitWarnings }
    return units.ok ? compute(units.value.treated, units.value.control, shared) : notAssessed(units.error, method, shared)
  }
  const [imbalance, unadjusted, adjusted, slope] = [`score at the first dose, ${names}`, `mean score, ${names}`, `mean score at equal baseline, ${names}`, 'change of the mean score per point of baseline score']
  return {
    armKey: arm.key, armLabel: arm.label, vehicleArmKey: vehicle.key, vehicleLabel: vehicle.label,
    imbalance: estimate(imbalance, (t, v, shared) => difference(v.map((u) => u.covariate), t.map((u) => u.covariate), imbalance, shared)),
    unadjusted: estimate(unadjusted, (t, v, shared) => difference(v.map((u) => u.value), t.map((u) => u.value), unadjusted, shared)),
    adjusted: estimate(adjusted, (t, v, shared) => fromStatistic(adjustedDifference(v, t, levels), adjusted, { ...shared, assumptions: [{ assumption: 'the mean score depends on the score at the first dose along one straight line in both arms', outcome: 'not checked', detail: 'the permutation test does not need it' }] })),
    slope: estimate(slope, (t, v, shared) => {
      const fit = adjustedDifference(v, t, levels)
      return fit.ok ? withoutInterval(fit.value.slope, 'a by-product of the adjustment', slope, shared) : notAssessed(fit.error, slope, shared)
    }, ''),
    test: testAtEqualBaseline(treated, control, context),
  }
}

/** Difference of means a - b with Welch's intervals; without variation or with one unit in a group the value alone. */
function difference(a: readonly number[], b: readonly number[], method: string, shared: GroupContext): Estimate {
  const result = welchT(a, b, levels)
  if (result.ok) return fromStatistic(result, method, shared)
  const [ma, mb] = [mean(a), mean(b)]
  return ma === undefined || mb === undefined ? notAssessed(result.error, method, shared) : withoutInterval(ma - mb, result.error, method, shared)
}

/** Where adjustment changes whether the 95 % interval contains zero, the reader must be told. */
function disagreement({ armLabel, adjusted, unadjusted }: BaselineContrast): readonly string[] {
  const excludesZero = (e: Estimate): boolean | undefined => {
    const interval = e.intervals.find((i) => Math.abs(i.level - 0.95) < 1e-9)
    return interval?.lower === undefined || interval.lower === null || interval.upper === null ? undefined : interval.lower > 0 || interval.upper < 0
  }
  const [a, u] = [excludesZero(adjusted), excludesZero(unadjusted)]
  return a === undefined || u === undefined || a === u ? [] : [`${armLabel}: the difference ${a ? 'excludes zero only after' : 'no longer excludes zero after'} adjustment for the score at the first dose (95 %).`]
}
