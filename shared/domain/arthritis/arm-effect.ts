import { cliffsDelta } from '../../statistics/two-groups/cliffs-delta.ts'
import { hodgesLehmann } from '../../statistics/two-groups/hodges-lehmann.ts'
import { percentReduction } from '../../statistics/two-groups/percent-reduction.ts'
import { roundForRanking } from '../../statistics/ranks.ts'
import type { Result } from '../../util/result.ts'
import type { AnimalData } from './animal-summary.ts'
import { adjustTests, armTest, unitValues, type ArmValue, type TestDesign } from './arm-test.ts'
import type { ArmEffect } from './arthritis-results.ts'
import { deathHandlings, type DeathHandling } from './deaths.ts'
import type { Assumption, Estimate, ResultSource, TestResult } from '../estimate.ts'
import { fromStatistic, notAssessed, type GroupContext } from '../group-estimate.ts'
import { incidenceDifference, type NoIncidence } from './incidence.ts'

export type Arm = { readonly key: string; readonly label: string; readonly animals: readonly AnimalData[] }

export type EffectContext = {
  readonly design: TestDesign
  readonly noIncidence: NoIncidence
  readonly simulated: boolean
  readonly sources: readonly ResultSource[]
  /** Reasons, besides Fieller's g, why a verdict on an arm against this vehicle is not assessable. */
  readonly invalidBecause: (armKey: string) => readonly string[]
}

/**
 * Every arm against one vehicle arm. E = 100 (1 - mean_T / mean_V) of the mean scores with Fieller's 90 and 95 % intervals (separate
 * variances, Satterthwaite df); Hodges-Lehmann shift and Cliff's delta (Newcombe's method 5), signed so that positive is benefit; the
 * declared test, with Holm's adjustment over these contrasts; the risk difference; and E and test again under the two other ways to treat
 * deaths. Where whole cages were allocated, animals are averaged to cages first.
 * Not assessable, each with its reason: an empty arm, no disease in the vehicle arm (mean 0), Fieller's g >= 1 at 95 %.
 */
export function armEffects(arms: readonly Arm[], vehicle: Arm, context: EffectContext): readonly ArmEffect[] {
  // Where no death makes the ways differ, their tests are one and the same: exact permutations are worth making once.
  const made = new Map<string, TestResult>()
  const testOf = (arm: Arm, handling: DeathHandling): TestResult => {
    const key = JSON.stringify([armValues(arm, handling), armValues(vehicle, handling)])
    const test = made.get(key) ?? testUnder(arm, vehicle, handling, context)
    made.set(key, test)
    return test
  }
  const tests = new Map<DeathHandling, readonly TestResult[]>(deathHandlings.map((handling) => [handling, adjustTests(arms.map((arm) => testOf(arm, handling)))]))
  return arms.flatMap((arm, i) => {
    const test = tests.get('primary')?.[i]
    if (test === undefined) return []
    const reduction = reductionUnder(arm, vehicle, 'primary', context)
    const sensitivity = deathHandlings.slice(1).flatMap((rule) => {
      const own = tests.get(rule)?.[i]
      return own === undefined ? [] : [{ rule, reductionPercent: reductionUnder(arm, vehicle, rule, context).estimate, test: own }]
    })
    return [{
      armKey: arm.key,
      armLabel: arm.label,
      vehicleArmKey: vehicle.key,
      reductionPercent: reduction.estimate,
      fiellerG: reduction.g,
      ...rankEffects(arm, vehicle, context),
      test,
      riskDifference: incidenceDifference(arm.animals, vehicle.animals, context.noIncidence, context),
      sensitivity,
      adjusted: null,
      invalidBecause: [...context.invalidBecause(arm.key), ...(reduction.estimate.notAssessable === undefined ? [] : [reduction.estimate.notAssessable])],
    }]
  })
}

/** Analysed animals of an arm: not excluded, with a mean score under this way to treat deaths. */
export function armValues(arm: Arm, handling: DeathHandling): readonly ArmValue[] {
  return arm.animals.flatMap((a) => {
    const mean = a.mean[handling]
    return a.summary.excludedBecause === undefined && mean.ok ? [{ animalKey: a.summary.animalKey, cageKey: a.cageKey, value: mean.value }] : []
  })
}

/** The declared test of an arm against a vehicle arm under one way to treat deaths, not yet adjusted for several arms. */
export function testUnder(arm: Arm, vehicle: Arm, handling: DeathHandling, { design, simulated }: EffectContext): TestResult {
  return armTest(armValues(arm, handling), armValues(vehicle, handling), design, simulated)
}

export type Reduction = { readonly estimate: Estimate; readonly g: number | null }

/** Percent reduction under one way to treat deaths, and Fieller's g at 95 %: at 1 or above it is not assessable. */
export function reductionUnder(arm: Arm, vehicle: Arm, handling: DeathHandling, context: EffectContext): Reduction {
  const method = `E = 100 (1 − mean of ${arm.label} / mean of ${vehicle.label}) of the time-weighted mean scores; deaths: ${handling}`
  const units = bothUnits(arm, vehicle, handling, context)
  if (!units.ok) return { estimate: notAssessed(units.error, method, groupContext('%', 0, context)), g: null }
  const { treated, control } = units.value
  const shared = groupContext('%', treated.length + control.length, context)
  const result = percentReduction(treated, control, [0.9, 0.95])
  if (!result.ok) return { estimate: notAssessed(result.error, method, shared), g: null }
  const g = result.value.fieller.find((f) => Math.abs(f.interval.level - 0.95) < 1e-9)?.g ?? null
  const assumptions = reductionAssumptions(g, treated.length, control.length, context)
  const sized = `${method}; ${treated.length} treated, ${control.length} vehicle ${shared.nOf}`
  if (g !== null && g >= 1) {
    const reason = `the mean of the vehicle arm is not clearly above zero (Fieller g = ${g.toPrecision(3)} at 95 %): a percent reduction of it is not determined`
    return { estimate: notAssessed(reason, sized, { ...shared, assumptions }), g }
  }
  return { estimate: fromStatistic(result, sized, { ...shared, assumptions }), g }
}

function reductionAssumptions(g: number | null, treated: number, control: number, { design }: EffectContext): readonly Assumption[] {
  const units = design.scheme === 'whole-clusters' ? 'cages' : 'animals'
  const independence = { individual: 'not checked', 'within-blocks': 'not checked', 'whole-clusters': 'holds' } as const
  const detail = {
    individual: 'the cage scheme is not recorded; animals are taken as independent',
    'within-blocks': 'animals were randomised within cages; the interval does not use the cages',
    'whole-clusters': 'whole cages were allocated; animals are averaged to cages first',
  }[design.scheme]
  return [
    { assumption: `${units} are independent units`, outcome: independence[design.scheme], detail },
    { assumption: 'the vehicle mean is clearly above zero (Fieller g < 1 at 95 %)', outcome: g === null ? 'not checked' : g < 1 ? 'holds' : 'fails', detail: g === null ? 'no interval' : `g = ${g.toPrecision(3)}` },
    { assumption: 'means of the arms are near normal', outcome: 'not checked', detail: `${treated} treated and ${control} vehicle ${units}; the rank-based test does not need it` },
  ]
}

function rankEffects(arm: Arm, vehicle: Arm, context: EffectContext): Pick<ArmEffect, 'hodgesLehmann' | 'cliffsDelta'> {
  const units = bothUnits(arm, vehicle, 'primary', context)
  const shiftMethod = 'median difference, vehicle minus treated; positive is benefit'
  const deltaMethod = 'P(vehicle > treated) − P(vehicle < treated); positive is benefit'
  if (!units.ok) {
    return { hodgesLehmann: notAssessed(units.error, shiftMethod, groupContext('% of maximum', 0, context)), cliffsDelta: notAssessed(units.error, deltaMethod, groupContext('', 0, context)) }
  }
  const treated = units.value.treated.map(roundForRanking)
  const control = units.value.control.map(roundForRanking)
  const n = treated.length + control.length
  return {
    hodgesLehmann: fromStatistic(hodgesLehmann(control, treated), shiftMethod, groupContext('% of maximum', n, context)),
    cliffsDelta: fromStatistic(cliffsDelta(control, treated, [0.9, 0.95]), deltaMethod, groupContext('', n, context)),
  }
}

function bothUnits(arm: Arm, vehicle: Arm, handling: DeathHandling, { design }: EffectContext): Result<{ readonly treated: readonly number[]; readonly control: readonly number[] }> {
  const treated = unitValues(armValues(arm, handling), design.scheme)
  if (!treated.ok) return treated
  const control = unitValues(armValues(vehicle, handling), design.scheme)
  if (!control.ok) return control
  return { ok: true, value: { treated: treated.value, control: control.value } }
}

function groupContext(unit: string, n: number, context: EffectContext): GroupContext {
  return { unit, n, nOf: context.design.scheme === 'whole-clusters' ? 'cages' : 'animals', simulated: context.simulated, sources: context.sources, warnings: context.design.unitWarnings }
}
