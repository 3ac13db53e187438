import type { AnyRecord, RecordOf } from '../records/record-kinds.ts'
import type { Origin } from '../records/header.ts'
import { seededRandom, type SeededRandom } from '../statistics/seeded-random.ts'
import { logNormal, normal, shuffled } from '../statistics/random-draws.ts'
import { decimals, significant } from './rounding.ts'
import { dayAfter, inOrder, sampleHeader, simulated } from './sample-header.ts'
import { sampleId } from './sample-id.ts'
import { simulateAnimal, type DiseaseCourse, type SimulatedAnimal } from './simulate-arthritis.ts'

type Experiment = RecordOf<'experiment'>
type Dose = Omit<Experiment['arms'][string]['doses'][string], 'order'>
type Animal = Omit<Experiment['animals'][string], 'order'>

/** A planned dose and the preparation it is given from (none for vehicle alone). */
export type DosePlan = { readonly key: string; readonly day: number; readonly plan: Omit<Dose, 'day'>; readonly preparationCode?: string }

export type ArmPlan = {
  readonly key: string
  readonly label: string
  readonly role: Experiment['arms'][string]['role']
  readonly course: DiseaseCourse
  readonly doses: readonly DosePlan[]
}

export type PreparationPlan = {
  readonly code: string
  readonly day: number
  readonly passageCode: string
  readonly vialCodes?: readonly string[]
  readonly liveCells: number
  readonly cellsPerMl: number
  readonly viability: number
  readonly hoursFromThaw?: number
}

export type ExperimentPlan = {
  readonly code: string
  readonly title: string
  readonly seed: number
  readonly day0: string
  /** Days of scoring, ascending. */
  readonly days: readonly number[]
  readonly endDay: number
  readonly arms: readonly ArmPlan[]
  readonly animalsPerArm: number
  /** Animals per cage; within a cage every arm has equally many, unless whole cages are allocated. */
  readonly cageSize: number
  readonly wholeCages: boolean
  readonly strain: string
  readonly sex: 'female' | 'male'
  readonly preparations: readonly PreparationPlan[]
  readonly fields: Pick<Experiment, 'model' | 'induction' | 'timing' | 'purpose' | 'hypothesis' | 'permitId' | 'sampleSizeReason'> & Partial<Pick<Experiment, 'note' | 'registration'>>
  readonly fieldOrigins?: Readonly<Record<string, Origin>>
}

/** Scoring days three times a week, day 18 to 46. */
export const threeTimesAWeek: readonly number[] = [18, 20, 22, 25, 27, 29, 32, 34, 36, 39, 41, 43, 46]

/**
 * An animal experiment with all its records: plan, open allocation, preparations, administrations, scoring sessions. Arms differ only
 * in the disease course they are given; every value is drawn, none adjusted.
 */
export function simulateExperiment(plan: ExperimentPlan): readonly AnyRecord[] {
  const random = seededRandom(plan.seed)
  const origin = simulated('animal experiment', plan.seed)
  const housed = houseAnimals(plan, random)
  const animals = housed.map((h) => {
    const doseDays = h.arm.doses.filter((d) => d.preparationCode !== undefined).map((d) => d.day)
    return { ...h, course: simulateAnimal(random, h.arm.course, plan.days, doseDays) }
  })
  return [
    experiment(plan, origin, animals),
    allocation(plan, origin, animals),
    ...plan.preparations.map((p) => preparation(plan, p, origin)),
    ...animals.flatMap((a) => administrations(plan, a, random, origin)),
    ...plan.days.map((day) => session(plan, day, animals, origin)),
  ]
}

type Housed = { readonly key: string; readonly earTag: string; readonly cageKey: string; readonly arm: ArmPlan }
type Followed = Housed & { readonly course: SimulatedAnimal }

/** Animals in cages: arms shuffled within each cage, or whole cages of one arm in shuffled order. */
function houseAnimals(plan: ExperimentPlan, random: SeededRandom): readonly Housed[] {
  const cages = (plan.animalsPerArm * plan.arms.length) / plan.cageSize
  const perArm = plan.cageSize / plan.arms.length
  if (!Number.isInteger(cages) || (!plan.wholeCages && !Number.isInteger(perArm))) throw new Error(`${plan.code}: animals do not fill cages of ${String(plan.cageSize)}`)
  const cageArms = plan.wholeCages ? shuffled(random, plan.arms.flatMap((arm) => Array.from({ length: cages / plan.arms.length }, () => arm))) : []
  return Array.from({ length: cages }, (_, c) => {
    const own = cageArms[c]
    const arms = own === undefined ? shuffled(
      random, plan.arms.flatMap((arm) => Array.from({ length: perArm }, () => arm)),
    ) : Array.from({ length: plan.cageSize }, () => own)
    return arms.map((arm, i): Housed => {
      const n = String(c * plan.cageSize + i + 1).padStart(3, '0')
      return { key: `a${n}`, earTag: `${plan.code.replace(/^SIM-/, '')}-${n}`, cageKey: `c${String(c + 1)}`, arm }
    })
  }).flat()
}

function experiment(plan: ExperimentPlan, origin: Origin, animals: readonly Followed[]): Experiment {
  const deathOf = ({ course }: Followed): Pick<Animal, 'death'> => (course.death === undefined ? {} : { death: {
    ...course.death, at: dayAfter(plan.day0, course.death.day),
  } })
  return {
    ...sampleHeader('experiment', plan.code, origin, plan.day0),
    ...(plan.fieldOrigins === undefined ? {} : { fieldOrigins: { ...plan.fieldOrigins } }),
    code: plan.code,
    title: plan.title,
    operatorId: sampleId('person', 'SIM-EF'),
    protocolId: sampleId('protocol', 'SIM-SOP-CIA'),
    protocolVersion: '1',
    ...plan.fields,
    day0At: plan.day0,
    plannedEndDay: plan.endDay,
    scaleId: sampleId('score-scale', 'SCALE-UTHSC-16'),
    onsetMinimumScore: 1,
    onsetConsecutiveSessions: 2,
    primaryOutcome: 'time-weighted-mean-score',
    declaredTest: 'permutation-mann-whitney',
    incidenceLimitPercent: 70,
    arms: inOrder(Object.fromEntries(plan.arms.map((arm) => [
      arm.key,
      {
        label: arm.label, role: arm.role, doses: inOrder(Object.fromEntries(arm.doses.map((d) => [d.key, { day: d.day, ...d.plan }]))),
        plannedAnimals: plan.animalsPerArm,
      },
    ]))),
    animals: inOrder(Object.fromEntries(animals.map((a): [string, Animal] => [
      a.key,
      {
        earTag: a.earTag, cageKey: a.cageKey, species: 'mouse', strain: plan.strain, haplotype: 'H-2q', sex: plan.sex,
        bornAt: dayAfter(plan.day0, -63), startWeightG: a.course.startWeightG, ...deathOf(a),
      },
    ]))),
    cages: inOrder(Object.fromEntries([...new Set(animals.map((a) => a.cageKey))].map((key) => [key, { label: key.toUpperCase() }]))),
    cageScheme: plan.wholeCages ? 'whole cages' : 'randomised within cage',
    randomisation: 'yes',
    randomisationMethod: `${plan.wholeCages ? 'cages' : 'animals within cages'} shuffled, Mersenne Twister, seed ${String(plan.seed)}`,
    blinding: { allocation: 'blinded', conduct: 'blinded', outcome: 'blinded', analysis: 'not blinded' },
    inclusionCriteria: 'all immunised animals; an animal is excluded only for a failed injection, before unblinding',
    criteriaDeclaredAt: `${dayAfter(plan.day0, -7)}T09:00:00Z`,
    housing: 'individually ventilated cages, 12 h light, food and water ad libitum',
    humaneEndpoints: 'body weight below 80 % of the weight at start',
    doseRelease: plan.preparations.length > 0 ? 'passed' : 'not tested',
  }
}

function allocation(plan: ExperimentPlan, origin: Origin, animals: readonly Followed[]): RecordOf<'allocation'> {
  return {
    ...sampleHeader('allocation', plan.code, origin, plan.day0),
    experimentId: sampleId('experiment', plan.code),
    content: { state: 'open', assignments: Object.fromEntries(animals.map((a) => [a.key, { armKey: a.arm.key }])) },
    method: plan.wholeCages ? 'whole cages' : 'within cage',
    seed: String(plan.seed),
    madeAt: `${dayAfter(plan.day0, -1)}T09:00:00Z`,
    unblindedAt: `${dayAfter(plan.day0, plan.endDay + 2)}T09:00:00Z`,
  }
}

function preparation(plan: ExperimentPlan, p: PreparationPlan, origin: Origin): RecordOf<'preparation'> {
  const date = dayAfter(plan.day0, p.day)
  return {
    ...sampleHeader('preparation', p.code, origin, date),
    code: p.code,
    performedAt: date,
    operatorId: sampleId('person', 'SIM-CD'),
    experimentId: sampleId('experiment', plan.code),
    passageId: sampleId('passage', p.passageCode),
    ...(p.vialCodes === undefined ? {} : { vials: Object.fromEntries(p.vialCodes.map((code, i) => [sampleId('vial', code), { order: i + 1 }])) }),
    startedAt: `${date}T08:30`,
    readyAt: `${date}T10:00`,
    ...(p.hoursFromThaw === undefined ? {} : { hoursFromThaw: p.hoursFromThaw }),
    liveCellsPerMl: p.cellsPerMl,
    totalLiveCells: p.liveCells,
    viabilityPercent: p.viability,
    aggregates: 'none seen',
    filterUm: 40,
    endotoxinEuPerMl: 0.1,
    vehicle: 'PBS',
    needleGauge: '27 G',
    viabilityAfterInjectionPercent: decimals(p.viability - 3, 1),
    releaseDecision: 'yes',
  }
}

/** What each animal got: doses after its death are not given; the day of a death by treatment is the day of that dose. */
function administrations(plan: ExperimentPlan, animal: Followed, random: SeededRandom, origin: Origin): readonly RecordOf<'administration'>[] {
  const { death, startWeightG } = animal.course
  return animal.arm.doses.flatMap((dose): RecordOf<'administration'>[] => {
    if (death !== undefined && (death.cause === 'treatment-related' ? death.day < dose.day : death.day <= dose.day)) return []
    const date = dayAfter(plan.day0, dose.day)
    const volume = typeof dose.plan.volumeUl === 'number' ? dose.plan.volumeUl : 200
    return [
      {
        ...sampleHeader('administration', `${plan.code} ${animal.key} ${dose.key}`, origin, date),
        performedAt: `${date}T10:30`,
        operatorId: sampleId('person', 'SIM-EF'),
        experimentId: sampleId('experiment', plan.code),
        animalKey: animal.key,
        doseKey: dose.key,
        ...(dose.preparationCode === undefined ? {} : { preparationId: sampleId('preparation', dose.preparationCode) }),
        day: dose.day,
        ...(dose.plan.route === undefined ? {} : { route: dose.plan.route }),
        volumeUl: Math.round(volume * logNormal(random, 1, 0.03)),
        bodyWeightG: decimals(startWeightG * normal(random, 1.02, 0.01), 1),
        quality: 'complete',
      },
    ]
  })
}

function session(plan: ExperimentPlan, day: number, animals: readonly Followed[], origin: Origin): RecordOf<'scoring-session'> {
  const date = dayAfter(plan.day0, day)
  const seen = animals.flatMap((a) => {
    const found = a.course.observations.find((o) => o.day === day)
    return found === undefined ? [] : [[a.key, found] as const]
  })
  return {
    ...sampleHeader('scoring-session', `${plan.code} ${String(day)}`, origin, date),
    performedAt: `${date}T09:00`,
    operatorId: sampleId('person', 'SIM-GH'),
    experimentId: sampleId('experiment', plan.code),
    day,
    observerBlinded: true,
    cagesShuffled: true,
    observations: inOrder(Object.fromEntries(seen.map(([key, { paws, weightG }]) => [
      key, { parts: Object.fromEntries(Object.entries(paws).map(([paw, score]) => [paw, { score }])), weightG },
    ]))),
  }
}

/** Volume in ml for so many cells, rounded as a pipette is set. */
export function volumeUlFor(cells: number, cellsPerMl: number): number {
  return significant((1000 * cells) / cellsPerMl, 3)
}
