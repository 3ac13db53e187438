import { judge, type VerdictKind } from '../../shared/domain/pairs/verdict.ts'
import { normal } from '../../shared/statistics/random-draws.ts'
import { mean } from '../../shared/statistics/descriptive.ts'
import { meanInterval } from '../../shared/statistics/mean-interval.ts'
import { seededRandom, type SeededRandom } from '../../shared/statistics/seeded-random.ts'
import { suppressionPercent } from '../../shared/statistics/suppression-percent.ts'
import { mannWhitney } from '../../shared/statistics/two-groups/mann-whitney.ts'
import { percentReduction } from '../../shared/statistics/two-groups/percent-reduction.ts'
import type { Interval } from '../../shared/util/interval.ts'

/** A simulated proportion with its Monte-Carlo standard error. */
export type Rate = { readonly percent: number; readonly se: number; readonly replicates: number }

function rate(hits: number, replicates: number): Rate {
  const p = hits / replicates
  return { percent: 100 * p, se: 100 * Math.sqrt((p * (1 - p)) / replicates), replicates }
}

const excludesZero = (i: Interval | undefined): boolean => i !== undefined && ((i.lower !== null && i.lower > 0) || (i.upper !== null && i.upper < 0))
const contains = (i: Interval | undefined, value: number): boolean => i !== undefined && (i.lower === null || i.lower <= value) && (i.upper === null || i.upper >= value)

export type InVitroDesign = { readonly runs: number; readonly runSdPoints: number; readonly trueSuppression: number; readonly wells: number; readonly wellCv: number }

/** S of one plate: control 100, background 0; the run's own deviation shifts the true suppression, wells scatter around their mean. */
function plate(random: SeededRandom, design: InVitroDesign): { readonly value: number; readonly interval: Interval | undefined } {
  const suppressed = design.trueSuppression + normal(random, 0, design.runSdPoints)
  const wells = (level: number): readonly number[] => Array.from({ length: design.wells }, () => normal(random, level, design.wellCv * Math.abs(level)))
  const result = suppressionPercent({ treated: wells(100 - suppressed), stimulated: wells(100) })
  return result.ok ? { value: result.value.value, interval: result.value.intervals[0] } : { value: NaN, interval: undefined }
}

/**
 * How often a 95 % interval excludes a true suppression of zero: of a single plate (Fieller over wells), and of the mean over runs (t).
 */
export function typeOneInVitro(design: InVitroDesign, replicates: number, seed: number): { readonly plate: Rate; readonly runs: Rate } {
  const random = seededRandom(seed)
  let plates = 0
  let means = 0
  for (let i = 0; i < replicates; i++) {
    const runs = Array.from({ length: design.runs }, () => plate(random, design))
    if (excludesZero(runs[0]?.interval)) plates++
    const interval = meanInterval(runs.map((r) => r.value))
    if (interval.ok && excludesZero(interval.value.intervals[0])) means++
  }
  return { plate: rate(plates, replicates), runs: rate(means, replicates) }
}

export type InVivoDesign = { readonly perArm: number; readonly neverArthritic: number; readonly severity: number; readonly severitySd: number; readonly trueReduction: number }

/** Mean scores of one arm, % of the maximum: animals that never get arthritis are 0, the others scatter and stay between 0 and 100. */
function arm(random: SeededRandom, design: InVivoDesign, factor: number): readonly number[] {
  return Array.from({ length: design.perArm }, () => {
    if (random.uniform() < design.neverArthritic) return 0
    let score = -1
    while (score <= 0 || score >= 100) score = normal(random, design.severity, design.severitySd)
    return score * factor
  })
}

/** How often Fieller's 95 % interval of the percent reduction holds the true one; unbounded sets count as holding it, and are counted. */
export function fiellerCoverage(design: InVivoDesign, replicates: number, seed: number): { readonly coverage: Rate; readonly unbounded: Rate; readonly medianHalfWidth90: number } {
  const random = seededRandom(seed)
  let covered = 0
  let unbounded = 0
  let counted = 0
  const halves: number[] = []
  for (let i = 0; i < replicates; i++) {
    const vehicle = arm(random, design, 1)
    const treated = arm(random, design, 1 - design.trueReduction / 100)
    const result = percentReduction(treated, vehicle, [0.9, 0.95])
    if (!result.ok) continue
    counted++
    const [i90, i95] = result.value.intervals
    if (contains(i95, design.trueReduction)) covered++
    if (i95 === undefined || i95.lower === null || i95.upper === null) unbounded++
    halves.push(i90 === undefined || i90.lower === null || i90.upper === null ? Infinity : (i90.upper - i90.lower) / 2)
  }
  halves.sort((a, b) => a - b)
  return { coverage: rate(covered, counted), unbounded: rate(unbounded, counted), medianHalfWidth90: halves[Math.floor(halves.length / 2)] ?? NaN }
}

/** How often each verdict falls in vivo, by the rule itself, with the exact test that was declared. */
export function verdictRates(design: InVivoDesign, margin: number, replicates: number, seed: number): ReadonlyMap<VerdictKind, Rate> {
  const random = seededRandom(seed)
  const counts = new Map<VerdictKind, number>()
  for (let i = 0; i < replicates; i++) {
    const vehicle = arm(random, design, 1)
    const treated = arm(random, design, 1 - design.trueReduction / 100)
    const effect = percentReduction(treated, vehicle, [0.9, 0.95])
    const test = mannWhitney(treated, vehicle, { seed, draws: 999 })
    const value = effect.ok ? effect.value : undefined
    const verdict = judge({
      side: 'in vivo',
      estimate: value?.value ?? null,
      interval90: value?.intervals.find((x) => x.level === 0.9) ?? null,
      interval95: value?.intervals.find((x) => x.level === 0.95) ?? null,
      invalidBecause: effect.ok && effect.value.intervals.length > 0 ? null : 'the vehicle mean is not clearly above zero (Fieller)',
      margin: { value: margin, declaredBeforeData: true, note: '' },
      declaredTest: { name: 'Mann-Whitney', adjustedP: test.ok ? test.value.p : null },
      forcedInconclusive: null,
      simulated: true,
    })
    counts.set(verdict.kind, (counts.get(verdict.kind) ?? 0) + 1)
  }
  return new Map([...counts].map(([kind, n]) => [kind, rate(n, replicates)]))
}

/** How often each verdict falls in vitro, over runs. */
export function verdictRatesInVitro(design: InVitroDesign, margin: number, replicates: number, seed: number): ReadonlyMap<VerdictKind, Rate> {
  const random = seededRandom(seed)
  const counts = new Map<VerdictKind, number>()
  for (let i = 0; i < replicates; i++) {
    const values = Array.from({ length: design.runs }, () => plate(random, design).value)
    const estimate = meanInterval(values, [0.9, 0.95])
    const verdict = judge({
      side: 'in vitro',
      estimate: mean(values) ?? null,
      interval90: estimate.ok ? (estimate.value.intervals[0] ?? null) : null,
      interval95: estimate.ok ? (estimate.value.intervals[1] ?? null) : null,
      invalidBecause: null,
      margin: { value: margin, declaredBeforeData: true, note: '' },
      forcedInconclusive: null,
      simulated: true,
    })
    counts.set(verdict.kind, (counts.get(verdict.kind) ?? 0) + 1)
  }
  return new Map([...counts].map(([kind, n]) => [kind, rate(n, replicates)]))
}
