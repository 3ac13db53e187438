import { valueOf } from '../../records/blank.ts'
import { ordered } from '../../records/ordered.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { timeWeightedMean, type TimedValue } from '../../statistics/auc.ts'
import { mean } from '../../statistics/descriptive.ts'
import { fail, ok, type Result } from '../../util/result.ts'
import { studyClock, type StudyClock } from '../arthritis/study-days.ts'
import { settingUsed } from '../settings-used.ts'
import { isSimulated } from '../simulated.ts'
import type { BoundedValue } from './bounded-value.ts'
import type { EndpointQuantity, SessionCourse } from './endpoints-results.ts'
import { quantityOf, type AnimalValue } from './quantity.ts'
import type { Study, StudyAnimal } from './study-arms.ts'

type Session = RecordOf<'scoring-session'>
type Observation = Session['observations'][string]
/** What an animal's course is read from: its usable observations in ascending order on its own clock. */
type Seen = readonly { readonly day: number; readonly seen: Observation }[]
type Course = { readonly points: readonly TimedValue[]; readonly baselineNote?: string; readonly notes: readonly string[] }

const weightDefinition = 'body weight, % of the animal’s own weight at start (else of its first weighing)'
const thicknessDefinition = 'paw thickness, change of each paw against its own last reading on or before day 0 (onset-relative: own first dose), else its first on or before the first dose; mean over the paws with such a reading, all of which a session needs'

/**
 * Body weight and paw thickness from the scoring sessions as quantities over [first administration, planned end] on each animal's clock: the
 * lowest weight and its time-weighted mean, the largest change of thickness and its time-weighted mean. Observed time only; the time-weighted
 * mean needs the lab's part of the window (default half). An impossible reading, or two different ones of one day, makes the animal
 * not assessable until it is corrected or excluded. Nothing where nothing was weighed or measured.
 */
export function sessionCourses(study: Study): { readonly courses: readonly SessionCourse[]; readonly quantities: readonly EndpointQuantity[]; readonly warnings: readonly string[] } {
  const { notebook, experiment } = study
  const sessions = notebook.all('scoring-session').filter((s) => s.experimentId === experiment.id).toSorted((a, b) => a.day - b.day)
  const weighed = sessions.filter((s) => Object.values(s.observations).some((o) => valueOf(o.weightG) !== undefined))
  const measured = sessions.filter((s) => Object.values(s.observations).some((o) => Object.keys(o.pawThicknessMm ?? {}).length > 0))
  if (weighed.length === 0 && measured.length === 0) return { courses: [], quantities: [], warnings: [] }
  const clock = studyClock(notebook, experiment)
  if (!clock.ok) return { courses: [], quantities: [], warnings: [`Body weight and paw thickness are not assessed: ${clock.error}.`] }
  const parts = [
    ...(weighed.length === 0 ? [] : [courseOf(study, clock.value, weighed, { kind: 'body-weight', endpoint: 'body weight', unit: '% of start', definition: weightDefinition, extreme: 'lowest', read: (seen, animal) => weights(seen, experiment.animals[animal.key]) })]),
    ...(measured.length === 0 ? [] : [courseOf(study, clock.value, measured, { kind: 'paw-thickness', endpoint: 'paw thickness', unit: 'mm', definition: thicknessDefinition, extreme: 'largest', read: (seen) => thickness(seen, clock.value.window.from) })]),
  ]
  return { courses: parts.map((p) => p.course), quantities: parts.flatMap((p) => p.quantities), warnings: [] }
}

type Kind = {
  readonly kind: SessionCourse['kind']
  readonly endpoint: string
  readonly unit: string
  readonly definition: string
  readonly extreme: 'lowest' | 'largest'
  readonly read: (seen: Seen, animal: StudyAnimal) => Result<Course>
}

function courseOf(study: Study, clock: StudyClock, sessions: readonly Session[], { kind, endpoint, unit, definition, extreme, read }: Kind): { readonly course: SessionCourse; readonly quantities: readonly EndpointQuantity[] } {
  const { notebook, experiment, animals } = study
  const simulated = isSimulated(experiment) || sessions.some((s) => isSimulated(s))
  const all = animals.flatMap((animal) => {
    const own = clock.of(animal.key, animal.armKey)
    const seen = observed(experiment, sessions, animal.key, own.ok ? own.value.shift : 0)
    return seen.length === 0 ? [] : [{ animal, course: own.ok ? read(seen, animal) : fail(own.error) }]
  })
  const { window } = clock
  const minimumObserved = settingUsed(notebook, 'minimumObservedFraction').value
  const values = (compute: (points: readonly TimedValue[]) => Result<BoundedValue>): readonly AnimalValue[] =>
    all.map(({ animal, course }) => ({ animalKey: animal.key, value: course.ok ? compute(course.value.points) : course, samples: course.ok ? [...course.value.notes, ...(course.value.baselineNote === undefined ? [] : [course.value.baselineNote])] : [] }))
  const noted = all.flatMap(({ animal, course }) => (course.ok && course.value.baselineNote !== undefined ? [`${animal.earTag} (${course.value.baselineNote})`] : []))
  const limits = `day ${window.from} to ${window.to}`
  const head = {
    type: kind, endpoint, unit, day: null, scaleName: null, simulated, comparison: 'numeric' as const,
    observer: observers(sessions),
    sources: [{ kind: 'experiment', id: experiment.id, name: experiment.code }, ...sessions.map((s) => ({ kind: 'scoring-session', id: s.id, name: `day ${s.day}` }))],
    warnings: noted.length === 0 ? [] : [`Another reference than usual: ${noted.join('; ')}.`],
  }
  const extremeOf = (points: readonly TimedValue[]): Result<BoundedValue> => {
    const inside = points.filter((p) => p.time >= window.from && p.time <= window.to).map((p) => p.value)
    return inside.length === 0 ? fail(`no reading from ${limits}`) : ok({ value: extreme === 'lowest' ? Math.min(...inside) : Math.max(...inside) })
  }
  const meanOf = (points: readonly TimedValue[]): Result<BoundedValue> => {
    const result = timeWeightedMean(points, { from: window.from, to: window.to, before: { kind: 'observed-only' }, after: { kind: 'observed-only' }, minimumObserved })
    return result.ok ? ok({ value: result.value.value }) : result
  }
  return {
    course: {
      kind, endpoint, unit, definition, window, simulated,
      animals: all.map(({ animal, course }) => ({ animalKey: animal.key, earTag: animal.earTag, armKey: animal.armKey, points: course.ok ? course.value.points.map((p) => ({ day: p.time, value: p.value })) : [], ...(animal.excludedBecause === undefined ? {} : { excludedBecause: animal.excludedBecause }) })),
      arms: study.arms,
    },
    quantities: [
      quantityOf(study, { ...head, key: `${kind} ${extreme}`, part: extreme, definition: `${definition}; ${extreme} value observed, ${limits}`, values: values(extremeOf) }),
      quantityOf(study, { ...head, key: `${kind} mean`, part: 'time-weighted mean', definition: `${definition}; time-weighted mean (trapezoid) over the observed part of ${limits}`, values: values(meanOf) }),
    ],
  }
}

/** Observations of one animal that count, on its own clock; none after its death. */
function observed(experiment: Study['experiment'], sessions: readonly Session[], key: string, shift: number): Seen {
  const death = experiment.animals[key]?.death
  return sessions.flatMap((s) => {
    const seen = s.observations[key]
    return seen === undefined || seen.excluded !== undefined || (death !== undefined && s.day > death.day) ? [] : [{ day: s.day - shift, seen }]
  })
}

function weights(seen: Seen, animal: Study['experiment']['animals'][string] | undefined): Result<Course> {
  const grams = onePerDay(seen.flatMap(({ day, seen: o }) => { const g = valueOf(o.weightG); return g === undefined ? [] : [{ time: day, value: g }] }), 'g')
  if (!grams.ok) return grams
  const start = valueOf(animal?.startWeightG)
  const first = grams.value[0]
  if (first === undefined) return fail('not weighed')
  const base = start ?? first.value
  if (!(base > 0)) return fail(`a weight at start of ${base} g is impossible`)
  return ok({ points: grams.value.map((p) => ({ time: p.time, value: (100 * p.value) / base })), notes: [], ...(start === undefined ? { baselineNote: `100 % is its first weighing, day ${first.time}` } : {}) })
}

function thickness(seen: Seen, firstDose: number): Result<Course> {
  const keys = [...new Set(seen.flatMap(({ seen: o }) => ordered(paws(o)).map(([key]) => key)))]
  const byPaw = new Map<string, readonly TimedValue[]>()
  for (const key of keys) {
    const points = onePerDay(seen.flatMap(({ day, seen: o }) => { const mm = valueOf(o.pawThicknessMm?.[key]?.mm); return mm === undefined ? [] : [{ time: day, value: mm }] }), 'mm')
    if (!points.ok) return fail(`paw ${key}: ${points.error}`)
    byPaw.set(key, points.value)
  }
  const bases = [...byPaw].flatMap(([key, points]) => {
    const base = points.filter((p) => p.time <= 0).at(-1) ?? points.find((p) => p.time <= firstDose)
    return base === undefined ? [] : [{ key, base, points }]
  })
  if (bases.length === 0) return fail(keys.length === 0 ? 'not measured' : 'no paw was measured on or before the first dose: a change has nothing to count from')
  const days = [...new Set(bases.flatMap((b) => b.points.map((p) => p.time)))].sort((a, b) => a - b).filter((day) => bases.every((b) => day >= b.base.time))
  const notes: string[] = []
  const points = days.flatMap((time): TimedValue[] => {
    const changes = bases.flatMap(({ base, points: own }) => own.filter((p) => p.time === time).map((p) => p.value - base.value))
    if (changes.length < bases.length) {
      notes.push(`day ${time}: ${changes.length} of ${bases.length} paws measured, left out`)
      return []
    }
    return [{ time, value: mean(changes) ?? NaN }]
  })
  const late = bases.map((b) => b.base.time).filter((day) => day > 0)
  return ok({ points, notes, ...(late.length === 0 ? {} : { baselineNote: `reference of day ${[...new Set(late)].join(', ')}` }) })
}

function paws(o: Observation): Readonly<Record<string, { readonly order: number }>> {
  return Object.fromEntries(Object.keys(o.pawThicknessMm ?? {}).map((key, order) => [key, { order }]))
}

/** Readings of one thing, one a day. Reasons: an impossible one, two different ones of one day. */
function onePerDay(points: readonly TimedValue[], unit: string): Result<readonly TimedValue[]> {
  const byDay = new Map<number, number>()
  for (const { time, value } of points) {
    if (!(value > 0) || !Number.isFinite(value)) return fail(`${value} ${unit} on day ${time} is impossible; correct it or exclude the observation`)
    const before = byDay.get(time)
    if (before !== undefined && before !== value) return fail(`two readings of day ${time} (${before} and ${value} ${unit}); exclude the one that does not count`)
    byDay.set(time, value)
  }
  return ok([...byDay].map(([time, value]) => ({ time, value })).sort((a, b) => a.time - b.time))
}

function observers(sessions: readonly Session[]): string {
  const words = new Set(sessions.map((s) => { const b = valueOf(s.observerBlinded); return b === true ? 'blinded' : b === false ? 'not blinded' : 'not recorded' }))
  return [...words].toSorted().join('; ')
}
