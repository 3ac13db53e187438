import type { AnyRecord, RecordOf } from '../records/record-kinds.ts'
import { designFields, untreatedCourse } from './animal-designs.ts'
import { cpmSignal, dba1Donor, fiveRatios, mouseSplenocyteCondition, rodentMedium } from './conditions.ts'
import { dayAfter, sampleHeader, simulated } from './sample-header.ts'
import { sampleId } from './sample-id.ts'
import { simulateCulture, type CultureStep } from './simulate-culture.ts'
import { simulateExperiment, threeTimesAWeek, volumeUlFor } from './simulate-experiment.ts'
import { harvestDraw, simulateStock, vialCode } from './simulate-stock.ts'
import { donor, qualityTest, responderLots } from './simulate-tests.ts'
import { suppressionAssay } from './suppression-assay.ts'

/** SIM-RAT-0001: rat marrow MSC that hardly suppress mouse splenocytes, in an experiment that allocated whole cages. */
export function ratBatch(): readonly AnyRecord[] {
  const code = 'SIM-RAT-0001'
  const start = '2025-03-10'
  const plated = dayAfter(start, -8)
  const lots = ['SIM-SPL-11', 'SIM-SPL-12', 'SIM-SPL-13', 'SIM-SPL-14', 'SIM-SPL-15'] as const
  const thaws = ['2025-05-20', '2025-05-27', '2025-06-03', '2025-06-10', '2025-06-17'] as const
  const bank = `${code}-B3`
  const harvests = thaws.map((d) => dayAfter(d, 6))
  const chain = [0, 1, 2, 3].map((number): CultureStep => ({
    suffix: `P${String(number)}`, number, seededOn: dayAfter(start, 8 * (number - 1)), days: 8, seededCells: 6e5,
    doublings: number === 0 ? 1 : 4, areaCm2: 350, vessels: 2, vessel: 'T175',
    ...(number === 0 ? { conditions: rodentMedium } : { from: [`P${String(number - 1)}`] }), morphology: 'spindle-shaped',
  }))
  const grown = thaws.map((day, i): CultureStep => ({
    suffix: `P4-${'abcde'.charAt(i)}`, number: 4, seededOn: day, days: 6, seededCells: 7.5e5, doublings: 5.4, areaCm2: 1050, vessels: 6,
    vessel: 'T175', thawed: [vialCode(bank, i + 1)], morphology: 'spindle-shaped',
  }))
  const batch: RecordOf<'batch'> = {
    ...sampleHeader('batch', code, simulated('batch'), plated),
    code,
    performedAt: plated,
    cellName: 'bone-marrow stromal cells (BM-MSC), rat',
    source: { type: 'donor', donorId: sampleId('donor', 'SIM-D-RAT-1') },
    tissue: 'bone marrow',
    collectedAt: plated,
    isolation: 'flushing and plastic adherence',
    geneticModification: { type: 'none' },
    countP0Doublings: 'not-counted',
  }
  return [
    donor('SIM-D-RAT-1', { species: 'rat', strain: 'LEW', sex: 'female', age: 10, ageUnit: 'weeks' }),
    batch,
    ...simulateCulture(code, 46001, [...chain, ...grown]),
    ...simulateStock({
      code: bank, passageCode: `${code}-P3`, type: 'research', frozenOn: dayAfter(start, 24), cellsPerVial: 1e6, vialsFrozen: 8,
      freezeMedium: '10 % DMSO in fetal bovine serum', dmsoPercent: 10,
      release: { status: 'released', on: dayAfter(start, 30), reason: 'research bank' }, thaws, viabilityAfterThaw: 89, restHours: 0,
      stored: 2, rack: '7',
    }, 46002),
    ...harvests.map((on, i) => qualityTest(
      `${code}-P4-${'abcde'.charAt(i)}`, { type: 'passage', passageId: sampleId('passage', `${code}-P4-${'abcde'.charAt(i)}`) },
      'mycoplasma', 'luminescence', dayAfter(on, -1),
    )),
    ...responderLots(lots, 'splenocytes', 'fresh', dba1Donor, 'splenocytes of one mouse, erythrocytes lysed'),
    ...suppressionAssay({
      code: 'SIM-A-RAT', title: 'Rat MSC against DBA/1 splenocytes', seed: 46010, conditionKey: 'cd3', condition: mouseSplenocyteCondition, background: 'unstimulated', ratios: fiveRatios, referenceRatio: 0.1, wellsPerRatio: 4, signal: cpmSignal,
      materials: harvests.map((_, i) => ({
        key: `m${String(i + 1)}`, label: `${code} passage 4, culture ${'abcde'.charAt(i)}`, batchCode: code,
        passageCode: `${code}-P4-${'abcde'.charAt(i)}`, state: 'fresh', truth: { maximum: 0.05, half: 0.1, slope: 1, runSdPoints: 7 },
      })),
      runs: harvests.map((day, i) => ({ day, lotCode: lots[i] ?? lots[0], materialKeys: [`m${String(i + 1)}`] })),
      reagentLotCodes: ['SIM-LOT-CD3-01', 'SIM-LOT-TDR-01'], equipmentCode: 'SIM-EQ-BETA', declaredAt: '2025-05-12T09:00:00Z',
    }),
    ...harvests.map((on, i) => harvestDraw(
      `${code} ${on} plate`, `${code}-P4-${'abcde'.charAt(i)}`, on, 4e5, { type: 'assay', assayId: sampleId('assay', 'SIM-A-RAT') },
    )),
    harvestDraw(
      `${code} mice`, `${code}-P4-e`, harvests[4] ?? start, 2e7,
      { type: 'preparation', preparationId: sampleId('preparation', 'SIM-CIA-RAT-prep-d21') },
    ),
    ...wholeCages(code, harvests[4] ?? start),
  ]
}

function wholeCages(batchCode: string, doseOn: string): readonly AnyRecord[] {
  const preparationCode = 'SIM-CIA-RAT-prep-d21'
  return simulateExperiment({
    code: 'SIM-CIA-RAT',
    title: 'Rat MSC in DBA/1 collagen-induced arthritis, whole cages allocated',
    seed: 11,
    day0: dayAfter(doseOn, -21),
    days: threeTimesAWeek,
    endDay: 46,
    arms: [
      {
        key: 'pbs', label: 'PBS', role: 'vehicle', course: untreatedCourse,
        doses: [{ key: 'd21', day: 21, plan: { route: 'intravenous', vehicle: 'PBS', volumeUl: 200 } }],
      },
      {
        key: 'msc', label: 'rat MSC, 1 × 10⁶', role: 'treatment', course: { ...untreatedCourse, treatmentDeath: 0.03 },
        doses: [{
          key: 'd21', day: 21,
          plan: {
            route: 'intravenous', plannedCells: 1e6, batchId: sampleId('batch', batchCode),
            passageId: sampleId('passage', `${batchCode}-P4-e`), state: 'fresh', vehicle: 'PBS', volumeUl: volumeUlFor(1e6, 5e6),
          },
          preparationCode,
        }],
      },
    ],
    animalsPerArm: 16,
    cageSize: 4,
    wholeCages: true,
    strain: 'DBA/1',
    sex: 'male',
    preparations: [{ code: preparationCode, day: 21, passageCode: `${batchCode}-P4-e`, liveCells: 2e7, cellsPerMl: 5e6, viability: 93 }],
    fields: designFields(
      'Do rat MSC change arthritis in mice?', 'MSC lower the time-weighted mean score.', 'four cages per arm; the cage is the unit',
      'semi-established',
    ),
  })
}
