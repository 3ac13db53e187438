import { describe, expect, it } from 'vitest'
import { custodyResults } from '../../../shared/domain/custody.ts'
import { batchId, cultureNotebook, grown, passage, record, uuid } from '../../helpers/culture-records.ts'

const harvest = passage(1, grown(1000, 1e6))
const draw = (n: number, to: unknown, cells?: number) => record({ kind: 'draw', id: uuid(200 + n), from: { type: 'harvest', passageId: uuid(101) }, to, ...(cells === undefined ? {} : { cells }) })

describe('custodyResults', () => {
  it('sets draws, implied seedings and banks against the harvest, and counts no cell twice', () => {
    const bank = record({ kind: 'bank', id: uuid(300), code: 'B1', passageId: uuid(101), cellsPerVial: 1e5, vialsFrozen: 4 })
    const next = passage(2, grown(2e5, 4e5), [1])
    const both = cultureNotebook(harvest, next, bank, draw(1, { type: 'passage', passageId: uuid(102) }, 2e5), draw(2, { type: 'quality-control' }, 1e4))
    const [balance] = custodyResults(both, batchId).harvests
    expect(balance?.uses.map((u) => [u.toName, u.cells, u.basis])).toEqual([
      ['BM-1-P2', 2e5, 'draw record'],
      ['quality control: test not named', 1e4, 'draw record'],
      ['B1', 4e5, 'freezing of B1'],
    ])
    expect(balance?.drawn.value).toBe(6.1e5)
    expect(balance?.drawnPercent.value).toBeCloseTo(61, 10)
    expect(balance?.drawnPercent.n).toBe(3)
  })

  it('says "at least" when a use has no count, and nothing when there is no use', () => {
    const open = custodyResults(cultureNotebook(harvest, draw(1, { type: 'discard' })), batchId).harvests[0]
    expect(open?.drawn).toMatchObject({ bound: '>', value: 0 })
    expect(custodyResults(cultureNotebook(harvest), batchId).harvests[0]?.drawnPercent).toMatchObject({ value: null, notAssessable: 'no use of this harvest is recorded' })
  })

  it('leads from the injected animal to the vial and the plate of that vial', () => {
    const bank = record({ kind: 'bank', id: uuid(300), code: 'B1', passageId: uuid(101) })
    const vial = record({ kind: 'vial', id: uuid(301), code: 'B1-07', bankId: uuid(300) })
    const experiment = record({ kind: 'experiment', id: uuid(400), code: 'CIA-1', title: 't', scaleId: uuid(401), induction: {}, arms: {}, animals: { m1: { order: 0, earTag: '12' } } })
    const preparation = record({ kind: 'preparation', id: uuid(402), code: 'PR-1', experimentId: uuid(400), vials: { [uuid(301)]: { order: 0 } } })
    const given = record({ kind: 'administration', id: uuid(403), experimentId: uuid(400), animalKey: 'm1', preparationId: uuid(402) })
    const assay = record({ kind: 'assay', id: uuid(500), code: 'S-1', title: 't', conditions: {}, responders: {}, materials: { a: { order: 0, label: 'a', vialId: uuid(301) }, b: { order: 1, label: 'b', passageId: uuid(101) } } })
    const plate = (n: number, materialKey: string) => record({ kind: 'plate', id: uuid(500 + n), code: `PL-${String(n)}`, assayId: uuid(500), format: '96', wells: { A1: { role: 'sample', materialKey } } })
    const book = cultureNotebook(harvest, bank, vial, experiment, preparation, given, assay, plate(1, 'a'), plate(2, 'b'))
    expect(custodyResults(book, batchId).chains).toEqual([
      { animal: '12', experiment: 'CIA-1', experimentId: uuid(400), administrationId: uuid(403), preparation: 'PR-1', vials: ['B1-07'], harvest: 'BM-1-P1', plates: ['PL-1'], gaps: [] },
    ])
    const without = cultureNotebook(harvest, bank, vial, experiment, preparation, given)
    expect(custodyResults(without, batchId).chains[0]?.gaps).toEqual(['no plate with cells of the same vial or harvest'])
  })
})
