import { describe, expect, it } from 'vitest'
import type { ConcordanceResults, RankCorrelation } from '../../../../shared/domain/concordance/concordance-results.ts'
import { donorConcordance } from '../../../../shared/domain/concordance/donor-concordance.ts'
import { estimatesIn, incompleteBecause } from '../../../helpers/estimates-in.ts'
import { concordanceCase, type TestPair } from '../../../helpers/concordance-records.ts'
import { arthritisId, recordedAt } from '../../../helpers/arthritis-records.ts'

function over(pairs: readonly TestPair[], others: Parameters<typeof concordanceCase>[1] = []): ConcordanceResults {
  const { notebook, results } = concordanceCase(pairs, others)
  const concordance = donorConcordance(notebook, results)
  expect(estimatesIn(concordance).flatMap(incompleteBecause)).toEqual([])
  // The order in which pairs come must not matter.
  expect(donorConcordance(notebook, results.toReversed())).toEqual(concordance)
  return concordance
}
const of = (c: ConcordanceResults, kind: RankCorrelation['kind']): RankCorrelation => {
  const found = c.correlations.find((x) => x.kind === kind)
  if (found === undefined) throw new Error(kind)
  return found
}
const pair = (code: string, donor: string, experiment: string, s: number | null, e: number | null, more: Partial<TestPair> = {}): TestPair => ({ code, donors: [donor], experiment, s, e, ...more })

describe('one pair per donor', () => {
  it('takes the closer link, then the one recorded first, then the code; the others are named', () => {
    const later = { recordedAt: '2026-03-02T10:00:00+01:00' }
    const c = over([
      pair('P1', 'D1', 'E1', 10, 10, { tier: 'B' }), pair('P2', 'D1', 'E1', 90, 90),
      pair('P4', 'D2', 'E2', 10, 10, { pair: later }), pair('P5', 'D2', 'E2', 90, 90),
      pair('P6', 'D3', 'E3', 10, 10), pair('P7', 'D3', 'E3', 90, 90),
    ])
    expect(c.donors.map((d) => [d.code, d.chosenBecause])).toEqual([
      ['P2', 'before P1: closer link tier'], ['P5', 'before P4: recorded first'], ['P6', 'before P7: first by code'],
    ])
    expect(c.leftOut).toEqual([{ code: 'P1', reason: 'D1 stands with pair P2' }, { code: 'P4', reason: 'D2 stands with pair P5' }, { code: 'P7', reason: 'D3 stands with pair P6' }])
  })

  it('prefers the pair declared before its data, and ignores a declaration that came later', () => {
    const session = { kind: 'scoring-session', id: arthritisId(9001), recordedAt, performedAt: '2026-02-01', experimentId: arthritisId(6000), day: 20, observations: {} }
    const declared = (at: string): Partial<TestPair> => ({ tier: 'B', pair: { standsForDonor: { declaredAt: at } } })
    expect(over([pair('P1', 'D1', 'E1', 10, 10), pair('P2', 'D1', 'E1', 90, 90, declared('2026-01-15T10:00:00+01:00'))], [session]).donors).toMatchObject([{ code: 'P2', chosenBecause: 'before P1: declared before its data' }])
    expect(over([pair('P1', 'D1', 'E1', 10, 10), pair('P2', 'D1', 'E1', 90, 90, declared('2026-02-15T10:00:00+01:00'))], [session]).donors).toMatchObject([{ code: 'P1' }])
  })

  it('prefers observed to simulated and estimated to not estimated, whatever the link', () => {
    const c = over([
      pair('P1', 'D1', 'E1', 10, 10, { simulated: true }), pair('P2', 'D1', 'E1', 20, 20, { tier: 'B' }),
      pair('P3', 'D2', 'E2', null, 10, { vitro: 'not assessable' }), pair('P4', 'D2', 'E2', 20, 20, { tier: 'B' }),
    ])
    expect(c.donors.map((d) => [d.code, d.chosenBecause])).toEqual([['P2', 'before P1: observed'], ['P4', 'before P3: estimated and valid on both sides']])
  })

  it('does not look at effects: exchanging the values changes no choice', () => {
    const values = [[10, 90], [90, 10], [50, -40]] as const
    const chosen = values.map(([a, b]) => over([pair('P1', 'D1', 'E1', a, b, { tier: 'B' }), pair('P2', 'D1', 'E2', b, a)]).donors.map((d) => d.code))
    expect(new Set(chosen.map(String)).size).toBe(1)
  })

  it('takes batches that share a donor through a pool, and batches of one cell line, as one unit', () => {
    const c = over([
      { ...pair('P1', 'D1', 'E1', 1, 1), donors: ['D1', 'D2'] }, { ...pair('P2', 'D2', 'E2', 2, 2), donors: ['D2', 'D3'] }, pair('P3', 'D3', 'E3', 3, 3), pair('P4', 'D4', 'E4', 4, 4),
      pair('P5', 'line C3H10T1/2', 'E5', 5, 5), pair('P6', 'line c3h10t1/2 ', 'E6', 6, 6),
    ])
    expect(c.donors.map((d) => [d.code, d.donor])).toEqual([['P1', 'D1 + D2 + D3'], ['P4', 'D4'], ['P5', 'C3H10T1/2']])
    expect(c.leftOut.map((l) => l.code)).toEqual(['P2', 'P3', 'P6'])
  })

  it('leaves out what cannot stand for a donor, and says why', () => {
    const c = over([
      pair('P1', 'D1', 'E1', 1, 1, { tier: 'C' }), pair('P2', 'D2', 'E2', 1, 1, { tier: null }), pair('P3', 'D3', 'E3', 1, 1, { missing: 'in vivo' }), { ...pair('P4', 'D4', 'E4', 1, 1), donors: [] },
    ])
    expect(c.donors).toEqual([])
    expect(c.leftOut).toMatchObject([{ reason: expect.stringContaining('tier C') }, { reason: expect.stringContaining('not known') }, { reason: 'no in vivo side' }, { reason: expect.stringContaining('donors of the batch are not recorded') }])
  })
})

describe('verdicts counted in donors', () => {
  it('are in all 36 cells, the simulated ones apart', () => {
    const c = over([
      pair('P1', 'D1', 'E1', 60, 50, { vitro: 'benefit', vivo: 'benefit' }), pair('P2', 'D2', 'E2', 60, 0, { vitro: 'benefit', vivo: 'no relevant effect' }), pair('P3', 'D3', 'E3', 60, 0, { vitro: 'benefit', vivo: 'no relevant effect' }),
      pair('P4', 'D4', 'E4', 60, 0, { vitro: 'benefit', vivo: 'no relevant effect', simulated: true }), pair('P5', 'D1', 'E5', 60, -50, { vitro: 'benefit', vivo: 'harm', tier: 'B' }),
    ])
    expect(c.verdicts).toHaveLength(36)
    const seen = c.verdicts.filter((v) => v.donors.length + v.simulatedDonors.length > 0)
    expect(seen).toEqual([
      { inVitro: 'benefit', inVivo: 'benefit', concordance: 'concordant (benefit)', donors: ['D1'], simulatedDonors: [] },
      { inVitro: 'benefit', inVivo: 'no relevant effect', concordance: 'in vitro only', donors: ['D2', 'D3'], simulatedDonors: ['D4'] },
    ])
  })
})

describe('rank correlation over donors', () => {
  // Worked by hand: ranks 1 2 3 4 5 against 1 3 2 5 4: rho = 1 - 6 (0+1+1+1+1)/(5 24) = 0.8; 16 of 120 orders reach |0.8|.
  const five = [[10, -5], [20, 30], [30, 20], [40, 60], [50, 50]] as const

  it('of pairs that share nothing is plain Spearman', () => {
    const c = over(five.map(([s, e], i) => pair(`P${String(i)}`, `D${String(i)}`, `E${String(i)}`, s, e)))
    expect(c.correlations.map((x) => x.kind)).toEqual(['independent pairs', 'within experiments'])
    const { rho, test, pairs } = of(c, 'independent pairs')
    expect(rho.value).toBeCloseTo(0.8, 12)
    expect(test.p).toBeCloseTo(16 / 120, 12)
    expect(test.smallestP).toBeCloseTo(2 / 120, 12)
    expect(rho).toMatchObject({ n: 5, nOf: 'donors', simulated: false })
    expect(pairs).toHaveLength(5)
    expect(of(c, 'within experiments').rho.notAssessable).toContain('0 donors')
  })

  it('of pairs of one experiment is exchanged within it, and comes first', () => {
    const c = over(five.map(([s, e], i) => pair(`P${String(i)}`, `D${String(i)}`, 'E', s, e)))
    expect(c.correlations[0]).toMatchObject({ kind: 'within experiments', test: { p: expect.closeTo(16 / 120, 12) } })
    expect(of(c, 'independent pairs').pairs).toEqual(['P0'])
    expect(of(c, 'independent pairs').leftOut).toHaveLength(4)
  })

  it('with several donors in some experiments gives both, by design and not by result', () => {
    const pairs = [pair('P1', 'D1', 'E1', 10, 90), pair('P2', 'D2', 'E1', 20, 80), pair('P3', 'D3', 'E1', 30, 70), pair('P4', 'D4', 'E2', 110, 190), pair('P5', 'D5', 'E2', 120, 180), pair('P6', 'D6', 'E3', 0, 0)]
    const c = over(pairs)
    // 3! 2! arrangements within, 3! of independent pairs.
    expect(c.correlations.map((x) => x.kind)).toEqual(['within experiments', 'independent pairs'])
    const within = of(c, 'within experiments')
    expect(within.pairs).toEqual(['P1', 'P2', 'P3', 'P4', 'P5'])
    expect(within.rho.value).toBe(-1)
    expect(within.test.p).toBeCloseTo(2 / 12, 12)
    expect(within.leftOut).toMatchObject([{ code: 'P6', reason: expect.stringContaining('the only pair of experiment E3') }])
    expect(of(c, 'independent pairs')).toMatchObject({ pairs: ['P1', 'P4', 'P6'], rho: { value: 1 } })
  })

  it('never takes simulated values, nor a side without an interval or validity', () => {
    const c = over([
      ...five.map(([s, e], i) => pair(`P${String(i)}`, `D${String(i)}`, `E${String(i)}`, s, e)),
      pair('Q1', 'S1', 'F1', 90, -90, { simulated: true }), pair('Q2', 'S2', 'F2', 90, -90, { noInterval: 'in vitro' }), pair('Q3', 'S3', 'F3', 90, -90, { vivo: 'not assessable' }), pair('Q4', 'S4', 'F4', 90, null),
    ])
    const { rho, pairs, leftOut } = of(c, 'independent pairs')
    expect(rho.value).toBeCloseTo(0.8, 12)
    expect(pairs).toEqual(['P0', 'P1', 'P2', 'P3', 'P4'])
    expect(leftOut).toEqual([
      { code: 'Q1', reason: 'simulated values' }, { code: 'Q2', reason: 'in vitro: 2 runs, 3 needed' }, { code: 'Q3', reason: 'in vivo: why not assessable' }, { code: 'Q4', reason: 'in vivo: no estimate' },
    ])
    expect(rho.sources).toHaveLength(5)
  })

  it('says what it cannot do', () => {
    expect(of(over([pair('P1', 'D1', 'E1', 1, 1), pair('P2', 'D2', 'E2', 2, 2)]), 'independent pairs').rho.notAssessable).toBe('2 donors, at least 3 needed')
    expect(of(over([1, 2, 3, 4].map((i) => pair(`P${String(i)}`, `D${String(i)}`, `E${String(i)}`, 5, i))), 'independent pairs').rho.notAssessable).toContain('all values of x are equal')
    const three = of(over([1, 2, 3].map((i) => pair(`P${String(i)}`, `D${String(i)}`, `E${String(i)}`, i, i * i))), 'independent pairs')
    expect(three.rho.warnings.join(' ')).toContain('No arrangement of these values could give p below 0.33')
    expect(three.rho.noInterval).toContain('completely')
    expect(over([]).correlations.map((c) => c.rho.value)).toEqual([null, null])
    const impossible = [1, 2, 3].map((i) => pair(`P${String(i)}`, `D${String(i)}`, `E${String(i)}`, i, i))
    expect(of(over(impossible, [{ kind: 'lab-settings', id: arthritisId(9002), recordedAt, permutationSeed: 0.5 }]), 'independent pairs').rho.notAssessable).toContain('impossible')
  })
})

describe('differences of what was done', () => {
  it('names the field, the values and the pairs', () => {
    const ratio = { inVitro: { assayId: arthritisId(7000), conditionKey: 'c', materials: {}, ratioMscPerResponder: 0.2 } }
    const c = over([pair('P1', 'D1', 'E1', 1, 1), pair('P2', 'D2', 'E2', 2, 2, { pair: ratio })])
    expect(c.differences).toEqual([{ field: 'Ratio', values: [{ text: '1:10 (MSC : responders)', pairs: ['P1'] }, { text: '1:5 (MSC : responders)', pairs: ['P2'] }] }])
    expect(over([pair('P1', 'D1', 'E1', 1, 1), pair('P2', 'D2', 'E2', 2, 2)]).differences).toEqual([])
  })
})
