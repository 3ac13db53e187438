import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { comparePartialDates, daysBetween, hoursBetween } from '../../util/partial-date.ts'
import type { Finding } from '../estimate.ts'
import { settingUsed } from '../settings-used.ts'
import { administrationsOf, dayGiven } from '../arthritis/study-days.ts'
import { finding } from './make-finding.ts'

type Experiment = RecordOf<'experiment'>
type Administration = RecordOf<'administration'>
type Animal = Experiment['animals'][string]

/** Findings about injections: unknown or dead animals, days and times, deaths soon after an intravenous injection. */
export function administrationFindings(notebook: Notebook, experiment: Experiment): readonly Finding[] {
  const hours = settingUsed(notebook, 'treatmentDeathHours').value
  return administrationsOf(notebook, experiment.id).flatMap((given) => {
    const animal = experiment.animals[given.animalKey]
    if (animal === undefined) return [finding(given, 'error', 'unknown-animal', '/animalKey', `animal ${given.animalKey} is not an animal of ${experiment.code}`, 'correct the animal')]
    return [...timeFindings(notebook, experiment, given), ...deathFindings(experiment, given, animal, hours)]
  })
}

function timeFindings(notebook: Notebook, experiment: Experiment, given: Administration): readonly Finding[] {
  const at = given.performedAt
  const day = valueOf(given.day)
  const day0 = valueOf(experiment.day0At)
  const byDate = day0 === undefined || at === undefined ? undefined : daysBetween(day0, at)
  const preparation = notebook.get('preparation', valueOf(given.preparationId))
  const ready = valueOf(preparation?.readyAt) ?? valueOf(preparation?.startedAt)
  return [
    ...(day === undefined || byDate === undefined || byDate === Math.floor(day) ? [] : [finding(given, 'warning', 'day-against-date', '/day', `day ${String(day)} is recorded, but ${at ?? ''} is day ${String(byDate)} (day 0 is ${day0 ?? ''})`, 'correct the day, the date, or day 0; the day is used')]),
    ...(at !== undefined && ready !== undefined && comparePartialDates(at, ready) === -1 ? [finding(given, 'error', 'given-before-prepared', '/performedAt', `given ${at}, before preparation ${preparation?.code ?? ''} (${ready})`, 'correct one of the two times, or the preparation')] : []),
    ...(preparation !== undefined && preparation.experimentId !== given.experimentId ? [finding(given, 'error', 'preparation-of-another-experiment', '/preparationId', `preparation ${preparation.code} was made for another experiment`, 'correct the preparation or its experiment')] : []),
  ]
}

function deathFindings(experiment: Experiment, given: Administration, animal: Animal, hours: number): readonly Finding[] {
  const { death } = animal
  const day = dayGiven(given, experiment)
  if (death === undefined) return []
  const diedAt = valueOf(death.at)
  const between = diedAt !== undefined && given.performedAt !== undefined ? hoursBetween(given.performedAt, diedAt) : undefined
  const gap = between?.hours ?? (day === undefined ? undefined : (death.day - day) * 24)
  const isSoon = gap !== undefined && gap >= 0 && gap <= hours
  return [
    ...(day !== undefined && day > death.day ? [finding(given, 'error', 'dose-after-death', '/day', `animal ${animal.earTag} is dosed on day ${String(day)} but died on day ${String(death.day)}`, 'correct the animal or the day of death')] : []),
    ...(isSoon && valueOf(given.route) === 'intravenous' && death.cause !== 'treatment-related' && death.cause !== 'scheduled'
      ? [finding(given, 'warning', 'death-soon-after-injection', '/animalKey', `animal ${animal.earTag} died within ${String(hours)} h of an intravenous injection, coded "${death.cause}"`, 'check whether the death is treatment-related; the cause on record is used')]
      : []),
  ]
}
