import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { mean } from '../../../../shared/statistics/descriptive.ts'
import { curvePoints, type DoseResponseFit } from '../../../../shared/statistics/curve-fit/dose-response-fit.ts'
import { doseAtResponse, logisticResponse } from '../../../../shared/statistics/curve-fit/dose-response-model.ts'
import { doseResponse, suppressionDoseResponse } from '../../../../shared/statistics/curve-fit/dose-response.ts'
import type { Result } from '../../../../shared/util/result.ts'
import { LargestDifference, reasonOf, valueOf } from '../read-fixture.ts'

const named = z.record(z.string(), z.number())
const bounds = z.tuple([z.number().nullable(), z.number().nullable()])
const expectedFit = z.object({
  rss: z.number(), df: z.number(), parameters: named, standardErrors: named, profiles: z.record(z.string(), bounds),
  x50: z.object({ value: z.number(), lnStandardError: z.number() }),
})
const fixtureCase = z.object({
  name: z.string(), kind: z.enum(['4PL', '3PL', 'S']), x: z.array(z.number()), y: z.array(z.number()), background: z.array(z.number()).nullable().optional(), at: z.number().optional(), expected: expectedFit,
})
const { cases } = z.object({ level: z.literal(0.95), cases: z.array(fixtureCase) })
  .parse(JSON.parse(readFileSync(new URL('../../../fixtures/curve-fit/dose-response.json', import.meta.url), 'utf8')))

function fitOf({ kind, x, y, background, at }: z.infer<typeof fixtureCase>): Result<DoseResponseFit> {
  if (kind === 'S') return suppressionDoseResponse({ doses: x, suppression: y })
  const wells = { doses: x, signals: y, background: background ?? undefined }
  return doseResponse(wells, kind === '4PL' ? { kind } : { kind, plateau: 'c', at: at ?? mean(background ?? []) ?? NaN })
}

// Deviates that sum to about zero; enough scatter to give intervals, the same in every run.
const SCATTER = [0.3, -1.2, 0.8, -0.5, 1.4, -0.9, 0.2, 1.1, -0.7, 0.4, -1.3, 0.6, 0.9, -0.1, -0.8, 1.2, -0.4, 0.1]
const DOSES = [0, 0.0125, 0.025, 0.05, 0.1, 0.2].flatMap((dose) => [dose, dose, dose])
const BACKGROUND = [400, 500, 600]
const wellsOf = (curve: (dose: number) => number, sd = 1500, doses: readonly number[] = DOSES): { doses: readonly number[]; signals: readonly number[]; background: readonly number[] } =>
  ({ doses, signals: doses.map((dose, i) => curve(dose) + sd * (SCATTER[i % SCATTER.length] ?? 0)), background: BACKGROUND })
const curve = (c: number, e: number) => (dose: number): number => logisticResponse({ b: 1.5, c, d: 50000, e }, dose)

describe('against scipy on 64 data sets', () => {
  const fits = cases.map((one) => ({ ...one, fit: valueOf(fitOf(one)) }))

  it('has ryegrass, 30 4PL, 18 3PL and 15 fits of S', () => {
    expect(cases.length).toBe(64)
  })

  it('parameters, standard errors, residual sum of squares and x50 to 1e-6', () => {
    const difference = new LargestDifference()
    for (const { name, fit, expected } of fits) {
      difference.add(fit.rss, expected.rss, name)
      expect(fit.df).toBe(expected.df)
      for (const one of fit.parameters) {
        difference.add(one.value, expected.parameters[one.name] ?? NaN, `${name} ${one.name}`)
        if (!one.fixed) difference.add(one.standardError, expected.standardErrors[one.name] ?? NaN, `${name} SE ${one.name}`)
      }
      difference.add(fit.absolute.fitted, expected.x50.value, `${name} x50`)
      difference.add(fit.absolute.lnStandardError, expected.x50.lnStandardError, `${name} SE ln x50`)
    }
    expect(difference.largest, difference.where).toBeLessThan(1e-6)
    expect(difference.count).toBeGreaterThan(500)
  })

  it('profile intervals to 1e-5, open on the same sides', () => {
    const difference = new LargestDifference()
    let open = 0
    for (const { name, fit, expected } of fits) {
      const found = new Map([...fit.parameters.filter((one) => !one.fixed).map((one) => [one.name, one.intervals[0]] as const), ['x50', fit.absolute.unrestricted[0]] as const])
      for (const [key, [lower, upper]] of Object.entries(expected.profiles)) {
        const interval = found.get(key as 'x50')
        for (const [side, actual, bound] of [['lower', interval?.lower, lower], ['upper', interval?.upper, upper]] as const) {
          if (bound === null) {
            open++
            expect(actual, `${name} ${key} ${side}`).toBeNull()
          } else difference.add(actual, bound, `${name} ${key} ${side}`)
        }
      }
    }
    expect(difference.largest, difference.where).toBeLessThan(1e-5)
    expect(open).toBeGreaterThan(3)
  })
})

describe('ryegrass, the example data set of the R package drc', () => {
  const rye = cases[0]
  const fit = valueOf(doseResponse({ doses: rye?.x ?? [], signals: rye?.y ?? [] }))

  it('gives the published 4PL', () => {
    expect(fit.coefficients.b).toBeCloseTo(2.98222868, 6)
    expect(fit.coefficients.c).toBeCloseTo(0.48140995, 6)
    expect(fit.coefficients.d).toBeCloseTo(7.79296233, 6)
    expect(fit.coefficients.e).toBeCloseTo(3.05795517, 6)
    expect([fit.n, fit.distinctDoses, fit.df]).toEqual([24, 7, 20])
    expect(fit.rss).toBeCloseTo(5.40021463, 8)
    expect(fit.residualSd).toBeCloseTo(0.51962557, 8)
    expect(fit.parameters.map((one) => one.standardError?.toFixed(6))).toEqual(['0.458429', '0.209506', '0.189733', '0.185829'])
  })

  it('and its intervals of e: Wald on ln e 2.6939 to 3.4712, profile 2.6911 to 3.4754', () => {
    expect(fit.relative.lnStandardError).toBeCloseTo(0.060769, 6)
    expect(fit.relative.wald[0]?.lower).toBeCloseTo(2.6939, 4)
    expect(fit.relative.wald[0]?.upper).toBeCloseTo(3.4712, 4)
    expect(fit.relative.intervals[0]?.lower).toBeCloseTo(2.6911, 4)
    expect(fit.relative.intervals[0]?.upper).toBeCloseTo(3.4754, 4)
  })
})

describe('the curve', () => {
  const coefficients = { b: 2, c: 10, d: 90, e: 0.1 }
  it('is d at dose zero, half way at e, and inverts', () => {
    expect(logisticResponse(coefficients, 0)).toBe(90)
    expect(logisticResponse(coefficients, 0.1)).toBeCloseTo(50, 12)
    expect(logisticResponse(coefficients, 1e9)).toBeCloseTo(10, 12)
    expect(doseAtResponse(coefficients, logisticResponse(coefficients, 0.037))).toBeCloseTo(0.037, 12)
    for (const outside of [10, 5, 90, 95]) expect(doseAtResponse(coefficients, outside)).toBeUndefined()
  })

  it('x50 of S is e (50/(c - 50))^(1/b), for c above 50', () => {
    expect(doseAtResponse({ b: 1.7, c: 80, d: 0, e: 0.1 }, 50)).toBeCloseTo(0.1 * (50 / 30) ** (1 / 1.7), 12)
    expect(doseAtResponse({ b: 1.7, c: 49, d: 0, e: 0.1 }, 50)).toBeUndefined()
  })

  it('points for the figure start at dose zero and cover the tested range', () => {
    const points = curvePoints(coefficients, [0, 0.01, 1], 3)
    expect(points.map((one) => one.dose)).toEqual([0, 0.01, 0.1, 1])
    expect(points[2]?.response).toBeCloseTo(50, 10)
  })
})

describe('potency doses', () => {
  it('exact curve: values without intervals, and the reason', () => {
    const fit = valueOf(doseResponse(wellsOf(curve(3000, 0.04), 0)))
    expect(fit.coefficients.e).toBeCloseTo(0.04, 10)
    expect(fit.absolute.value).toBeCloseTo(doseAtResponse({ b: 1.5, c: 3000, d: 50000, e: 0.04 }, 25250) ?? NaN, 10)
    expect(fit.absolute.intervals).toEqual([])
    expect(fit.warnings.join()).toMatch(/every point/)
  })

  it('the target is half way between control and background, not half of the control', () => {
    const with_ = valueOf(doseResponse(wellsOf(curve(3000, 0.04))))
    expect(with_.target).toBeCloseTo((with_.controlMean + 500) / 2, 9)
    const without = valueOf(doseResponse({ ...wellsOf(curve(3000, 0.04)), background: undefined }))
    expect(without.target).toBeCloseTo(without.controlMean / 2, 9)
    expect(with_.absolute.value ?? NaN).toBeLessThan(without.absolute.value ?? NaN)
  })

  it('lie inside their intervals, and the 90 % interval inside the 95 % interval', () => {
    const fit = valueOf(doseResponse(wellsOf(curve(3000, 0.04)), { kind: 'automatic' }, [0.9, 0.95]))
    for (const dose of [fit.relative, fit.absolute]) {
      const [narrow, wide] = dose.intervals
      expect(narrow?.level).toBe(0.9)
      expect(dose.value ?? NaN).toBeGreaterThan(narrow?.lower ?? NaN)
      expect(dose.value ?? NaN).toBeLessThan(narrow?.upper ?? NaN)
      expect(wide?.lower ?? NaN).toBeLessThan(narrow?.lower ?? NaN)
      expect(wide?.upper ?? NaN).toBeGreaterThan(narrow?.upper ?? NaN)
    }
  })

  it('follow the units: signals times 100, doses times 10', () => {
    const wells = wellsOf(curve(3000, 0.004))
    const plain = valueOf(doseResponse(wells))
    const scaled = valueOf(doseResponse({ doses: wells.doses.map((dose) => dose * 10), signals: wells.signals.map((value) => value * 100), background: BACKGROUND.map((value) => value * 100) }))
    expect((scaled.relative.fitted ?? NaN) / (plain.relative.fitted ?? NaN)).toBeCloseTo(10, 6)
    expect((scaled.absolute.unrestricted[0]?.upper ?? NaN) / (plain.absolute.unrestricted[0]?.upper ?? NaN)).toBeCloseTo(10, 6)
    expect(scaled.residualSd / plain.residualSd).toBeCloseTo(100, 6)
    expect(scaled.coefficients.b).toBeCloseTo(plain.coefficients.b, 6)
  })

  it('above the tested doses: a limit, no number', () => {
    const fit = valueOf(doseResponse(wellsOf(curve(3000, 0.25))))
    expect(fit.absolute).toMatchObject({ status: 'above', value: 0.2, bound: '>' })
    expect(fit.absolute.fitted).toBeGreaterThan(0.2)
    expect(fit.absolute.intervals[0]?.upper).toBeNull()
    expect(fit.absolute.intervals[0]?.lower ?? NaN).toBeLessThanOrEqual(0.2)
    expect(fit.absolute.reason).toMatch(/outside the tested doses 0.0125 to 0.2/)
    expect(fit.warnings.join()).toMatch(/plateau is not reached/)
  })

  it('a finite bound outside the tested doses is not printed as a dose', () => {
    const near = valueOf(doseResponse(wellsOf(curve(3000, 0.15), 600))).absolute
    expect(near.status).toBe('estimated')
    expect(near.intervals[0]?.lower).toBe(near.unrestricted[0]?.lower)
    const beyond = valueOf(doseResponse(wellsOf(curve(3000, 0.25), 200))).absolute
    expect(beyond.unrestricted[0]?.lower ?? NaN).toBeGreaterThan(0.2)
    expect(beyond.unrestricted[0]?.upper ?? NaN).toBeGreaterThan(0.2)
    expect(beyond.intervals[0]).toMatchObject({ lower: 0.2, upper: null })
    expect(beyond.intervals[0]?.method).toMatch(/upper bound above the highest tested dose 0.2/)
  })

  it('below the tested doses: a limit, no number', () => {
    const fit = valueOf(doseResponse(wellsOf(curve(3000, 0.005))))
    expect(fit.absolute).toMatchObject({ status: 'below', value: 0.0125, bound: '<' })
    expect(fit.absolute.intervals[0]).toMatchObject({ lower: null, upper: 0.0125 })
    expect(fit.absolute.unrestricted[0]?.lower).toBeGreaterThan(0)
  })

  it('partial suppression: the relative dose exists, 50 % is not reached, and tested doses are excluded', () => {
    const fit = valueOf(doseResponse(wellsOf(curve(35000, 0.04))))
    expect(fit.relative.status).toBe('estimated')
    expect(fit.absolute).toMatchObject({ status: 'not reached', value: null, fitted: null })
    expect(fit.absolute.intervals[0]).toMatchObject({ lower: 0.2, upper: null })
    expect(fit.absolute.reason).toMatch(/its plateau, .* does not get there/)
  })

  it('enhancement: fitted as a rising curve, said so, and 50 % suppression not reached', () => {
    const fit = valueOf(doseResponse(wellsOf(curve(90000, 0.04))))
    expect(fit.direction).toBe('rising')
    expect(fit.absolute.status).toBe('not reached')
    expect(fit.absolute.reason).toMatch(/moves away/)
    expect(fit.warnings.join()).toMatch(/enhancement, not suppression/)
  })

  it('one well per dose: a curve with one degree of freedom bounds nothing, and the intervals say so', () => {
    const fit = valueOf(doseResponse(wellsOf(curve(500, 0.04), 1500, [0, 0.02, 0.05, 0.1, 0.2])))
    expect(fit.df).toBe(1)
    expect(fit.absolute.intervals[0]).toMatchObject({ lower: null, upper: null })
    expect(fit.lackOfFitP).toBeNull()
  })
})

describe('which curve', () => {
  it('four distinct doses: the plateau is held at the background, with a warning', () => {
    const fit = valueOf(doseResponse(wellsOf(curve(500, 0.04), 1500, [0, 0.02, 0.05, 0.2].flatMap((dose) => [dose, dose, dose]))))
    expect(fit.model).toBe('3PL, plateau c fixed')
    expect(fit.parameters.find((one) => one.name === 'c')).toMatchObject({ value: 500, fixed: true, standardError: null, intervals: [] })
    expect(fit.warnings.join()).toMatch(/held at the background/)
    // With the plateau at the background, half way to the plateau and half way to the background are one condition.
    expect(fit.absolute.unrestricted[0]?.lower).toBeCloseTo(fit.relative.unrestricted[0]?.lower ?? NaN, 8)
  })

  it('a 4PL asked for with four doses is refused, a 3PL with d fixed is not', () => {
    const wells = wellsOf(curve(3000, 0.04), 1500, [0, 0.02, 0.05, 0.2].flatMap((dose) => [dose, dose, dose]))
    expect(reasonOf(doseResponse(wells, { kind: '4PL' }))).toMatch(/4 distinct doses with zero, at least 5 needed/)
    expect(valueOf(doseResponse(wells, { kind: '3PL', plateau: 'd', at: 50000 })).coefficients.d).toBe(50000)
  })

  it('S in percent: S(0) = 0 held, rows at zero left out with a warning', () => {
    const s = (c: number): readonly number[] => DOSES.map((dose, i) => logisticResponse({ b: 1.5, c, d: 0, e: 0.04 }, dose) + 2 * (SCATTER[i % SCATTER.length] ?? 0))
    const fit = valueOf(suppressionDoseResponse({ doses: DOSES, suppression: s(90) }))
    expect([fit.n, fit.coefficients.d]).toEqual([15, 0])
    expect(fit.warnings.join()).toMatch(/3 rows at dose zero left out/)
    expect(fit.absolute.value).toBeCloseTo(fit.coefficients.e * (50 / (fit.coefficients.c - 50)) ** (1 / fit.coefficients.b), 10)
    expect(valueOf(suppressionDoseResponse({ doses: DOSES, suppression: s(40) })).absolute.status).toBe('not reached')
    expect(valueOf(suppressionDoseResponse({ doses: DOSES, suppression: s(-40) })).warnings.join()).toMatch(/enhancement/)
  })

  it('ratios above 1 are questioned', () => {
    const wells = wellsOf(curve(3000, 0.4), 1500, DOSES.map((dose) => dose * 10))
    expect(valueOf(doseResponse(wells)).warnings.join()).toMatch(/check the orientation/)
    expect(reasonOf(doseResponse({ ...wellsOf(curve(3000, 0.04)), doses: DOSES.map((dose) => (dose === 0 ? 0 : 1 / dose)) }))).toMatch(/check the orientation/)
  })
})

describe('reasons instead of curves', () => {
  const wells = wellsOf(curve(3000, 0.04))
  const from = (signals: readonly number[]): typeof wells => ({ ...wells, signals })
  it.each([
    ['a flat response with scatter', wellsOf(() => 50000), /no curve can be determined/],
    ['all wells equal', from(DOSES.map(() => 50000)), /all values are equal/],
    ['a jump between two doses', wellsOf((dose) => (dose > 0.03 ? 3000 : 50000)), /between the doses 0.025 and 0.05, with none tested in between/],
    ['one dose', wellsOf(curve(3000, 0.04), 1500, [0, 0, 0, 0.1, 0.1, 0.1]), /2 distinct doses with zero, at least 4 needed/],
    ['no wells', { doses: [], signals: [], background: BACKGROUND }, /0 values, at least 1 needed/],
    ['a missing signal', from(wells.signals.with(3, NaN)), /value 4 is not a number/],
    ['a negative dose', { ...wells, doses: DOSES.with(4, -0.1) }, /dose 5 is negative/],
    ['no zero-dose wells', { ...wells, doses: DOSES.slice(3), signals: wells.signals.slice(3) }, /no wells at dose zero/],
    ['a control below the background', { ...wells, background: [60000] }, /no response to suppress/],
    ['a missing background well', { ...wells, background: [NaN] }, /background wells: value 1/],
    ['lists of different length', { ...wells, doses: DOSES.slice(1) }, /17 doses for 18 values/],
  ])('%s', (_, input, reason) => {
    expect(reasonOf(doseResponse(input))).toMatch(reason)
  })

  it('throws on a level that is no coverage', () => {
    expect(() => doseResponse(wells, { kind: 'automatic' }, [95])).toThrow(RangeError)
  })
})
