import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { CONVERGED_OFFSET, fitCurve } from '../../../../shared/statistics/curve-fit/curve-fit-core.ts'
import { profileInterval } from '../../../../shared/statistics/curve-fit/curve-fit-profile.ts'
import { at } from '../../../../shared/statistics/curve-fit/linear-algebra.ts'
import { reasonOf, valueOf } from '../read-fixture.ts'

const numbers = z.array(z.number())
const nistSet = z.object({ name: z.string(), x: numbers, y: numbers, starts: z.array(numbers), parameters: numbers, standardErrors: numbers, rss: z.number(), residualSd: z.number(), df: z.number() })
const nist = z.object({ sets: z.array(nistSet) }).parse(JSON.parse(readFileSync(new URL('../../../fixtures/curve-fit/nist.json', import.meta.url), 'utf8')))

const models: Record<string, (b: readonly number[], x: number) => number> = {
  Rat42: (b, x) => at(b, 0) / (1 + Math.exp(at(b, 1) - at(b, 2) * x)),
  Rat43: (b, x) => at(b, 0) / (1 + Math.exp(at(b, 1) - at(b, 2) * x)) ** (1 / at(b, 3)),
}
const relative = (actual: number, expected: number): number => Math.abs(actual / expected - 1)
const line = (p: readonly number[], x: number): number => at(p, 0) + at(p, 1) * x

describe('certified nonlinear regressions', () => {
  for (const set of nist.sets) {
    // Rat42 comes out to 10 digits, Rat43 (called of higher difficulty) to 8.
    const digits = set.name === 'Rat42' ? 1e-9 : 1e-7
    for (const start of set.starts) {
      it(`${set.name} from ${start.join(', ')}`, () => {
        const fit = valueOf(fitCurve({ x: set.x, y: set.y, model: models[set.name] ?? line, starts: [start] }))
        fit.parameters.forEach((value, j) => expect(relative(value, at(set.parameters, j))).toBeLessThan(digits))
        fit.standardErrors.forEach((value, j) => expect(relative(value, at(set.standardErrors, j))).toBeLessThan(digits))
        expect(relative(fit.rss, set.rss)).toBeLessThan(1e-10)
        expect(relative(fit.residualSd, set.residualSd)).toBeLessThan(1e-10)
        expect(fit.df).toBe(set.df)
        expect(fit.convergence.relativeOffset).toBeLessThan(CONVERGED_OFFSET)
      })
    }
  }

  it('midpoint of Rat42 as a 3PL: b2/b3 = 38.867398, SE 1.179441 from the covariance', () => {
    const { x, y, starts } = nist.sets[0] ?? { x: [], y: [], starts: [] }
    const fit = valueOf(fitCurve({ x, y, model: models['Rat42'] ?? line, starts }))
    const [, b2 = NaN, b3 = NaN] = fit.parameters
    const gradient = [0, 1 / b3, -b2 / b3 ** 2]
    const variance = gradient.reduce((sum, g, i) => sum + gradient.reduce((part, h, j) => part + g * h * (fit.covariance[i]?.[j] ?? NaN), 0), 0)
    expect(b2 / b3).toBeCloseTo(38.867398, 6)
    expect(Math.sqrt(variance)).toBeCloseTo(1.179441, 6)
    expect(fit.convergence).toMatchObject({ starts: 2, startsAgreeing: 2 })
  })
})

describe('a straight line, where everything is known by formula', () => {
  const [x, y] = [[1, 2, 3, 4], [2, 3, 5, 9]]
  it('gives the textbook slope, error and interval', () => {
    const fit = valueOf(fitCurve({ x, y, model: line, starts: [[0, 0]] }))
    // By hand: Sxy 11.5, Sxx 5, Syy 28.75, slope 11.5/5, RSS = 28.75 - 11.5^2/5 = 2.3. Central differences leave 9 digits.
    expect(fit.parameters[1]).toBeCloseTo(2.3, 8)
    expect(fit.rss).toBeCloseTo(2.3, 12)
    expect(fit.standardErrors[1]).toBeCloseTo(Math.sqrt(2.3 / 2 / 5), 8)
    const intercept = at(fit.parameters, 0)
    const interval = profileInterval({
      from: at(fit.parameters, 1), step: at(fit.standardErrors, 1), reach: 100, nuisance: [intercept], rss: fit.rss, df: fit.df,
      problemAt: (slope) => ({ target: y, typical: [1], predict: ([a = NaN]) => x.map((value) => a + slope * value) }),
    }, 0.95)
    // A linear model: the profile interval is the t interval, t(0.975; 2) = 4.302653.
    expect(interval?.upper).toBeCloseTo(2.3 + 4.30265272974946 * Math.sqrt(0.23), 8)
    expect(interval?.lower).toBeCloseTo(2.3 - 4.30265272974946 * Math.sqrt(0.23), 8)
  })

  it('a weight of 2 is the same as the point given twice, but for the degrees of freedom', () => {
    const weighted = valueOf(fitCurve({ x, y, model: line, starts: [[0, 1]], weights: [1, 1, 1, 2] }))
    const twice = valueOf(fitCurve({ x: [...x, 4], y: [...y, 9], model: line, starts: [[0, 1]] }))
    weighted.parameters.forEach((value, j) => expect(value).toBeCloseTo(at(twice.parameters, j), 8))
    expect(weighted.rss).toBeCloseTo(twice.rss, 10)
    expect([weighted.df, twice.df]).toEqual([2, 3])
  })

  it('an exact fit has no spread, and says so', () => {
    const fit = valueOf(fitCurve({ x, y: [3, 5, 7, 9], model: line, starts: [[0, 0]] }))
    expect(fit.parameters[0]).toBeCloseTo(1, 10)
    expect(fit.convergence.relativeOffset).toBeNull()
    expect(fit.warnings.join()).toMatch(/every point/)
  })

  it('a profile without bound within reach is open, and a deeper minimum elsewhere is noticed', () => {
    const profile = {
      from: 0, step: 1, reach: 5, nuisance: [0], rss: 1, df: 5,
      problemAt: () => ({ target: [1, -1, 0.2], typical: [1], predict: ([a = NaN]: readonly number[]) => [a, a, a] }),
    }
    expect(profileInterval({ ...profile, rss: 10 }, 0.95)).toBeUndefined()
    expect(profileInterval({ ...profile, rss: 2.0266666 }, 0.95)).toMatchObject({ lower: null, upper: null })
  })
})

describe('reasons instead of numbers', () => {
  const y = [2, 3, 5, 9]
  const x = [1, 2, 3, 4]
  it.each([
    ['parameters that make up for each other', { x, y, model: (p: readonly number[], v: number) => (at(p, 0) + at(p, 1)) * v, starts: [[1, 1]] }, /do not determine/],
    ['one x only', { x: [2, 2, 2, 2], y, model: line, starts: [[1, 1]] }, /do not determine/],
    ['as many values as parameters', { x: [1, 2], y: [1, 2], model: line, starts: [[0, 0]] }, /2 values for 2 parameters; at least 3/],
    ['a missing value', { x, y: [1, NaN, 2, 3], model: line, starts: [[0, 0]] }, /value 2 is not a number/],
    ['an infinite x', { x: [1, 2, Infinity, 4], y, model: line, starts: [[0, 0]] }, /value 3 is not a number/],
    ['a weight of 0', { x, y, model: line, starts: [[0, 0]], weights: [1, 0, 1, 1] }, /weight 2/],
    ['lists of different length', { x: [1, 2], y, model: line, starts: [[0, 0]] }, /2 x values for 4 y values/],
    ['a model without value at the start', { x, y, model: () => NaN, starts: [[0, 0]] }, /no value at any/],
    ['a minimum at infinity', { x, y: [1, 1, 1, 1.5], model: (p: readonly number[], v: number) => Math.exp(-Math.exp(at(p, 0))) + at(p, 1) * 0 * v + 1, starts: [[0, 0]] }, /do not determine/],
  ])('%s', (_, input, reason) => {
    expect(reasonOf(fitCurve(input))).toMatch(reason)
  })

  it('one bad start among good ones does no harm', () => {
    const fit = valueOf(fitCurve({ x, y, model: line, starts: [[NaN, 0], [0, 0]] }))
    expect(fit.parameters[1]).toBeCloseTo(2.3, 8)
  })
})
