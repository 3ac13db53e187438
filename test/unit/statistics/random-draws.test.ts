import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { binomial, logNormal, normal, shuffled } from '../../../shared/statistics/random-draws.ts'
import { seededRandom } from '../../../shared/statistics/seeded-random.ts'

type Fixture = {
  readonly normal: { readonly seed: number; readonly mean: number; readonly sd: number; readonly values: readonly number[] }
  readonly logNormal: { readonly seed: number; readonly median: number; readonly sd: number; readonly values: readonly number[] }
  readonly binomial: { readonly seed: number; readonly n: number; readonly p: number; readonly value: number }
}
// Made by make-random-draws.py beside it.
const expected = JSON.parse(readFileSync(new URL('../../fixtures/statistics/random-draws.json', import.meta.url), 'utf8')) as Fixture

describe('random deviates', () => {
  it('are those of numpy with the same seed', () => {
    const random = seededRandom(expected.normal.seed)
    for (const value of expected.normal.values) expect(normal(random, expected.normal.mean, expected.normal.sd)).toBeCloseTo(value, 10)
    const other = seededRandom(expected.logNormal.seed)
    for (const value of expected.logNormal.values) expect(logNormal(other, expected.logNormal.median, expected.logNormal.sd)).toBeCloseTo(value, 6)
    expect(binomial(seededRandom(expected.binomial.seed), expected.binomial.n, expected.binomial.p)).toBe(expected.binomial.value)
  })

  it('have the mean and scatter asked for', () => {
    const random = seededRandom(3)
    const values = Array.from({ length: 20_000 }, () => normal(random, 5, 2))
    const mean = values.reduce((a, b) => a + b, 0) / values.length
    const sd = Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / (values.length - 1))
    // Six standard errors.
    expect(Math.abs(mean - 5)).toBeLessThan((6 * 2) / Math.sqrt(20_000))
    expect(Math.abs(sd - 2)).toBeLessThan((6 * 2) / Math.sqrt(40_000))
  })

  it('binomial: probability 0 and 1 leave no choice', () => {
    expect(binomial(seededRandom(1), 50, 0)).toBe(0)
    expect(binomial(seededRandom(1), 50, 1)).toBe(50)
    expect(binomial(seededRandom(1), 0, 0.5)).toBe(0)
  })

  it('shuffling loses and adds nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer({ min: 0, max: 2 ** 32 - 1 }), (items, seed) => {
        expect(shuffled(seededRandom(seed), items).toSorted((a, b) => a - b)).toEqual(items.toSorted((a, b) => a - b))
      }),
    )
  })
})
