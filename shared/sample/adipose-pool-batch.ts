import type { AnyRecord, RecordOf } from '../records/record-kinds.ts'
import { designFields, untreatedCourse } from './animal-designs.ts'
import { cfseSignal, fiveRatios, humanMedium, humanPbmcCondition } from './conditions.ts'
import { dayAfter, inOrder, sampleHeader, simulated } from './sample-header.ts'
import { sampleId } from './sample-id.ts'
import { simulateCulture, type CultureStep } from './simulate-culture.ts'
import { simulateExperiment, threeTimesAWeek, volumeUlFor } from './simulate-experiment.ts'
import { simulateStock, vialCode } from './simulate-stock.ts'
import { differentiation, donor, qualityTest, simulatePanel } from './simulate-tests.ts'
import { suppressionAssay } from './suppression-assay.ts'

const code = 'SIM-AD-POOL'
const bankCode = `${code}-WCB`
/** First day of passage 1; the tissue was digested and plated a week before. */
const start = '2025-04-07'
const plated = dayAfter(start, -7)
/** Five vials for runs, then eight on day 21 of the experiment. */
const runDays = ['2025-07-08', '2025-07-10', '2025-07-15', '2025-07-17', '2025-07-22'] as const
const lots = ['SIM-PBMC-1', 'SIM-PBMC-2', 'SIM-PBMC-3', 'SIM-PBMC-4', 'SIM-PBMC-5'] as const
const day0 = '2025-09-01'
const doseDay = dayAfter(day0, 21)
const mouseVials = [6, 7, 8, 9, 10, 11, 12, 13] as const

/**
 * SIM-AD-POOL: adipose MSC of three people, pooled at isolation; suppressive in vitro, and without any true effect in an experiment of 60
 * mice per arm, large enough and with so little scatter (both unusual) that a relevant effect can be excluded.
 */
export function adiposePoolBatch(): readonly AnyRecord[] {
  const members = ['1', '2', '3'].map((m) => `SIM-D-AD-${m}`)
  const shares = [38, 33, 29]
  const batch: RecordOf<'batch'> = {
    ...sampleHeader('batch', code, simulated('batch'), plated),
    code,
    performedAt: plated,
    cellName: 'adipose-tissue stromal cells (AD-MSC)',
    source: {
      type: 'pool',
      members: inOrder(Object.fromEntries(members.map((m, i) => [
        `m${String(i + 1)}`, { donorId: sampleId('donor', m), sharePercent: shares[i] ?? 0 },
      ]))),
      pooledAt: 'isolation',
    },
    tissue: 'adipose tissue',
    anatomicalSite: 'abdomen, subcutaneous',
    collectedAt: plated,
    collectionMethod: 'liposuction',
    isolation: 'enzymatic digestion',
    isolationEnzyme: 'collagenase',
    isolatedCells: 2.4e7,
    geneticModification: { type: 'none' },
    countP0Doublings: 'not-counted',
  }
  return [
    ...members.map((m, i) => donor(m, {
      species: 'human', sex: i === 2 ? 'male' : 'female', age: [34, 47, 52][i] ?? 40, ageUnit: 'years',
      bodyMassIndex: [26.1, 29.4, 27.8][i] ?? 27,
    })),
    batch,
    ...simulateCulture(code, 44001, steps()),
    ...simulateStock({
      code: bankCode, passageCode: `${code}-P4`, type: 'working', frozenOn: dayAfter(start, 28), cellsPerVial: 1.2e7, vialsFrozen: 18,
      freezeMedium: 'CryoStor CS10', dmsoPercent: 10,
      release: { status: 'released', on: dayAfter(start, 49), reason: 'mycoplasma and sterility negative' },
      thaws: [...runDays, ...mouseVials.map(() => doseDay)], viabilityAfterThaw: 90, restHours: 0, stored: 2, rack: '6',
    }, 44002),
    simulatePanel(`${code}-P4`, 'PANEL-ISCT-2006', dayAfter(start, 28), {
      CD105: 0.972, CD73: 0.985, CD90: 0.991, CD45: 0.006, CD34: 0.0205, CD14: 0.005, CD19: 0.004, 'HLA-DR': 0.009,
    }, 10_000, 44003),
    ...(['adipogenic', 'osteogenic', 'chondrogenic'] as const).map((lineage) => differentiation(`${code}-P4`, lineage, 21, dayAfter(start, 50))),
    qualityTest(bankCode, { type: 'bank', bankId: sampleId('bank', bankCode) }, 'sterility', 'automated blood culture', dayAfter(start, 43)),
    // Older than 30 days at every use of the bank: the consistency check is meant to say so.
    qualityTest(bankCode, { type: 'bank', bankId: sampleId('bank', bankCode) }, 'mycoplasma', 'PCR', dayAfter(start, 29)),
    ...assay(),
    ...experiment(),
  ]
}

function steps(): readonly CultureStep[] {
  return [0, 1, 2, 3, 4].map((number): CultureStep => ({
    suffix: `P${String(number)}`, number, seededOn: dayAfter(start, 7 * (number - 1)), days: 7, seededCells: [8e5, 1e6, 2e6, 4e6, 1.6e7][number] ?? 1e6, doublings: [1.5, 3.6, 3.6, 3.6, 4.1][number] ?? 3.6, areaCm2: [350, 350, 525, 1400, 6360][number] ?? 350, vessels: number + 1, vessel: number === 4 ? 'cell stack' : 'T175',
    ...(number === 0 ? { conditions: humanMedium } : { from: [`P${String(number - 1)}`] }), morphology: 'spindle-shaped',
  }))
}

function assay(): readonly AnyRecord[] {
  return suppressionAssay({
    code: 'SIM-A-AD',
    title: 'Pooled adipose MSC against PBMC of five people',
    seed: 44010,
    conditionKey: 'beads',
    condition: humanPbmcCondition,
    background: 'unstimulated',
    ratios: fiveRatios,
    referenceRatio: 0.1,
    wellsPerRatio: 4,
    signal: cfseSignal,
    materials: runDays.map((_, i) => ({
      key: `v${String(i + 1)}`, label: `vial ${vialCode(bankCode, i + 1)}`, batchCode: code, passageCode: `${code}-P4`,
      vialCode: vialCode(bankCode, i + 1), state: 'thawed', truth: { maximum: 0.85, half: 0.07, slope: 1.2, runSdPoints: 8 },
    })),
    runs: runDays.map((day, i) => ({ day, lotCode: lots[i] ?? lots[0], materialKeys: [`v${String(i + 1)}`] })),
    equipmentCode: 'SIM-EQ-CYTOMETER',
    declaredAt: '2025-05-02T09:00:00Z',
  })
}

function experiment(): readonly AnyRecord[] {
  const preparationCode = 'SIM-CIA-AD-prep-d21'
  const course = { ...untreatedCourse, incidence: 0.97, plateau: 7.5, plateauSd: 0.35, onsetSdDays: 2.5, unrelatedDeath: 0.015 }
  return simulateExperiment({
    code: 'SIM-CIA-AD',
    title: 'Pooled adipose MSC in DBA/1 collagen-induced arthritis, 60 mice per arm',
    seed: 44020,
    day0,
    days: threeTimesAWeek,
    endDay: 46,
    arms: [
      {
        key: 'pbs', label: 'PBS', role: 'vehicle', course,
        doses: [{ key: 'd21', day: 21, plan: { route: 'intraperitoneal', vehicle: 'PBS', volumeUl: 200 } }],
      },
      {
        key: 'msc', label: 'AD-MSC, 1 × 10⁶', role: 'treatment', course,
        doses: [{
          key: 'd21', day: 21,
          plan: {
            route: 'intraperitoneal', plannedCells: 1e6, batchId: sampleId('batch', code), passageId: sampleId('passage', `${code}-P4`),
            state: 'thawed', vehicle: 'PBS', volumeUl: volumeUlFor(1e6, 5e6),
          },
          preparationCode,
        }],
      },
    ],
    animalsPerArm: 60,
    cageSize: 4,
    wholeCages: false,
    strain: 'DBA/1',
    sex: 'male',
    preparations: [{
      code: preparationCode, day: 21, passageCode: `${code}-P4`, vialCodes: mouseVials.map((v) => vialCode(bankCode, v)), liveCells: 7.2e7,
      cellsPerMl: 5e6, viability: 90, hoursFromThaw: 2,
    }],
    fields: designFields(
      'Can an effect of 25 % be shown, or excluded?', 'MSC change the time-weighted mean score by less than 25 %.',
      '60 per arm: with a coefficient of variation of 0.5 the 90 % interval of a true null is about ±15 %', 'semi-established',
    ),
  })
}
