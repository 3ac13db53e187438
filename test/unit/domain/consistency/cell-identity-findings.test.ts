import { describe, expect, it } from 'vitest'
import { makeNotebook } from '../../../../shared/records/notebook.ts'
import type { AnyRecord } from '../../../../shared/records/record-kinds.ts'
import { batchId, cultureNotebook as book, passage, record, uuid } from '../../../helpers/culture-records.ts'
import { allocation, assay, bank, check, experiment, given, ofRule, preparation, said, studyOfCells, vial } from '../../../helpers/finding-checks.ts'

type Json = Readonly<Record<string, unknown>>
/** A second batch BM-2 of the same donor with its passage. */
const second: readonly AnyRecord[] = [record({ kind: 'batch', id: uuid(6), code: 'BM-2', source: { type: 'donor', donorId: uuid(1) } }), record({ kind: 'passage', id: uuid(160), code: 'BM-2-P1', batchId: uuid(6), number: 1 })]
const material = (more: Json) => book(...second, passage(1), passage(2, {}, [1]), bank(), vial(1), assay({ materials: { a: { order: 0, label: 'a', ...more } } }))

describe('records that name the same cells in two ways', () => {
  it('batch, passage and vials of different batches', () => {
    check('error cells-of-two-batches S-1 /materials/a', material({ batchId: uuid(6), passageId: uuid(101) }), material({ batchId, passageId: uuid(101) }))
    check('error cells-of-two-batches S-1 /materials/a', material({ batchId: uuid(6), vialId: uuid(311) }), material({ batchId, vialId: uuid(311) }))
    const prepared = (passageId: string) => studyOfCells(...second, passage(1), bank(), vial(1), preparation({ passageId, vials: { [uuid(311)]: { order: 0 } } }))
    check('error cells-of-two-batches PR-1', prepared(uuid(160)), prepared(uuid(101)))
    const planned = (batch: string) => studyOfCells(...second, passage(1), experiment({ arms: { t: { order: 0, label: 't', role: 'treatment', doses: { d: { order: 0, batchId: batch, passageId: uuid(101) } } } } }))
    check('error cells-of-two-batches CIA-1 /arms/t/doses/d', planned(uuid(6)), planned(batchId))
    const lot = (batch: string) => book(...second, passage(1), bank(), record({ kind: 'reference-lot', id: uuid(330), code: 'REF', batchId: batch, bankId: uuid(300) }))
    check('error cells-of-two-batches REF', lot(uuid(6)), lot(batchId))
  })

  it('vials of another harvest, unless they were thawed into the passage or an ancestor of it', () => {
    check('error vial-of-another-harvest S-1 /materials/a', material({ passageId: uuid(102), vialId: uuid(311) }), material({ passageId: uuid(101), vialId: uuid(311) }))
    const test = (kind: string, more: Json) => record({ kind, id: uuid(560), passageId: uuid(104), vialId: uuid(311), ...more })
    const grownOn = (from: Json, ...tests: readonly AnyRecord[]) => book(passage(1), bank(), vial(1), passage(3, from), passage(4, {}, [3]), ...tests)
    for (const t of [test('phenotype-test', { panelId: uuid(561), markers: {} }), test('differentiation-test', { lineage: 'adipogenic' })]) check(`error vial-of-another-harvest ${uuid(560)}`, grownOn({}, t), grownOn({ thawedVials: { [uuid(311)]: { order: 0 } } }, t))
  })

  it('pairs whose material is of another batch', () => {
    const pair = (of: string) => book(...second, passage(1), assay(), record({ kind: 'pair', id: uuid(900), code: 'P', batchId: of, inVitro: { assayId: uuid(500), conditionKey: 'c', materials: { a: { order: 0 } }, ratioMscPerResponder: 0.1 } }))
    check('error pair-of-two-batches P /inVitro/materials/a', pair(uuid(6)), pair(batchId))
  })
})

describe('what an animal got against what its arm plans', () => {
  const doses = { d: { order: 0, batchId, route: 'intravenous' } }
  const treated = (armKey: string, more: Json, plan: Json = doses, passageId = uuid(101)) =>
    studyOfCells(...second, passage(1), experiment({ arms: { v: { order: 0, label: 'vehicle', role: 'vehicle', doses: {} }, t: { order: 1, label: 'cells', role: 'treatment', doses: plan } } }), allocation(1, 'm1', armKey), preparation({ passageId }), given({ preparationId: uuid(440), ...more }))

  it('cells in a control arm, cells of another batch, another route, a dose that is not planned', () => {
    const at = uuid(450)
    check(`error cells-in-control-arm ${at} /preparationId`, treated('v', {}), treated('t', {}))
    check(`error cells-not-as-planned ${at} /preparationId`, treated('t', {}, doses, uuid(160)), treated('t', {}))
    expect(ofRule(treated('t', {}, { d: { order: 0 } }, uuid(160)), 'cells-not-as-planned'), 'no batch is planned').toEqual([])
    expect(ofRule(treated('t', {}, {}), 'cells-in-control-arm'), 'a treatment arm without a plan').toEqual([])
    check(`warning route-not-as-planned ${at} /route`, treated('t', { doseKey: 'd', route: 'intraperitoneal' }), treated('t', { doseKey: 'd' }))
    check(`error unknown-key ${at} /doseKey`, treated('t', { doseKey: 'x' }), treated('t', { doseKey: 'd' }))
  })
})

describe('findings about pairs', () => {
  const pair = (more: Json, ...others: readonly AnyRecord[]) => makeNotebook([...book(passage(1), assay()).records, ...studyOfCells().records.filter((r) => r.kind === 'experiment' || r.kind === 'score-scale'), ...others, record({ kind: 'pair', id: uuid(900), code: 'P', batchId, ...more })])
  const inVitro = (more: Json) => pair({ inVitro: { assayId: uuid(500), conditionKey: 'c', materials: { a: { order: 0 } }, ratioMscPerResponder: 0.1, ...more } })
  const inVivo = (more: Json) => pair({ inVivo: { experimentId: uuid(400), armKey: 't', vehicleArmKey: 'v', ...more } })

  it('keys that name nothing', () => {
    check('error unknown-key P /inVitro/conditionKey', inVitro({ conditionKey: 'x' }), inVitro({}))
    check('error unknown-key P /inVitro/materials/z', inVitro({ materials: { z: { order: 0 } } }), inVitro({}))
    check('error unknown-key P /inVivo/armKey', inVivo({ armKey: 'x' }), inVivo({}))
    check('error unknown-key P /inVivo/vehicleArmKey', inVivo({ vehicleArmKey: 'x' }), inVivo({}))
  })

  it('says nothing of an assay or experiment that is not on record, beyond that', () => {
    expect(said(pair({ inVitro: { assayId: uuid(599), conditionKey: 'x', materials: {}, ratioMscPerResponder: 0.1 }, inVivo: { experimentId: uuid(499), armKey: 'x', vehicleArmKey: 'y' } })).filter((f) => f.includes(' P '))).toEqual(['error dangling-reference P /inVitro/assayId', 'error dangling-reference P /inVivo/experimentId'])
  })

  it('ratio, arms, and no side at all', () => {
    check('warning ratio-orientation P /inVitro/ratioMscPerResponder', inVitro({ ratioMscPerResponder: 10 }), inVitro({ ratioMscPerResponder: 1 }))
    check('error impossible-value P /inVitro/ratioMscPerResponder', inVitro({ ratioMscPerResponder: 0 }), inVitro({}))
    check('error arm-against-itself P /inVivo/vehicleArmKey', inVivo({ vehicleArmKey: 't' }), inVivo({}))
    check('warning not-a-vehicle-arm P /inVivo/vehicleArmKey', inVivo({ armKey: 'v', vehicleArmKey: 't' }), inVivo({}))
    check('warning empty-pair P', pair({}), inVivo({}))
  })
})

describe('findings about tests', () => {
  it('events against percentages', () => {
    const marked = (m: Json) => book(passage(1), record({ kind: 'marker-panel', id: uuid(561), code: 'MP', name: 'm', source: 's', standing: 'lab', markers: {} }), record({ kind: 'phenotype-test', id: uuid(560), passageId: uuid(101), panelId: uuid(561), markers: { k: { order: 0, marker: 'CD73', ...m } } }))
    check(`error more-positive-than-events ${uuid(560)} /markers/k/positiveEvents`, marked({ positiveEvents: 101, events: 100 }), marked({ positiveEvents: 100, events: 100 }))
    check(`warning percent-not-recomputable ${uuid(560)} /markers/k/positivePercent`, marked({ positiveEvents: 95, events: 100, positivePercent: 94.4 }), marked({ positiveEvents: 95, events: 100, positivePercent: 95.4 }))
    check(`error more-positive-than-events ${uuid(560)} /markers/k/positiveEvents`, marked({ positiveEvents: 1, events: 0 }), marked({ positiveEvents: 1 }))
    for (const near of [marked({ events: 100, positivePercent: 5 }), marked({ positiveEvents: 1, positivePercent: 5 }), marked({ positiveEvents: 0, events: 0, positivePercent: 5 }), marked({ positiveEvents: 50, events: 100, positivePercent: 5, excluded: { reason: 'clogged' } })]) expect(ofRule(near, 'percent-not-recomputable')).toEqual([])
  })

  it('releases despite a failed test, unless repeated, and results against their limit', () => {
    const tested = (n: number, result: string, performedAt: string, more: Json = {}) => record({ kind: 'quality-test', id: uuid(600 + n), recordedAt: '2026-03-01T10:00:00+01:00', test: 'sterility', subject: { type: 'vial', vialId: uuid(311) }, performedAt, result, ...more })
    const released = (...tests: readonly AnyRecord[]) => book(passage(1), bank({ release: { status: 'released' } }), vial(1), ...tests)
    check('error released-despite-failure B1 /release', released(tested(0, 'fail', '2026-01-20')), released(tested(0, 'pass', '2026-01-20')))
    check('error released-despite-failure B1 /release', released(tested(0, 'fail', '2026-01-20'), tested(1, 'pass', '2026-01-19')), released(tested(0, 'fail', '2026-01-20'), tested(1, 'pass', '2026-01-21')))
    const undated = released(record({ kind: 'quality-test', id: uuid(600), test: 'sterility', subject: { type: 'bank', bankId: uuid(300) }, result: 'fail' }))
    check('error released-despite-failure B1 /release', undated, released())
    expect(ofRule(undated, 'released-despite-failure')[0]?.reason).toBe('released, but its sterility test failed')
    expect(ofRule(released(tested(0, 'fail', '2026-01-20')), 'released-despite-failure')[0]?.reason).toContain('of 2026-01-20')
    expect(ofRule(book(passage(1), bank({ release: { status: 'rejected' } }), vial(1), tested(0, 'fail', '2026-01-20')), 'released-despite-failure')).toEqual([])
    const endotoxin = (value: number, result = 'pass') => released(tested(0, result, '2026-01-20', { test: 'endotoxin', value, limit: 0.5 }))
    check(`error result-against-limit ${uuid(600)} /result`, endotoxin(0.6), endotoxin(0.5))
    check(`error result-against-limit ${uuid(600)} /result`, endotoxin(0.6), endotoxin(0.6, 'fail'))
  })
})
