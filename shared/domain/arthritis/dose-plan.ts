import { valueOf } from '../../records/blank.ts'
import { ordered } from '../../records/ordered.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { dayGiven } from './study-days.ts'

type Experiment = RecordOf<'experiment'>
type Administration = RecordOf<'administration'>
export type PlannedDose = Experiment['arms'][string]['doses'][string]

/** A planned dose of an arm with its number, counted by day. */
export type NumberedDose = { readonly key: string; readonly number: number; readonly plan: PlannedDose }

/** The injections of one animal that belong to one dose; `plan` is absent where no planned dose fits. */
export type DoseSlot = { readonly number: number; readonly plan: PlannedDose | undefined; readonly given: readonly Administration[]; readonly how: 'named' | 'by day' | 'unplanned' | 'none' }

/** Planned doses of an arm by day, those without a day last; same days in the order of the plan. */
export function numberedDoses(arm: Experiment['arms'][string] | undefined): readonly NumberedDose[] {
  const day = (plan: PlannedDose): number => valueOf(plan.day) ?? Number.POSITIVE_INFINITY
  const later = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1)
  return ordered(arm?.doses).toSorted(([, a], [, b]) => later(day(a), day(b))).map(([key, plan], i) => ({ key, plan, number: i + 1 }))
}

/**
 * Day of the model on which a planned dose of an animal was due: as planned, or counted from the animal's own onset in onset-relative
 * designs; undefined when the plan has no day, or the onset is not recorded.
 */
export function dueDay(plan: PlannedDose, experiment: Experiment, animalKey: string): number | undefined {
  const day = valueOf(plan.day)
  if (day === undefined || valueOf(experiment.timing) !== 'onset-relative') return day
  const onset = valueOf(experiment.animals[animalKey]?.onsetDay)
  return onset === undefined ? undefined : onset + day
}

/**
 * The doses of one animal: planned ones in their order, each with the injections that carry it out, then injections that fit no plan, one
 * slot per day. An injection belongs to the planned dose it names; one that names none to the only planned dose due on its day.
 */
export function doseSlots(planned: readonly NumberedDose[], given: readonly Administration[], experiment: Experiment, animalKey: string): readonly DoseSlot[] {
  const byKey = new Map<string, Administration[]>()
  const loose: Administration[] = []
  for (const one of given.toSorted(byTime(experiment))) {
    const named = planned.find((p) => p.key === one.doseKey)
    const day = dayGiven(one, experiment)
    const onDay = planned.filter((p) => day !== undefined && sameDay(dueDay(p.plan, experiment, animalKey), day))
    const fit = named ?? (one.doseKey === undefined && onDay.length === 1 ? onDay[0] : undefined)
    if (fit === undefined) loose.push(one)
    else byKey.set(fit.key, [...(byKey.get(fit.key) ?? []), one])
  }
  const extra = new Map<string, Administration[]>()
  for (const one of loose) {
    const day = dayGiven(one, experiment)
    const key = day === undefined ? one.id : String(Math.floor(day))
    extra.set(key, [...(extra.get(key) ?? []), one])
  }
  return [
    ...planned.map((p): DoseSlot => {
      const own = byKey.get(p.key) ?? []
      return { number: p.number, plan: p.plan, given: own, how: own.length === 0 ? 'none' : own.every((one) => one.doseKey === p.key) ? 'named' : 'by day' }
    }),
    ...[...extra.values()].map((list, i): DoseSlot => ({ number: planned.length + i + 1, plan: undefined, given: list, how: 'unplanned' })),
  ]
}

/** True on the same calendar day of the model: days may carry hours as fractions. */
export function sameDay(due: number | undefined, day: number): boolean {
  return due !== undefined && Math.floor(due) === Math.floor(day)
}

/** Order in time; unknown days last; ties by id, so that the order of records decides nothing. */
function byTime(experiment: Experiment): (a: Administration, b: Administration) => number {
  return (a, b) => {
    const [da, db] = [dayGiven(a, experiment) ?? Number.POSITIVE_INFINITY, dayGiven(b, experiment) ?? Number.POSITIVE_INFINITY]
    if (da !== db) return da < db ? -1 : 1
    return (a.performedAt ?? '') < (b.performedAt ?? '') ? -1 : (a.performedAt ?? '') > (b.performedAt ?? '') ? 1 : a.id < b.id ? -1 : 1
  }
}
