import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { timeWeightedMean, trapezoidArea, type MeanWindow, type OutsideRule } from '../../../shared/statistics/auc.ts'
import { LargestDifference, readFixture, reasonOf, valueOf } from './read-fixture.ts'

const list = z.array(z.number())
const kind = z.enum(['observed-only', 'carry', 'constant'])
const cases = readFixture('auc', z.array(z.object({
  time: list, value: list, start: z.number(), end: z.number(), before: kind, after: kind, since: z.number(), mean: z.number().nullable(), area: z.number().nullable(), observed: z.number(),
})))
const at = (time: number, value: number) => ({ time, value })
const open: MeanWindow = { from: 0, to: 10, before: { kind: 'observed-only' }, after: { kind: 'observed-only' }, minimumObserved: 0 }

describe('time-weighted mean', () => {
  it('agrees with adaptive quadrature (scipy) on 60 random courses', () => {
    const worst = new LargestDifference(1e-9)
    let missing = 0
    for (const [i, one] of cases.entries()) {
      const rule = (name: z.infer<typeof kind>): OutsideRule => (name === 'constant' ? { kind: name, value: 16, since: one.since } : { kind: name })
      const result = timeWeightedMean(one.time.map((time, k) => at(time, one.value[k] ?? NaN)), { from: one.start, to: one.end, before: rule(one.before), after: rule(one.after), minimumObserved: 0 })
      if (one.mean === null || one.area === null) {
        expect(reasonOf(result)).toContain('cover no part')
        missing++
        continue
      }
      const got = valueOf(result)
      worst.add(got.value, one.mean, `mean ${i}`)
      worst.add(got.area, one.area, `area ${i}`)
      worst.add(got.observedFraction, one.observed, `observed ${i}`)
    }
    expect(missing).toBeLessThan(30)
    expect(worst.largest, worst.where).toBeLessThan(1e-9)
  })
  it('weighs unevenly spaced observations by time and interpolates at the ends', () => {
    const points = [at(-2, 0), at(2, 8), at(12, 8)]
    const got = valueOf(timeWeightedMean(points, open))
    // From 4 at day 0 to 8 at day 2, then 8 to day 10.
    expect(got.area).toBeCloseTo(12 + 64, 12)
    expect(got.value).toBeCloseTo(7.6, 12)
    expect([got.observedFraction, got.filledFraction, got.n]).toEqual([1, 0, 1])
    expect(got.warnings).toEqual([])
  })
  it('does after the last observation what it is told', () => {
    const points = [at(0, 2), at(4, 6)]
    expect(valueOf(timeWeightedMean(points, open))).toMatchObject({ value: 4, coveredTo: 4, observedFraction: 0.4, filledFraction: 0 })
    expect(valueOf(timeWeightedMean(points, { ...open, after: { kind: 'carry' } })).area).toBe(16 + 36)
    expect(valueOf(timeWeightedMean(points, { ...open, after: { kind: 'constant', value: 16 } })).area).toBe(16 + 96)
    const dead = valueOf(timeWeightedMean(points, { ...open, after: { kind: 'constant', value: 16, since: 5 } }))
    expect(dead.area).toBe(16 + 6 + 80)
    expect(dead.filledFraction).toBeCloseTo(0.6, 12)
    expect(dead.warnings[0]).toContain('60 % of the window is filled in')
    expect(valueOf(timeWeightedMean(points, { ...open, after: { kind: 'constant', value: 16, since: 30 } })).area).toBe(52)
  })
  it('fills in before the first observation as well', () => {
    const points = [at(4, 6), at(10, 6)]
    expect(valueOf(timeWeightedMean(points, { ...open, before: { kind: 'carry' } })).area).toBe(60)
    expect(valueOf(timeWeightedMean(points, { ...open, before: { kind: 'constant', value: 0 } })).area).toBe(36)
    expect(valueOf(timeWeightedMean(points, { ...open, before: { kind: 'constant', value: 0, since: 3 } })).area).toBe(42)
    expect(valueOf(timeWeightedMean(points, open)).warnings[0]).toContain('covers 4 to 10')
  })
  it('takes a single observation only where it is carried', () => {
    expect(reasonOf(timeWeightedMean([at(3, 5)], open))).toContain('cover no part')
    expect(valueOf(timeWeightedMean([at(3, 5)], { ...open, before: { kind: 'carry' }, after: { kind: 'carry' } }))).toMatchObject({ value: 5, area: 50, observedFraction: 0, n: 1 })
  })
  it('is missing, with the reason, when too little was observed', () => {
    expect(reasonOf(timeWeightedMean([at(0, 1), at(4, 1)], { ...open, minimumObserved: 0.5 }))).toBe('observed during 40 % of the window, 50 % needed')
    expect(timeWeightedMean([at(0, 1), at(5, 1)], { ...open, minimumObserved: 0.5 }).ok).toBe(true)
  })
  it('gives reasons for impossible input', () => {
    expect(reasonOf(timeWeightedMean([], open))).toBe('no observation')
    expect(reasonOf(timeWeightedMean([at(1, NaN)], open))).toContain('leave missing ones out')
    expect(reasonOf(timeWeightedMean([at(1, 2), at(1, 3)], open))).toContain('two observations at time 1')
    expect(reasonOf(timeWeightedMean([at(1, 2)], { ...open, to: 0 }))).toContain('no length')
    expect(reasonOf(timeWeightedMean([at(1, 2), at(8, 3)], { ...open, after: { kind: 'constant', value: 16, since: 5 } }))).toContain('observations beyond time 5')
    expect(reasonOf(timeWeightedMean([at(1, 2)], { ...open, after: { kind: 'constant', value: NaN } }))).toContain('is no number')
    expect(reasonOf(timeWeightedMean([at(-9, 2), at(-3, 3)], open))).toContain('cover no part')
  })
  it('lies between the smallest and largest value, and does not depend on the order', () => {
    const course = fc.uniqueArray(fc.record({ time: fc.integer({ min: -5, max: 15 }), value: fc.double({ min: 0, max: 16, noNaN: true }) }), { minLength: 1, maxLength: 10, selector: (p) => p.time })
    fc.assert(fc.property(course, (points) => {
      const window: MeanWindow = { ...open, before: { kind: 'carry' }, after: { kind: 'carry' } }
      const { value, coveredFrom, coveredTo } = valueOf(timeWeightedMean(points, window))
      expect(value).toBeGreaterThanOrEqual(Math.min(...points.map((p) => p.value)) - 1e-9)
      expect(value).toBeLessThanOrEqual(Math.max(...points.map((p) => p.value)) + 1e-9)
      expect([coveredFrom, coveredTo]).toEqual([0, 10])
      expect(valueOf(timeWeightedMean(points.toReversed(), window)).value).toBe(value)
    }))
  })
})

describe('trapezoid area', () => {
  it('spans the observations in any order', () => {
    expect(valueOf(trapezoidArea([at(4, 6), at(0, 2), at(5, 0)]))).toEqual({ area: 16 + 3, from: 0, to: 5, n: 3 })
  })
  it('needs two times', () => {
    expect(reasonOf(trapezoidArea([at(1, 2)]))).toContain('1 observation, at least 2')
    expect(reasonOf(trapezoidArea([]))).toContain('0 observations')
    expect(reasonOf(trapezoidArea([at(1, 2), at(1, 2)]))).toContain('two observations at time 1')
  })
})
