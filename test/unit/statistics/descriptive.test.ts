import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { maximum, mean, median, minimum, quantile, standardDeviation, standardError, sum, variance } from '../../../shared/statistics/descriptive.ts'
import { meanInterval } from '../../../shared/statistics/mean-interval.ts'
import { welchT } from '../../../shared/statistics/two-groups/welch-t.ts'
import { LargestDifference, readFixture, reasonOf, valueOf } from './read-fixture.ts'

const list = z.array(z.number())
const cases = readFixture('descriptive', z.array(z.object({ a: list, b: list, mean: z.number(), sd: z.number(), median: z.number(), q: list, t95: list, t90: list, welch: list })))

describe('descriptive statistics, t interval and Welch test against R', () => {
  it('agree on 60 random data sets', () => {
    const worst = new LargestDifference()
    const inference = new LargestDifference()
    cases.forEach((one, i) => {
      worst.add(mean(one.a), one.mean, `mean ${i}`)
      worst.add(standardDeviation(one.a), one.sd, `sd ${i}`)
      worst.add(median(one.a), one.median, `median ${i}`)
      for (const [k, p] of [0.1, 0.25, 0.9].entries()) worst.add(quantile(one.a, p), one.q[k] ?? NaN, `quantile ${i}`)
      const { intervals, standardError: se, df } = valueOf(meanInterval(one.a, [0.95, 0.9]))
      expect(df).toBe(one.a.length - 1)
      expect(se).toBe(standardError(one.a))
      for (const [k, expected] of [one.t95, one.t90].entries()) {
        inference.add(intervals[k]?.lower, expected[0] ?? NaN, `t lower ${i}`)
        inference.add(intervals[k]?.upper, expected[1] ?? NaN, `t upper ${i}`)
      }
      const welch = valueOf(welchT(one.a, one.b))
      const got = [welch.t, welch.df, welch.p, welch.intervals[0]?.lower, welch.intervals[0]?.upper]
      got.forEach((value, k) => inference.add(value, one.welch[k] ?? NaN, `welch ${i} ${k}`))
    })
    expect(worst.count).toBe(360)
    expect(worst.largest, worst.where).toBeLessThan(1e-13)
    expect(inference.largest, inference.where).toBeLessThan(1e-12)
  })
})

describe('NIST StRD univariate sets, certified values', () => {
  const alternating = (base: number, low: number, high: number): readonly number[] => [base, ...Array.from({ length: 1000 }, (_, i) => (i % 2 === 0 ? low : high))]

  it('NumAcc1: mean 10000002, SD 1', () => {
    expect(mean([10000001, 10000003, 10000002])).toBe(10000002)
    expect(standardDeviation([10000001, 10000003, 10000002])).toBe(1)
  })
  it('NumAcc2 to 4: SD 0.1 at means 1.2, 1e6 + 0.2, 1e7 + 0.2', () => {
    expect(standardDeviation(alternating(1.2, 1.1, 1.3))).toBeCloseTo(0.1, 14)
    expect(mean(alternating(1000000.2, 1000000.1, 1000000.3))).toBeCloseTo(1000000.2, 9)
    expect(standardDeviation(alternating(1000000.2, 1000000.1, 1000000.3))).toBeCloseTo(0.1, 9)
    expect(standardDeviation(alternating(10000000.2, 10000000.1, 10000000.3))).toBeCloseTo(0.1, 8)
  })
})

describe('degenerate input', () => {
  it('gives undefined for too few values and for missing ones', () => {
    for (const f of [mean, median, minimum, maximum]) expect(f([])).toBeUndefined()
    for (const f of [variance, standardDeviation, standardError]) expect(f([4])).toBeUndefined()
    for (const f of [mean, median, minimum, maximum, variance]) expect(f([1, NaN, 2])).toBeUndefined()
    expect(mean([1, Infinity])).toBeUndefined()
    expect([mean([4]), median([4]), minimum([4]), maximum([4]), quantile([4], 0.3)]).toEqual([4, 4, 4, 4, 4])
    expect(sum([])).toBe(0)
    expect(sum([1, NaN])).toBeNaN()
    expect(sum([1e100, 1, -1e100])).toBe(1)
    expect(() => quantile([1, 2], 1.5)).toThrow(RangeError)
  })
  it('gives exactly 0 for identical values', () => {
    expect(variance([0.1, 0.1, 0.1])).toBe(0)
  })
  it('refuses an interval that it cannot estimate, and says why', () => {
    expect(reasonOf(meanInterval([3]))).toContain('1 value, at least 2')
    expect(reasonOf(meanInterval([]))).toContain('0 values')
    expect(reasonOf(meanInterval([3, 3, 3]))).toContain('all 3 values are equal')
    expect(reasonOf(meanInterval([3, NaN]))).toContain('value 2 is not a number')
    expect(() => meanInterval([1, 2], [95])).toThrow(RangeError)
    expect(reasonOf(welchT([1, 1], [2, 2]))).toContain('do not vary')
    expect(reasonOf(welchT([1], [2, 3]))).toContain('group a')
  })
  it('allows Welch with one constant group', () => {
    const one = valueOf(welchT([5, 5, 5], [1, 2, 3]))
    expect(one.df).toBeCloseTo(2, 12)
    expect(one.value).toBe(3)
  })
})

describe('invariants', () => {
  const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((x) => x + 0), { minLength: 2, maxLength: 30 })
  it('variance does not change under a shift; quantiles are ordered and within the data', () => {
    fc.assert(fc.property(values, fc.integer({ min: -1000, max: 1000 }), (data, shift) => {
      const plain = variance(data) ?? NaN
      expect(Math.abs((variance(data.map((x) => x + shift)) ?? NaN) - plain)).toBeLessThanOrEqual(1e-6 * (1 + plain))
      const [low, middle, high] = [quantile(data, 0.25) ?? NaN, median(data) ?? NaN, quantile(data, 0.75) ?? NaN]
      expect(low <= middle + 1e-9 && middle <= high + 1e-9).toBe(true)
      expect(quantile(data, 0)).toBe(minimum(data))
      expect(quantile(data, 1)).toBe(maximum(data))
    }))
  })
})
