import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { tQuantile } from '../../../../shared/statistics/distributions.ts'
import { fiellerSet } from '../../../../shared/statistics/two-groups/fieller.ts'
import { percentReduction } from '../../../../shared/statistics/two-groups/percent-reduction.ts'
import { suppressionPercent } from '../../../../shared/statistics/suppression-percent.ts'
import { satterthwaiteDf, type PercentInterval } from '../../../../shared/statistics/two-groups/percent-change.ts'
import { LargestDifference, readFixture, reasonOf, valueOf } from '../read-fixture.ts'

const list = z.array(z.number())
const set = z.object({ level: z.number(), g: z.number(), kind: z.enum(['bounded', 'outside', 'everything']), ends: list })
const cases = readFixture('ratios', z.object({
  suppression: z.array(z.object({ x: list, c: list, b: list.nullable(), value: z.number(), se: z.number(), df: z.number(), sets: z.array(set) })),
  reduction: z.array(z.object({ treated: list, vehicle: list, value: z.number(), df: z.number(), sets: z.array(set) })),
}))

const wells = { treated: [12140, 11020, 13310], stimulated: [48210, 51730, 49950], background: [210, 250, 190] }

describe('suppression percent', () => {
  it('gives the reference plate to the printed digits', () => {
    const s = valueOf(suppressionPercent(wells))
    expect(s.value).toBeCloseTo(75.99839, 5)
    expect(s.standardError).toBeCloseTo(1.41678, 5)
    expect(s.df).toBeCloseTo(2.54, 2)
    expect(s.intervals[0]?.lower).toBeCloseTo(70.84, 2)
    expect(s.intervals[0]?.upper).toBeCloseTo(80.9, 2)
    expect(s.n).toEqual({ treated: 3, stimulated: 3, background: 3 })
  })
  it('without background gives 75.66882', () => {
    const s = valueOf(suppressionPercent({ treated: wells.treated, stimulated: wells.stimulated }))
    expect(s.value).toBeCloseTo(75.66882, 5)
    expect(s.background).toBe('none')
    expect(s.n.background).toBe(0)
  })
  it('agrees with a root search in R on 55 random plates, bounded or not', () => {
    const worst = new LargestDifference()
    for (const [i, one] of cases.suppression.entries()) {
      const s = valueOf(suppressionPercent({ treated: one.x, stimulated: one.c, background: one.b ?? undefined }, [0.9, 0.95]))
      const numeric = new LargestDifference()
      worst.add(s.value, one.value, `value ${i}`)
      worst.add(s.df, one.df, `df ${i}`)
      numeric.add(s.standardError, one.se, `se ${i}`)
      expect(numeric.largest, numeric.where).toBeLessThan(1e-7)
      one.sets.forEach((expected, k) => compare(worst, s.fieller[k], expected))
    }
    expect(worst.largest, worst.where).toBeLessThan(1e-11)
  })
  it('keeps enhancement negative and values beyond 100 %', () => {
    expect(valueOf(suppressionPercent({ treated: [30, 34], stimulated: [20, 22], background: [1, 2] })).value).toBeLessThan(-50)
    expect(valueOf(suppressionPercent({ treated: [0.5, 0.7], stimulated: [20, 22], background: [1, 2] })).value).toBeGreaterThan(100)
  })
  it('refuses a plate without response, and empty or missing wells', () => {
    expect(reasonOf(suppressionPercent({ treated: [5], stimulated: [2, 3], background: [3, 4] }))).toContain('no response to suppress')
    expect(reasonOf(suppressionPercent({ treated: [5], stimulated: [0, 0] }))).toContain('no background subtracted')
    expect(reasonOf(suppressionPercent({ treated: [], stimulated: [2, 3] }))).toContain('wells with MSC: 0 values')
    expect(reasonOf(suppressionPercent({ treated: [1], stimulated: [2, 3], background: [] }))).toContain('unstimulated wells')
    expect(reasonOf(suppressionPercent({ treated: [1, NaN], stimulated: [2, 3] }))).toContain('value 2 is not a number')
  })
  it('gives S without an interval for single wells and for wells that do not vary', () => {
    const single = valueOf(suppressionPercent({ ...wells, background: [210] }))
    expect(single.value).toBeCloseTo(76, 1)
    expect([single.intervals, single.standardError, single.df]).toEqual([[], null, null])
    expect(single.warnings[0]).toContain('unstimulated wells: 1 well')
    const constant = valueOf(suppressionPercent({ treated: [5, 5], stimulated: [10, 10], background: [1, 1] }))
    expect(constant.intervals).toEqual([])
    expect(constant.warnings[0]).toContain('do not vary')
  })
  it('works with one constant group', () => {
    expect(valueOf(suppressionPercent({ ...wells, background: [0, 0, 0] })).intervals).toHaveLength(1)
  })
})

describe('percent reduction against vehicle', () => {
  it('agrees with a root search in R on 55 random experiments, bounded or not', () => {
    const worst = new LargestDifference()
    let unbounded = 0
    for (const [i, one] of cases.reduction.entries()) {
      const e = valueOf(percentReduction(one.treated, one.vehicle))
      worst.add(e.value, one.value, `value ${i}`)
      worst.add(e.df, one.df, `df ${i}`)
      one.sets.forEach((expected, k) => compare(worst, e.fieller[k], expected))
      if (one.sets.some((expected) => expected.kind !== 'bounded')) unbounded++
      expect(e.warnings.length).toBe(one.sets.filter((expected) => expected.kind !== 'bounded').length)
    }
    expect(unbounded).toBeGreaterThan(3)
    expect(worst.largest, worst.where).toBeLessThan(1e-11)
  })
  it('gives both levels of the verdict by default, the 90 % one inside the 95 % one', () => {
    const e = valueOf(percentReduction([10, 20, 15, 12], [30, 44, 38, 25]))
    expect(e.intervals.map((interval) => interval.level)).toEqual([0.9, 0.95])
    expect(e.intervals[0]?.lower ?? NaN).toBeGreaterThan(e.intervals[1]?.lower ?? NaN)
    expect(e.intervals[0]?.upper ?? NaN).toBeLessThan(e.intervals[1]?.upper ?? NaN)
  })
  it('says why there is no percentage or no interval', () => {
    expect(reasonOf(percentReduction([1, 2], [0, 0]))).toContain('needs disease in the vehicle arm')
    expect(reasonOf(percentReduction([], [1, 2]))).toContain('treated arm: 0 values')
    expect(reasonOf(percentReduction([1], [-3, 1]))).toContain('needs disease')
    const cured = valueOf(percentReduction([0, 0, 0], [5, 8, 9]))
    expect(cured.value).toBe(100)
    expect(cured.intervals).toEqual([])
    expect(cured.warnings[0]).toContain('all treated animals are at 0')
    expect(valueOf(percentReduction([4], [5, 8, 9])).warnings[0]).toContain('at least 2 in each')
  })
  it('reports an unbounded interval as such', () => {
    const e = valueOf(percentReduction([3, 9, 0], [0, 0, 12], [0.95]))
    expect(e.intervals[0]).toMatchObject({ lower: null, upper: null })
    expect(e.fieller[0]?.g).toBeGreaterThan(1)
    expect(e.warnings[0]).toContain('unbounded')
  })
})

describe('Fieller set', () => {
  const base = { numerator: 3, denominator: 6, varNumerator: 0.25, varDenominator: 0.16, covariance: 0, df: 20 }
  it('contains the ratio, is wider at a higher level, and its ends satisfy the defining equation', () => {
    const positive = fc.double({ min: 0.01, max: 100, noNaN: true })
    fc.assert(fc.property(fc.double({ min: -100, max: 100, noNaN: true }), positive, positive, positive, fc.double({ min: -0.95, max: 0.95, noNaN: true }), fc.integer({ min: 1, max: 60 }), (a, b, va, vb, r, df) => {
      const input = { numerator: a, denominator: b, varNumerator: va, varDenominator: vb, covariance: r * Math.sqrt(va * vb), df }
      const result = valueOf(fiellerSet(input, 0.95))
      if (result.set.kind !== 'bounded') return
      expect(result.g).toBeLessThan(1)
      const { lower, upper } = result.set
      expect(lower <= result.ratio && result.ratio <= upper).toBe(true)
      const narrow = valueOf(fiellerSet(input, 0.8)).set
      if (narrow.kind === 'bounded') expect(narrow.lower >= lower && narrow.upper <= upper).toBe(true)
    }))
  })
  it('excludes only a middle range when g > 1 and the numerator is clear, nothing when neither is', () => {
    const outside = valueOf(fiellerSet({ ...base, numerator: 30, denominator: 0.1 }, 0.95))
    expect(outside.set.kind).toBe('outside')
    if (outside.set.kind === 'outside') expect(outside.ratio < outside.set.excludedFrom || outside.ratio > outside.set.excludedTo).toBe(true)
    expect(valueOf(fiellerSet({ ...base, numerator: 0.1, denominator: 0.1 }, 0.95)).set.kind).toBe('everything')
  })
  it('is a half-line when the leading coefficient vanishes', () => {
    const t2 = tQuantile(0.975, Infinity) ** 2
    // Of many denominators some make t^2 varDenominator equal denominator^2 to the last bit.
    const exact = Array.from({ length: 50 }, (_, i) => i + 1).filter((b) => t2 * ((b * b) / t2) === b * b)
    expect(exact.length).toBeGreaterThan(0)
    for (const b of exact) {
      const { g, set } = valueOf(fiellerSet({ ...base, numerator: 30, denominator: b, varDenominator: (b * b) / t2, df: Infinity }, 0.95))
      expect(g).toBeCloseTo(1, 12)
      // r (2 ab) >= a^2 - t^2 varNumerator
      expect(set).toEqual({ kind: 'half-line', lower: expect.closeTo((900 - t2 * 0.25) / (60 * b), 9), upper: null })
    }
  })
  it('is the interval of the mean when the denominator is known', () => {
    const { set } = valueOf(fiellerSet({ ...base, denominator: 1, varDenominator: 0, df: 4 }, 0.95))
    expect(set).toMatchObject({ kind: 'bounded', lower: expect.closeTo(3 - 2.7764451051977987 * 0.5, 9), upper: expect.closeTo(3 + 2.7764451051977987 * 0.5, 9) })
  })
  it('gives reasons for impossible input', () => {
    expect(reasonOf(fiellerSet({ ...base, denominator: 0 }, 0.95))).toContain('denominator is 0')
    expect(reasonOf(fiellerSet({ ...base, varNumerator: -1 }, 0.95))).toContain('negative')
    expect(reasonOf(fiellerSet({ ...base, covariance: 9 }, 0.95))).toContain('covariance')
    expect(reasonOf(fiellerSet({ ...base, numerator: NaN }, 0.95))).toContain('not a finite number')
    expect(reasonOf(fiellerSet({ ...base, df: 0 }, 0.95))).toContain('degrees of freedom')
    expect(reasonOf(fiellerSet({ ...base, varNumerator: 0, varDenominator: 0 }, 0.95))).toContain('do not vary')
    expect(() => fiellerSet(base, 1)).toThrow(RangeError)
  })
  it('Satterthwaite gives the plain df for one part and no number for none', () => {
    expect(satterthwaiteDf([{ variance: 3, df: 7 }, { variance: 0, df: 2 }])).toBeCloseTo(7, 12)
    expect(satterthwaiteDf([{ variance: 0, df: 2 }])).toBeNaN()
    expect(satterthwaiteDf([{ variance: 1e200, df: 2 }, { variance: 1e200, df: 2 }])).toBeCloseTo(4, 12)
  })
})

function compare(worst: LargestDifference, got: PercentInterval | undefined, expected: z.infer<typeof set>): void {
  expect(got?.set.kind).toBe(expected.kind)
  worst.add(got?.g, expected.g, 'g')
  if (got?.set.kind === 'bounded') {
    worst.add(got.interval.lower, expected.ends[0] ?? NaN, 'lower')
    worst.add(got.interval.upper, expected.ends[1] ?? NaN, 'upper')
  } else if (got?.set.kind === 'outside') {
    expect([got.interval.lower, got.interval.upper]).toEqual([null, null])
    worst.add(got.set.excludedFrom, expected.ends[0] ?? NaN, 'excluded from')
    worst.add(got.set.excludedTo, expected.ends[1] ?? NaN, 'excluded to')
  }
}
