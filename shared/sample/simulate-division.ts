import type { RecordOf } from '../records/record-kinds.ts'
import type { Well } from '../records/plate.ts'
import { normal } from '../statistics/random-draws.ts'
import { seededRandom, type SeededRandom } from '../statistics/seeded-random.ts'
import { decimals } from './rounding.ts'
import { sampleHeader, simulated } from './sample-header.ts'
import { sampleId } from './sample-id.ts'
import { hill, type TrueSuppression } from './simulate-assay.ts'

/** Division of unsuppressed responders: fraction that divides at all, mean and scatter of their divisions, fraction of cells alive. */
export type TrueDivision = { readonly dividing: number; readonly divisions: number; readonly sd: number; readonly alive: number }

/** Wells of one condition (one time) of a plate. */
export type DivisionCondition = { readonly key: string; readonly truth: TrueDivision; readonly ratios: readonly number[] }

export type DivisionPlan = {
  readonly assayCode: string
  readonly respondersPerWell: number
  readonly beadsAdded: number
  readonly generations: number
  readonly conditions: readonly DivisionCondition[]
  /** How MSC act: on the fraction that divides; the divisions of those that do fall half as much. */
  readonly suppression: TrueSuppression
  readonly runs: readonly { readonly plateCode: string; readonly day: string; readonly responderKey: string; readonly materialKey: string }[]
  readonly seed: number
  readonly equipment: Readonly<Record<string, { order: number }>>
}

/**
 * Plates read by dye dilution: cells per generation as events acquired, with counting beads and viability. Each run draws its own deviation
 * of the suppression and of the fraction that divides; each well the part of it that was acquired and its counting error.
 */
export function simulateDivision(plan: DivisionPlan): readonly RecordOf<'plate'>[] {
  const random = seededRandom(plan.seed)
  return plan.runs.map((run) => {
    const deviation = normal(random, 0, plan.suppression.runSdPoints / 100)
    const lot = normal(random, 0, 0.04)
    const list: Well[] = []
    for (const { key, truth, ratios } of plan.conditions) {
      const responders = { conditionKey: key, responderKey: run.responderKey, responderCells: plan.respondersPerWell }
      const add = (times: number, well: Omit<Well, 'signal'>, dividing: number, divisions: number): void => {
        for (let i = 0; i < times; i++) list.push({ ...well, ...readWell(random, plan, { ...truth, dividing, divisions }) })
      }
      add(4, { role: 'stimulated-control', ...responders }, truth.dividing + lot, truth.divisions)
      add(3, { role: 'unstimulated-control', ...responders }, 0.004, 1)
      for (const ratio of ratios) {
        const s = Math.min(0.98, hill(plan.suppression, ratio) + deviation)
        add(3, { role: 'sample', ...responders, materialKey: run.materialKey, ratioMscPerResponder: ratio, mscCells: Math.round(ratio * plan.respondersPerWell) }, (truth.dividing + lot) * (1 - s), truth.divisions * (1 - s / 2))
      }
    }
    return {
      ...sampleHeader('plate', run.plateCode, simulated('division plate', plan.seed), run.day),
      code: run.plateCode,
      performedAt: run.day,
      operatorId: sampleId('person', 'SIM-CD'),
      equipment: { ...plan.equipment },
      assayId: sampleId('assay', plan.assayCode),
      format: '96',
      beadsAddedPerWell: plan.beadsAdded,
      wells: Object.fromEntries(list.map((well, i) => [`${'ABCDEFGH'.charAt(Math.floor(i / 12))}${String((i % 12) + 1)}`, well])),
    }
  })
}

/** One well as the cytometer gives it. */
function readWell(random: SeededRandom, plan: DivisionPlan, truth: TrueDivision): Pick<Well, 'generationCounts' | 'beads' | 'viabilityPercent'> {
  const acquired = 0.25 + 0.1 * random.uniform()
  const weights = Array.from({ length: plan.generations - 1 }, (_, i) => Math.exp(-(((i + 1 - truth.divisions) / truth.sd) ** 2) / 2))
  const total = weights.reduce((a, b) => a + b, 0)
  const shares = [1 - truth.dividing, ...weights.map((w) => (truth.dividing * w) / total)]
  const generationCounts = shares.map((share, i) => counted(random, plan.respondersPerWell * truth.alive * share * 2 ** i * acquired))
  return { generationCounts, beads: counted(random, plan.beadsAdded * acquired), viabilityPercent: decimals(100 * truth.alive + normal(random, 3, 1), 1) }
}

/** Counted number with Poisson scatter (normal approximation). */
function counted(random: SeededRandom, expected: number): number {
  return Math.max(0, Math.round(normal(random, expected, Math.sqrt(expected))))
}
