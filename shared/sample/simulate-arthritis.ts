import type { SeededRandom } from '../statistics/seeded-random.ts'
import { logNormal, normal } from '../statistics/random-draws.ts'
import { decimals } from './rounding.ts'

/** How collagen-induced arthritis runs in the animals of one arm, before scoring. */
export type DiseaseCourse = {
  /** Probability that an animal ever becomes arthritic. */
  readonly incidence: number
  readonly onsetMeanDay: number
  readonly onsetSdDays: number
  /** Median severity at the plateau in points of the 16-point scale, and its scatter between animals (of the logarithm). */
  readonly plateau: number
  readonly plateauSd: number
  /** Days from onset to half of the plateau. */
  readonly halfRiseDays: number
  /** Probability of dying of a cause that is neither arthritis nor treatment, and of dying within a day of each injection. */
  readonly unrelatedDeath: number
  readonly treatmentDeath: number
}

export type SimulatedObservation = { readonly day: number; readonly paws: Readonly<Record<'LF' | 'RF' | 'LH' | 'RH', number>>; readonly weightG: number }
export type SimulatedAnimal = {
  readonly startWeightG: number
  readonly observations: readonly SimulatedObservation[]
  readonly death?: { readonly day: number; readonly cause: 'arthritis-endpoint' | 'treatment-related' | 'unrelated' }
}

const paws = ['LF', 'RF', 'LH', 'RH'] as const

/** Weight below this part of its own start weight ends an animal's part in a simulated experiment. */
const humaneWeightFraction = 0.8

/**
 * One animal with arthritis: onset on a normally distributed day (never before day 19), a rise to an own plateau shared unevenly among
 * the paws, whole scores 0 to 4 per paw with an observer's error, weight falling with severity. Scores are ordinal and tied, and some
 * animals never fall ill, as in the model.
 * @param days scoring days in ascending order.
 * @param doseDays days of injection, for deaths due to it.
 */
export function simulateAnimal(random: SeededRandom, course: DiseaseCourse, days: readonly number[], doseDays: readonly number[]): SimulatedAnimal {
  const falls = random.uniform() < course.incidence
  const onset = Math.max(19, normal(random, course.onsetMeanDay, course.onsetSdDays))
  const plateau = logNormal(random, course.plateau, course.plateauSd)
  const shares = paws.map((paw) => (paw.endsWith('H') ? 1.3 : 0.7) * logNormal(random, 1, 0.5))
  const shareSum = shares.reduce((sum, s) => sum + s, 0)
  const startWeightG = decimals(normal(random, 21, 1.1), 1)
  const deathBy = drawDeath(random, course, days, doseDays)
  const observations: SimulatedObservation[] = []
  for (const day of days) {
    if (deathBy !== undefined && day >= deathBy.day) return { startWeightG, observations, death: deathBy }
    const since = day - onset
    const severity = falls && since >= 0 ? (plateau * (since + 1)) / (since + 1 + course.halfRiseDays) : 0
    const seen = paws.map((paw, i): [string, number] => [
      paw, severity === 0 ? 0 : grade((severity * (shares[i] ?? 1)) / shareSum + normal(random, 0, 0.25)),
    ])
    const total = seen.reduce((sum, [, score]) => sum + score, 0)
    const growth = 1 + 0.0015 * day
    const weightG = decimals(startWeightG * growth * (1 - 0.017 * total) * (1 + normal(random, 0, 0.012)), 1)
    observations.push({ day, paws: pawScores(seen), weightG })
    if (weightG < humaneWeightFraction * startWeightG) return { startWeightG, observations, death: { day, cause: 'arthritis-endpoint' } }
  }
  return { startWeightG, observations }
}

/** A latent severity as the whole grade an observer writes down: the scale has no grade below 0 or above 4. */
function grade(latent: number): number {
  return Math.min(4, Math.max(0, Math.round(latent)))
}

function pawScores(seen: readonly (readonly [string, number])[]): SimulatedObservation['paws'] {
  const of = Object.fromEntries(seen)
  return { LF: of['LF'] ?? 0, RF: of['RF'] ?? 0, LH: of['LH'] ?? 0, RH: of['RH'] ?? 0 }
}

function drawDeath(random: SeededRandom, course: DiseaseCourse, days: readonly number[], doseDays: readonly number[]): SimulatedAnimal['death'] {
  for (const day of doseDays) if (random.uniform() < course.treatmentDeath) return { day, cause: 'treatment-related' }
  if (random.uniform() >= course.unrelatedDeath) return undefined
  const first = days[0] ?? 0
  const last = days[days.length - 1] ?? first
  return { day: first + 1 + random.below(Math.max(1, last - first)), cause: 'unrelated' }
}
