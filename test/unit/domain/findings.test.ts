import { describe, expect, it } from 'vitest'
import { findingsOf } from '../../../shared/domain/consistency/findings.ts'
import { makeNotebook, type Notebook } from '../../../shared/records/notebook.ts'
import type { AnyRecord } from '../../../shared/records/record-kinds.ts'
import { buildSampleNotebook } from '../../../shared/sample/build-sample-notebook.ts'
import { batch, cultureNotebook, donor, grown, passage, record, uuid } from '../../helpers/culture-records.ts'

function rules(notebook: Notebook): readonly string[] {
  return findingsOf(notebook).map((f) => `${f.severity} ${f.rule} ${f.name} ${f.field}`.trim())
}

/** The rule is found for the first notebook and not for the near miss. */
function check(rule: string, bad: Notebook, near: Notebook): void {
  expect(rules(bad).filter((r) => r.includes(` ${rule} `)), 'found').not.toEqual([])
  expect(rules(near).filter((r) => r.includes(` ${rule} `)), 'near miss').toEqual([])
}

const book = cultureNotebook
const scale = record({ kind: 'score-scale', id: uuid(401), code: 'S16', name: 's', source: 's', parts: { lf: { order: 0, name: 'left fore', minimum: 0, maximum: 4 }, rf: { order: 1, name: 'right fore', minimum: 0, maximum: 4 } }, maximumTotal: 8, combination: 'sum' })
const experiment = (more: Readonly<Record<string, unknown>> = {}, animal: Readonly<Record<string, unknown>> = {}): AnyRecord =>
  record({ kind: 'experiment', id: uuid(400), code: 'CIA-1', title: 't', scaleId: uuid(401), induction: {}, arms: { v: { order: 0, label: 'vehicle', role: 'vehicle', doses: {} } }, animals: { m1: { order: 0, earTag: '12', ...animal } }, ...more })
const session = (day: number, observation: Readonly<Record<string, unknown>>, animalKey = 'm1'): AnyRecord => record({ kind: 'scoring-session', id: uuid(410 + Math.abs(day)), experimentId: uuid(400), day, observations: { [animalKey]: { order: 0, ...observation } } })
const study = (...records: readonly AnyRecord[]): Notebook => makeNotebook([scale, ...(records.some((r) => r.kind === 'experiment') ? [] : [experiment()]), ...records])
const parts = (lf: number, rf = 0): unknown => ({ lf: { score: lf }, rf: { score: rf } })
const bank = (more: Readonly<Record<string, unknown>> = {}): AnyRecord => record({ kind: 'bank', id: uuid(300), code: 'B1', passageId: uuid(101), frozenAt: '2026-01-10', vialsFrozen: 1, ...more })
const vial = (n: number, more: Readonly<Record<string, unknown>> = {}): AnyRecord => record({ kind: 'vial', id: uuid(310 + n), code: `B1-${String(n)}`, bankId: uuid(300), ...more })
const assay = (more: Readonly<Record<string, unknown>> = {}): AnyRecord =>
  record({ kind: 'assay', id: uuid(500), code: 'S-1', title: 't', performedAt: '2026-02-01', conditions: { c: { order: 0, label: 'c', ratioDenominator: 'purified responders' } }, materials: { a: { order: 0, label: 'a', passageId: uuid(101) } }, responders: {}, ...more })
const plate = (wells: Readonly<Record<string, unknown>>): AnyRecord => record({ kind: 'plate', id: uuid(501), code: 'PL-1', assayId: uuid(500), format: '96', wells })
const mycoplasma = (performedAt: string, result = 'pass'): AnyRecord => record({ kind: 'quality-test', id: uuid(600), test: 'mycoplasma', subject: { type: 'passage', passageId: uuid(101) }, performedAt, result })
const lot = record({ kind: 'reagent-lot', id: uuid(700), code: 'L1', name: 'FBS', expiresAt: '2026-01-31' })

describe('findingsOf', () => {
  it('has nothing to say of sound records', () => {
    expect(rules(book(passage(1, grown(1000, 4000)), passage(2, grown(1000, 4000), [1])))).toEqual([])
  })

  it('names record, field, reason and what to do', () => {
    const [found] = findingsOf(book(passage(1, grown(-5, 4000))))
    expect(found).toMatchObject({ severity: 'error', rule: 'impossible-value', kind: 'passage', name: 'BM-1-P1', field: '/seededCells', reason: 'Cells seeded is -5 cells: below 0 is impossible' })
    expect(found?.advice).toContain('compare with the paper')
  })

  it('impossible values: negative counts, viability above 100 %, ratio zero', () => {
    check('impossible-value', book(passage(1, grown(-1, 5))), book(passage(1, grown(0, 5))))
    check('impossible-value', book(passage(1, { harvest: { viabilityPercent: 100.1 } })), book(passage(1, { harvest: { viabilityPercent: 100 } })))
    check('impossible-value', book(assay(), plate({ A1: { role: 'sample', materialKey: 'a', ratioMscPerResponder: 0, signal: 1 } })), book(assay(), plate({ A1: { role: 'sample', materialKey: 'a', ratioMscPerResponder: 0.1, signal: 1 } })))
  })

  it('references that lead nowhere or to the wrong kind', () => {
    check('dangling-reference', book(passage(2, grown(1, 2), [1])), book(passage(1), passage(2, grown(1, 2), [1])))
    check('wrong-kind-of-reference', book(record({ kind: 'passage', id: uuid(150), code: 'X', batchId: uuid(1), number: 1 })), book(passage(1)))
  })

  it('codes used twice within a kind; retired records do not count', () => {
    const twin = (more: Readonly<Record<string, unknown>>): AnyRecord => record({ kind: 'donor', id: uuid(3), code: 'D1', species: 'human', ...more })
    check('duplicate-code', book(twin({})), book(twin({ retired: { at: '2026-01-02T10:00:00+01:00', reason: 'entered twice' } })))
  })

  it('terms outside the vocabulary, unless the lab added them', () => {
    const own = record({ kind: 'vocabulary-term', id: uuid(4), vocabulary: 'tissue', term: 'tail' })
    check('unknown-term', makeNotebook([donor(), batch({ tissue: 'tail' })]), makeNotebook([donor(), batch({ tissue: 'tail' }), own]))
  })

  it('bench dates after the computer recorded them', () => {
    check('performed-after-recorded', makeNotebook([donor(), batch({ performedAt: '2026-01-03' })]), makeNotebook([donor(), batch({ performedAt: '2026-01-02' })]))
  })

  it('lineage: cycles, numbers, dates, donors, shrinking harvests', () => {
    const loop = passage(1, { ...grown(1, 2), parents: { [uuid(102)]: { order: 0 } } })
    check('lineage-cycle', book(loop, passage(2, grown(1, 2), [1])), book(passage(1), passage(2, grown(1, 2), [1])))
    const same = (more: Readonly<Record<string, unknown>>): AnyRecord => record({ kind: 'passage', id: uuid(150), code: 'X', batchId: uuid(2), number: 1, parents: { [uuid(101)]: { order: 0 } }, ...more })
    check('passage-number-against-parent', book(passage(1), same({})), book(passage(1), same({ sameNumberAsParent: { reason: 'thawed without splitting' } })))
    const after = (seededAt: string): Notebook => book(passage(1, { seededAt: '2026-01-01', harvest: { at: '2026-01-05' } }), passage(2, { seededAt }, [1]))
    check('seeded-before-parent-harvest', after('2026-01-04'), after('2026-01-05'))
    check('harvested-before-seeded', book(passage(1, { seededAt: '2026-01-05', harvest: { at: '2026-01-04' } })), book(passage(1, { seededAt: '2026-01-05', harvest: { at: '2026-01' } })))
    check('harvest-below-seed', book(passage(1, grown(10, 9))), book(passage(1, grown(10, 10))))
    const other = [record({ kind: 'donor', id: uuid(5), code: 'D2', species: 'human' }), record({ kind: 'batch', id: uuid(6), code: 'BM-2', tissue: 'bone marrow', source: { type: 'donor', donorId: uuid(5) } }), record({ kind: 'passage', id: uuid(160), code: 'BM-2-P0', batchId: uuid(6), number: 0 })]
    const mixed = record({ kind: 'passage', id: uuid(161), code: 'BM-1-P1', batchId: uuid(2), number: 1, parents: { [uuid(160)]: { order: 0 } } })
    const pool = batch({ source: { type: 'pool', members: { a: { order: 0, donorId: uuid(1) }, b: { order: 1, donorId: uuid(5) } } } })
    check('donor-mismatch', makeNotebook([donor(), batch(), ...other, mixed]), makeNotebook([donor(), pool, ...other, mixed]))
  })

  it('counts: viability and totals that do not follow from live and dead cells', () => {
    check('viability-not-recomputable', book(passage(1, { harvest: { liveCells: 24, deadCells: 15, viabilityPercent: 90 } })), book(passage(1, { harvest: { liveCells: 90, deadCells: 10, viabilityPercent: 90.4 } })))
    check('total-not-the-sum', book(passage(1, { harvest: { liveCells: 242_000, deadCells: 144_000, totalCells: 400_000 } })), book(passage(1, { harvest: { liveCells: 242_000, deadCells: 144_000, totalCells: 387_000 } })))
  })

  it('draws above 110 % of the harvest', () => {
    const drawn = (cells: number): Notebook => book(passage(1, grown(10, 100)), record({ kind: 'draw', id: uuid(200), from: { type: 'harvest', passageId: uuid(101) }, to: { type: 'discard' }, cells }))
    check('draws-above-harvest', drawn(111), drawn(110))
  })

  it('stock: too many vials, thawed before frozen, unreleased vials, expired lots', () => {
    check('more-vials-than-frozen', book(passage(1), bank(), vial(1), vial(2)), book(passage(1), bank(), vial(1)))
    check('thawed-before-frozen', book(passage(1), bank(), vial(1, { thaw: { at: '2026-01-09' } })), book(passage(1), bank(), vial(1, { thaw: { at: '2026-01-10' } })))
    check('unreleased-vial-used', book(passage(1), bank({ release: { status: 'quarantine' } }), vial(1, { thaw: {} })), book(passage(1), bank({ release: { status: 'released' } }), vial(1, { thaw: {} })))
    expect(rules(book(passage(1), bank({ release: { status: 'quarantine' } }), vial(1, { thaw: { exceptionToRelease: 'approved' } })))).toContain('warning unreleased-vial-used B1-1 /thaw')
    const used = (seededAt: string): Notebook => book(lot, passage(1, { seededAt, conditions: { serumLotId: uuid(700) } }))
    check('expired-lot', used('2026-02-01'), used('2026-01-31'))
  })

  it('mycoplasma at use: none, too old, positive', () => {
    const tested = (...tests: readonly AnyRecord[]): Notebook => book(passage(1), assay(), ...tests)
    check('no-mycoplasma-test', tested(), tested(mycoplasma('2026-01-20')))
    check('old-mycoplasma-test', tested(mycoplasma('2026-01-01')), tested(mycoplasma('2026-01-02')))
    check('mycoplasma-positive', tested(mycoplasma('2026-01-20', 'fail')), tested(mycoplasma('2026-01-20')))
  })

  it('plates: unknown keys, wells outside, missing material and signal, ratio against counts', () => {
    const well = (more: Readonly<Record<string, unknown>>, name = 'A1'): Notebook => book(passage(1), assay(), plate({ [name]: { role: 'sample', materialKey: 'a', signal: 1, ...more } }))
    check('unknown-key', well({ materialKey: 'b' }), well({}))
    check('well-outside-plate', well({}, 'J1'), well({}, 'H12'))
    check('well-without-material', book(passage(1), assay(), plate({ A1: { role: 'sample', signal: 1 } })), well({}))
    check('well-without-signal', well({ signal: { blank: 'unknown' } }), well({ signal: { blank: 'unknown' }, excluded: { reason: 'spilled' } }))
    check('ratio-against-counts', well({ ratioMscPerResponder: 10, mscCells: 5000, responderCells: 50_000 }), well({ ratioMscPerResponder: 0.1, mscCells: 5000, responderCells: 50_000 }))
    check('ratio-denominator-missing', book(passage(1), assay({ conditions: { c: { order: 0, label: 'c' } } })), book(passage(1), assay()))
  })

  it('scores: outside the scale, unknown animals and parts, totals, before immunisation', () => {
    check('score-outside-scale', study(session(1, { parts: parts(5) })), study(session(1, { parts: parts(4) })))
    check('score-outside-scale', study(session(1, { totalScore: 9 })), study(session(1, { totalScore: 8 })))
    check('unknown-animal', study(session(1, {}, 'm2')), study(session(1, {})))
    check('unknown-part', study(session(1, { parts: { tail: { score: 1 } } })), study(session(1, { parts: parts(1) })))
    check('total-is-not-the-sum', study(session(1, { parts: parts(1, 2), totalScore: 4 })), study(session(1, { parts: parts(1, 2), totalScore: 3 })))
    check('score-before-immunisation', study(session(-1, { totalScore: 1 })), study(session(-1, { totalScore: 0 })))
  })

  it('animals: seen or dosed after death, weight jumps, deaths soon after an injection, licence', () => {
    const dead = experiment({}, { death: { day: 5, cause: 'unrelated' } })
    check('observation-after-death', study(dead, session(6, {})), study(dead, session(5, {})))
    const given = (day: number, route = 'intravenous'): AnyRecord => record({ kind: 'administration', id: uuid(450), experimentId: uuid(400), animalKey: 'm1', day, route })
    check('dose-after-death', study(dead, given(6)), study(dead, given(5)))
    check('death-soon-after-injection', study(dead, given(4)), study(dead, given(3)))
    check('death-soon-after-injection', study(dead, given(5)), study(dead, given(5, 'intraperitoneal')))
    const weights = (second: number): Notebook => study(session(1, { weightG: 20 }), session(2, { weightG: second }))
    check('weight-jump', weights(24.1), weights(24))
    const permit = (used: number): AnyRecord => record({ kind: 'permit', id: uuid(800), code: 'L', type: 'animal-licence', animalsAllowed: 10, ledger: { a: { order: 0, animals: used } } })
    check('animals-above-licence', study(experiment({ permitId: uuid(800) }), permit(11)), study(experiment({ permitId: uuid(800) }), permit(10)))
  })

  it('allocations: second one, unknown animals and arms', () => {
    const allocation = (n: number, animal = 'm1', armKey = 'v'): AnyRecord => record({ kind: 'allocation', id: uuid(460 + n), experimentId: uuid(400), content: { state: 'open', assignments: { [animal]: { armKey } } } })
    check('second-allocation', study(allocation(1), allocation(2)), study(allocation(1)))
    check('unknown-arm', study(allocation(1, 'm1', 'x')), study(allocation(1)))
    check('unknown-animal', study(allocation(1, 'm9')), study(allocation(1)))
  })

  it('pairs that name nothing', () => {
    const pair = (materials: Readonly<Record<string, unknown>>): AnyRecord => record({ kind: 'pair', id: uuid(900), code: 'P', batchId: uuid(2), inVitro: { assayId: uuid(500), conditionKey: 'c', materials, ratioMscPerResponder: 0.1 } })
    check('unknown-key', book(passage(1), assay(), pair({ z: { order: 0 } })), book(passage(1), assay(), pair({ a: { order: 0 } })))
  })

  it('finds exactly the two inconsistent totals of Colter 2000 in the sample, and no error anywhere in it', () => {
    const found = findingsOf(makeNotebook(buildSampleNotebook()))
    expect(found.filter((f) => f.rule === 'reported-yield-inconsistent').map((f) => f.name)).toEqual(['COL-58L-P2', 'COL-58R-P2'])
    expect(found.filter((f) => f.severity === 'error')).toEqual([])
  })
})
