import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { settingUsed } from '../settings-used.ts'
import { animalDose } from './animal-dose.ts'
import { armDose } from './arm-dose.ts'
import type { DoseContext } from './dose-amounts.ts'
import { doseSlots, numberedDoses } from './dose-plan.ts'
import type { AnimalDose, ArmDoses, DoseResults } from './dose-results.ts'
import { doseWarnings } from './dose-warnings.ts'
import { administrationsOf, dayGiven } from './study-days.ts'

type Experiment = RecordOf<'experiment'>
type Administration = RecordOf<'administration'>

/** An arm and who is in it. */
export type DoseArm = { readonly key: string; readonly label: string; readonly animalKeys: readonly string[] }

const definition = 'live cells given = live cells per ml of the preparation × volume given; per kg with the body weight recorded with the injection, else of that day’s session, else at start; several injections of one dose are summed, failed ones gave none, and a dose that was due and is not on record counts as no cells in the sum over doses. Hours from thaw: from the first thaw of the vials to the injection where both times are on record, else as recorded with the preparation. Means over animals that are not excluded and got at least one injection, t intervals; an animal without an amount is left out of its mean, and n says so'

/**
 * What every animal really got, dose by dose, against the plan, and per arm: cells, cells per kg, deviation from nominal, hours from thaw,
 * viability before and after the injections, partial, failed and missing doses. A dose of an animal that deviates from nominal by more than
 * the lab's limit (default 10 %) is named in a warning; so are missing doses, doses of different passages, injections that fit no plan.
 * @param simulated whether the experiment itself is; simulated injections and preparations mark what rests on them.
 */
export function doseResults(notebook: Notebook, experiment: Experiment, arms: readonly DoseArm[], simulated: boolean): DoseResults {
  const sessions = notebook.all('scoring-session').filter((s) => s.experimentId === experiment.id)
  const context: DoseContext = { notebook, experiment, sessions, simulated }
  const given = administrationsOf(notebook, experiment.id)
  const lastDay = lastDayOnRecord(context, given)
  const animals = arms.flatMap((arm) => dosesOfArm(context, arm, given, lastDay))
  const limitPercent = settingUsed(notebook, 'doseDeviationPercent').value
  const warnings = given.length === 0 ? ['No administration is recorded: what the animals really got is not known.'] : arms.flatMap((arm) => doseWarnings(arm.label, animals.filter((d) => d.armKey === arm.key && d.excludedBecause === undefined), limitPercent))
  return { definition, limitPercent, animals, arms: arms.map((arm) => dosesOverAnimals(experiment, arm, animals)), warnings }
}

function dosesOfArm(context: DoseContext, arm: DoseArm, given: readonly Administration[], lastDay: number): readonly AnimalDose[] {
  const { experiment } = context
  const planned = numberedDoses(experiment.arms[arm.key])
  const isRecorded = given.some((a) => arm.animalKeys.includes(a.animalKey))
  return arm.animalKeys.flatMap((key) => {
    const animal = experiment.animals[key]
    if (animal === undefined) return []
    const slots = doseSlots(planned, given.filter((a) => a.animalKey === key), experiment, key)
    return slots.map((slot) => animalDose(context, { key, animal, armKey: arm.key, isRecorded, lastDay }, slot))
  })
}

function dosesOverAnimals(experiment: Experiment, arm: DoseArm, animals: readonly AnimalDose[]): ArmDoses {
  const own = animals.filter((d) => d.armKey === arm.key && d.excludedBecause === undefined)
  const numbers = [...new Set(own.map((d) => d.dose))].sort((a, b) => a - b)
  const days = new Map(numberedDoses(experiment.arms[arm.key]).map((d) => [d.number, valueOf(d.plan.day) ?? null]))
  return {
    armKey: arm.key, armLabel: arm.label,
    dosedAnimals: new Set(own.filter((d) => d.injections > 0).map((d) => d.animalKey)).size,
    doses: numbers.map((dose) => armDose(dose, days.get(dose) ?? null, own.filter((d) => d.dose === dose))),
    all: armDose(null, null, own),
  }
}

/** Last day of the model of which anything is on record: a later dose cannot be called missed. */
function lastDayOnRecord({ experiment, sessions }: DoseContext, given: readonly Administration[]): number {
  const deaths = Object.values(experiment.animals).flatMap((a) => a.death?.day ?? [])
  return Math.max(Number.NEGATIVE_INFINITY, ...sessions.map((s) => s.day), ...given.flatMap((a) => dayGiven(a, experiment) ?? []), ...deaths)
}
