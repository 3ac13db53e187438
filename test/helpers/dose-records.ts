import { arthritisResults } from '../../shared/domain/arthritis/arthritis.ts'
import type { AnimalDose, ArmDoses, DoseResults } from '../../shared/domain/arthritis/dose-results.ts'
import { makeNotebook } from '../../shared/records/notebook.ts'
import { arthritisId, experimentId, given, parsed, recordedAt, studyRecords, type TestAnimal } from './arthritis-records.ts'

/** An experiment with a vehicle arm v of one animal and an arm t that gets cells: preparations p1, p2 ... of 5 million live cells per ml. */
type Json = Readonly<Record<string, unknown>>

export const batchId = arthritisId(300)
export const passageId = (n: number): string => arthritisId(310 + n)
export const preparationId = (n: number): string => arthritisId(320 + n)
export const vialId = (n: number): string => arthritisId(330 + n)

export type DoseParts = {
  readonly doses?: Json
  readonly animals?: readonly Json[]
  readonly preparations?: readonly Json[]
  readonly given?: readonly Json[]
  readonly experiment?: Json
  readonly others?: readonly Json[]
}

/** Planned dose number n on a day: one million cells of passage n. */
export const plannedDose = (n: number, day: number, more: Json = {}): Json => ({ order: n, day, route: 'intravenous', plannedCells: 1e6, passageId: passageId(n), ...more })

let number = 0
/** An injection of 200 µl of preparation 1 to an animal of 20 g, unless said otherwise. */
export function injection(animal: string, day: number, more: Json = {}): Json {
  number += 1
  return given(number, animal, day, { volumeUl: 200, bodyWeightG: 20, preparationId: preparationId(1), ...more })
}

/** Doses of the study; the animals of arm t are t0, t1 ... */
export function dosesOf(parts: DoseParts): DoseResults {
  const seen: TestAnimal['scores'] = { 20: 0, 40: 4 }
  const animals = (parts.animals ?? [{}, {}]).map((fields) => ({ scores: seen, fields }))
  const preparations = parts.preparations ?? [{}]
  const records = studyRecords({
    arms: { v: { role: 'vehicle', animals: [{ scores: seen }] }, t: { role: 'treatment', label: 'MSC', animals, doses: parts.doses ?? { d1: plannedDose(1, 20) } } },
    ...(parts.experiment === undefined ? {} : { experiment: parts.experiment }),
    others: [...(parts.given ?? []), ...(parts.others ?? [])],
  })
  const passages = Array.from({ length: Math.max(3, preparations.length) }, (_, i) => ({ kind: 'passage', id: passageId(i + 1), recordedAt, code: `B-P${String(i + 3)}`, batchId, number: i + 3, conditions: {} }))
  const made = preparations.map((p, i) => ({ kind: 'preparation', id: preparationId(i + 1), recordedAt, code: `PR-${String(i + 1)}`, experimentId, passageId: passageId(i + 1), liveCellsPerMl: 5e6, viabilityPercent: 90, viabilityAfterInjectionPercent: 81, ...p }))
  const cells = [{ kind: 'batch', id: batchId, recordedAt, code: 'B', source: { type: 'cell-line', name: 'L' } }, ...passages, ...made]
  const results = arthritisResults(makeNotebook([...records, ...cells.map(parsed)]), experimentId).doses
  if (results === null) throw new Error('no doses')
  return results
}

export function armOf(results: DoseResults, key = 't'): ArmDoses {
  const found = results.arms.find((arm) => arm.armKey === key)
  if (found === undefined) throw new Error(`no arm ${key}`)
  return found
}

export function doseOf(results: DoseResults, animal: string, dose = 1): AnimalDose {
  const found = results.animals.find((d) => d.animalKey === animal && d.dose === dose)
  if (found === undefined) throw new Error(`no dose ${String(dose)} of ${animal}`)
  return found
}
