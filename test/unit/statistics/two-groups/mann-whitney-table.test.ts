import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mannWhitney } from '../../../../shared/statistics/two-groups/mann-whitney.ts'
import { mannWhitneyTable } from '../../../../shared/statistics/two-groups/mann-whitney-table.ts'

const options = { seed: 5, draws: 199, exactLimit: 1e8 }

describe('the table of Mann-Whitney p values', () => {
  it('gives the p of the test, for patterns it has met and for new ones', () => {
    const table = mannWhitneyTable(options)
    const group = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 8 })
    fc.assert(fc.property(group, group, (a, b) => {
      const test = mannWhitney(a, b, options)
      if (!test.ok) throw new Error(test.error)
      expect(table(a, b)).toBeCloseTo(test.value.p, 12)
      // The same ties in other values, and the groups exchanged.
      expect(table(a.map((v) => 10 * v - 3), b.map((v) => 10 * v - 3))).toBeCloseTo(test.value.p, 12)
      expect(table(b, a)).toBeCloseTo(test.value.p, 12)
    }), { numRuns: 200 })
  })

  it('draws where the distribution is too dear, like the test itself', () => {
    const a = [1, 2, 3, 4, 5, 6, 7, 8]
    const b = a.map((v) => v + 2.5)
    const drawn = mannWhitney(a, b, { ...options, exactLimit: 10 })
    expect(drawn.ok && !drawn.value.permutation.exact).toBe(true)
    expect(mannWhitneyTable({ ...options, exactLimit: 10 })(a, b)).toBe(drawn.ok ? drawn.value.p : NaN)
  })

  it('gives nothing for nothing', () => {
    const table = mannWhitneyTable(options)
    expect([table([], [1]), table([1], []), table([NaN], [1])]).toEqual([undefined, undefined, undefined])
    expect(table([2, 2], [2, 2])).toBe(1)
  })
})
