import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { spearman } from '../../../../shared/statistics/correlation/spearman.ts'
import { dunnettMaxCdf, dunnettQuantile } from '../../../../shared/statistics/many-groups/dunnett-distribution.ts'
import { dunnett } from '../../../../shared/statistics/many-groups/dunnett.ts'
import { tCdf, tQuantile } from '../../../../shared/statistics/distributions.ts'
import { kruskalWallis } from '../../../../shared/statistics/many-groups/kruskal-wallis.ts'
import { holm } from '../../../../shared/statistics/many-groups/multiple-testing.ts'
import { LargestDifference, readFixture, reasonOf, valueOf } from '../read-fixture.ts'

const list = z.array(z.number())
const fixture = readFixture('two-groups', z.object({
  groups: z.array(z.object({ groups: z.array(list), h: z.number(), p: z.number() })),
  correlations: z.array(z.object({ x: list, y: list, rho: z.number(), approximate: z.number(), permutation: z.number().nullable(), ci: list.nullable() })),
  holm: z.array(z.object({ p: list, adjusted: list })),
}))
const dunnettCases = readFixture('dunnett', z.array(z.object({ groups: z.array(list), t: list, p: list, multcomp: list, critical: z.number(), df: z.number() })))

describe('Kruskal-Wallis', () => {
  const [a, b, c] = [[0, 0, 2, 4, 6, 8, 8, 10], [4, 6, 8, 9, 10, 12, 12, 14], [0, 1, 3, 3, 5, 6, 7, 9]]
  it('gives the tied reference set to the printed digits', () => {
    const test = valueOf(kruskalWallis([a ?? [], b ?? [], c ?? []]))
    expect(test.h).toBeCloseTo(7.572219, 6)
    expect(test.p).toBeCloseTo(0.022684, 6)
    expect(test.n).toEqual([8, 8, 8])
  })
  it('agrees with R on 50 random sets', () => {
    const worst = new LargestDifference(1e-12)
    for (const [i, one] of fixture.groups.entries()) {
      const test = valueOf(kruskalWallis(one.groups))
      worst.add(test.h, one.h, `h ${i}`)
      worst.add(test.p, one.p, `p ${i}`)
    }
    expect(worst.largest, worst.where).toBeLessThan(1e-9)
  })
  it('gives reasons for degenerate groups', () => {
    expect(reasonOf(kruskalWallis([[1, 2]]))).toContain('two groups')
    expect(reasonOf(kruskalWallis([[1, 1], [1]]))).toContain('all values are equal')
    expect(reasonOf(kruskalWallis([[1, 1], []]))).toContain('group 2: 0 values')
    expect(valueOf(kruskalWallis([[1], [2]])).warnings[0]).toContain('approximate')
  })
})

describe('Dunnett', () => {
  it('gives the reference data to the printed digits', () => {
    const { comparisons, df } = valueOf(dunnett([7.4, 8.5, 7.2, 8.24, 9.84, 8.32], [[9.76, 8.8, 7.68, 9.36], [12.8, 9.68, 12.16, 9.2, 10.55]]))
    expect(df).toBe(12)
    expect(comparisons.map((one) => one.t)).toEqual([expect.closeTo(0.857032, 6), expect.closeTo(3.693752, 6)])
    expect(Math.abs((comparisons[0]?.p ?? NaN) - 0.62014)).toBeLessThan(1e-4)
    expect(Math.abs((comparisons[1]?.p ?? NaN) - 0.0058)).toBeLessThan(1e-4)
    expect(comparisons[1]?.n).toEqual({ group: 5, control: 6 })
  })
  it('agrees with mvtnorm (1e-6) and multcomp (1e-4) on 51 sets', () => {
    const worst = new LargestDifference(1)
    const loose = new LargestDifference(1)
    const critical = new LargestDifference()
    for (const [i, one] of dunnettCases.entries()) {
      const [control = [], ...groups] = one.groups
      const result = valueOf(dunnett(control, groups))
      expect(result.df).toBe(one.df)
      critical.add(result.criticalT, one.critical, `critical ${i}`)
      result.comparisons.forEach((comparison, k) => {
        expect(comparison.t).toBeCloseTo(one.t[k] ?? NaN, 8)
        worst.add(comparison.p, one.p[k] ?? NaN, `p ${i} ${k}`)
        loose.add(comparison.p, one.multcomp[k] ?? NaN, `multcomp ${i} ${k}`)
        const interval = comparison.intervals[0]
        expect((interval?.lower ?? NaN) > 0 || (interval?.upper ?? NaN) < 0).toBe(comparison.p < 0.05)
      })
    }
    expect(worst.largest, worst.where).toBeLessThan(1e-6)
    expect(loose.largest, loose.where).toBeLessThan(1e-4)
    expect(critical.largest, critical.where).toBeLessThan(2e-5)
  })
  it('is the t distribution for one comparison, whatever the sizes and df', () => {
    for (const df of [1, 2, 7, 60, 1000]) {
      for (const lambda of [0.1, 0.5, 0.7, 0.95, 0.995]) {
        for (const c of [0.3, 2, 9]) expect(dunnettMaxCdf(c, [lambda], df)).toBeCloseTo(tCdf(c, df) - tCdf(-c, df), 9)
      }
    }
    expect(dunnettQuantile(0.95, [0.6], 5)).toBeCloseTo(tQuantile(0.975, 5), 7)
    expect(dunnettMaxCdf(0, [0.5], 3)).toBe(0)
    expect(() => dunnettMaxCdf(1, [0.5], 0)).toThrow(RangeError)
    expect(() => dunnettMaxCdf(1, [1], 3)).toThrow(RangeError)
    expect(() => dunnettQuantile(95, [0.5], 3)).toThrow(RangeError)
  })
  it('gives reasons for degenerate groups and allows a single value', () => {
    expect(reasonOf(dunnett([1, 2], []))).toContain('no group')
    expect(reasonOf(dunnett([1], [[2], [3]]))).toContain('single value')
    expect(reasonOf(dunnett([1, 1], [[2, 2]]))).toContain('do not vary')
    expect(reasonOf(dunnett([], [[2, 2]]))).toContain('control: 0 values')
    expect(valueOf(dunnett([1, 2, 3], [[2]])).df).toBe(2)
  })
})

describe('Holm', () => {
  it('agrees with p.adjust on 50 sets', () => {
    const worst = new LargestDifference(1e-12)
    for (const one of fixture.holm) holm(one.p).forEach((p, i) => worst.add(p, one.adjusted[i] ?? NaN))
    expect(worst.largest, worst.where).toBeLessThan(1e-12)
  })
  it('keeps order and ties, takes nothing, refuses NaN', () => {
    expect(holm([])).toEqual([])
    expect(holm([0.04, 0.01, 0.03])).toEqual([0.06, 0.03, 0.06])
    expect(holm([0.7, 0.9])).toEqual([1, 1])
    expect(() => holm([0.2, NaN])).toThrow(RangeError)
  })
})

describe('Spearman', () => {
  it('gives the tied reference set to the printed digits', () => {
    const rho = valueOf(spearman([1, 2, 3, 4, 5, 6], [2, 1, 4, 3, 6, 6], { seed: 1 }))
    expect(rho.value).toBeCloseTo(0.869657, 6)
    expect(rho.pApproximate).toBeCloseTo(0.024377, 6)
    expect(rho.exact).toBe(true)
  })
  it('agrees with R on 50 random sets: rho, approximate p, exact p up to 6 pairs, interval', () => {
    const worst = new LargestDifference(1e-9)
    let exact = 0
    for (const [i, one] of fixture.correlations.entries()) {
      const rho = valueOf(spearman(one.x, one.y, { seed: 1, draws: 999 }))
      worst.add(rho.value, one.rho, `rho ${i}`)
      if (Math.abs(one.rho) < 1 - 1e-12) worst.add(rho.pApproximate, one.approximate, `approximate ${i}`)
      if (one.permutation !== null) {
        exact++
        worst.add(rho.p, one.permutation, `exact ${i}`)
      } else if (!rho.exact) expect(Math.abs(rho.p - one.approximate)).toBeLessThan(0.09)
      if (one.ci === null) expect(rho.intervals).toEqual([])
      else one.ci.forEach((bound, k) => worst.add(k === 0 ? rho.intervals[0]?.lower : rho.intervals[0]?.upper, bound, `interval ${i}`))
    }
    expect(exact).toBeGreaterThan(5)
    expect(worst.largest, worst.where).toBeLessThan(1e-9)
  })
  it('never gives p = 0 at complete agreement', () => {
    const rho = valueOf(spearman([1, 2, 3], [4, 5, 6], { seed: 1 }))
    expect(rho.value).toBe(1)
    expect(rho.p).toBeCloseTo(1 / 3, 12)
    expect(rho.warnings[0]).toContain('at least 4 pairs')
    const longer = valueOf(spearman([1, 2, 3, 4, 5], [9, 8, 7, 6, 5], { seed: 1 }))
    expect(longer.value).toBe(-1)
    expect(longer.p).toBeCloseTo(2 / 120, 12)
    expect(longer.warnings[0]).toContain('completely')
  })
  it('gives reasons for degenerate input', () => {
    expect(reasonOf(spearman([1, 2], [1, 2], { seed: 1 }))).toContain('2 values, at least 3')
    expect(reasonOf(spearman([1, 2, 3], [1, 2], { seed: 1 }))).toContain('3 values of x but 2 of y')
    expect(reasonOf(spearman([1, 2, 3], [4, 4, 4], { seed: 1 }))).toContain('all values of y are equal')
    expect(reasonOf(spearman([1, 2, NaN], [4, 4, 5], { seed: 1 }))).toContain('not a number')
  })
})
