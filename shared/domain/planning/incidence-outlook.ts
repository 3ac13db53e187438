import { binomialProbabilities } from '../../statistics/binomial.ts'
import { holm } from '../../statistics/many-groups/multiple-testing.ts'
import { binomial } from '../../statistics/random-draws.ts'
import { seededRandom } from '../../statistics/seeded-random.ts'
import { verdictKinds, verdictWord, type VerdictKind } from '../pairs/verdict.ts'
import { incidenceOutcomes, type IncidenceOutcome } from './incidence-outcomes.ts'
import type { IncidenceDesign } from './plan-design.ts'
import type { ArmOutlook, PlanningProgress } from './planning-results.ts'
import { exactRate, emptyTally, outlookOf } from './rates.ts'
import { addTo } from './tally-verdict.ts'

/** One treated arm: every table weighed by its probability. No drawing, no Monte-Carlo error. */
export function* exactIncidence(design: IncidenceDesign): Generator<PlanningProgress, readonly ArmOutlook[]> {
  const outcomeOf = incidenceOutcomes(design)
  const { perArm, vehicleIncidence } = design
  const treatedIncidence = design.treatedIncidences[0] ?? 0
  const ofVehicle = binomialProbabilities(perArm, vehicleIncidence)
  const ofTreated = binomialProbabilities(perArm, treatedIncidence)
  const verdicts = new Map<VerdictKind, number>()
  const widths: { readonly half: number; readonly weight: number }[] = []
  let excludes = 0
  let below = 0
  for (let v = 0; v <= perArm; v++) {
    for (let t = 0; t <= perArm; t++) {
      const weight = (ofVehicle[v] ?? 0) * (ofTreated[t] ?? 0)
      if (weight === 0) continue
      const outcome = outcomeOf(t, v)
      const { kind } = outcome.verdict(outcome.p)
      verdicts.set(kind, (verdicts.get(kind) ?? 0) + weight)
      widths.push({ half: halfWidth(outcome), weight })
      if (excludesZero(outcome)) excludes += weight
      if (outcome.p < 0.05) below += weight
    }
    yield { done: v + 1, total: perArm + 1, what: `${String(perArm)} animals per arm` }
  }
  return [{
    label: 'treated', truth: 100 * (vehicleIncidence - treatedIncidence),
    verdicts: verdictKinds.map((kind) => ({ kind, label: verdictWord('in vivo', kind), rate: exactRate(verdicts.get(kind) ?? 0) })),
    medianHalfWidth90: weightedMedian(widths), excludesZero: exactRate(excludes), testBelow5: exactRate(below),
  }]
}

/** Several treated arms: drawn, since Holm's adjustment ties their tests together. */
export function* simulatedIncidence(design: IncidenceDesign, { replicates, seed }: { readonly replicates: number; readonly seed: number }): Generator<PlanningProgress, readonly ArmOutlook[]> {
  const random = seededRandom(seed)
  const outcomeOf = incidenceOutcomes(design)
  const tallies = design.treatedIncidences.map(() => emptyTally())
  for (let i = 0; i < replicates; i++) {
    const vehicle = binomial(random, design.perArm, design.vehicleIncidence)
    const outcomes = design.treatedIncidences.map((p) => outcomeOf(binomial(random, design.perArm, p), vehicle))
    const adjusted = holm(outcomes.map((o) => o.p))
    outcomes.forEach((o, arm) => {
      const tally = tallies[arm]
      const p = adjusted[arm] ?? 1
      if (tally !== undefined) addTo(tally, { verdict: o.verdict(p), interval90: o.interval90, interval95: o.interval95, p })
    })
    if (i % 100 === 99) yield { done: i + 1, total: replicates, what: `${String(design.perArm)} animals per arm` }
  }
  return tallies.map((tally, arm) => outlookOf(`treated ${String(arm + 1)}`, 100 * (design.vehicleIncidence - (design.treatedIncidences[arm] ?? 0)), 'in vivo', tally, replicates, true))
}

function halfWidth({ interval90 }: IncidenceOutcome): number {
  return interval90 === null || interval90.lower === null || interval90.upper === null ? Infinity : (interval90.upper - interval90.lower) / 2
}

function excludesZero({ interval95 }: IncidenceOutcome): boolean {
  return interval95 !== null && ((interval95.lower ?? -1) > 0 || (interval95.upper ?? 1) < 0)
}

function weightedMedian(values: readonly { readonly half: number; readonly weight: number }[]): number | null {
  let below = 0
  for (const { half, weight } of values.toSorted((a, b) => a.half - b.half)) {
    below += weight
    if (below >= 0.5) return Number.isFinite(half) ? half : null
  }
  return null
}
