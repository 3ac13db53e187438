import type { AnyRecord, RecordOf } from '../records/record-kinds.ts'
import { cfseSignal, fiveRatios, humanMedium, humanPbmcCondition } from './conditions.ts'
import { divisionAssay } from './division-assay.ts'
import { dayAfter, sampleHeader, simulated } from './sample-header.ts'
import { sampleId } from './sample-id.ts'
import { simulateCulture } from './simulate-culture.ts'
import { simulateStock, vialCode } from './simulate-stock.ts'
import { differentiation, donor, qualityTest, simulatePanel } from './simulate-tests.ts'
import { suppressionAssay } from './suppression-assay.ts'
import { cordTruth, pbmcLots } from './umbilical-cord-assays.ts'
import { cordCode, cordThaws, workingBank } from './umbilical-cord-batch.ts'

const code = 'SIM-UC-0002'
const bankCode = `${code}-B`
const collected = '2025-06-02'

/** SIM-UC-0002: a second cord, with SIM-UC-0001 as reference lot on the same plates, and no animal data. */
export function secondCordBatch(): readonly AnyRecord[] {
  const thaws = [cordThaws[6], cordThaws[7], cordThaws[8]]
  const batch: RecordOf<'batch'> = {
    ...sampleHeader('batch', code, simulated('batch'), collected),
    code,
    performedAt: collected,
    cellName: 'umbilical-cord stromal cells (UC-MSC)',
    source: { type: 'donor', donorId: sampleId('donor', 'SIM-D-UC-2') },
    tissue: 'umbilical cord',
    anatomicalSite: 'Wharton’s jelly',
    collectedAt: collected,
    isolation: 'explant outgrowth',
    geneticModification: { type: 'none' },
    countP0Doublings: 'not-counted',
  }
  const chain = [0, 1, 2, 3, 4].map((number) => ({
    suffix: `P${String(number)}`, number, seededOn: dayAfter(collected, 14 + 6 * (number - 1)), days: 6,
    seededCells: number === 0 ? 2e5 : 2e6, doublings: number === 0 ? 3.7 : 3.4, areaCm2: 700, vessels: 4, vessel: 'T175',
    ...(number === 0 ? { conditions: humanMedium } : { from: [`P${String(number - 1)}`] }), morphology: 'spindle-shaped',
  }))
  return [
    donor('SIM-D-UC-2', { species: 'human', sex: 'female', age: 0, ageUnit: 'days', healthStatus: 'healthy, term birth' }),
    batch,
    ...simulateCulture(code, 43001, chain),
    ...simulateStock({
      code: bankCode, passageCode: `${code}-P4`, type: 'research', frozenOn: dayAfter(collected, 38), cellsPerVial: 2e6, vialsFrozen: 8,
      freezeMedium: 'CryoStor CS10', dmsoPercent: 10,
      release: { status: 'released', on: dayAfter(collected, 45), reason: 'mycoplasma negative' }, thaws, viabilityAfterThaw: 88,
      restHours: 0, stored: 2, rack: '5',
    }, 43002),
    qualityTest(bankCode, { type: 'bank', bankId: sampleId('bank', bankCode) }, 'mycoplasma', 'PCR', dayAfter(collected, 39)),
    simulatePanel(
      `${code}-P4`, 'PANEL-ISCT-2006', dayAfter(collected, 38),
      { CD105: 0.9495, CD73: 0.991, CD90: 0.987, CD45: 0.005, CD34: 0.007, CD14: 0.004, CD19: 0.003, 'HLA-DR': 0.012 }, 10_000, 43003,
    ),
    differentiation(`${code}-P4`, 'adipogenic', 21, dayAfter(collected, 60)),
    differentiation(`${code}-P4`, 'osteogenic', 21, dayAfter(collected, 60)),
    ...suppressionAssay({
      code: 'SIM-A-UC2',
      title: 'Second cord beside the reference lot',
      seed: 43010,
      conditionKey: 'beads',
      condition: humanPbmcCondition,
      background: 'unstimulated',
      ratios: fiveRatios,
      referenceRatio: 0.1,
      wellsPerRatio: 4,
      signal: cfseSignal,
      materials: [1, 2, 3].flatMap((n) => [
        {
          key: `u${String(n)}`, label: `vial ${vialCode(bankCode, n)}`, batchCode: code, passageCode: `${code}-P4`,
          vialCode: vialCode(bankCode, n), state: 'thawed' as const, truth: { ...cordTruth, half: 0.12 },
        },
        {
          key: `ref${String(n)}`, label: `reference lot, vial ${vialCode(workingBank, 6 + n)}`, batchCode: cordCode,
          passageCode: `${cordCode}-P4`, vialCode: vialCode(workingBank, 6 + n), referenceLotCode: 'SIM-REF-1', state: 'thawed' as const,
          truth: cordTruth,
        },
      ]),
      runs: [1, 2, 3].map((n, i) => ({
        day: thaws[i] ?? cordThaws[6], lotCode: pbmcLots[i] ?? pbmcLots[0], materialKeys: [`u${String(n)}`, `ref${String(n)}`],
      })),
      equipmentCode: 'SIM-EQ-CYTOMETER',
      declaredAt: '2025-08-01T09:00:00Z',
    }),
    ...divisionAssay(code, `${code}-P4`, [1, 2, 3].map((n, i) => ({ key: `u${String(n)}`, vialCode: vialCode(bankCode, n), day: thaws[i] ?? cordThaws[6], lotCode: pbmcLots[i] ?? pbmcLots[0] }))),
  ]
}
