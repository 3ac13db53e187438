import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parallelismOf, type ParallelLimits } from '../../../../shared/domain/potency/parallelism.ts'
import type { Parallelism } from '../../../../shared/domain/potency/potency-results.ts'
import type { SettingName, SettingUsed } from '../../../../shared/domain/settings-used.ts'
import type { CurveQuantity, SeparateCurves } from '../../../../shared/statistics/curve-fit/parallel-curves.ts'
import { fail, ok } from '../../../../shared/util/result.ts'

type Bounds = readonly [number | null, number | null]

const setting = (name: SettingName, value: number): SettingUsed => ({ name, label: name, value, unit: '', isDefault: true })
const limits: ParallelLimits = { points: setting('potencyPlateauPoints', 15), low: setting('potencySlopeRatioLow', 0.67), high: setting('potencySlopeRatioHigh', 1.5) }
const context = { n: 40, nOf: 'wells', simulated: false, sources: [] } as const
const curve = { b: 1, c: 0, d: 1, e: 1 }

/** A quantity with its 90 % bounds; those at 95 % are unbounded, so that their use would be seen. */
function quantity([lower, upper]: Bounds): CurveQuantity {
  return { value: ((lower ?? 0) + (upper ?? 0)) / 2, standardError: 1, intervals: [{ level: 0.95, lower: null, upper: null, method: 'profile' }, { level: 0.9, lower, upper, method: 'profile' }] }
}

const ln = ([lower, upper]: Bounds): Bounds => [lower === null ? null : Math.log(lower), upper === null ? null : Math.log(upper)]

function judged(points: Bounds, slope: Bounds, used: ParallelLimits = limits): Parallelism {
  const fit: SeparateCurves = {
    reference: curve, test: curve, n: 40, df: 33, rss: 1, residualSd: 1, convergence: { relativeOffset: 0, starts: 1, startsAgreeing: 1 }, method: 'two curves', warnings: [],
    plateauDifference: quantity(points), lnSlopeRatio: quantity(ln(slope)),
  }
  return parallelismOf(ok(fit), used, context)
}

describe('parallelism by equivalence', () => {
  it.each<[Bounds, Bounds, Parallelism['outcome']]>([
    [[-5, 5], [0.9, 1.1], 'parallel'],
    [[-15, 15], [0.671, 1.499], 'parallel'],
    [[-15.01, 5], [0.9, 1.1], 'not shown'],
    [[-5, 15.01], [0.9, 1.1], 'not shown'],
    [[-5, 5], [0.66, 1.1], 'not shown'],
    [[-5, 5], [0.9, 1.51], 'not shown'],
    [[-5, 5], [null, 1.1], 'not shown'],
    [[-5, null], [0.9, 1.1], 'not shown'],
    [[null, null], [null, null], 'not shown'],
    [[15.1, 40], [0.9, 1.1], 'not parallel'],
    [[16, null], [0.9, 1.1], 'not parallel'],
    [[null, -16], [0.9, 1.1], 'not parallel'],
    [[-5, 5], [1.51, 2], 'not parallel'],
    [[-5, 5], [0.1, 0.66], 'not parallel'],
    [[-40, 40], [1.6, 9], 'not parallel'],
  ])('plateaus %j points, slopes %j: %s', (points, slope, outcome) => {
    expect(judged(points, slope).outcome).toBe(outcome)
  })

  it('says where the intervals lie', () => {
    expect(judged([-20, 5], [0.8, 1.2]).reason).toBe('the 90 % interval of the plateau difference, −20.0 to 5.0 points, reaches beyond ±15 points; that of the slope ratio, 0.80 to 1.20, lies within 0.67 to 1.5; too wide to tell')
    expect(judged([16, null], [0.8, 1.2]).reason).toContain('16.0 to unbounded points, lies wholly outside')
  })

  it('without fit or intervals, or with impossible limits, nothing is shown', () => {
    expect(parallelismOf(fail('too few ratios'), limits, context)).toMatchObject({ outcome: 'not shown', reason: 'parallelism cannot be judged: too few ratios', plateauDifference: { value: null, notAssessable: 'too few ratios' } })
    for (const [name, value] of [['points', 0], ['low', 0], ['low', 1.1], ['high', 0.9], ['points', Number.NaN]] as const) {
      expect(judged([-1, 1], [0.9, 1.1], { ...limits, [name]: { ...limits[name], value } }).reason).toMatch(/limits of parallelism are impossible/)
    }
  })

  it('a wider interval never turns "not shown" or "not parallel" into "parallel"', () => {
    const number = fc.double({ min: -60, max: 60, noNaN: true })
    fc.assert(fc.property(number, fc.double({ min: 0, max: 30, noNaN: true }), fc.double({ min: 0, max: 30, noNaN: true }), (centre, half, more) => {
      const [narrow, wide] = [judged([centre - half, centre + half], [0.9, 1.1]), judged([centre - half - more, centre + half + more], [0.9, 1.1])]
      if (wide.outcome === 'parallel') expect(narrow.outcome).toBe('parallel')
    }))
  })
})
