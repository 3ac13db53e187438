import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { clopperPearsonProportion, fisherExact, riskDifference, wilsonProportion } from '../../../shared/statistics/proportions.ts'
import { LargestDifference, readFixture, reasonOf, valueOf } from './read-fixture.ts'

const two = z.tuple([z.number(), z.number()])
const cases = readFixture('proportions', z.array(z.object({
  x: two, n: two, level: z.number(), wilson: two, exact: two, difference: z.tuple([z.number(), z.number(), z.number()]), fisher: z.number(),
})))

describe('proportions', () => {
  it('agree with R on 70 random pairs of counts', () => {
    const worst = new LargestDifference(1e-6)
    const fisher = new LargestDifference(1e-12)
    for (const [i, { x, n, level, wilson, exact, difference, fisher: p }] of cases.entries()) {
      const [a, b] = [{ events: x[0], total: n[0] }, { events: x[1], total: n[1] }]
      const w = valueOf(wilsonProportion(a, [level])).intervals[0]
      const c = valueOf(clopperPearsonProportion(a, [level])).intervals[0]
      const d = valueOf(riskDifference(a, b, [level]))
      ;[[w?.lower, wilson[0]], [w?.upper, wilson[1]], [c?.lower, exact[0]], [c?.upper, exact[1]], [d.value, difference[0]], [d.intervals[0]?.lower, difference[1]], [d.intervals[0]?.upper, difference[2]]]
        .forEach(([actual, expected], k) => worst.add(actual, expected ?? NaN, `${i} ${k}`))
      fisher.add(valueOf(fisherExact(a, b)).p, p, `fisher ${i}`)
    }
    expect(worst.largest, worst.where).toBeLessThan(1e-7)
    expect(fisher.largest, fisher.where).toBeLessThan(1e-7)
  })
  it('counting error of 95.2 % at 10,000 events is 94.8 to 95.6 %', () => {
    const { value, intervals, n } = valueOf(wilsonProportion({ events: 9520, total: 10_000 }))
    expect([value, n]).toEqual([0.952, 10_000])
    expect(intervals[0]?.lower).toBeCloseTo(0.948, 3)
    expect(intervals[0]?.upper).toBeCloseTo(0.956, 3)
  })
  it('have width and exact ends at none and all', () => {
    for (const f of [wilsonProportion, clopperPearsonProportion]) {
      const none = valueOf(f({ events: 0, total: 8 })).intervals[0]
      const all = valueOf(f({ events: 8, total: 8 })).intervals[0]
      expect(none?.lower).toBe(0)
      expect(none?.upper).toBeGreaterThan(0.3)
      expect(all?.upper).toBe(1)
      expect(all?.lower).toBeCloseTo(1 - (none?.upper ?? NaN), 10)
    }
    expect(valueOf(riskDifference({ events: 8, total: 8 }, { events: 0, total: 8 })).intervals[0]?.upper).toBe(1)
    expect(valueOf(fisherExact({ events: 0, total: 4 }, { events: 0, total: 6 })).p).toBe(1)
    expect(valueOf(fisherExact({ events: 4, total: 4 }, { events: 6, total: 6 })).p).toBe(1)
    expect(valueOf(fisherExact({ events: 10, total: 10 }, { events: 0, total: 10 })).p).toBeCloseTo(2 / 184756, 12)
  })
  it('refuse 0 of 0 and impossible counts', () => {
    expect(reasonOf(wilsonProportion({ events: 0, total: 0 }))).toContain('0 of 0')
    expect(reasonOf(wilsonProportion({ events: 5, total: 4 }))).toContain('impossible count: 5 of 4')
    expect(reasonOf(clopperPearsonProportion({ events: 1.5, total: 4 }))).toContain('impossible')
    expect(reasonOf(riskDifference({ events: 1, total: 4 }, { events: -1, total: 4 }))).toContain('impossible')
    expect(reasonOf(fisherExact({ events: 1, total: NaN }, { events: 1, total: 4 }))).toContain('impossible')
    expect(() => wilsonProportion({ events: 1, total: 2 }, [95])).toThrow(RangeError)
  })
  it('contain the estimate, the exact interval outside Wilson around the middle, Fisher symmetric', () => {
    const pair = fc.integer({ min: 1, max: 40 }).chain((total) => fc.record({ events: fc.integer({ min: 0, max: total }), total: fc.constant(total) }))
    fc.assert(fc.property(pair, pair, (a, b) => {
      for (const estimate of [valueOf(wilsonProportion(a)), valueOf(clopperPearsonProportion(a)), valueOf(riskDifference(a, b))]) {
        const { lower, upper } = estimate.intervals[0] ?? { lower: NaN, upper: NaN }
        expect((lower ?? NaN) <= estimate.value && estimate.value <= (upper ?? NaN)).toBe(true)
      }
      const p = valueOf(fisherExact(a, b)).p
      expect(valueOf(fisherExact(b, a)).p).toBeCloseTo(p, 9)
      expect(p > 0 && p <= 1).toBe(true)
    }))
  })
})
