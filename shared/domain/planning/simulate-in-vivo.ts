import { holm } from '../../statistics/many-groups/multiple-testing.ts'
import { normal } from '../../statistics/random-draws.ts'
import { roundForRanking } from '../../statistics/ranks.ts'
import type { SeededRandom } from '../../statistics/seeded-random.ts'
import type { MannWhitneyTable } from '../../statistics/two-groups/mann-whitney-table.ts'
import { percentReduction } from '../../statistics/two-groups/percent-reduction.ts'
import { welchT } from '../../statistics/two-groups/welch-t.ts'
import type { Interval } from '../../util/interval.ts'
import { judge, type Verdict } from '../pairs/verdict.ts'
import type { InVivoDesign } from './plan-design.ts'
import type { SimulatedVerdict } from './simulate-in-vitro.ts'

type Scores = Pick<InVivoDesign, 'perArm' | 'neverArthritic' | 'severityPercent' | 'severitySdPercent' | 'stepPercent' | 'actsOn'>

/**
 * Mean scores of one simulated arm, % of the maximum: animals that never get arthritis are 0, the others scatter between 0 and 100. A treatment
 * that acts on severity multiplies the score of every animal, one that acts on incidence keeps more (or fewer) animals at 0.
 */
export function simulatedArm(random: SeededRandom, design: Scores, reductionPercent: number): readonly number[] {
  const factor = 1 - reductionPercent / 100
  const onIncidence = design.actsOn === 'incidence'
  const never = onIncidence ? 1 - (1 - design.neverArthritic) * factor : design.neverArthritic
  return Array.from({ length: design.perArm }, () => {
    if (random.uniform() < never) return 0
    let score = -1
    while (score <= 0 || score >= 100) score = normal(random, design.severityPercent, design.severitySdPercent)
    const mean = onIncidence ? score : score * factor
    return design.stepPercent > 0 ? Math.round(mean / design.stepPercent) * design.stepPercent : mean
  })
}

/** One simulated experiment: every treated arm against the vehicle arm, as the notebook would judge it. */
export type SimulatedExperiment = { readonly arms: readonly SimulatedVerdict[]; readonly aboveMaximum: number }

/**
 * Fieller's interval of each reduction, the declared test with Holm over the arms, the verdict by the rule; not assessable where too few vehicle
 * animals got arthritis or their mean is not clearly above zero.
 * @param pOf exact Mann-Whitney p. @param testAlways false: the test is made only where a verdict depends on it.
 */
export function simulatedExperiment(random: SeededRandom, design: InVivoDesign, pOf: MannWhitneyTable, testAlways: boolean): SimulatedExperiment {
  const vehicle = simulatedArm(random, design, 0)
  const treated = design.trueReductionsPercent.map((r) => simulatedArm(random, design, r))
  const arthritic = vehicle.filter((v) => v > 0).length
  const tooFew = (100 * arthritic) / vehicle.length < design.incidenceLimitPercent - 1e-9 ? `vehicle incidence ${String(arthritic)} of ${String(vehicle.length)}` : null
  const effects = treated.map((values) => effectOf(values, vehicle))
  const judged = (index: number, adjustedP: number | null): Verdict => {
    const effect = effects[index] ?? nothing
    return judge({
      side: 'in vivo', estimate: effect.value, interval90: effect.interval90, interval95: effect.interval95,
      invalidBecause: tooFew ?? effect.invalid,
      margin: { value: design.marginPercent, declaredBeforeData: true, note: '' },
      declaredTest: { name: 'the declared test', adjustedP },
      forcedInconclusive: effect.noInterval,
      simulated: true,
    })
  }
  // With a test that cannot refuse, a verdict that is not directional never depends on the test.
  const depends = treated.some((_, i) => { const { kind } = judged(i, 0); return kind === 'benefit' || kind === 'harm' })
  const tested = testAlways || depends ? holm(treated.map((values) => testP(values, vehicle, design.test, pOf))) : undefined
  const arms = treated.map((_, i): SimulatedVerdict => {
    const { interval90, interval95 } = effects[i] ?? nothing
    const p = tested?.[i] ?? null
    return { verdict: judged(i, p ?? 0), interval90, interval95, p }
  })
  return { arms, aboveMaximum: treated.flat().filter((v) => v > 100).length }
}

type Effect = { readonly value: number | null; readonly interval90: Interval | null; readonly interval95: Interval | null; readonly invalid: string | null; readonly noInterval: string | null }
const nothing: Effect = { value: null, interval90: null, interval95: null, invalid: 'no vehicle animal is ill', noInterval: null }

/** The reduction as the notebook takes it: not determined with Fieller's g at 1 or above, no interval where nothing varies. */
function effectOf(treated: readonly number[], vehicle: readonly number[]): Effect {
  const result = percentReduction(treated, vehicle, [0.9, 0.95])
  if (!result.ok) return { ...nothing, invalid: result.error }
  const { value, intervals, fieller, warnings } = result.value
  const g = fieller.find((f) => f.interval.level === 0.95)?.g ?? 0
  return {
    value,
    interval90: intervals.find((x) => x.level === 0.9) ?? null,
    interval95: intervals.find((x) => x.level === 0.95) ?? null,
    invalid: g >= 1 ? 'the vehicle mean is not clearly above zero (Fieller)' : null,
    noInterval: intervals.length === 0 ? (warnings[0] ?? 'no interval') : null,
  }
}

/** p of the declared test; one that cannot be made counts as 1, as in the notebook. */
function testP(treated: readonly number[], vehicle: readonly number[], test: InVivoDesign['test'], pOf: MannWhitneyTable): number {
  if (test === 'permutation-mann-whitney') return pOf(treated.map(roundForRanking), vehicle.map(roundForRanking)) ?? 1
  const result = welchT(treated, vehicle)
  return result.ok ? result.value.p : 1
}
