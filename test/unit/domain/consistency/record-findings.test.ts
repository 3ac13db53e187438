import { describe, expect, it } from 'vitest'
import { findingsOf, findingsOfBatch } from '../../../../shared/domain/consistency/findings.ts'
import { settingUsed } from '../../../../shared/domain/settings-used.ts'
import { makeNotebook } from '../../../../shared/records/notebook.ts'
import { buildSampleNotebook } from '../../../../shared/sample/build-sample-notebook.ts'
import { batch, batchId, cultureNotebook as book, donor, grown, passage, record, uuid } from '../../../helpers/culture-records.ts'
import { check, ofRule, said } from '../../../helpers/finding-checks.ts'

const retired = { at: '2026-01-02T10:00:00+01:00', reason: 'entered twice' }

describe('findings that hold for every kind of record', () => {
  it('has nothing to say of sound records', () => {
    expect(said(book(passage(1, grown(1000, 4000)), passage(2, grown(1000, 4000), [1])))).toEqual([])
  })

  it('names record, field, reason and what to do', () => {
    const [found] = findingsOf(book(passage(1, grown(-5, 4000))))
    expect(found).toMatchObject({ severity: 'error', rule: 'impossible-value', kind: 'passage', name: 'BM-1-P1', field: '/seededCells', reason: 'Cells seeded is -5 cells: below 0 is impossible' })
    expect(found?.advice).toContain('compare with the paper')
  })

  it('impossible values', () => {
    check('error impossible-value BM-1-P1 /seededCells', book(passage(1, grown(-1, 5))), book(passage(1, grown(0, 5))))
    check('error impossible-value BM-1-P1 /harvest/viabilityPercent', book(passage(1, { harvest: { viabilityPercent: 100.1 } })), book(passage(1, { harvest: { viabilityPercent: 100 } })))
    expect(ofRule(book(passage(1, { ...grown(-1, 5), retired })), 'impossible-value'), 'retired records are passed over').toEqual([])
  })

  it('references that lead nowhere, to the wrong kind, or to retired data', () => {
    check(`error dangling-reference BM-1-P2 /parents/${uuid(101)}`, book(passage(2, grown(1, 2), [1])), book(passage(1), passage(2, grown(1, 2), [1])))
    check('error wrong-kind-of-reference X /batchId', book(record({ kind: 'passage', id: uuid(150), code: 'X', batchId: uuid(1), number: 1 })), book(passage(1)))
    check(`warning reference-to-retired BM-1-P2 /parents/${uuid(101)}`, book(passage(1, { retired }), passage(2, {}, [1])), book(passage(1), passage(2, {}, [1])))
    const lot = record({ kind: 'reagent-lot', id: uuid(7), code: 'L', name: 'FBS', retired })
    expect(ofRule(book(lot, passage(1, { conditions: { serumLotId: uuid(7) } })), 'reference-to-retired'), 'a used-up lot may retire').toEqual([])
  })

  it('codes used twice: an error within a kind, a warning between kinds, whatever the order; retired records do not count', () => {
    const twin = (more = {}) => record({ kind: 'donor', id: uuid(3), code: 'D1', species: 'human', ...more })
    check('error duplicate-code D1 /code', book(twin()), book(twin({ retired })))
    check('warning duplicate-code D1 /code', book(record({ kind: 'equipment', id: uuid(3), code: 'D1', name: 'counter' })), book(record({ kind: 'equipment', id: uuid(3), code: 'd1', name: 'counter' })))
    expect(findingsOf(makeNotebook([twin(), donor(), batch()]))).toEqual(findingsOf(makeNotebook([batch(), donor(), twin()])))
    expect(findingsOf(makeNotebook([twin(), donor(), batch()])).map((f) => f.id)).toEqual([uuid(3)])
  })

  it('terms outside the vocabulary, unless the lab added them', () => {
    const own = record({ kind: 'vocabulary-term', id: uuid(4), vocabulary: 'tissue', term: 'tail' })
    check('note unknown-term BM-1 /tissue', makeNotebook([donor(), batch({ tissue: 'tail' })]), makeNotebook([donor(), batch({ tissue: 'tail' }), own]))
  })

  it('bench dates after the computer recorded them', () => {
    check('warning performed-after-recorded BM-1 /performedAt', makeNotebook([donor(), batch({ performedAt: '2026-01-03' })]), makeNotebook([donor(), batch({ performedAt: '2026-01-02' })]))
  })

  it('settings: two records of them, and impossible ones, for which no default stands in', () => {
    const settings = (n: number, more = {}) => record({ kind: 'lab-settings', id: uuid(10 + n), ...more })
    check(`error second-settings ${uuid(12)}`, book(settings(1), settings(2)), book(settings(1)))
    check(`error impossible-value ${uuid(11)} /inVivoMarginPercent`, book(settings(1, { inVivoMarginPercent: 0 })), book(settings(1, { inVivoMarginPercent: 1 })))
    const used = (more: object) => settingUsed(book(settings(1, more)), 'inVivoMarginPercent')
    expect([used({ inVivoMarginPercent: -5 }), used({}), used({ inVivoMarginPercent: 30 })].map((s) => [s.value, s.isDefault])).toEqual([[-5, false], [25, true], [30, false]])
  })
})

describe('findings as a whole', () => {
  it('come gravest first, each once, in an order that does not depend on that of the records', () => {
    const records = [passage(1, grown(-1, 50)), passage(2, { ...grown(10, 5), conditions: { coating: 'honey' } }, [1])]
    const found = findingsOf(book(...records))
    expect(found.map((f) => f.severity)).toEqual(['error', 'warning', 'note'])
    expect(findingsOf(makeNotebook(book(...records).records.toReversed()))).toEqual(found)
  })

  it('of one batch leave out what only the whole notebook can answer', () => {
    const ledger = record({ kind: 'permit', id: uuid(800), code: 'L', type: 'animal-licence', ledger: { a: { order: 0, experimentId: uuid(999) } } })
    expect(findingsOf(book(ledger)).map((f) => f.rule)).toEqual(['dangling-reference'])
    expect(findingsOfBatch(book(ledger), batchId)).toEqual([])
    const otherBatch = [record({ kind: 'batch', id: uuid(6), code: 'BM-2', source: { type: 'donor', donorId: uuid(1) } }), record({ kind: 'passage', id: uuid(160), code: 'BM-2-P1', batchId: uuid(6), number: 1, harvest: { liveCells: 10 } }), record({ kind: 'draw', id: uuid(201), from: { type: 'harvest', passageId: uuid(160) }, to: { type: 'discard' }, cells: 100 })]
    expect(findingsOf(book(...otherBatch)).map((f) => f.rule)).toEqual(['draws-above-harvest'])
    expect(findingsOfBatch(book(...otherBatch), batchId)).toEqual([])
  })

  it('the sample has no error, and exactly the two inconsistent totals of Colter 2000', () => {
    const found = findingsOf(makeNotebook(buildSampleNotebook()))
    expect(found.filter((f) => f.rule === 'reported-yield-inconsistent').map((f) => f.name)).toEqual(['COL-58L-P2', 'COL-58R-P2'])
    expect(found.filter((f) => f.severity === 'error')).toEqual([])
  })
})
