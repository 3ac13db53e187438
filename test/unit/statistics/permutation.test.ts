import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { permutationTest, smallestReachableP, type PermutationUnit } from '../../../shared/statistics/permutation.ts'
import { seededRandom } from '../../../shared/statistics/seeded-random.ts'
import { convolve, subsetSumDistribution } from '../../../shared/statistics/shift-algorithm.ts'
import { doubledMidranks, midranks, roundForRanking, tieSizes, tieTerm } from '../../../shared/statistics/ranks.ts'
import { LargestDifference, readFixture, reasonOf, valueOf } from './read-fixture.ts'

const cases = readFixture('permutation', z.array(z.object({
  values: z.array(z.number()), arms: z.string(), cages: z.array(z.string()), scheme: z.enum(['individual', 'within-blocks', 'whole-clusters']),
  statistic: z.number(), expected: z.number(), p: z.number(), smallestP: z.number(),
})))
const unitsOf = (one: { readonly values: readonly number[]; readonly arms: string; readonly cages: readonly string[] }): readonly PermutationUnit[] =>
  one.values.map((value, i) => ({ value, arm: one.arms[i] === 'a' ? 'a' : 'b', cage: one.cages[i] }))
/** One animal per cage: `a` cages against `b`, all values different and completely separated. */
const separated = (a: number, b: number): readonly PermutationUnit[] =>
  Array.from({ length: a + b }, (_, i) => ({ value: i, arm: i < a ? 'a' : 'b', cage: `c${i}` }))

describe('permutation test', () => {
  it('agrees with the listing of all arrangements on 75 sets of three schemes', () => {
    const worst = new LargestDifference()
    for (const [i, one] of cases.entries()) {
      const test = valueOf(permutationTest(unitsOf(one), one.scheme, { seed: 1 }))
      expect(test.exact).toBe(true)
      expect(test.statistic).toBe(one.statistic)
      expect(test.expected).toBeCloseTo(one.expected, 10)
      worst.add(test.p, one.p, `p ${i}`)
      worst.add(test.smallestP, one.smallestP, `smallest ${i}`)
    }
    expect(worst.largest, worst.where).toBeLessThan(1e-12)
  })
  it('comes near the exact p by drawing, in every scheme', () => {
    for (const one of cases.slice(0, 30)) {
      const drawn = valueOf(permutationTest(unitsOf(one), one.scheme, { seed: 11, draws: 4999, exactLimit: 0 }))
      expect(Math.abs(drawn.p - one.p)).toBeLessThan(5 * Math.sqrt((one.p * (1 - one.p)) / 5000) + 2 / 5000)
    }
  })
  it('reaches 0.33, 0.10 and 0.029 with 2, 3 and 4 cages per arm', () => {
    for (const [cages, least] of [[2, 1 / 3], [3, 0.1], [4, 2 / 70]] as const) {
      expect(smallestReachableP([{ a: cages, b: cages }])).toBeCloseTo(least, 12)
      const test = valueOf(permutationTest(separated(cages, cages), 'whole-clusters', { seed: 1 }))
      expect(test.p).toBeCloseTo(least, 12)
      expect(test.smallestP).toBeCloseTo(least, 12)
      expect(test.warnings.length).toBe(least > 0.05 ? 1 : 0)
    }
  })
  it('knows the smallest p of blocks and unequal arms', () => {
    expect(smallestReachableP([{ a: 2, b: 2 }, { a: 2, b: 2 }])).toBeCloseTo(2 / 36, 12)
    expect(smallestReachableP([{ a: 1, b: 3 }])).toBeCloseTo(1 / 4, 12)
    expect(smallestReachableP([])).toBe(1)
    expect(smallestReachableP([{ a: 0, b: 5 }])).toBe(1)
    for (const one of cases.filter((c) => c.scheme === 'individual')) {
      const a = [...one.arms].filter((arm) => arm === 'a').length
      expect(one.smallestP).toBeGreaterThanOrEqual(smallestReachableP([{ a, b: one.arms.length - a }]) - 1e-12)
    }
  })
  it('counts cages, not animals, when whole cages were allocated', () => {
    const units = ['p', 'q', 'r', 's'].flatMap((cage, c) => [1, 2, 3].map((i) => ({ value: 10 * c + i, arm: c < 2 ? ('a' as const) : ('b' as const), cage })))
    expect(valueOf(permutationTest(units, 'whole-clusters', { seed: 1 }))).toMatchObject({ n: { a: 2, b: 2, unit: 'cages' }, p: expect.closeTo(1 / 3, 12) })
    expect(valueOf(permutationTest(units, 'individual', { seed: 1 })).p).toBeLessThan(0.01)
  })
  it('does not depend on which arm is called a', () => {
    for (const one of cases) {
      const mirrored = unitsOf(one).map((unit) => ({ ...unit, arm: unit.arm === 'a' ? ('b' as const) : ('a' as const) }))
      expect(valueOf(permutationTest(mirrored, one.scheme, { seed: 1 })).p).toBeCloseTo(one.p, 10)
    }
  })
  it('gives reasons for data that do not fit the scheme', () => {
    const mixed: PermutationUnit[] = [{ value: 1, arm: 'a', cage: 'x' }, { value: 2, arm: 'b', cage: 'x' }]
    expect(reasonOf(permutationTest(mixed, 'whole-clusters', { seed: 1 }))).toContain('cage x holds animals of both arms')
    expect(reasonOf(permutationTest(separated(2, 2), 'within-blocks', { seed: 1 }))).toContain('no cage holds animals of both arms')
    expect(reasonOf(permutationTest(mixed.map(({ value, arm }) => ({ value, arm })), 'within-blocks', { seed: 1 }))).toContain('has no cage')
    expect(reasonOf(permutationTest(mixed.slice(0, 1), 'individual', { seed: 1 }))).toContain('arm b: 0 values')
    expect(reasonOf(permutationTest([...mixed, { value: NaN, arm: 'a' }], 'individual', { seed: 1 }))).toContain('not a number')
    expect(() => permutationTest(mixed, 'individual', { seed: -1 })).toThrow(RangeError)
    expect(() => permutationTest(mixed, 'individual', { seed: 1, draws: 0 })).toThrow(RangeError)
  })
})

describe('shift algorithm', () => {
  it('is a probability distribution with the mean of sampling without replacement', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 14 }), fc.nat(14), (scores, wanted) => {
      const chosen = Math.min(wanted, scores.length)
      const { lowest, probability } = subsetSumDistribution(scores, chosen)
      expect(probability.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12)
      const average = probability.reduce((total, p, i) => total + p * (lowest + i), 0)
      expect(average).toBeCloseTo((chosen * scores.reduce((a, b) => a + b, 0)) / scores.length, 9)
    }))
  })
  it('does not overflow where counts would: 200 of 400', () => {
    const { probability } = subsetSumDistribution(Array.from({ length: 400 }, (_, i) => i % 3), 200)
    expect(probability.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 10)
  })
  it('convolves independent sums', () => {
    const die = { lowest: 1, probability: new Float64Array(6).fill(1 / 6) }
    const two = convolve(die, die)
    expect(two.lowest).toBe(2)
    expect(two.probability[5]).toBeCloseTo(6 / 36, 14)
  })
  it('refuses fractions and impossible sizes', () => {
    expect(() => subsetSumDistribution([0.5], 1)).toThrow(RangeError)
    expect(() => subsetSumDistribution([1], 2)).toThrow(RangeError)
    expect([...subsetSumDistribution([], 0).probability]).toEqual([1])
  })
})

describe('ranks', () => {
  it('shares ranks among ties', () => {
    expect(midranks([10, 20, 20, 5, 20])).toEqual([2, 4, 4, 1, 4])
    expect(doubledMidranks([])).toEqual([])
    expect(tieSizes([3, 1, 3, 3])).toEqual([1, 3])
    expect(tieTerm([3, 1, 3, 3])).toBe(24)
    expect(tieTerm([1, 2, 3])).toBe(0)
  })
  it('makes values tied that differ by rounding only', () => {
    expect(roundForRanking(0.1 + 0.2)).toBe(roundForRanking(0.3))
    expect(roundForRanking(12.5)).toBe(12.5)
    expect(roundForRanking(NaN)).toBeNaN()
  })
})

describe('seeded random numbers', () => {
  const known = readFixture('random', z.array(z.object({ seed: z.number(), words: z.array(z.number()), uniform: z.array(z.number()) })))
  it("are numpy's MT19937, words and 53-bit fractions, across two refills", () => {
    for (const one of known) {
      const random = seededRandom(one.seed)
      const words = Array.from({ length: 1300 }, () => random.uint32())
      expect([...words.slice(0, 5), ...words.slice(622, 627), ...words.slice(1247, 1251)]).toEqual(one.words)
      const fractions = seededRandom(one.seed)
      expect(one.uniform.map(() => fractions.uniform())).toEqual(one.uniform)
    }
  })
  it('give 4123659995 as 10,000th word of seed 5489, as the C++ standard demands', () => {
    const random = seededRandom(5489)
    for (let i = 1; i < 10_000; i++) random.uint32()
    expect(random.uint32()).toBe(4123659995)
  })
  it('stay below the bound without favouring any number, and streams do not disturb each other', () => {
    const random = seededRandom(3)
    const tally = new Array<number>(7).fill(0)
    for (let i = 0; i < 70_000; i++) {
      const draw = random.below(7)
      tally[draw] = (tally[draw] ?? 0) + 1
    }
    for (const hits of tally) expect(Math.abs(hits - 10_000)).toBeLessThan(500)
    const [one, other] = [seededRandom(5), seededRandom(5)]
    other.uint32()
    one.uint32()
    expect(one.uint32()).toBe(other.uint32())
    expect(random.below(1)).toBe(0)
    expect(() => random.below(0)).toThrow(RangeError)
    for (const bad of [-1, 0.5, 4294967296, NaN]) expect(() => seededRandom(bad)).toThrow(RangeError)
  })
})
