import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { spearman } from '../../../../shared/statistics/correlation/spearman.ts'
import { stratifiedSpearman, type StratifiedPair } from '../../../../shared/statistics/correlation/stratified-spearman.ts'
import { LargestDifference, reasonOf, valueOf } from '../read-fixture.ts'

const bounds = z.union([z.tuple([z.number(), z.number()]), z.object({}).strict()]).nullish()
const fixture = z.array(z.object({
  x: z.array(z.number()), y: z.array(z.number()), stratum: z.array(z.string()), n: z.number(), fails: z.boolean(),
  rho: z.number().optional(), p: z.number().optional(), smallest: z.number().optional(), i95: bounds, i90: bounds,
})).parse(JSON.parse(readFileSync(new URL('../../../fixtures/correlation/stratified-spearman.json', import.meta.url), 'utf8')))

const pairsOf = (x: readonly number[], y: readonly number[], stratum: readonly string[] = x.map(() => 'a')): readonly StratifiedPair[] => x.map((v, i) => ({ x: v, y: y[i] ?? NaN, stratum: stratum[i] ?? '' }))
const twoBounds = (b: unknown): readonly number[] => (Array.isArray(b) ? b.map(Number) : [])

describe("Spearman's correlation within strata", () => {
  it('agrees with the full listing in R on 80 random sets: rho, p, smallest p, intervals', () => {
    const worst = new LargestDifference(1e-9)
    let intervals = 0
    let refused = 0
    for (const [i, one] of fixture.entries()) {
      const result = stratifiedSpearman(pairsOf(one.x, one.y, one.stratum), { seed: 1 }, [0.95, 0.9])
      expect(result.ok, `set ${String(i)}`).toBe(!one.fails)
      if (!result.ok) { refused++; continue }
      const { value, p, smallestP, exact, n } = result.value
      expect({ n, exact }).toEqual({ n: one.n, exact: true })
      worst.add(value, one.rho ?? NaN, `rho ${String(i)}`)
      worst.add(p, one.p ?? NaN, `p ${String(i)}`)
      worst.add(smallestP, one.smallest ?? NaN, `smallest p ${String(i)}`)
      for (const [level, expected] of [[0.95, twoBounds(one.i95)], [0.9, twoBounds(one.i90)]] as const) {
        const interval = result.value.intervals.find((x) => x.level === level)
        expect(interval !== undefined, `interval ${String(level)} of ${String(i)}`).toBe(expected.length === 2)
        if (interval === undefined) continue
        intervals++
        worst.add(interval.lower, expected[0] ?? NaN, `lower ${String(i)}`)
        worst.add(interval.upper, expected[1] ?? NaN, `upper ${String(i)}`)
      }
    }
    expect(fixture.length - refused).toBeGreaterThan(70)
    expect(intervals).toBeGreaterThan(80)
    expect(worst.largest, worst.where).toBeLessThan(1e-9)
  })

  it("is Spearman's rho, with its p, where there is one stratum", () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 })), { minLength: 3, maxLength: 7 }), (points) => {
      const [x, y] = [points.map((p) => p[0]), points.map((p) => p[1])]
      const plain = spearman(x, y, { seed: 1 })
      const within = stratifiedSpearman(pairsOf(x, y), { seed: 1 })
      expect(within.ok).toBe(plain.ok)
      if (!plain.ok || !within.ok) return
      expect(within.value.value).toBeCloseTo(plain.value.value, 12)
      expect(within.value.p).toBeCloseTo(plain.value.p, 12)
    }), { numRuns: 60 })
  })

  it('does not answer to differences between strata, to their order, or to the unit', () => {
    const point = fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 }), fc.constantFrom('a', 'b', 'c'))
    fc.assert(fc.property(fc.array(point, { minLength: 4, maxLength: 9 }), (points) => {
      const pairs = points.map(([x, y, stratum]) => ({ x, y, stratum }))
      const one = stratifiedSpearman(pairs, { seed: 1 })
      const other = stratifiedSpearman(pairs.toReversed().map((p) => ({ x: 3 * p.x - 7, y: Math.exp(p.y / 20), stratum: `of ${p.stratum}` })), { seed: 2 })
      expect(other.ok).toBe(one.ok)
      if (!one.ok || !other.ok) return
      expect(other.value.value).toBeCloseTo(one.value.value, 12)
      expect(other.value.p).toBeCloseTo(one.value.p, 12)
    }), { numRuns: 60 })
    // Within each stratum y falls as x rises; between the strata both rise together.
    const simpson = valueOf(stratifiedSpearman(pairsOf([1, 2, 3, 11, 12, 13], [3, 2, 1, 13, 12, 11], ['a', 'a', 'a', 'b', 'b', 'b']), { seed: 1 }))
    expect(simpson.value).toBe(-1)
    expect(simpson.p).toBeCloseTo(2 / 36, 12)
  })

  it('has an interval that excludes 0 only where p says so', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })), { minLength: 5, maxLength: 8 }), (points) => {
      const result = stratifiedSpearman(points.map(([x, y]) => ({ x, y, stratum: 'a' })), { seed: 1 })
      const interval = result.ok ? result.value.intervals[0] : undefined
      if (!result.ok || interval === undefined) return
      const { lower, upper } = interval
      if (lower === null || upper === null) throw new Error('a correlation has bounds')
      expect(lower >= -1 && lower <= result.value.value && result.value.value <= upper && upper <= 1).toBe(true)
      if (lower > 0 || upper < 0) expect(result.value.p).toBeLessThanOrEqual(0.05)
    }), { numRuns: 80 })
  })

  it('draws, with its seed, where there are too many arrangements', () => {
    const x = Array.from({ length: 24 }, (_, i) => i)
    const y = x.map((v) => (v * 7) % 19)
    const strata = x.map((v) => (v < 11 ? 'a' : 'b'))
    const one = valueOf(stratifiedSpearman(pairsOf(x, y, strata), { seed: 5, draws: 1999 }))
    expect(one).toMatchObject({ exact: false, seed: 5, draws: 1999, strata: 2 })
    expect(valueOf(stratifiedSpearman(pairsOf(x, y, strata), { seed: 5, draws: 1999 }))).toEqual(one)
    expect(Math.abs(one.p - valueOf(stratifiedSpearman(pairsOf(x, y, strata), { seed: 6, draws: 1999 })).p)).toBeLessThan(0.06)
    expect(valueOf(stratifiedSpearman(pairsOf(x, x), { seed: 5, draws: 99 })).p).toBe(0.01)
  })

  it('gives no interval and says why where chance alone agrees completely too often', () => {
    const four = valueOf(stratifiedSpearman(pairsOf([1, 2, 3, 4], [1, 3, 2, 4]), { seed: 1 }))
    expect(four.intervals).toEqual([])
    expect(four.warnings[0]).toContain('so few pairs agree completely by chance')
    expect(valueOf(stratifiedSpearman(pairsOf([1, 2, 3, 4, 5], [1, 2, 3, 4, 5]), { seed: 1 })).warnings[0]).toContain('completely')
  })

  it('gives reasons for what cannot be computed', () => {
    expect(reasonOf(stratifiedSpearman(pairsOf([1, 2], [1, 2]), { seed: 1 }))).toContain('2 values, at least 3')
    expect(reasonOf(stratifiedSpearman(pairsOf([1, 2, 3, 4], [1, 2, 3, 4], ['a', 'b', 'c', 'd']), { seed: 1 }))).toContain('0 values')
    expect(reasonOf(stratifiedSpearman(pairsOf([1, 2, NaN], [1, 2, 3]), { seed: 1 }))).toContain('not a number')
    expect(reasonOf(stratifiedSpearman(pairsOf([1, 1, 5, 5], [1, 2, 3, 4], ['a', 'a', 'b', 'b']), { seed: 1 }))).toContain('all values of x are equal within every stratum')
    expect(() => stratifiedSpearman(pairsOf([1, 2, 3], [1, 2, 3]), { seed: 0.5 })).toThrow(RangeError)
  })
})
