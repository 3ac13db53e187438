import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { daysBetween } from '../../util/partial-date.ts'
import { fail, ok, type Result } from '../../util/result.ts'
import type { ScoreWindow } from './deaths.ts'

type Experiment = RecordOf<'experiment'>
type Administration = RecordOf<'administration'>

/** Every administration on record of an experiment, failed injections included. */
export function administrationsOf(notebook: Notebook, experimentId: string): readonly Administration[] {
  return notebook.all('administration').filter((a) => a.experimentId === experimentId)
}

/** Day of the model on which something was given: as recorded, else from the bench date and day 0; undefined when neither is known. */
export function dayGiven(given: Administration, experiment: Experiment): number | undefined {
  const day = valueOf(given.day)
  if (day !== undefined) return day
  const day0 = valueOf(experiment.day0At)
  return day0 === undefined || given.performedAt === undefined ? undefined : daysBetween(day0, given.performedAt)
}

/** Clock of an animal: what is subtracted from days of the model, and the window its mean covers. */
export type AnimalClock = { readonly shift: number; readonly window: ScoreWindow; readonly warning?: string }

export type StudyClock = {
  readonly isOnsetRelative: boolean
  readonly window: ScoreWindow
  readonly warnings: readonly string[]
  /** Clock of one animal, or why it has none. */
  readonly of: (animalKey: string, armKey: string) => Result<AnimalClock>
}

/**
 * The window [first administration, planned end] of an experiment, in days.
 * First administration: the earliest day on which any arm, vehicle included, really got something; where no administration is recorded,
 * the earliest planned dose, with a warning. Onset-relative designs: each animal's day 0 is its own first dose (else, with a warning, its
 * own onset day plus the first planned dose of its arm); the planned last day counts from there; sessions, deaths and administrations
 * are recorded in days of the model and shifted.
 * Reasons for failure: no planned last day, no dose recorded or planned, a window without length.
 */
export function studyClock(notebook: Notebook, experiment: Experiment): Result<StudyClock> {
  const end = valueOf(experiment.plannedEndDay)
  if (end === undefined) return fail('the planned last day of the experiment is not recorded: enter it, since the mean score is taken up to that day')
  const given = administrationsOf(notebook, experiment.id).filter((a) => valueOf(a.quality) !== 'failed')
  if (valueOf(experiment.timing) === 'onset-relative') return onsetRelativeClock(experiment, given, end)
  const actual = given.flatMap((a) => dayGiven(a, experiment) ?? [])
  const planned = Object.values(experiment.arms).flatMap((arm) => Object.values(arm.doses).flatMap((dose) => valueOf(dose.day) ?? []))
  const from = earliest(actual) ?? earliest(planned)
  if (from === undefined) return fail('no dose is recorded or planned with its day: enter the administrations, since the mean score starts at the first of them')
  const warnings = actual.length > 0 ? [] : [`No administration is recorded; the window starts at the first planned dose (day ${from}).`]
  if (!(from < end)) return fail(`the first administration (day ${from}) is not before the planned last day (day ${end}): correct one of them`)
  const window = { from, to: end }
  return ok({ isOnsetRelative: false, window, warnings, of: () => ok({ shift: 0, window }) })
}

function onsetRelativeClock(experiment: Experiment, given: readonly Administration[], end: number): Result<StudyClock> {
  if (!(end > 0)) return fail(`the planned last day (${end}) must lie after day 0, the first dose of each animal`)
  const window = { from: 0, to: end }
  const of = (animalKey: string, armKey: string): Result<AnimalClock> => {
    const own = earliest(given.filter((a) => a.animalKey === animalKey).flatMap((a) => dayGiven(a, experiment) ?? []))
    if (own !== undefined) return ok({ shift: own, window })
    const onset = valueOf(experiment.animals[animalKey]?.onsetDay)
    const planned = earliest(Object.values(experiment.arms[armKey]?.doses ?? {}).flatMap((dose) => valueOf(dose.day) ?? []))
    if (onset === undefined || planned === undefined) return fail('neither its first dose nor its own onset with a planned dose is recorded')
    return ok({ shift: onset + planned, window, warning: 'no dose is recorded: day 0 is taken from its own onset and the planned dose' })
  }
  const warnings = ["Onset-relative design: days count from each animal's own first dose; incidence and onset do not apply; the effect is adjusted for the score at the first dose."]
  return ok({ isOnsetRelative: true, window, warnings, of })
}

function earliest(days: readonly number[]): number | undefined {
  return days.length === 0 ? undefined : Math.min(...days)
}
