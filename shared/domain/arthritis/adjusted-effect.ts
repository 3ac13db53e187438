import { adjustedReduction } from '../../statistics/two-groups/adjusted-reduction.ts'
import type { TestResult } from '../estimate.ts'
import { fromStatistic, notAssessed, type GroupContext } from '../group-estimate.ts'
import { reductionUnder, testUnder, type Arm, type EffectContext, type Reduction } from './arm-effect.ts'
import { adjustTests } from './arm-test.ts'
import type { AdjustedEffect, ArmEffect } from './arthritis-results.ts'
import { adjustedUnits, startedAnimals, testAtEqualBaseline, type BaselineAt, type Started } from './baseline-scores.ts'
import { deathHandlings, type DeathHandling } from './deaths.ts'

/** Effects with those adjusted for the score at the first dose beside them, on which validity then rests; for onset-relative designs. */
export function withAdjusted(effects: readonly ArmEffect[], arms: readonly Arm[], vehicle: Arm, at: BaselineAt, context: EffectContext): readonly ArmEffect[] {
  const adjusted = adjustedEffects(arms, vehicle, at, context)
  return effects.map((effect) => {
    const own = adjusted[arms.findIndex((a) => a.key === effect.armKey)]
    const reason = own?.reductionPercent.notAssessable
    return own === undefined ? effect : { ...effect, adjusted: own, invalidBecause: [...context.invalidBecause(effect.armKey), ...(reason === undefined ? [] : [reason])] }
  })
}

/**
 * Every arm against one vehicle arm at equal scores at the first dose, for onset-relative designs (rules of judgement, section 3): the
 * percent reduction of the adjusted means and the declared test at equal baseline, under each way to treat deaths. Animals without a score
 * at their first dose are left out, by name. Where every animal of the two arms started at the same score there is nothing to adjust, and
 * the plain effect stands, which is said.
 */
function adjustedEffects(arms: readonly Arm[], vehicle: Arm, at: BaselineAt, context: EffectContext): readonly AdjustedEffect[] {
  const under = new Map(deathHandlings.map((handling) => {
    const drafts = arms.map((arm) => draft(arm, vehicle, handling, at, context))
    const tests = adjustTests(drafts.map((d) => d.test))
    return [handling, drafts.map((d, i) => ({ ...d, test: tests[i] ?? d.test }))]
  }))
  return arms.flatMap((arm, i) => {
    const primary = under.get('primary')?.[i]
    if (primary === undefined) return []
    const sensitivity = deathHandlings.slice(1).flatMap((rule) => {
      const own = under.get(rule)?.[i]
      return own === undefined ? [] : [{ rule, reductionPercent: own.estimate, test: own.test }]
    })
    return [{ reductionPercent: primary.estimate, fiellerG: primary.g, test: primary.test, sensitivity, without: [...without(arm, at), ...without(vehicle, at)] }]
  })
}

type Draft = Reduction & { readonly test: TestResult }

function draft(arm: Arm, vehicle: Arm, handling: DeathHandling, at: BaselineAt, context: EffectContext): Draft {
  const [treated, control] = [startedAnimals(arm, handling, at), startedAnimals(vehicle, handling, at)]
  if (isConstant([...treated, ...control])) {
    const note = 'Every animal had the same score at its first dose: there is nothing to adjust for.'
    const known = (of: Arm, started: readonly Started[]): Arm => ({ ...of, animals: of.animals.filter((a) => started.some((s) => s.animalKey === a.summary.animalKey)) })
    const [t, v] = [known(arm, treated), known(vehicle, control)]
    const { estimate, g } = reductionUnder(t, v, handling, context)
    return { estimate: { ...estimate, warnings: [...estimate.warnings, note] }, g, test: testUnder(t, v, handling, context) }
  }
  return { ...reduction(arm, vehicle, treated, control, handling, context), test: testAtEqualBaseline(treated, control, context) }
}

function reduction(arm: Arm, vehicle: Arm, treated: readonly Started[], control: readonly Started[], handling: DeathHandling, context: EffectContext): Reduction {
  const method = `E = 100 (1 − mean of ${arm.label} / mean of ${vehicle.label}) of the time-weighted mean scores at equal scores at the first dose; deaths: ${handling}`
  const units = adjustedUnits(treated, control, context)
  const nOf = context.design.scheme === 'whole-clusters' ? 'cages' : 'animals'
  const n = units.ok ? units.value.treated.length + units.value.control.length : 0
  const shared: GroupContext = { unit: '%', n, nOf, simulated: context.simulated, sources: context.sources, warnings: context.design.unitWarnings, assumptions: [{ assumption: 'the mean score depends on the score at the first dose along one straight line in both arms', outcome: 'not checked', detail: 'the permutation test does not need it' }] }
  if (!units.ok) return { estimate: notAssessed(units.error, method, shared), g: null }
  const result = adjustedReduction(units.value.treated, units.value.control, [0.9, 0.95])
  if (!result.ok) return { estimate: notAssessed(result.error, method, shared), g: null }
  const g = result.value.fieller.find((f) => Math.abs(f.interval.level - 0.95) < 1e-9)?.g ?? null
  const sized = `${method}; ${units.value.treated.length} treated, ${units.value.control.length} vehicle ${nOf}`
  if (g !== null && g >= 1) return { estimate: notAssessed(`the adjusted mean of the vehicle arm is not clearly above zero (Fieller g = ${g.toPrecision(3)} at 95 %): a percent reduction of it is not determined`, sized, shared), g }
  return { estimate: fromStatistic(result, sized, shared), g }
}

function isConstant(started: readonly Started[]): boolean {
  const first = started[0]?.covariate
  return first !== undefined && started.every((s) => Math.abs(s.covariate - first) < 1e-9)
}

function without(arm: Arm, at: BaselineAt): readonly string[] {
  const known = new Set(startedAnimals(arm, 'primary', at).map((s) => s.animalKey))
  return arm.animals.filter((a) => a.summary.excludedBecause === undefined && a.mean.primary.ok && !known.has(a.summary.animalKey)).map((a) => a.summary.earTag)
}
