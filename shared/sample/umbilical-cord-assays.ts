import type { AnyRecord, RecordOf } from '../records/record-kinds.ts'
import { seededRandom } from '../statistics/seeded-random.ts'
import { cfseSignal, fiveRatios, humanPbmcCondition } from './conditions.ts'
import { logNormal } from '../statistics/random-draws.ts'
import { decimals } from './rounding.ts'
import { inOrder, sampleHeader, simulated } from './sample-header.ts'
import { sampleId } from './sample-id.ts'
import { vialCode } from './simulate-stock.ts'
import { responderLots } from './simulate-tests.ts'
import { suppressionAssay } from './suppression-assay.ts'
import { cordCode, cordThaws, workingBank } from './umbilical-cord-batch.ts'

export const pbmcLots = ['SIM-PBMC-1', 'SIM-PBMC-2', 'SIM-PBMC-3', 'SIM-PBMC-4', 'SIM-PBMC-5', 'SIM-PBMC-6'] as const
export const cordTruth = { maximum: 0.92, half: 0.06, slope: 1.3, runSdPoints: 7 }

/** Responders of six people, and six runs of SIM-UC-0001, two of them with the vials the mice got. */
export function umbilicalCordAssays(): readonly AnyRecord[] {
  const vials = [1, 2, 3, 4, 5, 6]
  return [
    ...responderLots(
      pbmcLots, 'PBMC', 'frozen', { species: 'human', sex: 'female', healthStatus: 'healthy blood donor' },
      'density gradient, frozen, thawed the day before',
    ),
    ...suppressionAssay({
      code: 'SIM-A-UC',
      title: 'Umbilical-cord MSC against PBMC of six people',
      seed: 42030,
      conditionKey: 'beads',
      condition: humanPbmcCondition,
      background: 'unstimulated',
      ratios: fiveRatios,
      referenceRatio: 0.1,
      wellsPerRatio: 4,
      signal: cfseSignal,
      materials: vials.map((v) => ({
        key: `v${String(v)}`, label: `vial ${vialCode(workingBank, v)}`, batchCode: cordCode, passageCode: `${cordCode}-P4`,
        vialCode: vialCode(workingBank, v), state: 'thawed', truth: cordTruth,
      })),
      inhibitors: {
        indo: {
          label: 'indomethacin 10 µM', agent: 'indomethacin', target: 'COX-2', concentration: 10, concentrationUnit: 'µM', solvent: 'DMSO',
          solventPercent: 0.1, solventIn: 'inhibitor and solvent-control wells',
        },
        mt: { label: '1-methyl-L-tryptophan 500 µM', agent: '1-methyl-L-tryptophan', target: 'IDO', concentration: 500, concentrationUnit: 'µM',
          solvent: { blank: 'not-applicable', reason: 'dissolved in the medium' } },
      },
      runs: vials.map((v, i) => ({
        day: cordThaws[i] ?? cordThaws[0], lotCode: pbmcLots[i] ?? pbmcLots[0], materialKeys: [`v${String(v)}`],
        inhibitors: [
          { key: 'indo', materialKey: `v${String(v)}`, ratio: 0.1, lost: 0.4 },
          { key: 'mt', materialKey: `v${String(v)}`, ratio: 0.1, lost: 0.3, alone: 0.3 },
        ],
        solvent: { inhibitorKey: 'indo', materialKey: `v${String(v)}`, ratio: 0.1 },
      })),
      viabilityPercent: 93,
      equipmentCode: 'SIM-EQ-CYTOMETER',
      declaredAt: '2025-05-02T09:00:00Z',
    }),
    prostaglandin(),
  ]
}

function prostaglandin(): RecordOf<'mediator-measurement'> {
  const seed = 42040
  const random = seededRandom(seed)
  const groups = [['resting', 180], ['IFN-gamma 10 ng/ml and TNF-alpha 10 ng/ml, 24 h', 2400]] as const
  const values = groups.flatMap(([group, median], g) => [0, 1, 2].map((i): [
    string, { group: string; value: number; replicate: 'independent' },
  ] => [`g${String(g)}r${String(i)}`, { group, value: decimals(logNormal(random, median, 0.2), 0), replicate: 'independent' }]))
  return {
    ...sampleHeader('mediator-measurement', `${cordCode} PGE2`, simulated('mediator', seed), '2025-07-18'),
    performedAt: '2025-07-18',
    subject: { type: 'passage', passageId: sampleId('passage', `${cordCode}-P4`) },
    mediator: 'PGE2',
    analyteLevel: 'protein',
    method: 'ELISA',
    matrix: 'culture supernatant',
    collectedAfterH: 24,
    unit: 'pg/ml',
    lowerLimit: 15,
    upperLimit: 5000,
    values: inOrder(Object.fromEntries(values)),
  }
}
