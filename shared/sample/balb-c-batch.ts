import type { AnyRecord, RecordOf } from '../records/record-kinds.ts'
import { designFields, untreatedCourse } from './animal-designs.ts'
import { cpmSignal, fiveRatios, mouseSplenocyteCondition, rodentMedium } from './conditions.ts'
import { dayAfter, inOrder, sampleHeader, simulated } from './sample-header.ts'
import { sampleId } from './sample-id.ts'
import { simulateCulture, type CultureStep } from './simulate-culture.ts'
import { simulateExperiment, threeTimesAWeek, volumeUlFor } from './simulate-experiment.ts'
import { harvestDraw, simulateStock, vialCode } from './simulate-stock.ts'
import { differentiation, donor, qualityTest, responderLots, simulatePanel } from './simulate-tests.ts'
import { suppressionAssay } from './suppression-assay.ts'

const code = 'SIM-BM-BALB'
/** First day of passage 1; the marrow was plated nine days before. */
const start = '2025-03-03'
const plated = dayAfter(start, -9)
/** Four vials of passage 3, each grown to a passage 4: three for runs, the fourth for the mice and a run of the same harvest. */
const thaws = ['2025-05-06', '2025-05-13', '2025-05-20', '2025-05-27'] as const
const harvestDays = thaws.map((d) => dayAfter(d, 6))
const day0 = dayAfter(harvestDays[3] ?? '', -21)
const lots = ['SIM-SPL-1', 'SIM-SPL-2', 'SIM-SPL-3', 'SIM-SPL-4'] as const

/**
 * SIM-BM-BALB: marrow of three BALB/c mice, allogeneic to DBA/1. Simulated as cells that suppress in vitro and make arthritis worse, the
 * pattern that Sullivan et al. 2012 report for fully mismatched cells given at the booster.
 */
export function balbCBatch(): readonly AnyRecord[] {
  const members = ['A', 'B', 'C'].map((m) => `SIM-D-BALB-${m}`)
  const passages = steps()
  return [
    ...members.map((m) => donor(m, {
      species: 'mouse', strain: 'BALB/c', haplotype: 'H-2d', sex: 'female', age: 8, ageUnit: 'weeks', genotype: 'wild type',
    })),
    batch(members),
    ...simulateCulture(code, 41001, passages),
    ...simulateStock(
      {
        code: `${code}-B3`, passageCode: `${code}-P3`, type: 'research', frozenOn: dayAfter(start, 27), cellsPerVial: 1e6, vialsFrozen: 8,
        freezeMedium: '10 % DMSO in fetal bovine serum', dmsoPercent: 10,
        release: { status: 'released', on: dayAfter(start, 34), reason: 'mycoplasma negative' }, thaws, viabilityAfterThaw: 91,
        restHours: 0, stored: 2, rack: '3',
      },
      41002,
    ),
    simulatePanel(`${code}-P4-a`, 'PANEL-MOUSE', harvestDays[0] ?? '', {
      'Sca-1': 0.93, CD44: 0.985, CD106: 0.96, CD73: 0.962, CD105: 0.971, CD45: 0.011, CD11b: 0.013, 'MHC II': 0.006,
    }, 10_000, 41003),
    differentiation(`${code}-P4-a`, 'adipogenic', 21, dayAfter(harvestDays[0] ?? '', 21)),
    differentiation(`${code}-P4-a`, 'osteogenic', 21, dayAfter(harvestDays[0] ?? '', 21)),
    ...harvestDays.map((on, i) => qualityTest(
      `${code}-${passages[i + 4]?.suffix ?? ''}`,
      { type: 'passage', passageId: sampleId('passage', `${code}-${passages[i + 4]?.suffix ?? ''}`) }, 'mycoplasma', 'PCR',
      dayAfter(on, -1),
    )),
    ...harvestDays.map((on, i) => harvestDraw(
      `${code} ${on} plate`, `${code}-P4-${'abcd'.charAt(i)}`, on, 4e5, { type: 'assay', assayId: sampleId('assay', 'SIM-A-BALB') },
    )),
    harvestDraw(
      `${code} mice`, `${code}-P4-d`, harvestDays[3] ?? '', 1.5e7,
      { type: 'preparation', preparationId: sampleId('preparation', 'SIM-CIA-BALB-prep-d21') },
    ),
    ...assay(),
    ...experiment(),
  ]
}

function batch(members: readonly string[]): RecordOf<'batch'> {
  return {
    ...sampleHeader('batch', code, simulated('batch'), plated),
    code,
    performedAt: plated,
    cellName: 'bone-marrow stromal cells (BM-MSC)',
    source: {
      type: 'pool', members: inOrder(Object.fromEntries(members.map((m, i) => [`m${String(i + 1)}`, { donorId: sampleId('donor', m) }]))),
      pooledAt: 'tissue',
    },
    tissue: 'bone marrow',
    anatomicalSite: 'femur and tibia',
    collectedAt: plated,
    collectionMethod: 'flushed',
    isolation: 'flushing and plastic adherence',
    isolatedCells: 9e7,
    geneticModification: { type: 'none' },
    countP0Doublings: 'not-counted',
  }
}

function steps(): readonly CultureStep[] {
  const chain = [0, 1, 2, 3].map((number): CultureStep => ({
    suffix: `P${String(number)}`, number, seededOn: dayAfter(start, 9 * (number - 1)), days: 9, seededCells: 8e5, doublings: number === 0 ? 1 : 3.9, areaCm2: 350, vessels: 2, vessel: 'T175',
    ...(number === 0 ? { conditions: rodentMedium } : { from: [`P${String(number - 1)}`] }), morphology: number < 2 ? 'mixed' : 'spindle-shaped',
  }))
  const fromBank = thaws.map((day, i): CultureStep => ({
    suffix: `P4-${'abcd'.charAt(i)}`, number: 4, seededOn: day, days: 6, seededCells: 7.5e5, doublings: 5.2, areaCm2: 1050, vessels: 6,
    vessel: 'T175', thawed: [vialCode(`${code}-B3`, i + 1)], morphology: 'spindle-shaped',
  }))
  return [...chain, ...fromBank]
}

function assay(): readonly AnyRecord[] {
  const truth = { maximum: 0.8, half: 0.06, slope: 1.3, runSdPoints: 7 }
  return [
    ...responderLots(
      lots, 'splenocytes', 'fresh', { species: 'mouse', strain: 'DBA/1', haplotype: 'H-2q', sex: 'male' },
      'splenocytes of one mouse, erythrocytes lysed',
    ),
    ...suppressionAssay({
      code: 'SIM-A-BALB',
      title: 'BALB/c MSC against DBA/1 splenocytes',
      seed: 41010,
      conditionKey: 'cd3',
      condition: mouseSplenocyteCondition,
      background: 'unstimulated',
      ratios: fiveRatios,
      referenceRatio: 0.1,
      wellsPerRatio: 4,
      signal: cpmSignal,
      materials: harvestDays.map((_, i) => ({
        key: `m${String(i + 1)}`, label: `${code} passage 4, culture ${'abcd'.charAt(i)}`, batchCode: code,
        passageCode: `${code}-P4-${'abcd'.charAt(i)}`, state: 'fresh', truth,
      })),
      runs: harvestDays.map((day, i) => ({ day, lotCode: lots[i] ?? lots[0], materialKeys: [`m${String(i + 1)}`] })),
      reagentLotCodes: ['SIM-LOT-CD3-01', 'SIM-LOT-TDR-01'],
      equipmentCode: 'SIM-EQ-BETA',
      declaredAt: '2025-04-28T09:00:00Z',
    }),
  ]
}

function experiment(): readonly AnyRecord[] {
  const preparationCode = 'SIM-CIA-BALB-prep-d21'
  const course = { ...untreatedCourse, plateau: 4.6, plateauSd: 0.4 }
  return simulateExperiment({
    code: 'SIM-CIA-BALB',
    title: 'BALB/c MSC in DBA/1 collagen-induced arthritis, intravenous at the booster',
    seed: 14,
    day0,
    days: threeTimesAWeek,
    endDay: 46,
    arms: [
      {
        key: 'pbs', label: 'PBS', role: 'vehicle', course,
        doses: [{ key: 'd21', day: 21, plan: { route: 'intravenous', vehicle: 'PBS', volumeUl: 200 } }],
      },
      {
        key: 'msc', label: 'BALB/c MSC, 1 × 10⁶', role: 'treatment', course: {
          ...course, incidence: 0.98, onsetMeanDay: 25, plateau: 8.2, plateauSd: 0.35, treatmentDeath: 0.04,
        },
        doses: [{
          key: 'd21', day: 21,
          plan: {
            route: 'intravenous', plannedCells: 1e6, batchId: sampleId('batch', code), passageId: sampleId('passage', `${code}-P4-d`),
            state: 'fresh', vehicle: 'PBS', volumeUl: volumeUlFor(1e6, 5e6),
          },
          preparationCode,
        }],
      },
    ],
    animalsPerArm: 12,
    cageSize: 4,
    wholeCages: false,
    strain: 'DBA/1',
    sex: 'male',
    preparations: [{ code: preparationCode, day: 21, passageCode: `${code}-P4-d`, liveCells: 1.5e7, cellsPerMl: 5e6, viability: 94 }],
    fields: designFields(
      'Do fully mismatched MSC, given at the booster, change the course of arthritis?', 'MSC lower the time-weighted mean score.',
      'as many as one person can score blinded in a morning', 'semi-established',
    ),
  })
}
