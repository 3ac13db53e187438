import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { pairedPercent } from '../../../../shared/statistics/two-groups/paired-percent.ts'
import { pairedT } from '../../../../shared/statistics/two-groups/paired-t.ts'
import { specificLysis } from '../../../../shared/statistics/specific-lysis.ts'
import { LargestDifference, readFixture, reasonOf, valueOf } from '../read-fixture.ts'

const list = z.array(z.number())
const bounds = z.array(z.array(z.number().nullable()))
const fixture = readFixture('paired', z.object({
  pairs: z.array(z.object({
    part: list, whole: list, lower: z.number().nullable(),
    t: z.object({ value: z.number(), t: z.number(), p: z.number(), intervals: z.array(list) }).nullable(),
    share: z.object({ value: z.number(), ends: bounds.nullish() }).nullable(),
  })),
  lysis: z.array(z.object({ e: list, s: list, m: list, value: z.number(), ends: bounds })),
}))
const levels = [0.95, 0.9]

describe('paired t', () => {
  it('agrees with R on 80 random sets', () => {
    const worst = new LargestDifference(1e-9)
    let compared = 0
    for (const [i, { part, whole, t }] of fixture.pairs.entries()) {
      const result = pairedT(part, whole, levels)
      expect(result.ok, String(i)).toBe(t !== null)
      if (!result.ok || t === null) continue
      compared++
      worst.add(result.value.value, t.value, `value ${i}`)
      worst.add(result.value.t, t.t, `t ${i}`)
      worst.add(result.value.p, t.p, `p ${i}`)
      for (const [k, interval] of result.value.intervals.entries()) {
        worst.add(interval.lower, t.intervals[k]?.[0] ?? NaN, `lower ${i}`)
        worst.add(interval.upper, t.intervals[k]?.[1] ?? NaN, `upper ${i}`)
      }
    }
    expect(compared).toBeGreaterThan(75)
    expect(worst.largest, worst.where).toBeLessThan(1e-10)
  })
  it('says why there is no test', () => {
    expect(reasonOf(pairedT([1], [2]))).toContain('1 value')
    expect(reasonOf(pairedT([1, 2], [2]))).toContain('cannot be paired')
    expect(reasonOf(pairedT([3, 4, 5], [1, 2, 3]))).toContain('differences are equal')
    expect(reasonOf(pairedT([3, NaN], [1, 2]))).toContain('not a number')
  })
})

describe('paired percentage', () => {
  it('agrees with a root search on R\'s paired t test, 80 random sets, and is undefined where the whole is not above 0', () => {
    const worst = new LargestDifference(1e-9)
    let defined = 0
    for (const [i, { part, whole, lower, share }] of fixture.pairs.entries()) {
      const result = pairedPercent(part, whole, levels)
      expect(result.ok, `set ${i}, lower bound ${String(lower)}`).toBe(share !== null)
      if (!result.ok || share === null) continue
      defined++
      worst.add(result.value.value, share.value, `value ${i}`)
      expect(result.value.intervals.length, String(i)).toBe(share.ends?.length ?? 0)
      for (const [k, interval] of result.value.intervals.entries()) {
        worst.add(interval.lower, share.ends?.[k]?.[0] ?? NaN, `lower ${i}`)
        worst.add(interval.upper, share.ends?.[k]?.[1] ?? NaN, `upper ${i}`)
      }
    }
    expect(defined).toBeGreaterThanOrEqual(50)
    expect(worst.largest, worst.where).toBeLessThan(1e-9)
  })
  it('by hand: parts 30, 20, 40 of wholes 60, 50, 70 are half, and Fieller solves 1800 r^2 - 1800 r + 450 = t^2 (1/3)(1 - r)^2 100', () => {
    // mean part 30, whole 60, variances 100 and 100, covariance 100: (30 - 60 r)^2 = (18.51282/3) 100 (1 - r)^2, so 30 - 60 r = +-24.841 (1 - r).
    const k = Math.sqrt((4.302652729749464 ** 2 / 3) * 100)
    const result = valueOf(pairedPercent([30, 20, 40], [60, 50, 70]))
    expect(result.value).toBeCloseTo(50, 12)
    expect(result.intervals[0]?.upper).toBeCloseTo((100 * (30 + k)) / (60 + k), 9)
    expect(result.intervals[0]?.lower).toBeCloseTo((100 * (30 - k)) / (60 - k), 9)
  })
  it('keeps shares below 0 and above 100 %, and mirrors for the rest of the whole', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: -80, max: 160 }), fc.integer({ min: 50, max: 70 })), { minLength: 3, maxLength: 8 }), (pairs) => {
      const part = pairs.map(([p]) => p)
      const whole = pairs.map(([, w]) => w)
      const a = pairedPercent(part, whole)
      const b = pairedPercent(whole.map((w, i) => w - (part[i] ?? 0)), whole)
      expect(a.ok).toBe(b.ok)
      if (!a.ok || !b.ok) return
      expect(a.value.value + b.value.value).toBeCloseTo(100, 8)
      const [one, other] = [a.value.intervals[0], b.value.intervals[0]]
      if (one !== undefined && other !== undefined) {
        const slack = 1e-6 * Math.max(1, Math.abs(one.lower ?? 0), Math.abs(one.upper ?? 0))
        expect(Math.abs((one.lower ?? NaN) + (other.upper ?? NaN) - 100)).toBeLessThan(slack)
        expect(one.lower ?? NaN).toBeLessThanOrEqual(a.value.value)
      }
    }))
    expect(valueOf(pairedPercent([90, 80, 91], [60, 55, 58])).value).toBeGreaterThan(100)
    expect(valueOf(pairedPercent([-9, -8, -2], [60, 55, 58])).value).toBeLessThan(0)
  })
  it('says why a share is undefined', () => {
    expect(reasonOf(pairedPercent([1, 2, 3], [5, -4, 6]))).toContain('not above 0')
    expect(reasonOf(pairedPercent([1, 2, 3], [50, 50, 50]))).toContain('all 3 values are equal')
    expect(reasonOf(pairedPercent([1], [50]))).toContain('1 value')
    expect(reasonOf(pairedPercent([1, 2], [50]))).toContain('cannot be paired')
    const fixed = valueOf(pairedPercent([20, 30, 25], [40, 60, 50]))
    expect(fixed).toMatchObject({ value: 50, intervals: [] })
    expect(fixed.warnings[0]).toContain('same percentage')
  })
})

describe('specific lysis', () => {
  it('agrees with a root search in R on 55 random plates', () => {
    const worst = new LargestDifference(1e-6)
    for (const [i, one] of fixture.lysis.entries()) {
      const result = valueOf(specificLysis({ experimental: one.e, spontaneous: one.s, maximum: one.m }, levels))
      worst.add(result.value, one.value, `value ${i}`)
      for (const [k, interval] of result.intervals.entries()) {
        worst.add(interval.lower, one.ends[k]?.[0] ?? NaN, `lower ${i}`)
        worst.add(interval.upper, one.ends[k]?.[1] ?? NaN, `upper ${i}`)
      }
    }
    expect(worst.largest, worst.where).toBeLessThan(1e-9)
  })
  it('by hand: 100 (2200 - 400)/(4000 - 400) = 50 %', () => {
    expect(valueOf(specificLysis({ experimental: [2150, 2250], spontaneous: [380, 420], maximum: [3900, 4100] })).value).toBeCloseTo(50, 10)
  })
  it('says what is missing', () => {
    const wells = { experimental: [5, 6], spontaneous: [1, 2], maximum: [9, 10] }
    expect(reasonOf(specificLysis({ ...wells, maximum: [] }))).toContain('maximum release: no wells')
    expect(reasonOf(specificLysis({ ...wells, maximum: [1, 1] }))).toContain('does not exceed the spontaneous')
    expect(valueOf(specificLysis({ ...wells, maximum: [9] }))).toMatchObject({ intervals: [], warnings: [expect.stringContaining('maximum release has a single well')] })
    expect(valueOf(specificLysis({ experimental: [5, 5], spontaneous: [1, 1], maximum: [9, 9] })).warnings[0]).toContain('do not vary')
  })
})
