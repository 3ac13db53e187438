import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { growthResults } from '../../../../shared/domain/growth/growth.ts'
import type { PassageGrowth } from '../../../../shared/domain/growth/growth-results.ts'
import { makeNotebook, type Notebook } from '../../../../shared/records/notebook.ts'
import { batch, batchId, cultureNotebook, donor, grown, passage, record, uuid } from '../../../helpers/culture-records.ts'

function last(notebook: Notebook): PassageGrowth {
  const g = growthResults(notebook, batchId).passages.at(-1)
  if (g === undefined) throw new Error('no passage')
  return g
}

type ColterSample = { readonly harvests: readonly number[]; readonly printedTotals: readonly number[]; readonly pd: readonly number[]; readonly cpd: number; readonly recomputedSecond: number; readonly oddTotals: readonly number[] }
const colter = fixture('colter-2000') as { readonly cellsPlated: number; readonly samples: Readonly<Record<string, ColterSample>> }

const horse = fixture('horse-asc') as { readonly platingEfficiencyPercent: readonly { readonly mean: number }[]; readonly doublingTimeHAtP3: readonly { readonly mean: number }[] }

function fixture(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../fixtures/domain/${name}.json`, import.meta.url), 'utf8'))
}

const counts = (live: readonly number[], dead: readonly number[], dilutionFactor = 1): unknown =>
  Object.fromEntries(live.map((liveCellsPerMl, order) => [`c${String(order)}`, { order, liveCellsPerMl, deadCellsPerMl: dead[order], dilutionFactor }]))
const harvested = (harvest: Readonly<Record<string, unknown>>): PassageGrowth => last(cultureNotebook(passage(1, { seededCells: 1000, harvest })))

describe('growthResults', () => {
  it.each(Object.entries(colter.samples))('reproduces the doublings of Colter 2000, %s', (_, { harvests, pd, cpd }) => {
    const book = cultureNotebook(...harvests.map((h, i) => passage(i + 1, grown(colter.cellsPlated, h), i === 0 ? [] : [i])))
    const { passages } = growthResults(book, batchId)
    expect(passages.map((p) => Number(p.populationDoublings.value?.toFixed(2)))).toEqual(pd)
    expect(passages.at(-1)?.cumulativeDoublings.value).toBeCloseTo(cpd, 2)
    expect(passages.at(-1)?.cumulativeDoublings).toMatchObject({ n: 3, nOf: 'passages', unit: 'PD' })
  })

  it.each(Object.entries(colter.samples))('recomputes the cumulative totals of Colter 2000, %s, but for the two odd ones', (_, { harvests, printedTotals, recomputedSecond, oddTotals }) => {
    const stock = ((printedTotals[0] ?? 0) * colter.cellsPlated) / (harvests[0] ?? 1)
    const book = cultureNotebook(passage(0, { seededFrom: 'tissue', harvest: { liveCells: stock } }), ...harvests.map((h, i) => passage(i + 1, grown(colter.cellsPlated, h), [i])))
    const yields = growthResults(book, batchId).passages.slice(1).map((p) => p.cumulativeYield.value ?? 0)
    expect(Number(yields[1]?.toPrecision(3)) / recomputedSecond).toBeCloseTo(1, 2)
    const odd = printedTotals.flatMap((printed, i) => (Math.abs(printed / (yields[i] ?? 0) - 1) > 0.032 ? [i + 1] : []))
    expect(odd).toEqual(oddTotals)
  })

  it('returns the doubling times and plating efficiencies of horse stromal cells to cultures built from them', () => {
    for (const { mean } of horse.doublingTimeHAtP3) {
      const g = last(cultureNotebook(passage(3, { seededCells: 1e5, seededAt: '2026-01-01T08:00', harvest: { at: '2026-01-06T08:00', liveCells: 1e5 * 2 ** (120 / mean) } })))
      expect(g.doublingTimeH.value).toBeCloseTo(mean, 10)
    }
    for (const { mean } of horse.platingEfficiencyPercent) {
      const g = last(cultureNotebook(passage(3, { colonyAssays: { a: { order: 0, cellsPlated: 10_000, colonies: Math.round(mean * 100) } } })))
      expect(g.cfuPercent.value).toBeCloseTo(mean, 10)
      expect(g.cfuPercent.warnings).toContain('what counts as a colony is not fully recorded: not comparable with other labs')
    }
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

  it('does not take equal counts for certainty: a value without interval', () => {
    const g = harvested({ volumeMl: 2, counts: counts([1e3, 1e3, 1e3], [0, 0, 0]) })
    expect(g.populationDoublings).toMatchObject({ value: 1, n: 3, intervals: [], noInterval: 'all 3 counts are equal, so that their spread cannot be estimated' })
    expect(g.viability).toMatchObject({ value: 100, n: 3, intervals: [], noInterval: 'all 3 counts give the same viability, so that their spread cannot be estimated' })
  })

  it('does not count a yield from the attached fraction: what did not attach was spent', () => {
    const g = last(cultureNotebook(passage(1, grown(1000, 1000)), passage(2, { ...grown(1000, 4000), attachedPercent: 50 }, [1])))
    expect(g.populationDoublings.value).toBeCloseTo(3, 12)
    expect(g.cumulativeYield.value).toBeCloseTo(4000, 8)
  })

  it.each([
    ['no harvest', undefined, 'no harvest recorded'],
    ['excluded', { liveCells: 90, deadCells: 10, excluded: { reason: 'spilled' } }, 'harvest excluded: spilled'],
    ['a negative count', { volumeMl: 1, counts: counts([90, 80, 85], [10, -20, 10]) }, 'below 0, which is impossible'],
    ['only displayed', { liveCells: 5, viabilityPercent: 97 }, 'not both recorded (97 % was displayed)'],
    ['nothing', { liveCells: 0, deadCells: 0 }, 'both zero'],
  ])('gives no viability for %s, and says why', (_, harvest, reason) => {
    const g = last(cultureNotebook(passage(1, { seededCells: 1000, ...(harvest === undefined ? {} : { harvest }) })))
    expect(g.viability.value).toBeNull()
    expect(g.viability.notAssessable).toContain(reason)
  })

  it('computes viability from cells, and warns where the display disagrees beyond rounding', () => {
    expect(harvested({ liveCells: 242_000, deadCells: 144_000, viabilityPercent: 63 }).viability).toMatchObject({ warnings: [], noInterval: 'single count: no interval' })
    expect(harvested({ liveCells: 242_000, deadCells: 144_000 }).viability.value).toBeCloseTo(62.694, 3)
    expect(harvested({ liveCells: 90, deadCells: 10, viabilityPercent: 80 }).viability.warnings).toEqual(['80 % was displayed, live and dead cells give 90.0 %'])
    expect(harvested({ viabilityPercent: 50, volumeMl: 1, counts: counts([90, 80], [10, 20]) }).viability.warnings).toEqual(['50 % was displayed, live and dead cells give 85.0 %'])
    const one = { c: { order: 0, liveCellsPerMl: 90, deadCellsPerMl: 10, viabilityPercent: 70 }, d: { order: 1, liveCellsPerMl: 0, deadCellsPerMl: 0 } }
    expect(harvested({ volumeMl: 1, counts: one }).viability.warnings).toEqual(['70 % was displayed, live and dead cells give 90.0 %', 'a counting without any cells is not used for the viability'])
  })

  it('does not use counts without the volume, and says so', () => {
    expect(harvested({ counts: counts([90], [10]) }).populationDoublings.notAssessable).toContain('volume of the suspension is not recorded')
    expect(harvested({ liveCells: 2000, counts: counts([90], [10]) }).populationDoublings).toMatchObject({ value: 1, warnings: ['the countings are not used: the volume of the suspension is not recorded'] })
  })

  it('says when only one of two times has an offset', () => {
    const g = last(cultureNotebook(passage(1, { seededCells: 1e5, seededAt: '2026-01-01T08:00+02:00', harvest: { liveCells: 8e5, at: '2026-01-04T08:00' } })))
    expect(g.doublingTimeH.warnings).toEqual(['only one of the two times states its offset from UTC: off by that offset'])
  })

  it('does not sum doublings over a pool with a parent that is not on record', () => {
    const pooled = passage(3, { ...grown(1000, 2000), parents: { [uuid(101)]: { order: 0, cells: 1 }, [uuid(199)]: { order: 1, cells: 99 } } })
    const g = last(cultureNotebook(passage(1, grown(1000, 4000)), pooled))
    expect(g.populationDoublings.value).toBeCloseTo(1, 12)
    for (const e of [g.cumulativeDoublings, g.maximumCumulativeDoublings]) expect(e.notAssessable).toContain('1 of them is not on record')
    expect(g.cumulativeYield.notAssessable).toContain('not all harvests')
    const alone = last(cultureNotebook(passage(1, { ...grown(1000, 2000), parents: { [uuid(199)]: { order: 0 } } })))
    expect(alone.cumulativeDoublings.warnings).toEqual(['counted from BM-1-P1; doublings before it are not recorded'])
  })

  it('says why a pool has no interval, and marks what simulated vials weight', () => {
    const bank = record({ kind: 'bank', id: uuid(300), code: 'B1', passageId: uuid(101) })
    const vial = record({ kind: 'vial', id: uuid(301), code: 'V1', bankId: uuid(300), cells: 100, origin: { type: 'simulated' } })
    const pooled = passage(3, { ...grown(1000, 2000), parents: { [uuid(102)]: { order: 0, cells: 300 } }, thawedVials: { [uuid(301)]: { order: 0 } } })
    const g = last(cultureNotebook(passage(1, grown(1000, 4000)), passage(2, grown(1000, 64_000)), bank, vial, pooled))
    expect(g.cumulativeDoublings).toMatchObject({ simulated: true, noInterval: 'harvests were pooled: paths may share steps, so that their variances are not summed' })
    expect(g.cumulativeDoublings.value).toBeCloseTo(0.75 * 6 + 0.25 * 2 + 1, 12)
    expect(g.populationDoublings.simulated).toBe(false)
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
    expect(last(cultureNotebook(passage(0, grown(1000, 8000)), passage(1, grown(1000, 2000), [0]))).cumulativeDoublings).toMatchObject({ warnings: ['whether doublings of P0 count is not declared; they are included'] })
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
