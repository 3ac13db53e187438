import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { cliffsDelta } from '../../../../shared/statistics/two-groups/cliffs-delta.ts'
import { hodgesLehmann } from '../../../../shared/statistics/two-groups/hodges-lehmann.ts'
import { mannWhitney, mannWhitneyU } from '../../../../shared/statistics/two-groups/mann-whitney.ts'
import { LargestDifference, readFixture, reasonOf, valueOf } from '../read-fixture.ts'

const list = z.array(z.number())
const fixture = readFixture('two-groups', z.object({
  pairs: z.array(z.object({
    a: list, b: list, level: z.number(), u: z.number(), exact: z.number(), asymptotic: z.number().nullable(),
    shift: z.number(), k: z.number(), hl: list, reached: z.number(), delta: z.number(), deltaCi: list,
  })),
}))
const scoresA = [0, 0, 2, 4, 6, 8, 8, 10]
const scoresB = [4, 6, 8, 9, 10, 12, 12, 14]
const seed = 1

describe('Mann-Whitney', () => {
  it('gives the tied reference set to the printed digits', () => {
    const test = valueOf(mannWhitney(scoresA, scoresB, { seed }))
    expect(test.u).toBe(11.5)
    expect(test.p).toBeCloseTo(0.031391, 6)
    expect(test.pAsymptotic).toBeCloseTo(0.034476, 6)
    expect(test.permutation.exact).toBe(true)
    expect(test.superiority).toBeCloseTo(11.5 / 64, 15)
  })
  it('agrees with coin (exact given the ties) and wilcox.test (asymptotic) on 75 sets', () => {
    const worst = new LargestDifference(1e-12)
    for (const [i, one] of fixture.pairs.entries()) {
      const test = valueOf(mannWhitney(one.a, one.b, { seed }))
      expect(test.u).toBe(one.u)
      worst.add(test.p, one.exact, `exact ${i}`)
      if (one.asymptotic === null) expect(test.pAsymptotic).toBeNull()
      else worst.add(test.pAsymptotic, one.asymptotic, `asymptotic ${i}`)
    }
    expect(worst.count).toBeGreaterThan(140)
    expect(worst.largest, worst.where).toBeLessThan(1e-9)
  })
  it('draws by the stored seed when the exact distribution is out of reach, near the exact p', () => {
    const drawn = valueOf(mannWhitney(scoresA, scoresB, { seed: 7, draws: 19_999, exactLimit: 0 }))
    expect(drawn.permutation).toMatchObject({ exact: false, seed: 7, draws: 19_999 })
    expect(Math.abs(drawn.p - 0.031391)).toBeLessThan(4 * Math.sqrt((0.0314 * 0.9686) / 20_000))
    expect(valueOf(mannWhitney(scoresA, scoresB, { seed: 7, draws: 19_999, exactLimit: 0 })).p).toBe(drawn.p)
    expect(valueOf(mannWhitney(scoresA, scoresB, { seed: 8, draws: 19_999, exactLimit: 0 })).p).not.toBe(drawn.p)
    expect(drawn.p * 20_000).toBeCloseTo(Math.round(drawn.p * 20_000), 9)
  })
  it('counts exactly at 50 animals per arm, where the normal approximation agrees', () => {
    const a = Array.from({ length: 50 }, (_, i) => (i * 7) % 17)
    const b = Array.from({ length: 50 }, (_, i) => 2 + ((i * 5) % 17))
    const test = valueOf(mannWhitney(a, b, { seed }))
    expect(test.permutation.exact).toBe(true)
    expect(Math.abs(Math.log(test.p / (test.pAsymptotic ?? NaN)))).toBeLessThan(0.03)
  })
  it('states what degenerate groups give', () => {
    const tied = valueOf(mannWhitney([3, 3], [3, 3, 3], { seed }))
    expect([tied.u, tied.p, tied.pAsymptotic]).toEqual([3, 1, null])
    expect(tied.warnings[0]).toContain('All values are equal')
    expect(valueOf(mannWhitney([1], [2], { seed })).p).toBe(1)
    const small = valueOf(mannWhitney([1, 2, 3], [4, 5, 6], { seed }))
    expect(small.p).toBeCloseTo(0.1, 12)
    expect(small.warnings[0]).toContain('too few units')
    expect(reasonOf(mannWhitney([], [1], { seed }))).toContain('group a: 0 values')
    expect(reasonOf(mannWhitney([1], [NaN], { seed }))).toContain('not a number')
    expect(() => mannWhitney([1], [2], { seed: 1.5 })).toThrow(RangeError)
  })
})

describe('Hodges-Lehmann shift', () => {
  it('gives -9 to 0 on the tied reference set', () => {
    const shift = valueOf(hodgesLehmann(scoresA, scoresB))
    expect(shift.intervals[0]).toMatchObject({ level: 0.95, lower: -9, upper: 0 })
    expect(shift.reachedLevel).toBeGreaterThan(0.95)
  })
  it('agrees with R on 75 sets, and names the reached level', () => {
    const worst = new LargestDifference(1e-9)
    for (const [i, one] of fixture.pairs.entries()) {
      const shift = valueOf(hodgesLehmann(one.a, one.b, one.level))
      worst.add(shift.value, one.shift, `shift ${i}`)
      worst.add(shift.reachedLevel, one.reached, `level ${i}`)
      // Where R's rank is 0 the level is out of reach unless alpha/2 is met exactly.
      const shown = shift.intervals.at(-1)
      worst.add(shown?.lower, one.hl[0] ?? NaN, `lower ${i}`)
      worst.add(shown?.upper, one.hl[1] ?? NaN, `upper ${i}`)
      expect(shift.intervals.length).toBe(one.reached < one.level - 1e-12 ? 2 : 1)
    }
    expect(worst.largest, worst.where).toBeLessThan(1e-9)
  })
  it('leaves the bounds open where the groups cannot reach the level, and shows the widest there is', () => {
    const shift = valueOf(hodgesLehmann([1, 2, 3], [4, 5, 6]))
    expect(shift.intervals[0]).toMatchObject({ level: 0.95, lower: null, upper: null })
    expect(shift.intervals[1]).toMatchObject({ level: expect.closeTo(0.9, 12), lower: -5, upper: -1 })
    expect(shift.warnings[0]).toContain('cannot give a 95 % interval')
    // At 90 % the tail 1/20 is met exactly.
    expect(valueOf(hodgesLehmann([1, 2, 3], [4, 5, 6], 0.9)).intervals).toEqual([expect.objectContaining({ level: 0.9, lower: -5, upper: -1 })])
  })
  it('uses the normal approximation for large groups, close to the exact ranks', () => {
    const large = Array.from({ length: 300 }, (_, i) => i)
    const shift = valueOf(hodgesLehmann(large, large.map((x) => x + 20.5)))
    expect(shift.reachedLevel).toBeNull()
    expect(shift.method).toContain('normal approximation')
    expect(shift.value).toBeCloseTo(-20.5, 12)
    expect(shift.intervals[0]?.lower ?? NaN).toBeLessThan(-20.5)
    expect(shift.intervals[0]?.upper ?? NaN).toBeGreaterThan(-20.5)
  })
  it('warns of an interval without width', () => {
    const shift = valueOf(hodgesLehmann(Array<number>(6).fill(1), Array<number>(6).fill(1)))
    expect(shift.intervals[0]).toMatchObject({ lower: 0, upper: 0 })
    expect(shift.warnings[0]).toContain('says nothing about its uncertainty')
    expect(reasonOf(hodgesLehmann([], [1]))).toContain('group a')
  })
})

describe("Cliff's delta", () => {
  it("agrees with Newcombe's equation solved in R on 75 sets", () => {
    const worst = new LargestDifference(1e-3)
    for (const [i, one] of fixture.pairs.entries()) {
      const delta = valueOf(cliffsDelta(one.a, one.b, [one.level]))
      worst.add(delta.value, one.delta, `delta ${i}`)
      worst.add(delta.intervals[0]?.lower, one.deltaCi[0] ?? NaN, `lower ${i}`)
      worst.add(delta.intervals[0]?.upper, one.deltaCi[1] ?? NaN, `upper ${i}`)
    }
    expect(worst.largest, worst.where).toBeLessThan(1e-8)
  })
  it('has an interval with width at +-1', () => {
    const top = valueOf(cliffsDelta([7, 8, 9, 10], [1, 2, 3]))
    expect(top.value).toBe(1)
    expect(top.intervals[0]?.upper).toBe(1)
    expect(top.intervals[0]?.lower).toBeGreaterThan(-0.2)
    expect(top.intervals[0]?.lower).toBeLessThan(0.9)
    expect(valueOf(cliffsDelta([1, 2, 3], [7, 8, 9, 10])).intervals[0]?.lower).toBe(-1)
  })
  it('stays within -1 and 1, contains the estimate, and mirrors when the groups are exchanged', () => {
    const group = fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 1, maxLength: 12 })
    fc.assert(fc.property(group, group, (a, b) => {
      const delta = valueOf(cliffsDelta(a, b, [0.9, 0.95]))
      for (const { lower, upper } of delta.intervals) {
        expect(lower !== null && upper !== null && -1 <= lower && lower <= delta.value && delta.value <= upper && upper <= 1).toBe(true)
      }
      const mirrored = valueOf(cliffsDelta(b, a, [0.9, 0.95]))
      expect(mirrored.value).toBeCloseTo(-delta.value, 12)
      expect(mirrored.intervals[1]?.lower).toBeCloseTo(-(delta.intervals[1]?.upper ?? NaN), 9)
      expect(mannWhitneyU(a, b) + mannWhitneyU(b, a)).toBeCloseTo(a.length * b.length, 12)
    }))
  })
  it('is 0 with an interval when all are tied; a reason when a group is empty', () => {
    const tied = valueOf(cliffsDelta([1, 1, 1], [1, 1]))
    expect(tied.value).toBe(0)
    expect(tied.intervals[0]?.upper).toBeGreaterThan(0.3)
    expect(reasonOf(cliffsDelta([1], []))).toContain('group b')
  })
})
