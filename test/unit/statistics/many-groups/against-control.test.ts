import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { againstControl } from '../../../../shared/statistics/many-groups/against-control.ts'
import { bartlett } from '../../../../shared/statistics/many-groups/bartlett.ts'
import { welchAgainstControl } from '../../../../shared/statistics/many-groups/welch-against-control.ts'
import { LargestDifference, readFixture, reasonOf, valueOf } from '../read-fixture.ts'

const list = z.array(z.number())
const maybe = z.array(z.number().nullable())
const sets = readFixture('against-control', z.array(z.object({
  groups: z.array(list), background: z.number(), bartlett: z.number().nullable(), bartlettLog: z.number().nullable(), method: z.string(),
  expected: z.object({ value: list, p: maybe, t: maybe, lower: maybe, upper: maybe }),
})))

describe('groups against one control', () => {
  it('chooses and computes as R does on 72 random sets', () => {
    const exact = new LargestDifference(1e-9)
    const integrated = new LargestDifference(1)
    const bounds = new LargestDifference(1e-3)
    for (const [i, { groups, background, method, expected }] of sets.entries()) {
      const [control = [], ...rest] = groups
      const result = valueOf(againstControl(control, rest, background))
      expect(result.method, `set ${i}`).toBe(method)
      for (const [k, c] of result.comparisons.entries()) {
        exact.add(c.value, expected.value[k] ?? NaN, `value ${i} ${k}`)
        const [t, p, lower, upper] = [expected.t[k] ?? null, expected.p[k] ?? null, expected.lower[k] ?? null, expected.upper[k] ?? null]
        if (t === null || p === null || lower === null || upper === null) {
          expect(c, `set ${i} ${k}`).toMatchObject({ p: null, interval: null, reason: expect.any(String) })
          continue
        }
        exact.add(c.statistic, t, `t ${i} ${k}`)
        if (method === 'Welch with Holm') exact.add(c.p, p, `p ${i} ${k}`)
        else integrated.add(c.p, p, `p ${i} ${k}`)
        const widest = Math.max(Math.abs(lower), Math.abs(upper))
        bounds.add((c.interval?.lower ?? NaN) / widest, lower / widest, `lower ${i} ${k}`)
        bounds.add((c.interval?.upper ?? NaN) / widest, upper / widest, `upper ${i} ${k}`)
      }
    }
    expect(exact.largest, exact.where).toBeLessThan(1e-9)
    expect(integrated.largest, integrated.where).toBeLessThan(1e-7)
    expect(bounds.largest, bounds.where).toBeLessThan(1e-6)
  })
  it('agrees with bartlett.test on the same sets', () => {
    const worst = new LargestDifference(1e-12)
    let compared = 0
    for (const [i, { groups, bartlett: p }] of sets.entries()) {
      const result = bartlett(groups)
      expect(result.ok, String(i)).toBe(p !== null)
      if (result.ok && p !== null) {
        worst.add(result.value.p, p, String(i))
        compared++
      }
    }
    expect(compared).toBeGreaterThan(60)
    expect(worst.largest, worst.where).toBeLessThan(1e-9)
  })
  it('does not depend on the unit, nor on what is subtracted while the values themselves are compared', () => {
    const value = fc.integer({ min: 50, max: 5000 })
    const group = fc.array(value, { minLength: 2, maxLength: 5 })
    fc.assert(fc.property(group, fc.array(group, { minLength: 1, maxLength: 4 }), (control, groups) => {
      const one = againstControl(control, groups, 0)
      const scaled = againstControl(control.map((x) => x * 4), groups.map((g) => g.map((x) => x * 4)), 0)
      expect(one.ok).toBe(scaled.ok)
      if (!one.ok || !scaled.ok) return
      expect(scaled.value.method).toBe(one.value.method)
      for (const [i, c] of one.value.comparisons.entries()) {
        const other = scaled.value.comparisons[i]
        expect(other?.p === null).toBe(c.p === null)
        if (c.p !== null) expect(other?.p).toBeCloseTo(c.p, 6)
        if (c.interval !== null) expect((c.interval.lower ?? NaN) <= c.value && c.value <= (c.interval.upper ?? NaN)).toBe(true)
      }
    }), { numRuns: 40 })
  })
  it('says why nothing can be compared', () => {
    expect(reasonOf(againstControl([1, 2], [], 0))).toContain('no group')
    expect(reasonOf(againstControl([1], [[2], [3]], 0))).toContain('single value')
    expect(reasonOf(againstControl([1, 1], [[2, 2]], 0))).toContain('do not vary')
    expect(reasonOf(againstControl([], [[2, 3]], 0))).toContain('control')
    expect(reasonOf(welchAgainstControl([1], [[2, 3]]))).toContain('no group can be compared')
    expect(reasonOf(bartlett([[1, 2]]))).toContain('fewer than two groups')
    expect(reasonOf(bartlett([[1, 1], [2, 2]]))).toContain('do not vary')
  })
  it('takes Welch where values do not exceed the background, and says why', () => {
    const result = valueOf(againstControl([100, 140, 60, 180], [[10, 10.1, 9.9], [2, 2.2, 2.1]], 5))
    expect(result).toMatchObject({ method: 'Welch with Holm', scale: 'difference' })
    expect(result.why).toContain('do not exceed the background')
  })
})
