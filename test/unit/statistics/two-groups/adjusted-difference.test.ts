import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { adjustedDifference } from '../../../../shared/statistics/two-groups/adjusted-difference.ts'
import { adjustedMeans, residualsOnCovariate, type Adjusted } from '../../../../shared/statistics/two-groups/adjusted-means.ts'
import { adjustedReduction } from '../../../../shared/statistics/two-groups/adjusted-reduction.ts'
import { LargestDifference, readFixture, reasonOf, valueOf } from '../read-fixture.ts'

const list = z.array(z.number())
const open = z.array(z.number().nullable())
const group = z.object({ value: list, covariate: list })
const sets = readFixture('adjusted-difference', z.array(z.object({ a: group, b: group, difference: list, slope: list, se: list, p: list, i90: list, i95: list, means: list, reduction: list, e90: open, e95: open, residuals: list })))
const units = (g: z.infer<typeof group>): readonly Adjusted[] => g.value.map((value, i) => ({ value, covariate: g.covariate[i] ?? NaN }))
const flat = (values: readonly number[], covariate: readonly number[]): readonly Adjusted[] => units({ value: [...values], covariate: [...covariate] })

describe('adjustedDifference', () => {
  it('agrees with lm and vcovHC (HC3) of R on 70 data sets', () => {
    expect(sets.length).toBe(70)
    const worst = new LargestDifference(1e-3)
    for (const [i, set] of sets.entries()) {
      const r = valueOf(adjustedDifference(units(set.a), units(set.b), [0.9, 0.95]))
      worst.add(r.value, set.difference[0] ?? NaN, `difference ${i}`)
      worst.add(r.slope, set.slope[0] ?? NaN, `slope ${i}`)
      worst.add(r.standardError, set.se[0] ?? NaN, `se ${i}`)
      worst.add(r.p, set.p[0] ?? NaN, `p ${i}`)
      for (const [j, expected] of [set.i90, set.i95].entries()) {
        worst.add(r.intervals[j]?.lower, expected[0] ?? NaN, `lower ${i}`)
        worst.add(r.intervals[j]?.upper, expected[1] ?? NaN, `upper ${i}`)
      }
      const residuals = valueOf(residualsOnCovariate([...units(set.a), ...units(set.b)]))
      residuals.forEach((x, k) => worst.add(x, set.residuals[k] ?? NaN, `residual ${i}`))
    }
    expect(worst.largest, worst.where).toBeLessThan(1e-9)
  })

  it('gives the reduction of adjusted means as lm, vcovHC and a root search of R do, unbounded sets included', () => {
    const worst = new LargestDifference(1e-3)
    let unbounded = 0
    for (const [i, set] of sets.entries()) {
      const r = valueOf(adjustedReduction(units(set.a), units(set.b), [0.9, 0.95]))
      worst.add(r.meanTreated, set.means[0] ?? NaN, `mean treated ${i}`)
      worst.add(r.meanVehicle, set.means[1] ?? NaN, `mean vehicle ${i}`)
      worst.add(r.value, set.reduction[0] ?? NaN, `reduction ${i}`)
      for (const [j, [g, lower, upper]] of [set.e90, set.e95].entries()) {
        worst.add(r.fieller[j]?.g, g ?? NaN, `g ${i}`)
        if (lower === null || lower === undefined) {
          unbounded++
          expect([r.intervals[j]?.lower, r.intervals[j]?.upper], `set ${i}`).toEqual([null, null])
          continue
        }
        worst.add(r.intervals[j]?.lower, lower, `lower ${i}`)
        worst.add(r.intervals[j]?.upper, upper ?? NaN, `upper ${i}`)
      }
    }
    expect(unbounded).toBeGreaterThan(10)
    expect(worst.largest, worst.where).toBeLessThan(1e-9)
  })

  it('with equal means of the covariate adjusts nothing of the estimate', () => {
    const [a, b] = [flat([2, 4, 9], [1, 2, 3]), flat([8, 10, 15], [3, 1, 2])]
    expect(valueOf(adjustedReduction(a, b)).value).toBeCloseTo(100 * (1 - 5 / 11), 10)
    expect(valueOf(adjustedMeans(a, b)).covariate).toBe(2)
  })

  it('is antisymmetric, and moves with a constant added to one group', () => {
    for (const { a, b } of sets.slice(0, 10)) {
      const forth = valueOf(adjustedDifference(units(a), units(b)))
      const back = valueOf(adjustedDifference(units(b), units(a)))
      expect(back.value).toBeCloseTo(-forth.value, 9)
      expect(back.intervals[0]?.lower).toBeCloseTo(-(forth.intervals[0]?.upper ?? NaN), 9)
      const moved = valueOf(adjustedDifference(units(a).map((u) => ({ ...u, value: u.value + 7 })), units(b)))
      expect(moved.value).toBeCloseTo(forth.value + 7, 9)
    }
  })

  it('says why it cannot be computed', () => {
    expect(reasonOf(adjustedDifference(flat([1], [1]), flat([1, 2], [1, 2])))).toContain('group a')
    expect(reasonOf(adjustedDifference(flat([1, 2], [0, 0]), flat([3, 5], [0, 0])))).toContain('nothing to adjust')
    expect(reasonOf(adjustedDifference(flat([1, 2], [4, 4]), flat([3, 5], [6, 6])))).toContain('does not vary within the groups')
    expect(reasonOf(adjustedDifference(flat([1, NaN], [1, 2]), flat([3, 5], [1, 2])))).toContain('group a')
    expect(reasonOf(adjustedDifference(flat([1, 2], [1, 2]), flat([3, 5], [NaN, 2])))).toContain('group b')
    expect(reasonOf(residualsOnCovariate(flat([1, 2, 3], [5, 5, 5])))).toContain('the same in all units')
  })

  it('gives a value without interval where the spread cannot be estimated', () => {
    const exact = valueOf(adjustedDifference(flat([2, 4, 6], [1, 2, 3]), flat([7, 9, 11], [1, 2, 3])))
    expect(exact).toMatchObject({ intervals: [], standardError: null, warnings: [expect.stringContaining('residuals are all 0')] })
    expect(exact.value).toBeCloseTo(-5, 12)
    const lone = valueOf(adjustedDifference(flat([1, 2], [0, 8]), flat([3, 5, 4], [3, 3, 3])))
    expect(lone).toMatchObject({ intervals: [], p: null, warnings: [expect.stringContaining('leverage 1')] })
    expect(valueOf(adjustedReduction(flat([2, 4, 6], [1, 2, 3]), flat([7, 9, 11], [1, 2, 3])))).toMatchObject({ intervals: [], fieller: [], warnings: [expect.stringContaining('residuals are all 0')] })
    expect(reasonOf(adjustedReduction(flat([2, 4, 6], [1, 2, 3]), flat([-7, -9, 1], [1, 2, 3])))).toContain('needs disease in the vehicle arm')
  })
})
