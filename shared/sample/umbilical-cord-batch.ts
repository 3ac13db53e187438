import type { AnyRecord, RecordOf } from '../records/record-kinds.ts'
import { designFields, untreatedCourse } from './animal-designs.ts'
import { humanMedium } from './conditions.ts'
import { dayAfter, inOrder, sampleHeader, simulated } from './sample-header.ts'
import { sampleId } from './sample-id.ts'
import { simulateCulture, type CultureStep } from './simulate-culture.ts'
import { simulateExperiment, threeTimesAWeek, volumeUlFor } from './simulate-experiment.ts'
import { simulateStock, vialCode } from './simulate-stock.ts'
import { differentiation, donor, qualityTest, simulatePanel } from './simulate-tests.ts'

export const cordCode = 'SIM-UC-0001'
export const workingBank = `${cordCode}-WCB`
const masterBank = `${cordCode}-MCB`
const collected = '2025-02-10'

/** Days on which vials of the working bank were thawed: 1 to 4 for runs, 5 and 6 for the mice (day 21 and 28) and a plate each. */
export const cordThaws = [
  '2025-06-24', '2025-06-26', '2025-07-01', '2025-07-03', '2025-07-07', '2025-07-14', '2025-08-12', '2025-08-19', '2025-08-26',
] as const
export const cordDay0 = '2025-06-16'

/** SIM-UC-0001: human umbilical-cord MSC with master and working bank, tests, and mice treated from vials that also went onto plates. */
export function umbilicalCordBatch(): readonly AnyRecord[] {
  return [
    donor('SIM-D-UC-1', {
      species: 'human', sex: 'male', age: 0, ageUnit: 'days', healthStatus: 'healthy, term birth', serology: 'negative (simulated)',
    }),
    batch(),
    ...simulateCulture(cordCode, 42001, steps()),
    ...simulateStock(
      {
        code: masterBank, passageCode: `${cordCode}-P2`, type: 'master', frozenOn: dayAfter(collected, 26), cellsPerVial: 1e6,
        vialsFrozen: 20, freezeMedium: 'CryoStor CS10', dmsoPercent: 10,
        release: { status: 'released', on: dayAfter(collected, 45), reason: 'all tests passed' }, thaws: [dayAfter(collected, 50)],
        viabilityAfterThaw: 93, restHours: 0, stored: 3, rack: '4',
      },
      42002,
    ),
    ...simulateStock(
      {
        code: workingBank, passageCode: `${cordCode}-P4`, type: 'working', frozenOn: dayAfter(collected, 64), cellsPerVial: 2e7,
        vialsFrozen: 15, freezeMedium: 'CryoStor CS10', dmsoPercent: 10,
        release: { status: 'released', on: dayAfter(collected, 85), reason: 'meets SIM-SPEC-UC version 1' }, thaws: cordThaws,
        viabilityAfterThaw: 92, restHours: 0, stored: 3, rack: '4',
      },
      42003,
    ),
    ...tests(),
    ...draws(),
    referenceLot(),
    ...experiment(),
  ]
}

function batch(): RecordOf<'batch'> {
  return {
    ...sampleHeader('batch', cordCode, simulated('batch'), collected),
    code: cordCode,
    performedAt: collected,
    cellName: 'umbilical-cord stromal cells (UC-MSC)',
    source: { type: 'donor', donorId: sampleId('donor', 'SIM-D-UC-1') },
    tissue: 'umbilical cord',
    anatomicalSite: 'Wharton’s jelly',
    collectedAt: `${collected}T14:00`,
    collectionMethod: 'caesarean section',
    transportTemperatureC: 6,
    hoursToProcessing: 11,
    isolation: 'explant outgrowth',
    geneticModification: { type: 'none' },
    countP0Doublings: 'not-counted',
    specificationId: sampleId('specification', 'SIM-SPEC-UC'),
    intendedUse: 'research; xenogeneic treatment of arthritic mice',
  }
}

function steps(): readonly CultureStep[] {
  const thawDay = dayAfter(collected, 50)
  return [
    {
      suffix: 'P0', number: 0, seededOn: dayAfter(collected, 1), days: 13, seededCells: 1e5, doublings: 4, areaCm2: 350, vessels: 2,
      vessel: 'T175', conditions: humanMedium, morphology: 'spindle-shaped',
    },
    {
      suffix: 'P1', number: 1, seededOn: dayAfter(collected, 14), days: 6, seededCells: 1.2e6, doublings: 3, areaCm2: 525, vessels: 3,
      vessel: 'T175', from: ['P0'], morphology: 'spindle-shaped',
    },
    {
      suffix: 'P2', number: 2, seededOn: dayAfter(collected, 20), days: 6, seededCells: 4e6, doublings: 3.1, areaCm2: 1400, vessels: 8,
      vessel: 'T175', from: ['P1'], morphology: 'spindle-shaped',
    },
    {
      suffix: 'P3', number: 3, seededOn: thawDay, days: 7, seededCells: 8e5, doublings: 4.8, areaCm2: 700, vessels: 4, vessel: 'T175',
      thawed: [vialCode(masterBank, 1)], morphology: 'spindle-shaped',
    },
    {
      suffix: 'P4', number: 4, seededOn: dayAfter(thawDay, 7), days: 7, seededCells: 1.6e7, doublings: 4.9, areaCm2: 6360, vessels: 10,
      vessel: 'cell stack', from: ['P3'], morphology: 'spindle-shaped',
    },
  ]
}

function tests(): readonly AnyRecord[] {
  const frozen = dayAfter(collected, 64)
  const bank = { type: 'bank', bankId: sampleId('bank', workingBank) } as const
  const human = {
    CD105: 0.981, CD73: 0.993, CD90: 0.988, CD45: 0.004, CD34: 0.006, CD14: 0.005, CD11b: 0.004, CD19: 0.003, CD79a: 0.004, 'HLA-DR': 0.008,
  }
  const vialTest = (n: number): RecordOf<'quality-test'> => {
    const vial = vialCode(workingBank, n)
    return qualityTest(vial, { type: 'vial', vialId: sampleId('vial', vial) }, 'mycoplasma', 'PCR', cordThaws[n - 1] ?? frozen)
  }
  return [
    simulatePanel(`${cordCode}-P4`, 'PANEL-ISCT-2006', frozen, human, 20_000, 42010),
    ...(['adipogenic', 'osteogenic', 'chondrogenic'] as const).map((lineage) => differentiation(`${cordCode}-P4`, lineage, 21, dayAfter(frozen, 22))),
    qualityTest(masterBank, { type: 'bank', bankId: sampleId('bank', masterBank) }, 'mycoplasma', 'PCR', dayAfter(collected, 27)),
    qualityTest(
      masterBank, { type: 'bank', bankId: sampleId('bank', masterBank) }, 'str-identity', 'short tandem repeats', dayAfter(collected, 40),
      { items: inOrder({ match: { name: 'profile', result: 'matches cord tissue (simulated; no profile stored)' } }) },
    ),
    qualityTest(workingBank, bank, 'mycoplasma', 'PCR', dayAfter(frozen, 1)),
    qualityTest(workingBank, bank, 'sterility', 'automated blood culture', dayAfter(frozen, 15)),
    qualityTest(workingBank, bank, 'endotoxin', 'LAL', dayAfter(frozen, 2), { value: 0.08, unit: 'EU/ml', limit: 0.5 }),
    qualityTest(
      workingBank, bank, 'str-identity', 'short tandem repeats', dayAfter(frozen, 16),
      { items: inOrder({ match: { name: 'profile', result: 'matches the master bank (simulated; no profile stored)' } }) },
    ),
    qualityTest(
      workingBank, bank, 'karyotype', 'G-banding', dayAfter(frozen, 20),
      { items: inOrder({ metaphases: { name: 'metaphases', result: '20 of 20 normal (simulated)' } }) },
    ),
    vialTest(1), vialTest(5), vialTest(7),
  ]
}

/** Where the cells of the vials for the mice went: the preparation, and a plate of the same vial. */
function draws(): readonly AnyRecord[] {
  const preparation = (day: number): string => `SIM-CIA-UC-prep-d${String(day)}`
  const draw = (name: string, vial: number, cells: number, to: RecordOf<'draw'>['to']): RecordOf<'draw'> => {
    const on = cordThaws[vial - 1] ?? collected
    return {
      ...sampleHeader('draw', name, simulated('draw'), on), performedAt: on,
      from: { type: 'vial', vialId: sampleId('vial', vialCode(workingBank, vial)) }, to, cells, at: `${on}T09:30`,
    }
  }
  const assay = { type: 'assay', assayId: sampleId('assay', 'SIM-A-UC') } as const
  return [
    ...[5, 6].map((v, i) => draw(`${workingBank} ${String(v)} mice`, v, 1.4e7, {
      type: 'preparation', preparationId: sampleId('preparation', preparation(21 + 7 * i)),
    })),
    ...[1, 2, 3, 4, 5, 6].map((v) => draw(`${workingBank} ${String(v)} plate`, v, 5e5, assay)),
    ...[1, 2, 3, 4].map((v) => draw(`${workingBank} ${String(v)} rest`, v, 1.5e7, { type: 'discard', why: 'not needed after the plate' })),
  ]
}

function referenceLot(): RecordOf<'reference-lot'> {
  return {
    ...sampleHeader('reference-lot', 'SIM-REF-1', simulated('reference lot')), code: 'SIM-REF-1', batchId: sampleId('batch', cordCode),
    passageId: sampleId('passage', `${cordCode}-P4`), bankId: sampleId('bank', workingBank),
    purpose: 'reference cells for potency on every plate', validFrom: '2025-07-01',
  }
}

function experiment(): readonly AnyRecord[] {
  const course = { ...untreatedCourse, plateauSd: 0.35 }
  const prep = (day: 21 | 28): string => `SIM-CIA-UC-prep-d${String(day)}`
  const dose = (day: 21 | 28) => ({
    key: `d${String(day)}`, day,
    plan: {
      route: 'intraperitoneal', plannedCells: 1e6, batchId: sampleId('batch', cordCode), passageId: sampleId('passage', `${cordCode}-P4`),
      state: 'thawed', vehicle: 'PBS', volumeUl: volumeUlFor(1e6, 5e6),
    },
    preparationCode: prep(day),
  }) as const
  return simulateExperiment({
    code: 'SIM-CIA-UC',
    title: 'Umbilical-cord MSC in DBA/1 collagen-induced arthritis, intraperitoneal, two doses',
    seed: 4,
    day0: cordDay0,
    days: threeTimesAWeek,
    endDay: 46,
    arms: [
      {
        key: 'pbs', label: 'PBS', role: 'vehicle', course,
        doses: [21, 28].map((day) => ({ key: `d${String(day)}`, day, plan: { route: 'intraperitoneal', vehicle: 'PBS', volumeUl: 200 } })),
      },
      {
        key: 'msc', label: 'UC-MSC, 2 × 1 × 10⁶', role: 'treatment', course: { ...course, incidence: 0.85, onsetMeanDay: 29, plateau: 3.6 },
        doses: [dose(21), dose(28)],
      },
    ],
    animalsPerArm: 12,
    cageSize: 4,
    wholeCages: false,
    strain: 'DBA/1',
    sex: 'male',
    preparations: ([21, 28] as const).map((day, i) => ({
      code: prep(day), day, passageCode: `${cordCode}-P4`, vialCodes: [vialCode(workingBank, 5 + i)], liveCells: 1.4e7, cellsPerMl: 5e6,
      viability: 91, hoursFromThaw: 2,
    })),
    fields: designFields(
      'Do human umbilical-cord MSC lower the severity of arthritis?', 'MSC lower the time-weighted mean score by at least 25 %.',
      '12 per arm detects a reduction by half with the scatter seen before', 'semi-established',
    ),
  })
}
