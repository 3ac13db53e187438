import { expect } from 'vitest'
import { findingsOf } from '../../shared/domain/consistency/findings.ts'
import type { Finding } from '../../shared/domain/estimate.ts'
import { makeNotebook, type Notebook } from '../../shared/records/notebook.ts'
import type { AnyRecord } from '../../shared/records/record-kinds.ts'
import { cultureNotebook, record, uuid } from './culture-records.ts'

type Json = Readonly<Record<string, unknown>>

/** Findings as "severity rule name field". */
export function said(notebook: Notebook): readonly string[] {
  return findingsOf(notebook).map((f) => `${f.severity} ${f.rule} ${f.name} ${f.field}`.trim())
}

/** Expects the finding, as told by said(), for the first notebook, and the rule not at all for the near miss. */
export function check(expected: string, bad: Notebook, near: Notebook): void {
  expect(said(bad), 'found').toContain(expected)
  const rule = expected.split(' ')[1] ?? ''
  expect(ofRule(near, rule), 'near miss').toEqual([])
  for (const f of ofRule(bad, rule)) expect([f.reason.length > 10, f.advice.length > 10, /undefined|NaN|null|\[object/.test(`${f.reason} ${f.advice}`)], f.reason).toEqual([true, true, false])
}

export function ofRule(notebook: Notebook, rule: string): readonly Finding[] {
  return findingsOf(notebook).filter((f) => f.rule === rule)
}

/** Bank B1 of passage 1 with its vials, an assay S-1 of passage 1 with its plate PL-1. */
export const bank = (more: Json = {}): AnyRecord => record({ kind: 'bank', id: uuid(300), code: 'B1', passageId: uuid(101), frozenAt: '2026-01-10', vialsFrozen: 1, ...more })
export const vial = (n: number, more: Json = {}): AnyRecord => record({ kind: 'vial', id: uuid(310 + n), code: `B1-${String(n)}`, bankId: uuid(300), ...more })
export const draw = (n: number, from: Json, cells: number, more: Json = {}): AnyRecord => record({ kind: 'draw', id: uuid(200 + n), from, to: { type: 'discard' }, cells, ...more })
export const assay = (more: Json = {}): AnyRecord =>
  record({ kind: 'assay', id: uuid(500), code: 'S-1', title: 't', performedAt: '2026-02-01', recordedAt: '2026-03-01T10:00:00+01:00', conditions: { c: { order: 0, label: 'c', ratioDenominator: 'purified responders' } }, materials: { a: { order: 0, label: 'a', passageId: uuid(101) } }, responders: { r: { order: 0, label: 'lot 1', responderLotId: uuid(520) } }, ...more })
export const plate = (wells: Json, more: Json = {}): AnyRecord => record({ kind: 'plate', id: uuid(501), code: 'PL-1', assayId: uuid(500), format: '96', wells, ...more })

/** An experiment CIA-1 with animal m1 (tag 12) and arms v (vehicle) and t (treatment), a scale of two paws from 0 to 4. */
export const scale = (more: Json = {}): AnyRecord => record({ kind: 'score-scale', id: uuid(401), code: 'S16', name: 's', source: 's', parts: { lf: { order: 0, name: 'left fore', minimum: 0, maximum: 4, step: 0.5 }, rf: { order: 1, name: 'right fore', minimum: 0, maximum: 4 } }, maximumTotal: 8, combination: 'sum', ...more })
export const experiment = (more: Json = {}, animal: Json = {}): AnyRecord =>
  record({ kind: 'experiment', id: uuid(400), code: 'CIA-1', title: 't', scaleId: uuid(401), induction: {}, arms: { v: { order: 0, label: 'vehicle', role: 'vehicle', doses: {} }, t: { order: 1, label: 'cells', role: 'treatment', doses: {} } }, animals: { m1: { order: 0, earTag: '12', ...animal } }, ...more })
export const session = (day: number, observation: Json, animalKey = 'm1', more: Json = {}): AnyRecord => record({ kind: 'scoring-session', id: uuid(410 + Math.abs(day)), recordedAt: '2026-03-01T10:00:00+01:00', experimentId: uuid(400), day, observations: { [animalKey]: { order: 0, ...observation } }, ...more })
export const allocation = (n = 1, animal = 'm1', armKey = 't'): AnyRecord => record({ kind: 'allocation', id: uuid(460 + n), experimentId: uuid(400), content: { state: 'open', assignments: { [animal]: { armKey } } } })
export const given = (more: Json = {}): AnyRecord => record({ kind: 'administration', id: uuid(450), recordedAt: '2026-03-01T10:00:00+01:00', experimentId: uuid(400), animalKey: 'm1', route: 'intravenous', ...more })
export const preparation = (more: Json = {}): AnyRecord => record({ kind: 'preparation', id: uuid(440), recordedAt: '2026-03-01T10:00:00+01:00', code: 'PR-1', experimentId: uuid(400), passageId: uuid(101), ...more })

/** The scale, the experiment unless given, and the records. */
export function study(...records: readonly AnyRecord[]): Notebook {
  const add = (kind: string, make: () => AnyRecord): readonly AnyRecord[] => (records.some((r) => r.kind === kind) ? [] : [make()])
  return makeNotebook([...add('score-scale', scale), ...add('experiment', experiment), ...records])
}

/** A study in a notebook with donor D1 and batch BM-1. */
export function studyOfCells(...records: readonly AnyRecord[]): Notebook {
  return makeNotebook([...cultureNotebook().records, ...study(...records).records])
}
