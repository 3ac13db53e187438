import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import * as distributions from '../../../shared/statistics/distributions.ts'
import { LargestDifference, readFixture } from './read-fixture.ts'

const rows = z.array(z.array(z.number()))
const names = [
  'normalUpperTail', 'normalQuantile', 'tCdf', 'tQuantile', 'chiSquareUpperTail', 'chiSquareCdf', 'fCdf', 'fUpperTail', 'fQuantile', 'betaQuantile', 'hypergeometricPmf',
] as const
const expected = readFixture('distributions', z.record(z.enum(names), rows))

describe('distributions against R', () => {
  for (const name of names) {
    it(name, () => {
      const f: (...args: number[]) => number = distributions[name]
      const worst = new LargestDifference(1e-14)
      for (const row of expected[name]) worst.add(f(...row.slice(0, -1)), row.at(-1) ?? NaN, row.join(' '))
      expect(worst.count).toBeGreaterThan(4)
      expect(worst.largest, worst.where).toBeLessThan(name === 'normalUpperTail' || name === 'chiSquareUpperTail' ? 1e-12 : 1e-9)
    })
  }

  it('reaches relative precision far into the tails', () => {
    expect(distributions.normalUpperTail(20) / 2.7536241186062337e-89).toBeCloseTo(1, 10)
    expect(distributions.normalQuantile(1e-200)).toBeCloseTo(-30.2055941795796, 10)
    expect(distributions.chiSquareUpperTail(200, 2) / Math.exp(-100)).toBeCloseTo(1, 12)
  })

  it('takes infinite degrees of freedom as the normal distribution', () => {
    expect(distributions.tCdf(-2, Infinity)).toBe(distributions.normalCdf(-2))
    expect(distributions.tQuantile(0.975, Infinity)).toBeCloseTo(1.959963984540054, 12)
    expect(distributions.tTwoSidedP(0, 5)).toBe(1)
  })

  it('gives NaN, not a number, for impossible parameters', () => {
    expect(distributions.tCdf(1, -1)).toBeNaN()
    expect(distributions.tQuantile(1.2, 3)).toBeNaN()
    expect(distributions.normalQuantile(-0.1)).toBeNaN()
    expect(distributions.normalCdf(NaN)).toBeNaN()
    expect(distributions.chiSquareUpperTail(1, 2.5)).toBeNaN()
    expect(distributions.chiSquareUpperTail(NaN, 2)).toBeNaN()
    expect(distributions.fUpperTail(1, 0, 3)).toBeNaN()
  })

  it('knows the ends of the ranges', () => {
    expect(distributions.normalQuantile(0)).toBe(-Infinity)
    expect(distributions.normalQuantile(1)).toBe(Infinity)
    expect(distributions.chiSquareUpperTail(0, 3)).toBe(1)
    expect(distributions.chiSquareUpperTail(Infinity, 3)).toBe(0)
    expect(distributions.fUpperTail(0, 3, 4)).toBe(1)
  })
})
