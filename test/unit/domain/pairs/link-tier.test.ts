import { describe, expect, it } from 'vitest'
import { linkTier, type Link } from '../../../../shared/domain/pairs/link-tier.ts'
import { arthritisId, recordedAt } from '../../../helpers/arthritis-records.ts'
import { ids, pairNotebook, type PairParts } from '../../../helpers/pair-records.ts'

function link(parts: PairParts = {}): Link {
  const notebook = pairNotebook(parts)
  return linkTier(notebook, notebook.get('pair', ids.pair) ?? fail())
}

const other = arthritisId(130)
const passage = (id: string, code: string, number: number, batchId: string, conditions: Readonly<Record<string, unknown>> = { basalMedium: 'alpha-MEM' }) => ({ kind: 'passage', id, recordedAt, code, batchId, number, conditions })
/** The arm got cells of another passage, frozen in a bank of its own. */
const fromBank = (passageRecord: Readonly<Record<string, unknown>> & { readonly id: string }, ...more: readonly Readonly<Record<string, unknown>>[]): PairParts => ({
  preparation: { vials: { [arthritisId(132)]: { order: 0 } } },
  others: [passageRecord, { kind: 'bank', id: arthritisId(131), recordedAt, code: 'BK-2', passageId: passageRecord.id }, { kind: 'vial', id: arthritisId(132), recordedAt, code: 'V-9', bankId: arthritisId(131) }, ...more],
})
const batch2 = (source: Readonly<Record<string, unknown>>) => ({ kind: 'batch', id: ids.batch2, recordedAt, code: 'B-2', source })
const fresh: PairParts = {
  material: { vialId: { blank: 'not-applicable' }, passageId: ids.p3, state: 'fresh' },
  preparation: { vials: {}, passageId: ids.p3 },
}

describe('link tier', () => {
  it('A: same vial lot, or same harvest used fresh on both sides', () => {
    expect(link()).toMatchObject({ tier: 'A', reason: expect.stringContaining('same vial lot') as string })
    const doses = (more: Readonly<Record<string, unknown>>) => ({ d1: { order: 0, day: 20, ...more } })
    const arms = { v: { role: 'vehicle', animals: [] }, t: { role: 'treatment', animals: [], doses: doses({ passageId: ids.p3, state: 'fresh' }) } }
    expect(link({ ...fresh, study: { arms } })).toMatchObject({ tier: 'A', reason: expect.stringContaining('same harvest') as string })
    // Whether the suspension given was fresh is not recorded: no more than C.
    expect(link(fresh)).toMatchObject({ tier: 'C', reason: expect.stringContaining('fresh or thawed is not recorded on both sides') as string })
  })

  it('B: same batch, passage number and recorded conditions, from another harvest', () => {
    expect(link(fromBank(passage(other, 'B-1-P3b', 3, ids.batch)))).toMatchObject({ tier: 'B' })
  })

  it.each([
    ['another passage', fromBank(passage(other, 'B-1-P5', 5, ids.batch)), 'passage 3 in vitro and 5 in vivo'],
    ['other conditions', fromBank(passage(other, 'B-1-P3b', 3, ids.batch, { basalMedium: 'DMEM' })), 'other culture conditions'],
    ['priming in culture', fromBank(passage(other, 'B-1-P3b', 3, ids.batch, { basalMedium: 'alpha-MEM', priming: { p: { order: 0, agent: 'IFN-gamma', hours: 24 } } })), 'other culture conditions or priming'],
    ['priming in the assay', { pair: { inVitro: { assayId: ids.assay, conditionKey: 'c2', materials: { m1: { order: 0 } }, ratioMscPerResponder: 0.1 } } }, 'primed in the assay only (IFN-gamma)'],
    ['fresh in vitro, thawed in vivo, of one harvest', { material: fresh.material ?? {} }, 'fresh in vitro and thawed in vivo'],
    ['one dose of several from another passage', fromBankAsWell(), 'passage 3 in vitro and 5 in vivo'],
  ] as const)('C: %s', (_, parts, reason) => {
    const found = link(parts)
    expect(found.tier).toBe('C')
    expect(found.reason).toContain(reason)
  })

  it('D: same donor, same pool or same cell line only', () => {
    expect(link(fromBank(passage(other, 'B-2-P3', 3, ids.batch2), batch2({ type: 'donor', donorId: ids.donor }))).tier).toBe('D')
  })

  it('no link: other donor, part of a pool, nothing named, a missing side', () => {
    const donor = { kind: 'donor', id: arthritisId(150), recordedAt, code: 'D-9' }
    expect(link(fromBank(passage(other, 'B-2-P3', 3, ids.batch2), donor, batch2({ type: 'donor', donorId: arthritisId(150) })))).toMatchObject({ tier: null, reason: expect.stringContaining('different donors') as string })
    const pool = { type: 'pool', members: { a: { order: 0, donorId: ids.donor }, b: { order: 1, donorId: arthritisId(150) } } }
    expect(link(fromBank(passage(other, 'B-2-P3', 3, ids.batch2), donor, batch2(pool)))).toMatchObject({ tier: null, reason: expect.stringContaining('only some of their donors') as string })
    expect(link({ preparation: { vials: {} } })).toMatchObject({ tier: null, reason: expect.stringContaining('batch of the cells is not recorded') as string })
    expect(link({ study: { arms: { v: { role: 'vehicle', animals: [] }, t: { role: 'treatment', animals: [] } } } })).toEqual({ tier: null, reason: 'the arm names no cells' })
    const { inVivo: _, ...half } = pairNotebook().get('pair', ids.pair) ?? fail()
    expect(linkTier(pairNotebook(), half)).toEqual({ tier: null, reason: 'the pair has no in vivo side' })
  })
})

function fromBankAsWell(): PairParts {
  const parts = fromBank(passage(other, 'B-1-P5', 5, ids.batch))
  return { ...parts, preparation: { vials: { [ids.vial2]: { order: 0 }, [arthritisId(132)]: { order: 1 } } } }
}

function fail(): never {
  throw new Error('missing')
}
