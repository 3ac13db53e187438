import { outlookSteps, runToEnd } from '../../shared/domain/planning/outlook.ts'
import type { InVitroDesign, InVivoDesign, PlanDesign } from '../../shared/domain/planning/plan-design.ts'
import type { Rate } from '../../shared/domain/planning/planning-results.ts'
import { simulatedRate } from '../../shared/domain/planning/rates.ts'
import { simulatedPlate } from '../../shared/domain/planning/simulate-in-vitro.ts'
import { simulatedArm } from '../../shared/domain/planning/simulate-in-vivo.ts'
import type { VerdictKind } from '../../shared/domain/pairs/verdict.ts'
import { meanInterval } from '../../shared/statistics/mean-interval.ts'
import { seededRandom } from '../../shared/statistics/seeded-random.ts'
import { suppressionPercent } from '../../shared/statistics/suppression-percent.ts'
import { percentReduction } from '../../shared/statistics/two-groups/percent-reduction.ts'
import type { Interval } from '../../shared/util/interval.ts'

// Error rates and coverage by the simulator of the planning calculations.

const excludesZero = (i: Interval | undefined): boolean => i !== undefined && ((i.lower !== null && i.lower > 0) || (i.upper !== null && i.upper < 0))
const contains = (i: Interval | undefined, value: number): boolean => i !== undefined && (i.lower === null || i.lower <= value) && (i.upper === null || i.upper >= value)

/**
 * How often a 95 % interval excludes a true suppression of zero: of a single plate (Fieller over wells), and of the mean over runs (t).
 */
export function typeOneInVitro(design: InVitroDesign, replicates: number, seed: number): { readonly plate: Rate; readonly runs: Rate } {
  const random = seededRandom(seed)
  let plates = 0
  let means = 0
  for (let i = 0; i < replicates; i++) {
    const runs = Array.from({ length: design.runs }, () => suppressionPercent(simulatedPlate(random, design)))
    const [first] = runs
    if (first?.ok === true && excludesZero(first.value.intervals[0])) plates++
    const interval = meanInterval(runs.map((r) => (r.ok ? r.value.value : NaN)))
    if (interval.ok && excludesZero(interval.value.intervals[0])) means++
  }
  return { plate: simulatedRate(plates, replicates), runs: simulatedRate(means, replicates) }
}

/** How often Fieller's 95 % interval of the percent reduction holds the true one; unbounded sets count as holding it, and are
 * counted; the notebook calls those not assessable, so that the coverage of the intervals it prints is `coverageOfBounded`. */
export function fiellerCoverage(design: InVivoDesign, replicates: number, seed: number): { readonly coverage: Rate; readonly unbounded: Rate; readonly coverageOfBounded: Rate; readonly medianHalfWidth90: number } {
  const random = seededRandom(seed)
  const truth = design.trueReductionsPercent[0] ?? 0
  let covered = 0
  let coveredBounded = 0
  let unbounded = 0
  let counted = 0
  const halves: number[] = []
  for (let i = 0; i < replicates; i++) {
    const vehicle = simulatedArm(random, design, 0)
    const treated = simulatedArm(random, design, truth)
    const result = percentReduction(treated, vehicle, [0.9, 0.95])
    if (!result.ok) continue
    counted++
    const [i90, i95] = result.value.intervals
    if (contains(i95, truth)) covered++
    if (i95 === undefined || i95.lower === null || i95.upper === null) unbounded++
    else if (contains(i95, truth)) coveredBounded++
    halves.push(i90 === undefined || i90.lower === null || i90.upper === null ? Infinity : (i90.upper - i90.lower) / 2)
  }
  halves.sort((a, b) => a - b)
  return { coverage: simulatedRate(covered, counted), unbounded: simulatedRate(unbounded, counted), coverageOfBounded: simulatedRate(coveredBounded, counted - unbounded), medianHalfWidth90: halves[Math.floor(halves.length / 2)] ?? NaN }
}

/** How often each verdict falls, in vitro over runs or in vivo, by the rule itself. */
export function verdictRates(design: PlanDesign, replicates: number, seed: number): ReadonlyMap<VerdictKind, Rate> {
  const steps = outlookSteps(design, { seed, replicates })
  if (!steps.ok) throw new Error(steps.error.join('; '))
  return new Map(runToEnd(steps.value).arms[0]?.verdicts.map((v) => [v.kind, v.rate]))
}
