import { assertNever } from '../../util/assert-never.ts'
import { fail, ok, type Result } from '../../util/result.ts'
import { isSeed, seededRandom } from '../../statistics/seeded-random.ts'
import { mannWhitneyTable } from '../../statistics/two-groups/mann-whitney-table.ts'
import { exactIncidence, simulatedIncidence } from './incidence-outlook.ts'
import { assumptionsOf, methodOf } from './plan-words.ts'
import { checkDesign, type InVitroDesign, type InVivoDesign, type PlanDesign } from './plan-design.ts'
import type { ArmOutlook, Outlook, PlanningProgress } from './planning-results.ts'
import { emptyTally, outlookOf } from './rates.ts'
import { simulatedAssay } from './simulate-in-vitro.ts'
import { simulatedExperiment } from './simulate-in-vivo.ts'
import { addTo } from './tally-verdict.ts'

export type SimulationOptions = {
  /** Whole number, 0 to 4294967295: the same seed gives the same figures everywhere. */
  readonly seed: number
  /** Simulated assays or experiments; 100 to 1,000,000. */
  readonly replicates: number
  /** Make the declared test in every replicate, so that its own power is known; costs time. Default: only where a verdict depends on it. */
  readonly testAlways?: boolean
}

export type Steps<T> = Generator<PlanningProgress, T>

/**
 * Steps of the exact test that are spent per pattern of ties; beyond, p is drawn. Without steps of the scores the patterns are few, since only
 * the zeros tie: about 60 animals per arm. With steps nearly every replicate has its own: about 30.
 */
const exactLimit = { few: 1e8, many: 5e6 } as const
/** Draws of a test that is not exact. */
const draws = 1999
/** Replicates between two reports of progress. */
const chunk = 50

/**
 * Probability of each verdict of the rule, if the truth is as the design assumes. Steps of a generator, so that a worker or a command can show
 * how far it is and stop: nothing is lost, since nothing is kept. One arm of incidence is computed exactly; everything else is simulated.
 * Reasons for failure: a design or options that cannot be simulated.
 */
export function outlookSteps(design: PlanDesign, options: SimulationOptions): Result<Steps<Outlook>, readonly string[]> {
  const checked = checkDesign(design)
  const reasons = [
    ...(checked.ok ? [] : checked.error),
    ...(isSeed(options.seed) ? [] : [`the seed must be a whole number from 0 to 4294967295, not ${String(options.seed)}`]),
    ...(Number.isInteger(options.replicates) && options.replicates >= 100 && options.replicates <= 1_000_000 ? [] : [`replicates must be a whole number from 100 to 1,000,000, not ${String(options.replicates)}`]),
  ]
  return reasons.length > 0 ? fail(reasons) : ok(steps(design, options))
}

/** Runs steps to their end. @param onProgress gets each step. */
export function runToEnd<T>(generator: Steps<T>, onProgress?: (progress: PlanningProgress) => void): T {
  for (;;) {
    const next = generator.next()
    if (next.done === true) return next.value
    onProgress?.(next.value)
  }
}

function* steps(design: PlanDesign, options: SimulationOptions): Steps<Outlook> {
  const made = yield* armsOf(design, options)
  const exact = design.kind === 'incidence' && design.treatedIncidences.length === 1
  return {
    design,
    simulation: exact ? null : { seed: options.seed, replicates: options.replicates },
    arms: made.arms,
    method: methodOf(design),
    assumptions: assumptionsOf(design),
    warnings: made.warnings,
  }
}

type Made = { readonly arms: readonly ArmOutlook[]; readonly warnings: readonly string[] }

function* armsOf(design: PlanDesign, options: SimulationOptions): Steps<Made> {
  switch (design.kind) {
    case 'in vitro':
      return { arms: [yield* inVitro(design, options)], warnings: design.runs < 3 ? ['Fewer than 3 runs are inconclusive, whatever they show.'] : [] }
    case 'in vivo':
      return yield* inVivo(design, options)
    case 'incidence':
      return { arms: design.treatedIncidences.length === 1 ? yield* exactIncidence(design) : yield* simulatedIncidence(design, options), warnings: [] }
    default:
      return assertNever(design)
  }
}

function* inVitro(design: InVitroDesign, { seed, replicates }: SimulationOptions): Steps<ArmOutlook> {
  const random = seededRandom(seed)
  const tally = emptyTally()
  for (let i = 0; i < replicates; i++) {
    addTo(tally, simulatedAssay(random, design))
    if (i % chunk === chunk - 1) yield { done: i + 1, total: replicates, what: `${String(design.runs)} runs` }
  }
  return outlookOf('cells', design.trueSuppressionPoints, 'in vitro', tally, replicates, false)
}

function* inVivo(design: InVivoDesign, { seed, replicates, testAlways = false }: SimulationOptions): Steps<Made> {
  const random = seededRandom(seed)
  const pOf = mannWhitneyTable({ seed, draws, exactLimit: design.stepPercent > 0 ? exactLimit.many : exactLimit.few })
  const tallies = design.trueReductionsPercent.map(() => emptyTally())
  let above = 0
  for (let i = 0; i < replicates; i++) {
    const { arms, aboveMaximum } = simulatedExperiment(random, design, pOf, testAlways)
    arms.forEach((outcome, arm) => {
      const tally = tallies[arm]
      if (tally !== undefined) addTo(tally, outcome)
    })
    above += aboveMaximum
    if (i % chunk === chunk - 1) yield { done: i + 1, total: replicates, what: `${String(design.perArm)} animals per arm` }
  }
  const animals = replicates * design.perArm * design.trueReductionsPercent.length
  const single = design.trueReductionsPercent.length === 1
  return {
    arms: tallies.map((tally, arm) => outlookOf(single ? 'treated' : `treated ${String(arm + 1)}`, design.trueReductionsPercent[arm] ?? 0, 'in vivo', tally, replicates, testAlways)),
    warnings: above === 0 ? [] : [`The worsening assumed puts ${((100 * above) / animals).toFixed(1)} % of the treated animals above the scale maximum, which no real score can be; take such figures as rough.`],
  }
}
