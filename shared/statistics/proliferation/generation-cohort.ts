import { fail, ok, type Result } from '../../util/result.ts'
import { mean, variance } from '../descriptive.ts'
import { normalUpperTail } from '../distributions.ts'
import { generationIndices } from './generation-indices.ts'

export type CohortTime = {
  /** Hours since the cells were put into culture. */
  readonly hours: number
  /** Generation counts N_0, N_1 ... of each replicate well at that time. */
  readonly replicates: readonly (readonly number[])[]
  /** Cells that one counted event of each replicate stands for (bead scaling); 1 where events themselves were given. */
  readonly cellsPerEvent?: readonly number[]
}

export type CohortStep = {
  readonly fromHours: number
  readonly toHours: number
  /** Mean cohort number, sum of N_i/2^i, at either time. */
  readonly from: number
  readonly to: number
  /** Standard error of the change: the larger of counting error and spread of replicates, at each time. */
  readonly standardError: number
  /** Change over its standard error. */
  readonly z: number
  /** One-sided P of a rise this large or larger if the cohort did not rise. */
  readonly p: number
  /** The cohort rose by more than error explains: counts, gates, undivided control or bead counts need a look. */
  readonly implausible: boolean
}

/**
 * Plausibility of generation counts over time: without new cells, the cohort number can only stay or fall (by death). Each time is
 * compared with the one before. Counting error is Poisson: the variance of sum N_i/2^i is f sum N_i/4^i with f cells per event; where
 * replicates spread more than that, their spread is used.
 * Reasons for failure: counts that `generationIndices` refuses, times that are no numbers or not in rising order, no replicate at a time.
 * @param alpha one-sided P below which a rise counts as implausible.
 */
export function cohortPlausibility(times: readonly CohortTime[], alpha = 0.025): Result<readonly CohortStep[]> {
  const cohorts: { readonly hours: number; readonly cohort: number; readonly variance: number }[] = []
  for (const time of times) {
    const last = cohorts.at(-1)
    if (!Number.isFinite(time.hours) || (last !== undefined && time.hours <= last.hours)) return fail('cohort over time: times must be numbers in rising order')
    const values: number[] = []
    let counting = 0
    for (const [i, counts] of time.replicates.entries()) {
      const scale = time.cellsPerEvent?.[i] ?? 1
      if (!(scale > 0 && Number.isFinite(scale))) return fail(`cohort at ${time.hours} h: cells per event must be a number above 0`)
      const one = generationIndices(counts)
      if (!one.ok) return fail(`cohort at ${time.hours} h: ${one.error}`)
      values.push(one.value.cohort)
      counting += scale * counts.reduce((total, value, generation) => total + value / 4 ** generation, 0)
    }
    const cohort = mean(values)
    if (cohort === undefined) return fail(`cohort at ${time.hours} h: no replicate`)
    const spread = values.length > 1 ? (variance(values) ?? 0) / values.length : 0
    cohorts.push({ hours: time.hours, cohort, variance: Math.max(counting / values.length ** 2, spread) })
  }
  return ok(
    cohorts.slice(1).map((to, i) => {
      const from = cohorts[i] ?? to
      const standardError = Math.sqrt(from.variance + to.variance)
      const z = (to.cohort - from.cohort) / standardError
      const p = normalUpperTail(z)
      return { fromHours: from.hours, toHours: to.hours, from: from.cohort, to: to.cohort, standardError, z, p, implausible: p < alpha }
    }),
  )
}
