import { describe, expect, it } from 'vitest'
import { makeNotebook } from '../../../../shared/records/notebook.ts'
import { batch, cultureNotebook as book, donor, grown, passage, record, uuid } from '../../../helpers/culture-records.ts'
import { bank, check, ofRule, vial } from '../../../helpers/finding-checks.ts'

describe('findings about the lineage', () => {
  it('cycles', () => {
    const loop = passage(1, { ...grown(1, 2), parents: { [uuid(102)]: { order: 0 } } })
    check('error lineage-cycle BM-1-P1 /parents', book(loop, passage(2, grown(1, 2), [1])), book(passage(1), passage(2, grown(1, 2), [1])))
  })

  it('passage numbers: one above the highest parent, or equal with a reason', () => {
    const numbered = (number: number, more = {}) => book(passage(1), passage(2), record({ kind: 'passage', id: uuid(150), code: 'X', batchId: uuid(2), number, parents: { [uuid(101)]: { order: 0 }, [uuid(102)]: { order: 1 } }, ...more }))
    const again = { sameNumberAsParent: { reason: 'thawed without splitting' } }
    check('warning passage-number-against-parent X /number', numbered(2), numbered(3))
    check('warning passage-number-against-parent X /number', numbered(1, again), numbered(2, again))
    check('warning passage-number-against-parent X /number', numbered(3, again), numbered(2, again))
    check('note passage-number-skips X /number', numbered(4), numbered(3))
    const thawed = (number: number) => book(passage(1), bank(), vial(1), record({ kind: 'passage', id: uuid(150), code: 'X', batchId: uuid(2), number, thawedVials: { [uuid(311)]: { order: 0 } } }))
    check('warning passage-number-against-parent X /number', thawed(1), thawed(2))
  })

  it('dates against the parent, the thaw and the collection; overlapping partial dates are no error', () => {
    const after = (seededAt: string, harvest: unknown = { at: '2026-01-05' }) => book(passage(1, { seededAt: '2026-01-01', harvest }), passage(2, { seededAt }, [1]))
    check('error seeded-before-parent-harvest BM-1-P2 /seededAt', after('2026-01-04'), after('2026-01-05'))
    check('error seeded-before-parent-harvest BM-1-P2 /seededAt', after('2025-12'), after('2026-01'))
    check('error seeded-before-parent-seeded BM-1-P2 /seededAt', after('2025-12-31', {}), after('2026-01-01', {}))
    expect(ofRule(after('2025-12-31'), 'seeded-before-parent-seeded'), 'said once').toEqual([])
    const thawed = (seededAt: string) => book(passage(1), bank(), vial(1, { thaw: { at: '2026-01-20' } }), passage(2, { seededAt, thawedVials: { [uuid(311)]: { order: 0 } } }))
    check('error seeded-before-thaw BM-1-P2 /seededAt', thawed('2026-01-19'), thawed('2026-01-20'))
    const collected = (seededAt: string) => makeNotebook([donor(), batch({ collectedAt: '2026-01-02' }), passage(0, { seededAt })])
    check('error seeded-before-collected BM-1-P0 /seededAt', collected('2026-01-01'), collected('2026-01-02'))
  })

  it('dates within the passage', () => {
    const own = (at: string, more = {}) => book(passage(1, { seededAt: '2026-01-05', harvest: { at }, ...more }))
    check('error harvested-before-seeded BM-1-P1 /harvest/at', own('2026-01-04'), own('2026-01'))
    const fed = (at: string) => own('2026-01-09', { feedings: { f: { order: 0, at } }, observations: { o: { order: 0, at } } })
    check('warning outside-the-passage BM-1-P1 /feedings/f/at', fed('2026-01-04'), fed('2026-01-05'))
    check('warning outside-the-passage BM-1-P1 /observations/o/at', fed('2026-01-10'), fed('2026-01-09'))
  })

  it('donors: cells of another donor, unless the batch is a pool that names it', () => {
    const other = [record({ kind: 'donor', id: uuid(5), code: 'D2', species: 'human' }), record({ kind: 'batch', id: uuid(6), code: 'BM-2', tissue: 'bone marrow', source: { type: 'donor', donorId: uuid(5) } }), record({ kind: 'passage', id: uuid(160), code: 'BM-2-P0', batchId: uuid(6), number: 0 })]
    const mixed = record({ kind: 'passage', id: uuid(161), code: 'BM-1-P1', batchId: uuid(2), number: 1, parents: { [uuid(160)]: { order: 0 } } })
    const pool = batch({ source: { type: 'pool', members: { a: { order: 0, donorId: uuid(1) }, b: { order: 1, donorId: uuid(5) } } } })
    check('error donor-mismatch BM-1-P1 /parents', makeNotebook([donor(), batch(), ...other, mixed]), makeNotebook([donor(), pool, ...other, mixed]))
    const line = (id: number, code: string, name: string) => record({ kind: 'batch', id: uuid(id), code, source: { type: 'cell-line', name } })
    const lines = (name: string) => makeNotebook([line(2, 'L-1', 'C3'), line(6, 'L-2', name), record({ kind: 'passage', id: uuid(160), code: 'L-2-P0', batchId: uuid(6), number: 0 }), mixed])
    check('error donor-mismatch BM-1-P1 /parents', lines('D1'), lines('C3'))
  })
})
