import type { CultureConditions } from '../records/culture-conditions.ts'
import type { RecordOf } from '../records/record-kinds.ts'
import { seededRandom } from '../statistics/seeded-random.ts'
import { logNormal, normal } from '../statistics/random-draws.ts'
import { decimals, significant } from './rounding.ts'
import { dayAfter, inOrder, refs, sampleHeader, simulated } from './sample-header.ts'
import { sampleId } from './sample-id.ts'

type Passage = RecordOf<'passage'>

/** One culture step to simulate. */
export type CultureStep = {
  /** Code without the batch code: P3, P4-a. */
  readonly suffix: string
  readonly number: number
  readonly seededOn: string
  readonly days: number
  /** Cells seeded; for P0 from tissue only the base of the simulated harvest, not recorded. */
  readonly seededCells: number
  /** Expected population doublings; the harvest scatters around them with SD 0.15. */
  readonly doublings: number
  readonly areaCm2: number
  readonly vessels: number
  readonly vessel: string
  /** Suffixes of the harvests it was seeded from, or codes of thawed vials; neither for P0 from tissue, or for a bought vial. */
  readonly from?: readonly string[]
  readonly thawed?: readonly string[]
  /** Conditions that differ from the parent's. */
  readonly conditions?: CultureConditions
  readonly reagentLots?: readonly string[]
  readonly morphology?: string
}

/** Passages of one batch with simulated counts. Everything in them is simulated; the caller may mark single fields as published. */
export function simulateCulture(batchCode: string, seed: number, steps: readonly CultureStep[], note?: string): readonly Passage[] {
  const random = seededRandom(seed)
  return steps.map((step): Passage => {
    const code = `${batchCode}-${step.suffix}`
    const harvestedOn = dayAfter(step.seededOn, step.days)
    const live = significant(step.seededCells * 2 ** normal(random, step.doublings, 0.15), 3)
    const viability = decimals(100 - logNormal(random, 4, 0.3), 1)
    const dead = significant((live * (100 - viability)) / viability, 3)
    const isFromTissue = step.number === 0
    const share = significant(step.seededCells / Math.max(1, step.from?.length ?? step.thawed?.length ?? 1), 6)
    const shares = (kind: 'passage' | 'vial', codes: readonly string[]): Record<string, { order: number; cells: number }> =>
      Object.fromEntries(codes.map((c, i) => [sampleId(kind, c), { order: i + 1, cells: share }]))
    return {
      ...sampleHeader('passage', code, simulated('culture', seed, note), harvestedOn),
      code,
      batchId: sampleId('batch', batchCode),
      number: step.number,
      operatorId: sampleId('person', 'SIM-CD'),
      protocolId: sampleId('protocol', 'SIM-SOP-CULTURE'),
      protocolVersion: '2',
      ...(step.reagentLots === undefined ? {} : { reagentLots: refs(...step.reagentLots.map((lot) => sampleId('reagent-lot', lot))) }),
      ...(step.from === undefined ? {} : { parents: shares('passage', step.from.map((suffix) => `${batchCode}-${suffix}`)) }),
      ...(step.thawed === undefined ? {} : { thawedVials: shares('vial', step.thawed) }),
      seededAt: `${step.seededOn}T11:30`,
      seededCells: isFromTissue ? {
        blank: 'not-measured', reason: 'tissue was plated; the stromal cells in it cannot be counted',
      } : step.seededCells,
      seededFrom: isFromTissue ? 'tissue' : step.from !== undefined ? 'harvest' : 'thawed vial',
      areaCm2: step.areaCm2,
      vessels: step.vessels,
      conditions: {
        ...(step.conditions ?? {}), vessel: step.vessel,
        ...(isFromTissue ? {} : { targetDensityPerCm2: significant(step.seededCells / step.areaCm2, 3) }),
      },
      ...(step.morphology === undefined ? {} : { observations: inOrder({ end: {
        at: `${harvestedOn}T09:30`, confluencePercent: 85, morphology: step.morphology,
      } }) }),
      harvest: {
        at: `${harvestedOn}T10:30`, liveCells: live, deadCells: dead, viabilityPercent: viability,
        countMethod: 'image cytometer, acridine orange and DAPI', confluencePercent: 85,
      },
      outcome: 'harvested',
    }
  })
}
