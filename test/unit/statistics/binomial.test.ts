import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { binomialProbabilities } from '../../../shared/statistics/binomial.ts'

describe('binomial probabilities', () => {
  // R: dbinom(0:4, 4, 0.3), dbinom(c(0, 50, 120), 120, 0.05)
  it('are those of R', () => {
    const four = [0.2401, 0.4116, 0.2646, 0.0756, 0.0081]
    binomialProbabilities(4, 0.3).forEach((p, k) => { expect(p).toBeCloseTo(four[k] ?? NaN, 13) })
    const long = binomialProbabilities(120, 0.05)
    expect(long[0]).toBeCloseTo(2.12242637869817e-3, 13)
    expect((long[50] ?? 0) / 4.49848758338601e-33).toBeCloseTo(1, 9)
    expect((long[120] ?? 0) / 7.52316384526274e-157).toBeCloseTo(1, 9)
  })

  it('sum to 1 and mirror', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 200 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, p) => {
      const all = binomialProbabilities(n, p)
      expect(all).toHaveLength(n + 1)
      expect(all.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9)
      const mirrored = binomialProbabilities(n, 1 - p).toReversed()
      // 1 - p loses digits of a tiny p.
      if (p > 1e-6) all.forEach((q, k) => { expect(Math.abs(q - (mirrored[k] ?? 0))).toBeLessThan(1e-9) })
    }), { numRuns: 100 })
  })

  it('refuse what is no number of trials or no probability', () => {
    expect(binomialProbabilities(0, 0.4)).toEqual([1])
    expect(binomialProbabilities(2, 0)).toEqual([1, 0, 0])
    expect(binomialProbabilities(2, 1)).toEqual([0, 0, 1])
    expect(() => binomialProbabilities(2.5, 0.4)).toThrow(RangeError)
    expect(() => binomialProbabilities(2, 1.4)).toThrow(RangeError)
  })
})
