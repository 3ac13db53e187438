import type { AnyRecord, RecordOf } from '../records/record-kinds.ts'
import { cpmSignal, dba1Donor, fiveRatios, mouseSplenocyteCondition, rodentMedium } from './conditions.ts'
import { dayAfter, sampleHeader, simulated } from './sample-header.ts'
import { sampleId } from './sample-id.ts'
import { simulateCulture, type CultureStep } from './simulate-culture.ts'
import { qualityTest, responderLots } from './simulate-tests.ts'
import { suppressionAssay } from './suppression-assay.ts'

/** SIM-LINE-1: a mouse line, two harvests pooled into one passage, and only two runs: no verdict can be given. */
export function cellLineBatch(): readonly AnyRecord[] {
  const code = 'SIM-LINE-1'
  const start = '2025-03-17'
  const lots = ['SIM-SPL-5', 'SIM-SPL-6'] as const
  const step = (suffix: string, number: number, day: number, more: Partial<CultureStep>): CultureStep => ({
    suffix, number, seededOn: dayAfter(start, day), days: 5, seededCells: 1e6, doublings: 4.2, areaCm2: 350, vessels: 2, vessel: 'T175',
    morphology: 'small, rapidly dividing', ...more,
  })
  const steps = [
    step('P20', 20, 0, { conditions: rodentMedium }),
    step('P21-a', 21, 5, { from: ['P20'] }),
    step('P21-b', 21, 5, { from: ['P20'], seededCells: 3e6, doublings: 2.9 }),
    step('P22', 22, 10, { from: ['P21-a', 'P21-b'], seededCells: 2e6 }),
    step('P23-a', 23, 15, { from: ['P22'] }),
    step('P23-b', 23, 17, { from: ['P22'] }),
  ]
  const runDays = [dayAfter(start, 20), dayAfter(start, 22)]
  const batch: RecordOf<'batch'> = {
    ...sampleHeader('batch', code, simulated('batch'), start),
    code,
    cellName: 'stromal cell line (invented)',
    source: { type: 'cell-line', name: 'SIM-LINE-1 (invented line)', species: 'mouse', strain: 'C57BL/6' },
    tissue: 'bone marrow',
    geneticModification: { type: 'immortalised', method: 'spontaneous (simulated)' },
    countP0Doublings: 'not-counted',
    note: 'Doublings are counted from passage 20; earlier ones are not known.',
  }
  return [
    batch,
    ...simulateCulture(code, 45001, steps),
    qualityTest(`${code}-P22`, { type: 'passage', passageId: sampleId('passage', `${code}-P22`) }, 'mycoplasma', 'PCR', dayAfter(start, 15)),
    ...responderLots(lots, 'splenocytes', 'fresh', dba1Donor, 'splenocytes of one mouse, erythrocytes lysed'),
    ...suppressionAssay({
      code: 'SIM-A-LINE', title: 'Cell line against DBA/1 splenocytes, two runs', seed: 45010, conditionKey: 'cd3', condition: mouseSplenocyteCondition, background: 'unstimulated', ratios: fiveRatios, referenceRatio: 0.1, wellsPerRatio: 4, signal: cpmSignal,
      materials: ['a', 'b'].map((c) => ({
        key: c, label: `${code} passage 23, culture ${c}`, batchCode: code, passageCode: `${code}-P23-${c}`, state: 'fresh',
        truth: { maximum: 0.75, half: 0.08, slope: 1.2, runSdPoints: 7 },
      })),
      runs: runDays.map((day, i) => ({ day, lotCode: lots[i] ?? lots[0], materialKeys: ['a', 'b'].slice(i, i + 1) })),
      reagentLotCodes: ['SIM-LOT-CD3-01', 'SIM-LOT-TDR-01'], equipmentCode: 'SIM-EQ-BETA', declaredAt: '2025-03-10T09:00:00Z',
    }),
  ]
}
