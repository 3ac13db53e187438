import type { AnyRecord, RecordOf } from '../records/record-kinds.ts'
import { inOrder, refs, sampleHeader, simulated } from './sample-header.ts'
import { sampleId } from './sample-id.ts'

type Pair = RecordOf<'pair'>

type PairPlan = {
  readonly code: string
  readonly batchCode: string
  readonly assayCode: string
  readonly conditionKey: string
  readonly materials: readonly string[]
  readonly experiment?: { readonly code: string; readonly armKey: string }
  /** When the margins (20 points, 25 %) were declared; the default is before all data of the notebook. */
  readonly declaredAt?: string
  readonly reason?: string
}

const beforeAllData = '2025-01-20T10:00:00Z'
const numbered = (prefix: string, n: number): readonly string[] => Array.from({ length: n }, (_, i) => `${prefix}${String(i + 1)}`)

const plans: readonly PairPlan[] = [
  {
    code: 'SCH-WT-A1', batchCode: 'SCH-WT', assayCode: 'SCH-A1', conditionKey: 'cd3', materials: numbered('wt', 4),
    experiment: { code: 'SCH-CIA', armKey: 'wt' },
  },
  {
    code: 'SCH-WT-A2', batchCode: 'SCH-WT', assayCode: 'SCH-A2', conditionKey: 'cfse', materials: numbered('wt', 4),
    experiment: { code: 'SCH-CIA', armKey: 'wt' },
  },
  {
    code: 'SCH-KO-A1', batchCode: 'SCH-KO', assayCode: 'SCH-A1', conditionKey: 'cd3', materials: numbered('ko', 4),
    experiment: { code: 'SCH-CIA', armKey: 'ko' }, declaredAt: '2025-09-15T10:00:00Z',
    reason: 'declared after the data, to show what that costs: no verdict of equivalence',
  },
  {
    code: 'SIM-BALB', batchCode: 'SIM-BM-BALB', assayCode: 'SIM-A-BALB', conditionKey: 'cd3', materials: numbered('m', 4),
    experiment: { code: 'SIM-CIA-BALB', armKey: 'msc' },
  },
  {
    code: 'SIM-UC-1', batchCode: 'SIM-UC-0001', assayCode: 'SIM-A-UC', conditionKey: 'beads', materials: numbered('v', 6),
    experiment: { code: 'SIM-CIA-UC', armKey: 'msc' },
  },
  {
    code: 'SIM-AD', batchCode: 'SIM-AD-POOL', assayCode: 'SIM-A-AD', conditionKey: 'beads', materials: numbered('v', 5),
    experiment: { code: 'SIM-CIA-AD', armKey: 'msc' },
  },
  { code: 'SIM-LINE', batchCode: 'SIM-LINE-1', assayCode: 'SIM-A-LINE', conditionKey: 'cd3', materials: ['a', 'b'] },
  { code: 'SIM-UC-2', batchCode: 'SIM-UC-0002', assayCode: 'SIM-A-UC2', conditionKey: 'beads', materials: numbered('u', 3) },
  { code: 'SIM-UC-2-DIV', batchCode: 'SIM-UC-0002', assayCode: 'SIM-A-UC2-DIV', conditionKey: 'h96', materials: numbered('u', 3) },
  {
    code: 'SIM-RAT', batchCode: 'SIM-RAT-0001', assayCode: 'SIM-A-RAT', conditionKey: 'cd3', materials: numbered('m', 5),
    experiment: { code: 'SIM-CIA-RAT', armKey: 'msc' },
  },
]

/** What is compared in the sample notebook, each with its margins and when they were declared. */
export function samplePairs(): readonly AnyRecord[] {
  return plans.map((p): Pair => ({
    ...sampleHeader(
      'pair', p.code, simulated('pair', undefined, 'The margins and the time of their declaration are invented.'),
      p.declaredAt ?? beforeAllData,
    ),
    code: p.code,
    batchId: sampleId('batch', p.batchCode),
    inVitro: { assayId: sampleId('assay', p.assayCode), conditionKey: p.conditionKey, materials: refs(...p.materials), ratioMscPerResponder: 0.1 },
    ...(p.experiment === undefined ? {} : { inVivo: {
      experimentId: sampleId('experiment', p.experiment.code), armKey: p.experiment.armKey, vehicleArmKey: 'pbs',
    } }),
    margins: inOrder({ first: {
      declaredAt: p.declaredAt ?? beforeAllData, inVitroPoints: 20, inVivoPercent: 25,
      ...(p.reason === undefined ? {} : { reason: p.reason }),
    } }),
  }))
}
