import type { Adjusted } from '../../statistics/two-groups/adjusted-means.ts'
import { residualsOnCovariate } from '../../statistics/two-groups/adjusted-means.ts'
import { adjustedDifference } from '../../statistics/two-groups/adjusted-difference.ts'
import { fail, ok, type Result } from '../../util/result.ts'
import type { TestResult } from '../estimate.ts'
import type { AnimalData } from './animal-summary.ts'
import type { Arm, EffectContext } from './arm-effect.ts'
import { armTest, unitValues, type ArmValue } from './arm-test.ts'
import type { DeathHandling } from './deaths.ts'

/** An analysed animal with its mean score and its score before treatment, both % of the scale maximum. */
export type Started = { readonly animalKey: string; readonly cageKey: string | undefined; readonly value: number; readonly covariate: number }

/** Where baseline scores are read: the last score on or before `from`, the day of the first dose on the clock of the animal. */
export type BaselineAt = { readonly from: number; readonly scaleMaximum: number }

/** Score at the first dose, % of the scale maximum; undefined where the animal was not scored before it. */
export function baselineOf({ summary }: AnimalData, { from, scaleMaximum }: BaselineAt): number | undefined {
  const last = summary.scores.filter((s) => s.day <= from).at(-1)
  return last === undefined ? undefined : (100 * last.score) / scaleMaximum
}

/** Analysed animals of an arm with a score at the first dose, under one way to treat deaths. */
export function startedAnimals(arm: Arm, handling: DeathHandling, at: BaselineAt): readonly Started[] {
  return arm.animals.flatMap((animal) => {
    const { summary, cageKey, mean } = animal
    const covariate = baselineOf(animal, at)
    const value = mean[handling]
    return summary.excludedBecause !== undefined || covariate === undefined || !value.ok ? [] : [{ animalKey: summary.animalKey, cageKey, value: value.value, covariate }]
  })
}

/** Both arms as units of inference: animals, or cages with outcome and baseline averaged. Reasons: an empty arm, an animal without a cage. */
export function adjustedUnits(treated: readonly Started[], control: readonly Started[], { design }: EffectContext): Result<{ readonly treated: readonly Adjusted[]; readonly control: readonly Adjusted[] }> {
  const units = (list: readonly Started[]): Result<readonly Adjusted[]> => {
    const values = unitValues(list, design.scheme)
    const covariates = unitValues(list.map((s) => ({ ...s, value: s.covariate })), design.scheme)
    if (!values.ok) return values
    return covariates.ok ? ok(values.value.map((value, i) => ({ value, covariate: covariates.value[i] ?? NaN }))) : covariates
  }
  const [t, v] = [units(treated), units(control)]
  if (!t.ok) return t
  if (!v.ok) return v
  return t.value.length === 0 || v.value.length === 0 ? fail('an arm has no animal with both a mean score and a score at the first dose') : ok({ treated: t.value, control: v.value })
}

/**
 * The declared test at equal baseline scores. Permutation Mann-Whitney: on what a straight line on the baseline, arms ignored, leaves of each
 * mean score, labels exchanged by the cage scheme; Welch's t: the t of the adjusted difference (HC3). Not yet adjusted for several arms.
 */
export function testAtEqualBaseline(treated: readonly Started[], control: readonly Started[], context: EffectContext): TestResult {
  const { design, simulated } = context
  const isCages = design.scheme === 'whole-clusters'
  const n = isCages ? new Set([...treated, ...control].map((s) => s.cageKey)).size : treated.length + control.length
  const none = (test: string, reason: string): TestResult => ({ test, p: null, adjustedP: null, adjustment: 'none', statistic: null, statisticName: '', smallestP: null, n, nOf: isCages ? 'cages' : 'animals', method: 'no p value', warnings: [...design.unitWarnings, `${reason.slice(0, 1).toUpperCase()}${reason.slice(1)}.`], simulated })
  if (design.declaredTest === 'welch-t') {
    const name = "Welch's t test at equal baseline scores"
    const units = adjustedUnits(treated, control, context)
    const fit = units.ok ? adjustedDifference(units.value.treated, units.value.control) : units
    if (!fit.ok) return none(name, fit.error)
    if (fit.value.p === null) return none(name, fit.value.warnings[0] ?? 'no t could be computed')
    return { ...none(name, ''), p: fit.value.p, statistic: fit.value.t, statisticName: 't', method: `t of the group coefficient, mean score ~ arm + baseline, HC3, df ${fit.value.df}`, warnings: design.unitWarnings }
  }
  const name = 'Mann-Whitney test (permutation) at equal baseline scores'
  if (design.declaredTest === 'other') return armTest([], [], design, simulated)
  const residuals = residualsOnCovariate([...treated, ...control])
  if (!residuals.ok) return none(name, residuals.error)
  // To 1e-9 % of the maximum: residuals that are equal but for rounding must tie.
  const values = [...treated, ...control].map((s, i): ArmValue => ({ ...s, value: Math.round((residuals.value[i] ?? 0) * 1e9) / 1e9 }))
  const test = armTest(values.slice(0, treated.length), values.slice(treated.length), design, simulated)
  return { ...test, test: name, method: `${test.method}; on the residuals of the mean score on the score at the first dose` }
}
