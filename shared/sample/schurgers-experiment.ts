import type { AnyRecord, RecordOf } from '../records/record-kinds.ts'
import { seededRandom } from '../statistics/seeded-random.ts'
import { logNormal, normal } from '../statistics/random-draws.ts'
import { decimals } from './rounding.ts'
import { dayAfter, inOrder, originOfFields, published, sampleHeader, simulated } from './sample-header.ts'
import { sampleId } from './sample-id.ts'
import { schurgersHarvest, schurgersThaws } from './schurgers-batches.ts'
import type { DiseaseCourse } from './simulate-arthritis.ts'
import { simulateExperiment, threeTimesAWeek, volumeUlFor, type ArmPlan, type ExperimentPlan } from './simulate-experiment.ts'
import { schurgersCitation } from './sources/schurgers-table-2.ts'

const figure4 = published(`${schurgersCitation}, caption of Figure 4`)
const code = 'SCH-CIA'
/** Day 0 such that days 16 and 23 fall on harvests of the simulated passages 4. */
const day0 = dayAfter(schurgersThaws[1], 6 - 16)

/** One course for all arms: the publication reports no effect, and the simulation has none. */
const course: DiseaseCourse = {
  incidence: 0.92, onsetMeanDay: 28, onsetSdDays: 4, plateau: 6.5, plateauSd: 0.5, halfRiseDays: 4, unrelatedDeath: 0.04, treatmentDeath: 0,
}

function arm(key: 'wt' | 'ko', label: string, batchCode: string): ArmPlan {
  const dose = (day: 16 | 23, harvest: number): ArmPlan['doses'][number] => ({
    key: `d${String(day)}`,
    day,
    plan: {
      route: 'intravenous', plannedCells: 1e6, batchId: sampleId('batch', batchCode),
      passageId: sampleId('passage', schurgersHarvest(batchCode, harvest)), state: 'fresh', vehicle: 'PBS', volumeUl: volumeUlFor(1e6, 5e6),
    },
    preparationCode: `${code}-${key.toUpperCase()}-d${String(day)}`,
  })
  return { key, label, role: 'treatment', course: { ...course, treatmentDeath: 0.03 }, doses: [dose(16, 2), dose(23, 3)] }
}

function plan(): ExperimentPlan {
  const arms: readonly ArmPlan[] = [
    {
      key: 'pbs', label: 'PBS', role: 'vehicle', course,
      doses: [16, 23].map((day) => ({ key: `d${String(day)}`, day, plan: { route: 'intravenous', vehicle: 'PBS', volumeUl: 200 } })),
    },
    arm('wt', 'MSC, wild type', 'SCH-WT'),
    arm('ko', 'MSC, IFN-gamma receptor knock-out', 'SCH-KO'),
  ]
  const cells = arms.filter((a) => a.key !== 'pbs')
  return {
    code,
    title: 'Wild-type and knock-out MSC in collagen-induced arthritis (design of Schurgers 2010, Figure 4)',
    seed: 3,
    day0,
    days: threeTimesAWeek,
    endDay: 46,
    arms,
    animalsPerArm: 10,
    cageSize: 3,
    wholeCages: false,
    strain: 'DBA/1',
    sex: 'male',
    preparations: cells.flatMap((a, i) => [16, 23].map((day) => ({
      code: `${code}-${a.key.toUpperCase()}-d${String(day)}`, day,
      passageCode: schurgersHarvest(i === 0 ? 'SCH-WT' : 'SCH-KO', day === 16 ? 2 : 3), liveCells: 1.2e7, cellsPerMl: 5e6, viability: 94.5,
    }))),
    fields: {
      model: 'collagen-induced arthritis',
      timing: 'prophylactic',
      purpose: 'Do wild-type or IFN-gamma-receptor knock-out MSC change the course of collagen-induced arthritis?',
      hypothesis: 'MSC lower the time-weighted mean score against PBS.',
      permitId: sampleId('permit', 'SIM-LICENCE-1'),
      sampleSizeReason: 'usual size in the field; no calculation. Only large effects can be seen with 10 animals per arm.',
      induction: inOrder({ d0: {
        day: 0, agent: { blank: 'unknown', reason: 'collagen type II; its species is not stated in the caption' },
        adjuvant: 'complete Freund’s adjuvant',
      } }),
      note: 'Published: immunisation on day 0, intravenous PBS, wild-type or knock-out MSC on days 16 and 23, and no effect on severity or incidence. Animals, doses, dates, planned end (day 46 is the last day named), scale, scores, weights and deaths are simulated, without any effect of the cells.',
    },
    fieldOrigins: originOfFields(
      figure4,
      '/model', '/induction',
      ...['pbs', 'wt', 'ko'].flatMap((a) => [
        `/arms/${a}/label`, `/arms/${a}/role`,
        ...['d16', 'd23'].flatMap((d) => [`/arms/${a}/doses/${d}/day`, `/arms/${a}/doses/${d}/route`]),
      ]),
    ),
  }
}

/** Experiment SCH-CIA with its read-outs: three arms of 10 mice; all values simulated, no true effect. */
export function schurgersExperiment(): readonly AnyRecord[] {
  const records = simulateExperiment(plan())
  const experiment = records.find((r) => r.kind === 'experiment')
  const allocation = records.find((r) => r.kind === 'allocation')
  return experiment === undefined || allocation?.content.state !== 'open' ? records : [
    ...records, antibody(experiment), swelling(experiment, allocation.content.assignments),
  ]
}

function antibody(experiment: RecordOf<'experiment'>): RecordOf<'endpoint-measurement'> {
  const seed = 32002
  const random = seededRandom(seed)
  const alive = Object.entries(experiment.animals).filter(([, a]) => a.death === undefined)
  return {
    ...sampleHeader('endpoint-measurement', `${code} anti-collagen IgG`, simulated('serum antibody', seed), dayAfter(day0, 46)),
    fieldOrigins: originOfFields(figure4, '/endpoint', '/day'),
    experimentId: experiment.id,
    endpoint: 'anti-collagen IgG',
    type: 'serology',
    unit: 'µg/ml',
    day: 46,
    observerBlinded: true,
    values: inOrder(Object.fromEntries(alive.map(([key]) => [key, { animalKey: key, value: decimals(logNormal(random, 450, 0.4), 0) }]))),
  }
}

/** Ear swelling of five mice per arm on day 42, as designed in the publication. */
function swelling(
  experiment: RecordOf<'experiment'>, assignments: Readonly<Record<string, { readonly armKey: string }>>,
): RecordOf<'endpoint-measurement'> {
  const seed = 32003
  const random = seededRandom(seed)
  const chosen = Object.keys(experiment.arms).flatMap((armKey) => Object.entries(experiment.animals).filter(([key, a]) => a.death === undefined && assignments[key]?.armKey === armKey).slice(0, 5))
  return {
    ...sampleHeader('endpoint-measurement', `${code} ear swelling`, simulated('ear swelling', seed), dayAfter(day0, 43)),
    fieldOrigins: originOfFields(figure4, '/endpoint', '/type', '/unit'),
    experimentId: experiment.id,
    endpoint: 'ear swelling',
    type: 'hypersensitivity',
    unit: '% of the other ear',
    day: 43,
    observerBlinded: true,
    values: inOrder(Object.fromEntries(chosen.map(([key]) => [
      key, { animalKey: key, site: 'right ear, 10 µg collagen II; left ear vehicle', value: decimals(normal(random, 32, 9), 1) },
    ]))),
    note: 'Published: challenge on day 42 with 10 µg collagen II in the right ear, vehicle in the left, five mice per group, swelling = 100 × (right - left)/left. Values are simulated.',
  }
}
