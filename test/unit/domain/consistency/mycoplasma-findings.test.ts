import { describe, expect, it } from 'vitest'
import { mycoplasmaFindings } from '../../../../shared/domain/consistency/mycoplasma-findings.ts'
import { mycoplasmaStatus } from '../../../../shared/domain/quality/mycoplasma-status.ts'
import type { AnyRecord } from '../../../../shared/records/record-kinds.ts'
import { batchId, cultureNotebook as book, passage, record, uuid } from '../../../helpers/culture-records.ts'
import { assay, bank, check, given, ofRule, plate, preparation, studyOfCells, vial } from '../../../helpers/finding-checks.ts'

const test = (performedAt: string | undefined, result: string | undefined = 'pass', n = 0, subject: unknown = { type: 'passage', passageId: uuid(101) }): AnyRecord =>
  record({ kind: 'quality-test', id: uuid(600 + n), recordedAt: '2026-03-01T10:00:00+01:00', test: 'mycoplasma', subject, ...(performedAt === undefined ? {} : { performedAt }), ...(result === undefined ? {} : { result }) })
/** Assay of 2026-02-01. */
const tested = (...tests: readonly AnyRecord[]) => book(passage(1), assay(), ...tests)
const statusOn = (usedAt: string | undefined, ...tests: readonly AnyRecord[]) => mycoplasmaStatus(tested(...tests), batchId, usedAt)

describe('mycoplasmaStatus', () => {
  it('is that of the last test on or before the day of use', () => {
    expect(statusOn('2026-02-01', test('2026-01-20'))).toEqual({ kind: 'negative', limitDays: 30, test: { subject: 'passage BM-1-P1', performedAt: '2026-01-20', days: 12 } })
    expect(statusOn('2026-02-01', test('2026-01-20', 'fail', 0), test('2026-01-25', 'pass', 1)).kind).toBe('negative')
    expect(statusOn('2026-02-01', test('2026-01-20', 'pass', 0), test('2026-01-25', 'fail', 1)).kind).toBe('positive')
    expect(statusOn('2026-02-01', test('2026-02-01')).kind).toBe('negative')
    expect(statusOn('2026-02-01', test('2026-02-02')).kind).toBe('none')
    expect(statusOn('2026-02-01T09:00', test('2026-02-01T08:00')).kind).toBe('negative')
    expect(statusOn('2026-02-01T09:00', test('2026-02-01T10:00')).kind).toBe('none')
  })

  it('is outdated only beyond the limit of the lab', () => {
    expect([statusOn('2026-02-01', test('2026-01-02')).kind, statusOn('2026-02-01', test('2026-01-01')).kind]).toEqual(['negative', 'outdated'])
    expect(statusOn('2026-02-01', test('2026-01-20'), record({ kind: 'lab-settings', id: uuid(9), mycoplasmaDays: 7 })).kind).toBe('outdated')
  })

  it('tests of one day: the gravest result counts; open results do not hide an earlier one', () => {
    for (const order of [['pass', 'fail'], ['fail', 'pass']] as const) expect(statusOn('2026-02-01', test('2026-01-20', order[0], 0), test('2026-01-20', order[1], 1)).kind).toBe('positive')
    expect(statusOn('2026-02-01', test('2026-01-20', 'pass', 0), test('2026-01-25', 'pending', 1)).kind).toBe('negative')
    expect(statusOn('2026-02-01', test('2026-01-20', 'pass', 0), test('2026-01-25', 'inconclusive', 1))).toMatchObject({ kind: 'undecided', result: 'inconclusive' })
    expect(statusOn('2026-02-01', test('2026-01-20', 'pending'))).toMatchObject({ kind: 'undecided', result: 'pending' })
    expect(statusOn('2026-02-01', record({ kind: 'quality-test', id: uuid(600), test: 'mycoplasma', subject: { type: 'passage', passageId: uuid(101) }, performedAt: '2026-01-02' }))).toMatchObject({ kind: 'undecided', result: 'result not recorded' })
  })

  it('tells missing days from missing tests', () => {
    expect(statusOn('2026-02-01').kind).toBe('none')
    expect(statusOn(undefined).kind).toBe('none')
    expect([statusOn(undefined, test('2026-01-20')).kind, statusOn('2026-02', test('2026-01-20')).kind]).toEqual(['use-undated', 'use-undated'])
    expect([statusOn('2026-02-01', test('2026-01')).kind, statusOn('2026-02-01', test(undefined)).kind]).toEqual(['tests-undated', 'tests-undated'])
  })

  it('counts tests of any passage, bank or vial of the batch, and of no other', () => {
    for (const subject of [{ type: 'bank', bankId: uuid(300) }, { type: 'vial', vialId: uuid(311) }]) expect(mycoplasmaStatus(book(passage(1), bank(), vial(1), test('2026-01-20', 'pass', 0, subject)), batchId, '2026-02-01').kind).toBe('negative')
    const other = [record({ kind: 'batch', id: uuid(6), code: 'BM-2', source: { type: 'donor', donorId: uuid(1) } }), record({ kind: 'passage', id: uuid(160), code: 'BM-2-P1', batchId: uuid(6), number: 1 })]
    expect(statusOn('2026-02-01', ...other, test('2026-01-20', 'pass', 0, { type: 'passage', passageId: uuid(160) })).kind).toBe('none')
    expect(mycoplasmaStatus(tested(test('2026-01-20', 'pass', 0, { type: 'passage', passageId: uuid(999) })), undefined, '2026-02-01').kind).toBe('none')
  })
})

describe('findings about mycoplasma at use', () => {
  const negative = tested(test('2026-01-20'))

  it('of assays', () => {
    check('warning no-mycoplasma-test S-1', tested(), negative)
    check('warning old-mycoplasma-test S-1', tested(test('2026-01-01')), tested(test('2026-01-02')))
    expect(ofRule(tested(), 'no-mycoplasma-test')[0]?.reason).toBe('no mycoplasma test of batch BM-1 before its use on 2026-02-01')
    const undatedAssay = Object.fromEntries(Object.entries(assay()).filter(([field]) => field !== 'performedAt'))
    check('warning no-mycoplasma-test S-1', book(passage(1), record(undatedAssay)), negative)
    check('error mycoplasma-positive S-1', tested(test('2026-01-20', 'fail')), negative)
    check('warning mycoplasma-undecided S-1', tested(test('2026-01-20', 'pending')), negative)
    check('warning mycoplasma-test-undated S-1', tested(test('2026-01')), negative)
    const undated = assay()
    check('warning mycoplasma-use-undated S-1', book(passage(1), record({ ...undated, performedAt: '2026' }), test('2026-01-20')), negative)
    check('warning no-mycoplasma-test S-1', book(passage(1), assay(), plate({}, { performedAt: '2026-01-19' }), test('2026-01-20')), book(passage(1), assay(), plate({}, { performedAt: '2026-01-20' }), test('2026-01-20')))
    expect(ofRule(book(passage(1), assay({ excluded: { reason: 'wrong plate' } })), 'no-mycoplasma-test')).toEqual([])
  })

  it('of one batch only, where the records of one batch are looked at', () => {
    const other = [record({ kind: 'batch', id: uuid(6), code: 'BM-2', source: { type: 'donor', donorId: uuid(1) } }), record({ kind: 'passage', id: uuid(160), code: 'BM-2-P1', batchId: uuid(6), number: 1 })]
    const both = book(passage(1), ...other, assay({ materials: { a: { order: 0, label: 'a', passageId: uuid(101) }, b: { order: 1, label: 'b', passageId: uuid(160) } } }))
    const batches = (only?: string) => mycoplasmaFindings(both, only).map((f) => /batch (\S+)/.exec(f.reason)?.[1])
    expect([batches(), batches(batchId), batches(uuid(6))]).toEqual([['BM-1', 'BM-2'], ['BM-1'], ['BM-2']])
  })

  it('of preparations, on the day they were given', () => {
    const prepared = (performedAt: string) => studyOfCells(passage(1), test('2026-01-01'), preparation({ readyAt: '2026-01-05' }), given({ performedAt, preparationId: uuid(440) }))
    check('warning old-mycoplasma-test PR-1', prepared('2026-02-01'), prepared('2026-01-31'))
    const withdrawn = given({ performedAt: '2026-02-01', preparationId: uuid(440), retired: { at: '2026-03-01T10:00:00+01:00', reason: 'other animal' } })
    expect(ofRule(studyOfCells(passage(1), test('2026-01-01'), preparation({ readyAt: '2026-01-05' }), withdrawn), 'old-mycoplasma-test'), 'a retired administration').toEqual([])
    check('warning no-mycoplasma-test PR-1', studyOfCells(passage(1), preparation({ readyAt: '2026-01-05' })), studyOfCells(passage(1), preparation({ readyAt: '2026-01-05' }), test('2026-01-05')))
  })
})
