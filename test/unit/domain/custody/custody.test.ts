import { describe, expect, it } from 'vitest'
import { custodyResults } from '../../../../shared/domain/custody/custody.ts'
import { batchId, cultureNotebook, grown, passage, record, uuid } from '../../../helpers/culture-records.ts'

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
    expect(custodyResults(without, batchId).chains[0]?.gaps).toEqual(['no plate with cells of the same vials'])
  })

  it('does not say that a harvest was on no plate when sister vials of it were', () => {
    const bank = record({ kind: 'bank', id: uuid(300), code: 'B1', passageId: uuid(101) })
    const vials = [301, 302].map((n) => record({ kind: 'vial', id: uuid(n), code: `B1-${String(n)}`, bankId: uuid(300) }))
    const experiment = record({ kind: 'experiment', id: uuid(400), code: 'CIA-1', title: 't', scaleId: uuid(401), induction: {}, arms: {}, animals: { m1: { order: 0, earTag: '12' } } })
    const preparation = record({ kind: 'preparation', id: uuid(402), code: 'PR-1', experimentId: uuid(400), vials: { [uuid(301)]: { order: 0 } } })
    const given = record({ kind: 'administration', id: uuid(403), experimentId: uuid(400), animalKey: 'm1', preparationId: uuid(402) })
    const assay = record({ kind: 'assay', id: uuid(500), code: 'S-1', title: 't', conditions: {}, responders: {}, materials: { a: { order: 0, label: 'a', vialId: uuid(302) }, b: { order: 1, label: 'b', passageId: uuid(101) } } })
    const plates = ['a', 'b'].map((materialKey, i) => record({ kind: 'plate', id: uuid(501 + i), code: `PL-${materialKey}`, assayId: uuid(500), format: '96', wells: { A1: { role: 'sample', materialKey } } }))
    const chain = custodyResults(cultureNotebook(harvest, bank, ...vials, experiment, preparation, given, assay, ...plates), batchId).chains[0]
    expect(chain).toMatchObject({ plates: [], gaps: ['no plate with cells of the same vials; of the same harvest: PL-a, PL-b'] })
  })

  it('names every harvest behind a preparation of several vials', () => {
    const other = passage(2, grown(1000, 1e6))
    const banks = [1, 2].map((n) => record({ kind: 'bank', id: uuid(300 + n), code: `B${String(n)}`, passageId: uuid(100 + n) }))
    const vials = [1, 2].map((n) => record({ kind: 'vial', id: uuid(310 + n), code: `V${String(n)}`, bankId: uuid(300 + n) }))
    const experiment = record({ kind: 'experiment', id: uuid(400), code: 'CIA-1', title: 't', scaleId: uuid(401), induction: {}, arms: {}, animals: {} })
    const preparation = record({ kind: 'preparation', id: uuid(402), code: 'PR-1', experimentId: uuid(400), vials: { [uuid(311)]: { order: 0 }, [uuid(312)]: { order: 1 }, [uuid(399)]: { order: 2 } } })
    const given = record({ kind: 'administration', id: uuid(403), experimentId: uuid(400), animalKey: 'm9', preparationId: uuid(402) })
    const chain = custodyResults(cultureNotebook(harvest, other, ...banks, ...vials, experiment, preparation, given), batchId).chains[0]
    expect(chain).toMatchObject({ animal: 'm9', vials: ['V1', 'V2'], harvest: 'BM-1-P1 + BM-1-P2' })
    expect(chain?.gaps).toEqual(['animal not known to the experiment', 'a vial of the preparation is not on record', 'no plate with cells of the same vials'])
  })

  it('marks what simulated uses make of a real harvest', () => {
    const simulated = record({ kind: 'draw', id: uuid(201), from: { type: 'harvest', passageId: uuid(101) }, to: { type: 'discard' }, cells: 5, origin: { type: 'simulated' } })
    const [balance] = custodyResults(cultureNotebook(harvest, simulated), batchId).harvests
    expect([balance?.harvested.simulated, balance?.drawn.simulated, balance?.drawnPercent.simulated]).toEqual([false, true, true])
    expect(balance?.drawn.sources.map((s) => s.id)).toEqual([uuid(201)])
    const [real] = custodyResults(cultureNotebook(harvest, draw(1, { type: 'discard' }, 5)), batchId).harvests
    expect(real?.drawnPercent.simulated).toBe(false)
  })

  it('takes from the harvest only what did not come out of a vial, and never guesses the share', () => {
    const bank = record({ kind: 'bank', id: uuid(300), code: 'B1', passageId: uuid(101), cellsPerVial: 100, vialsFrozen: -4 })
    const vial = record({ kind: 'vial', id: uuid(301), code: 'V1', bankId: uuid(300) })
    const mixed = passage(2, { seededCells: 500, parents: { [uuid(101)]: { order: 0 } }, thawedVials: { [uuid(301)]: { order: 0, cells: 400 } } })
    const uses = custodyResults(cultureNotebook(harvest, bank, vial, mixed), batchId).harvests[0]?.uses
    expect(uses?.map((u) => [u.toName, u.cells])).toEqual([['B1', null], ['BM-1-P2', null]])
    const thawed = passage(2, { seededCells: 500, thawedVials: { [uuid(301)]: { order: 0 } } })
    expect(custodyResults(cultureNotebook(harvest, thawed), batchId).harvests[0]?.uses).toEqual([])
  })

  it('takes the number of a draw without one from the seeding it names, and refuses an impossible one', () => {
    const next = passage(2, grown(2e5, 4e5), [1])
    const filled = custodyResults(cultureNotebook(harvest, next, draw(1, { type: 'passage', passageId: uuid(102) })), batchId).harvests[0]
    expect(filled?.uses).toMatchObject([{ cells: 2e5, basis: 'draw record; cells from the seeding of BM-1-P2' }])
    const negative = custodyResults(cultureNotebook(harvest, draw(1, { type: 'discard' }, -5)), batchId).harvests[0]
    expect(negative?.drawn).toMatchObject({ value: 0, bound: '>', warnings: ['cells not recorded, or an impossible number, for discarded: no reason given: at least this many were drawn'] })
  })

  it('has no percentage of a harvest without cells', () => {
    const empty = custodyResults(cultureNotebook(passage(1, grown(1000, 0)), draw(1, { type: 'discard' }, 5)), batchId).harvests[0]
    expect(empty?.drawnPercent).toMatchObject({ value: null, notAssessable: 'no live cells harvested' })
    const unknown = custodyResults(cultureNotebook(passage(1, { harvest: {} }), draw(1, { type: 'discard' }, 5)), batchId).harvests[0]
    expect(unknown?.drawnPercent.value).toBeNull()
  })
})
