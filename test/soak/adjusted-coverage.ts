import { mean } from '../../shared/statistics/descriptive.ts'
import { normalQuantile } from '../../shared/statistics/distributions.ts'
import { seededRandom, type SeededRandom } from '../../shared/statistics/seeded-random.ts'
import type { Adjusted } from '../../shared/statistics/two-groups/adjusted-means.ts'
import { adjustedReduction } from '../../shared/statistics/two-groups/adjusted-reduction.ts'
import { percentReduction } from '../../shared/statistics/two-groups/percent-reduction.ts'

/** How often the 95 % interval holds the true reduction at the mean baseline, among experiments with a bounded interval; and its median half-width, beside that of the interval that is not adjusted. */
export type AdjustedRow = { readonly perArm: number; readonly reduction: number; readonly experiments: number; readonly unbounded: number; readonly covers95: number; readonly halfWidth: number; readonly halfWidthPlain: number }

/**
 * Onset-relative experiments: scores at the first dose of 1 to 4 points of 16, mean scores that rise with them (slope 1.2) about 32 % of the
 * maximum in the vehicle arm, SD 12 there and 12 times what the treatment leaves in the treated arm. Deterministic by its seed.
 */
export function adjustedCoverage(experiments: number, seed: number): readonly AdjustedRow[] {
  const random = seededRandom(seed)
  return [5, 10, 20].flatMap((perArm) => [0, 40].map((reduction) => row(random, perArm, reduction, experiments)))
}

function row(random: SeededRandom, perArm: number, reduction: number, experiments: number): AdjustedRow {
  const kept = 1 - reduction / 100
  const average = 32
  const center = 15.625
  let [covered, bounded] = [0, 0]
  const [halves, plain]: [number[], number[]] = [[], []]
  for (let i = 0; i < experiments; i++) {
    const arm = (level: number, sd: number): readonly Adjusted[] => Array.from({ length: perArm }, () => {
      const covariate = 6.25 * (1 + random.below(4))
      return { covariate, value: level + 1.2 * (covariate - center) + sd * normalQuantile(random.uniform()) }
    })
    const [treated, vehicle] = [arm(average * kept, 12 * kept), arm(average, 12)]
    const at = mean([...treated, ...vehicle].map((u) => u.covariate)) ?? NaN
    const shift = 1.2 * (at - center)
    const truth = 100 * (1 - (average * kept + shift) / (average + shift))
    const result = adjustedReduction(treated, vehicle, [0.95])
    const interval = result.ok ? result.value.intervals[0] : undefined
    if (interval?.lower === null || interval?.upper === null || interval === undefined) continue
    bounded++
    if (interval.lower <= truth && truth <= interval.upper) covered++
    halves.push((interval.upper - interval.lower) / 2)
    const other = percentReduction(treated.map((u) => u.value), vehicle.map((u) => u.value), [0.95])
    const bounds = other.ok ? other.value.intervals[0] : undefined
    if (typeof bounds?.lower === 'number' && typeof bounds.upper === 'number') plain.push((bounds.upper - bounds.lower) / 2)
  }
  const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
  return { perArm, reduction, experiments, unbounded: experiments - bounded, covers95: covered / bounded, halfWidth: median(halves), halfWidthPlain: median(plain) }
}
