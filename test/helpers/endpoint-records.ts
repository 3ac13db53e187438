import { arthritisId, experimentId, recordedAt, studyNotebook, type TestStudy } from './arthritis-records.ts'
import type { Notebook } from '../../shared/records/notebook.ts'

/** Builders for endpoint measurements beside the records of an animal experiment. */

type Json = Readonly<Record<string, unknown>>
export type Arms<T> = { readonly v: T; readonly t: T; readonly u: T }
export const armKeys = ['v', 't', 'u'] as const

export const histologyScaleId = arthritisId(50)
export const gvhdScaleId = arthritisId(51)

export const histologyScale = (more: Json = {}): Json => ({
  kind: 'score-scale', id: histologyScaleId, recordedAt, code: 'H20', name: 'Joint histology', source: 'test', combination: 'sum', maximumTotal: 20,
  parts: Object.fromEntries(['inflammation', 'pannus', 'cartilage', 'bone'].map((p, order) => [p, { order, name: p, minimum: 0, maximum: 5, step: 0.5 }])), ...more,
})

export const gvhdScale: Json = {
  kind: 'score-scale', id: gvhdScaleId, recordedAt, code: 'G10', name: 'GVHD score', source: 'test', combination: 'sum', maximumTotal: 10,
  parts: Object.fromEntries(['weight', 'posture', 'activity', 'fur', 'skin'].map((p, order) => [p, { order, name: p, minimum: 0, maximum: 2, step: 1 }])),
}

/** Three arms of animals that were never scored; fields by arm and number. */
export function threeArms(n: Arms<number>, fields: (arm: keyof Arms<unknown>, i: number) => Json = () => ({})): TestStudy['arms'] {
  const animals = (arm: keyof Arms<unknown>) => Array.from({ length: n[arm] }, (_, i) => ({ scores: {}, fields: fields(arm, i) }))
  return { v: { role: 'vehicle', animals: animals('v') }, t: { role: 'treatment', animals: animals('t') }, u: { role: 'treatment', animals: animals('u') } }
}

/** An endpoint measurement; the values are keyed in the order given. */
export function measured(n: number, type: string, values: readonly Json[], more: Json = {}): Json {
  return { kind: 'endpoint-measurement', id: arthritisId(3000 + n), recordedAt, experimentId, type, endpoint: type, unit: 'U', day: 40, values: Object.fromEntries(values.map((v, order) => [`x${order}`, { order, ...v }])), ...more }
}

export function endpointNotebook(n: Arms<number>, others: readonly Json[], more: Partial<TestStudy> & { readonly fields?: (arm: keyof Arms<unknown>, i: number) => Json } = {}): Notebook {
  const { fields, ...study } = more
  return studyNotebook({ arms: threeArms(n, fields), others, ...study, experiment: { cageScheme: 'not recorded', ...study.experiment } })
}
