import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { growthResults } from '../../../shared/domain/growth.ts'
import type { PassageGrowth } from '../../../shared/domain/growth-results.ts'
import { makeNotebook, type Notebook } from '../../../shared/records/notebook.ts'
import { batch, batchId, cultureNotebook, donor, grown, passage, uuid } from '../../helpers/culture-records.ts'

function last(notebook: Notebook): PassageGrowth {
  const g = growthResults(notebook, batchId).passages.at(-1)
  if (g === undefined) throw new Error('no passage')
  return g
}

// Colter et al. 2000, PNAS 97, Table 2 (PMC16218): 530 cells per 176 cm², 14 days; harvests as printed.
const colter = {
  '58R': [[8.0e4, 1.1e6, 2.3e5], [7.24, 11.02, 8.76], 27.02],
  '58L': [[8.6e4, 4.2e5, 3.1e5], [7.34, 9.63, 9.19], 26.16],
  '59R': [[1.9e5, 2.4e5, 7.5e5], [8.49, 8.82, 10.47], 27.78],
  '59L': [[1.4e5, 1.7e5, 5.0e5], [8.05, 8.33, 9.88], 26.25],
} as const

describe('growthResults', () => {
  it.each(Object.entries(colter))('reproduces the doublings of Colter 2000, %s', (_, [harvests, doublings, sum]) => {
    const book = cultureNotebook(...harvests.map((h, i) => passage(i + 1, grown(530, h), i === 0 ? [] : [i])))
    const { passages } = growthResults(book, batchId)
    expect(passages.map((p) => Number(p.populationDoublings.value?.toFixed(2)))).toEqual(doublings)
    expect(passages.at(-1)?.cumulativeDoublings.value).toBeCloseTo(sum, 1)
    expect(passages.at(-1)?.cumulativeDoublings).toMatchObject({ n: 3, nOf: 'passages', unit: 'PD' })
  })

  it('multiplies the yield along the lineage: 8.0e4 x (1.1e6 / 530)', () => {
    const book = cultureNotebook(passage(1, grown(530, 8.0e4)), passage(2, grown(530, 1.1e6), [1]))
    expect(last(book).cumulativeYield.value).toBeCloseTo(8.0e4 * (1.1e6 / 530), 0)
  })

  it('gives the t interval of repeated counts on the log2 scale', () => {
    // Three counts 1.0, 1.2, 1.4e5 per ml in 2 ml: mean 2.4e5, SE of the mean relative 0.0962250; t(2, 0.975) = 4.302653 (R: qt).
    const counts = { a: { order: 0, liveCellsPerMl: 1.0e5 }, b: { order: 1, liveCellsPerMl: 1.2e5 }, c: { order: 2, liveCellsPerMl: 1.4e5 } }
    const pd = last(cultureNotebook(passage(1, { seededCells: 3e4, harvest: { volumeMl: 2, counts } }))).populationDoublings
    expect(pd.value).toBeCloseTo(3, 10)
    const half = (4.302653 * 0.0962250) / Math.LN2
    expect(pd.intervals[0]).toMatchObject({ level: 0.95 })
    expect(pd.intervals[0]?.lower).toBeCloseTo(3 - half, 5)
    expect(pd.intervals[0]?.upper).toBeCloseTo(3 + half, 5)
    expect(pd.n).toBe(3)
  })

  it('leaves an excluded count out', () => {
    const counts = { a: { order: 0, liveCellsPerMl: 1e5 }, b: { order: 1, liveCellsPerMl: 9e5, excluded: { reason: 'air bubble' } } }
    expect(last(cultureNotebook(passage(1, { seededCells: 1e5, harvest: { volumeMl: 2, counts } }))).populationDoublings).toMatchObject({ value: 1, n: 1, intervals: [], noInterval: 'single count: no interval' })
  })

  it('keeps negative doublings and gives no doubling time then', () => {
    const g = last(cultureNotebook(passage(1, { ...grown(1000, 500), seededAt: '2026-01-01' })))
    expect(g.populationDoublings.value).toBeCloseTo(-1, 12)
    expect(g.doublingTimeH).toMatchObject({ value: null, notAssessable: 'no growth: no more cells harvested than seeded' })
  })

  it('computes the doubling time from times known to the minute, and says when only days are known', () => {
    const at = (seededAt: string, harvested: string): PassageGrowth => last(cultureNotebook(passage(1, { seededCells: 1e5, seededAt, harvest: { liveCells: 8e5, at: harvested } })))
    expect(at('2026-01-01T08:00', '2026-01-04T08:00').doublingTimeH).toMatchObject({ warnings: [] })
    expect(at('2026-01-01T08:00', '2026-01-04T08:00').doublingTimeH.value).toBeCloseTo(24, 12)
    expect(at('2026-01-01', '2026-01-04').doublingTimeH.warnings).toEqual(['times known to the day only: up to a day off'])
    expect(at('2026-01', '2026-02-04').doublingTimeH.notAssessable).toContain('not both recorded to the day')
    expect(at('2026-01-04', '2026-01-01').doublingTimeH.notAssessable).toBe('harvested no later than seeded')
  })

  it('counts from the attached fraction', () => {
    expect(last(cultureNotebook(passage(1, { ...grown(1000, 4000), attachedPercent: 50 }))).populationDoublings.value).toBeCloseTo(3, 12)
  })

  it('weights pooled parents by the cells taken, and names the largest path', () => {
    const pooled = passage(3, { ...grown(1000, 2000), parents: { [uuid(101)]: { order: 0, cells: 300 }, [uuid(102)]: { order: 1, cells: 100 } } })
    const g = last(cultureNotebook(passage(1, grown(1000, 4000)), passage(2, grown(1000, 64_000)), pooled))
    expect(g.cumulativeDoublings.value).toBeCloseTo(0.75 * 2 + 0.25 * 6 + 1, 12)
    expect(g.maximumCumulativeDoublings.value).toBeCloseTo(7, 12)
    expect(g.cumulativeYield.notAssessable).toContain('pooled')
  })

  it('does not guess the weights of a pool', () => {
    const g = last(cultureNotebook(passage(1, grown(1000, 4000)), passage(2, grown(1000, 64_000)), passage(3, grown(1000, 2000), [1, 2])))
    expect(g.cumulativeDoublings.notAssessable).toContain('cells taken from each are not recorded')
    expect(g.maximumCumulativeDoublings.value).toBeCloseTo(7, 12)
  })

  it('follows the declaration on P0', () => {
    const book = (p0: string): Notebook => makeNotebook([donor(), batch({ countP0Doublings: p0 }), passage(0, grown(1000, 8000)), passage(1, grown(1000, 2000), [0])])
    expect(last(book('counted')).cumulativeDoublings.value).toBeCloseTo(4, 12)
    expect(last(book('not-counted')).cumulativeDoublings.value).toBeCloseTo(1, 12)
  })

  it('gives P0 from tissue no doublings of its own', () => {
    const book = cultureNotebook(passage(0, { ...grown(1e8, 1e6), seededFrom: 'tissue' }), passage(1, grown(1000, 2000), [0]))
    const [p0, p1] = growthResults(book, batchId).passages
    expect(p0?.populationDoublings.value).toBeNull()
    expect(p1?.cumulativeDoublings).toMatchObject({ value: 1, warnings: ['doublings of P0 are not known and not included'] })
  })

  it.each([
    ['missing seed', { harvest: { liveCells: 1 } }, 'cells seeded not recorded'],
    ['zero seed', grown(0, 10), 'must be above 0'],
    ['negative seed', grown(-5, 10), 'cells seeded is -5'],
    ['negative harvest', grown(5, -10), 'below 0 is impossible'],
    ['no live cells', grown(5, 0), 'logarithm of zero'],
    ['no harvest', { seededCells: 5 }, 'no harvest recorded'],
    ['excluded harvest', { seededCells: 5, harvest: { liveCells: 10, excluded: { reason: 'spilled' } } }, 'spilled'],
    ['unknown harvest', { seededCells: 5, harvest: { liveCells: { blank: 'unknown' } } }, 'not recorded'],
  ])('says why for %s', (_, more, reason) => {
    expect(last(cultureNotebook(passage(1, more))).populationDoublings).toMatchObject({ value: null })
    expect(last(cultureNotebook(passage(1, more))).populationDoublings.notAssessable).toContain(reason)
  })

  it('survives a cycle and names it', () => {
    const a = passage(1, { ...grown(1, 2), parents: { [uuid(102)]: { order: 0 } } })
    const b = passage(2, { ...grown(1, 2), parents: { [uuid(101)]: { order: 0 } } })
    for (const g of growthResults(cultureNotebook(a, b), batchId).passages) expect(g.cumulativeDoublings.notAssessable).toBe('the passage is its own ancestor')
  })

  it('reports colonies with their definition and an exact interval', () => {
    const dish = (order: number, colonies: number): unknown => ({ order, cellsPlated: 100, colonies, minimumCellsPerColony: 20, days: 9 })
    const cfu = last(cultureNotebook(passage(1, { colonyAssays: { a: dish(0, 12), b: dish(1, 18) } }))).cfuPercent
    // R: binom.test(30, 200)$conf.int = 0.1035495 0.2071587
    expect(cfu).toMatchObject({ value: 15, n: 2, nOf: 'dishes' })
    expect(cfu.intervals[0]?.lower).toBeCloseTo(10.35495, 3)
    expect(cfu.intervals[0]?.upper).toBeCloseTo(20.71587, 3)
    expect(cfu.method).toContain('at least 20 cells after 9 days')
  })

  it('is invariant to the scale of both counts, and PD of a split culture adds up', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 1000 }), (seed, mid, end, scale) => {
        const two = last(cultureNotebook(passage(1, grown(seed * scale, mid * scale)), passage(2, grown(mid, end), [1])))
        expect(two.cumulativeDoublings.value).toBeCloseTo(Math.log2(end / seed), 8)
      }),
    )
  })
})
