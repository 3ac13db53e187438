import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { fitCommonCurves, fitSeparateCurves, type CurveQuantity } from '../../../../shared/statistics/curve-fit/parallel-curves.ts'
import type { ParallelWells } from '../../../../shared/statistics/curve-fit/parallel-curve-model.ts'

const material = z.object({ doses: z.array(z.number()), signals: z.array(z.number()) })
const data = z.object({ controls: z.array(z.number()), reference: material, test: material, background: z.number() })
const bounds = z.array(z.array(z.number().nullable()))
const common = z.object({ rss: z.number(), b: z.number(), c: z.number(), d: z.number(), eReference: z.number(), eTest: z.number(), shift: z.number(), bounds })
const separate = z.object({
  determined: z.boolean(), rss: z.number(), bReference: z.number(), eReference: z.number(), bTest: z.number(), eTest: z.number(), cReference: z.number(), cTest: z.number(), d: z.number(),
  lnSlopeRatio: z.number(), slopeBounds: bounds, points: z.number(), pointBounds: bounds,
})
const fixture = z
  .object({ sets: z.array(z.object({ data, expected: z.object({ common, separate }) })), degenerate: z.array(z.object({ why: z.string(), data })) })
  .parse(JSON.parse(readFileSync(new URL('../../../fixtures/potency/parallel-curves.json', import.meta.url), 'utf8')))

const LEVELS = [0.95, 0.9]
/** Relative difference; quantities that may be 0 are compared on the scale given. */
const TOLERANCE = 1e-6
/** Where a plateau has no bound, the curves along the profile drift for ever, and neither side finds their end exactly. */
const DRIFTING = 1e-4

function close(found: number | null | undefined, expected: number | null | undefined, scale: number, tolerance = TOLERANCE): void {
  if (expected === null || expected === undefined) expect(found).toBe(expected)
  else expect(Math.abs((found ?? NaN) - expected) / Math.max(Math.abs(expected), scale)).toBeLessThan(tolerance)
}

function closeBounds(found: CurveQuantity, expected: readonly (readonly (number | null)[])[], scale: number, tolerance = TOLERANCE): void {
  expect(found.intervals.map((i) => i.level)).toEqual(LEVELS)
  expected.forEach(([lower, upper], i) => {
    close(found.intervals[i]?.lower, lower, scale, tolerance)
    close(found.intervals[i]?.upper, upper, scale, tolerance)
  })
}

describe('joint curves against scipy', () => {
  it.each(fixture.sets.map((s, i) => [i, s] as const))('data set %i', (_, { data: wells, expected }) => {
    const one = fitCommonCurves(wells, LEVELS)
    if (!one.ok) throw new Error(one.error)
    const top = expected.common.d
    close(one.value.rss, expected.common.rss, 0)
    close(one.value.reference.b, expected.common.b, 0)
    close(one.value.reference.c, expected.common.c, 0.01 * top)
    close(one.value.reference.d, expected.common.d, 0)
    close(one.value.reference.e, expected.common.eReference, 0)
    close(one.value.test.e, expected.common.eTest, 0)
    close(one.value.lnRelativePotency.value, expected.common.shift, 0.1)
    closeBounds(one.value.lnRelativePotency, expected.common.bounds, 0.1)
    const two = fitSeparateCurves(wells, LEVELS)
    // Steps between two ratios and mid doses far beyond them: no parameters may be reported.
    if (!expected.separate.determined) {
      expect(two.ok ? '' : two.error).toMatch(/do not determine|no minimum/)
      return
    }
    if (!two.ok) throw new Error(two.error)
    close(two.value.rss, expected.separate.rss, 0)
    close(two.value.reference.b, expected.separate.bReference, 0)
    close(two.value.test.b, expected.separate.bTest, 0)
    close(two.value.reference.e, expected.separate.eReference, 0)
    close(two.value.test.e, expected.separate.eTest, 0)
    close(two.value.reference.c, expected.separate.cReference, 0.01 * top)
    close(two.value.test.c, expected.separate.cTest, 0.01 * top)
    const drifts = expected.separate.pointBounds.flat().includes(null)
    close(two.value.lnSlopeRatio.value, expected.separate.lnSlopeRatio, two.value.lnSlopeRatio.standardError ?? NaN)
    closeBounds(two.value.lnSlopeRatio, expected.separate.slopeBounds, 0.1, drifts ? DRIFTING : TOLERANCE)
    close(two.value.plateauDifference.value, expected.separate.points, two.value.plateauDifference.standardError ?? NaN)
    closeBounds(two.value.plateauDifference, expected.separate.pointBounds, 1)
  })

  it('rests on enough data sets, some of them tied', () => {
    expect(fixture.sets.filter((s) => s.expected.separate.determined).length).toBeGreaterThanOrEqual(50)
    expect(fixture.sets.some((s) => new Set(s.data.reference.signals).size < s.data.reference.signals.length)).toBe(true)
  })
})

describe('what cannot be fitted says why', () => {
  it.each(fixture.degenerate.map((d) => [d.why, d.data] as const))('%s', (_, wells) => {
    for (const fit of [fitCommonCurves(wells, LEVELS), fitSeparateCurves(wells, LEVELS)]) {
      expect(fit.ok).toBe(false)
      expect(fit.ok ? '' : fit.error).toMatch(/^joint curves: .{10}/)
    }
  })

  it('signals that are no numbers', () => {
    const [first] = fixture.sets
    if (first === undefined) throw new Error('no data set')
    const wells = { ...first.data, controls: [Number.NaN, 1] }
    expect(fitCommonCurves(wells, LEVELS)).toEqual({ ok: false, error: 'joint curves: stimulated wells without MSC: value 1 is not a number; leave missing values out' })
  })
})

const curve = (b: number, c: number, d: number, e: number) => (x: number): number => c + (d - c) / (1 + (x / e) ** b)
const doses = [0.02, 0.05, 0.1, 0.2, 0.5, 1]

function exact(f: (x: number) => number, g: (x: number) => number, d: number): ParallelWells {
  return { controls: [d, d], reference: { doses, signals: doses.map(f) }, test: { doses, signals: doses.map(g) }, background: 0 }
}

describe('exact curves', () => {
  it('give their own parameters and no interval', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.8, max: 3, noNaN: true }), fc.double({ min: 0.05, max: 0.4, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: 0, max: 0.4, noNaN: true }), (b, e, shift, low) => {
        const fit = fitCommonCurves(exact(curve(b, 1000 * low, 1000, e), curve(b, 1000 * low, 1000, e * Math.exp(-shift)), 1000), LEVELS)
        if (!fit.ok) throw new Error(fit.error)
        expect(fit.value.lnRelativePotency.value).toBeCloseTo(shift, 5)
        expect(fit.value.lnRelativePotency.intervals).toEqual([])
        expect(fit.value.rss).toBe(0)
      }),
      { numRuns: 25, seed: 5 },
    )
  })

  it('a lower plateau and a steeper slope are read as such', () => {
    const fit = fitSeparateCurves(exact(curve(1.2, 300, 1000, 0.1), curve(1.8, 100, 1000, 0.1), 1000), LEVELS)
    if (!fit.ok) throw new Error(fit.error)
    expect(fit.value.plateauDifference.value).toBeCloseTo(20, 4)
    expect(fit.value.lnSlopeRatio.value).toBeCloseTo(Math.log(1.5), 5)
  })
})

describe('invariants', () => {
  const [first] = fixture.sets
  const wells = first?.data ?? { controls: [], reference: { doses: [], signals: [] }, test: { doses: [], signals: [] }, background: 0 }
  const shiftOf = (w: ParallelWells): CurveQuantity => {
    const fit = fitCommonCurves(w, [0.95])
    if (!fit.ok) throw new Error(fit.error)
    return fit.value.lnRelativePotency
  }

  it('exchange of test and reference turns the sign', () => {
    const [there, back] = [shiftOf(wells), shiftOf({ ...wells, reference: wells.test, test: wells.reference })]
    expect(back.value).toBeCloseTo(-there.value, 8)
    expect(back.intervals[0]?.lower).toBeCloseTo(-(there.intervals[0]?.upper ?? NaN), 7)
  })

  it('half the MSC for the same effect is twice the potency', () => {
    const [one, two] = [shiftOf(wells), shiftOf({ ...wells, test: { ...wells.test, doses: wells.test.doses.map((x) => x / 2) } })]
    expect(two.value - one.value).toBeCloseTo(Math.LN2, 8)
  })

  it('the unit of the signal does not matter', () => {
    const scaled = (m: { readonly doses: readonly number[]; readonly signals: readonly number[] }) => ({ ...m, signals: m.signals.map((y) => y / 1000) })
    const two = shiftOf({ controls: wells.controls.map((y) => y / 1000), reference: scaled(wells.reference), test: scaled(wells.test), background: wells.background / 1000 })
    expect(two.value).toBeCloseTo(shiftOf(wells).value, 8)
  })
})
