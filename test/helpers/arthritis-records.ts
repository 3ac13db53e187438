import { parseRecord } from '../../shared/records/parse-record.ts'
import { makeNotebook, type Notebook } from '../../shared/records/notebook.ts'
import type { AnyRecord } from '../../shared/records/record-kinds.ts'

/** Small builders for records of animal experiments: deterministic ids, every record through parseRecord. */

export function arthritisId(n: number): string {
  return `01890000-0000-7000-9000-${String(n).padStart(12, '0')}`
}

export const recordedAt = '2026-06-01T10:00:00+02:00'
export const experimentId = arthritisId(1)
export const scaleId = arthritisId(2)
export const allocationId = arthritisId(3)

type Json = Readonly<Record<string, unknown>>

/** One animal: scores by day (total), and whatever else its record says. */
export type TestAnimal = { readonly scores: Readonly<Record<number, number>>; readonly fields?: Json }
export type TestArm = { readonly role: string; readonly label?: string; readonly doses?: Json; readonly animals: readonly TestAnimal[] }

export type TestStudy = {
  readonly arms: Readonly<Record<string, TestArm>>
  readonly experiment?: Json
  readonly scale?: Json
  readonly allocation?: Json
  readonly session?: (day: number) => Json
  readonly others?: readonly Json[]
}

export function parsed(input: unknown): AnyRecord {
  const result = parseRecord(input)
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

/** Key of an animal of a test study: arm and number. */
export function animalKey(arm: string, i: number): string {
  return `${arm}${i}`
}

/** Records of one experiment: scale 0 to 16, collagen-induced arthritis, dosed on day 20, planned end day 40, unless said otherwise. */
export function studyRecords(study: TestStudy): readonly AnyRecord[] {
  const animals = Object.entries(study.arms).flatMap(([arm, { animals: list }]) => list.map((animal, i) => ({ arm, key: animalKey(arm, i), ...animal })))
  const days = [...new Set(animals.flatMap((a) => Object.keys(a.scores).map(Number)))].sort((a, b) => a - b)
  const scale = {
    kind: 'score-scale', id: scaleId, recordedAt, code: 'S16', name: 'Paw score', source: 'test',
    parts: Object.fromEntries(['lf', 'rf', 'lh', 'rh'].map((p, order) => [p, { order, name: p, minimum: 0, maximum: 4 }])),
    maximumTotal: 16, combination: 'sum', ...study.scale,
  }
  const experiment = {
    kind: 'experiment', id: experimentId, recordedAt, code: 'EXP-1', title: 'Test', model: 'collagen-induced arthritis', day0At: '2026-01-01',
    plannedEndDay: 40, timing: 'semi-established', scaleId, onsetMinimumScore: 1, onsetConsecutiveSessions: 2, primaryOutcome: 'time-weighted-mean-score',
    declaredTest: 'permutation-mann-whitney', randomisation: 'yes', blinding: { outcome: 'blinded' }, incidenceLimitPercent: 0, induction: {},
    arms: Object.fromEntries(Object.entries(study.arms).map(([key, arm], order) => [key, { order, label: arm.label ?? key, role: arm.role, doses: arm.doses ?? { d1: { order: 0, day: 20, route: 'intravenous', vehicle: 'PBS' } } }])),
    animals: Object.fromEntries(animals.map((a, order) => [a.key, { order, earTag: a.key, ...a.fields }])),
    ...study.experiment,
  }
  const allocation = {
    kind: 'allocation', id: allocationId, recordedAt, experimentId,
    content: { state: 'open', assignments: Object.fromEntries(animals.map((a) => [a.key, { armKey: a.arm }])) }, ...study.allocation,
  }
  const sessions = days.map((day, i) => ({
    kind: 'scoring-session', id: arthritisId(1000 + i), recordedAt, experimentId, day,
    observations: Object.fromEntries(animals.filter((a) => a.scores[day] !== undefined).map((a, order) => [a.key, { order, totalScore: a.scores[day] }])), ...study.session?.(day),
  }))
  return [scale, experiment, allocation, ...sessions, ...(study.others ?? [])].map(parsed)
}

export function studyNotebook(study: TestStudy): Notebook {
  return makeNotebook(studyRecords(study))
}

/** An administration on a day to one animal. */
export function given(n: number, animal: string, day: number, more: Json = {}): Json {
  return { kind: 'administration', id: arthritisId(2000 + n), recordedAt, experimentId, animalKey: animal, day, route: 'intravenous', quality: 'complete', ...more }
}

/** Scores by day from parallel lists. */
export function scoresOf(days: readonly number[], scores: readonly number[]): Readonly<Record<number, number>> {
  return Object.fromEntries(days.map((day, i) => [day, scores[i] ?? 0]))
}
