import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { endpointResults } from '../../../../shared/domain/endpoints/endpoints.ts'
import type { EndpointQuantity } from '../../../../shared/domain/endpoints/endpoints-results.ts'
import { intervalAt, type Estimate } from '../../../../shared/domain/estimate.ts'
import { experimentId } from '../../../helpers/arthritis-records.ts'
import { armKeys, endpointNotebook, histologyScale, histologyScaleId, measured, type Arms } from '../../../helpers/endpoint-records.ts'
import { LargestDifference } from '../../statistics/read-fixture.ts'

type Bounds = readonly (number | null)[]
type Arm = { median: number | 'below' | 'between'; none: boolean; none90: boolean; m95: Bounds; m90: Bounds; topBelow: boolean; any: boolean; gm: number; g95: Bounds; mean: number; i95: Bounds }
type Contrast = { p: number; adjusted: number; delta: number; bounded: boolean; hl: number; ratio: number; r95: Bounds; r90: Bounds; diff: number; d95: Bounds; d90: Bounds }
type Survival = { day: number[]; event: number[]; median: number | null; lower: number | null; upper: number | null; last: number; lastLower: number | null; lastUpper: number | null; surv: number[] }
type FixtureSet = {
  limit: number; values: Arms<number[]>; arms: Arms<Arm>; t: Contrast; u: Contrast
  swelling: { left: Arms<number[]>; right: Arms<number[]>; values: Arms<number[]>; diff: number; d95: Bounds; p: number }
  histology: { scores: Arms<number[]>; total: Arms<number[]>; first: Arms<number[]>; hl: number; delta: number; adjusted: number[] }
  survival: Arms<Survival> & { p: Bounds; adjusted: Bounds }
}

// Made by test/fixtures/endpoints/make-endpoints.R (R 4.2, coin, survival).
const sets = JSON.parse(readFileSync(new URL('../../../fixtures/endpoints/endpoints.json', import.meta.url), 'utf8')) as readonly FixtureSet[]
const seen: Record<string, LargestDifference> = {}

function same(what: string, actual: number | null | undefined, expected: number | null, where: string): void {
  if (expected === null) { expect(actual ?? null, `${what} ${where}`).toBeNull(); return }
  const largest = (seen[what] ??= new LargestDifference(1e-3))
  largest.add(actual, expected, where)
}
function bounds(what: string, e: Estimate | null | undefined, expected: Bounds, level: number, where: string): void {
  const interval = e === null || e === undefined ? undefined : intervalAt(e, level)
  same(what, interval?.lower, expected[0] ?? null, where)
  same(what, interval?.upper, expected[1] ?? null, where)
}
const sizes = (values: Arms<readonly unknown[]>): Arms<number> => ({ v: values.v.length, t: values.t.length, u: values.u.length })
const each = <T>(values: Arms<readonly T[]>): readonly { readonly animalKey: string; readonly value: T }[] => armKeys.flatMap((arm) => values[arm].map((value, i) => ({ animalKey: `${arm}${i}`, value })))
const valuesOf = (q: EndpointQuantity, arm: string): readonly (number | null)[] => q.animals.filter((a) => a.armKey === arm).map((a) => a.value.value)

describe.each(sets.map((set, i) => [`${i + 1}`, set] as const))('random experiment %s against R', (name, set) => {
  it('serology: bounds, medians, geometric means, ratios, ranks and Holm', () => {
    const values = each(set.values).map(({ animalKey, value }) => (value < set.limit ? { animalKey, value: set.limit, bound: 'below-lower-limit' } : { animalKey, value }))
    const q = endpointResults(endpointNotebook(sizes(set.values), [measured(1, 'serology', values)]), experimentId).quantities[0]
    for (const key of armKeys) {
      const arm = q?.arms.find((a) => a.armKey === key)
      const expected = set.arms[key]
      if (expected.median === 'below') expect([arm?.median.value, arm?.median.bound]).toEqual([set.limit, '<'])
      else if (expected.median === 'between') expect(arm?.median.notAssessable).toContain('between a measured value and a limit')
      else same('median', arm?.median.value, expected.median, name)
      if (expected.median !== 'between') {
        if (!expected.topBelow) bounds('interval of the median', arm?.median, expected.m95, 0.95, name)
        if (expected.none90) expect(arm?.median.noInterval).toContain('too few')
      }
      if (expected.any) expect(arm?.mean.notAssessable).toContain('no measurements')
      else {
        same('mean', arm?.mean.value, expected.mean, name)
        bounds('interval of the mean', arm?.mean, expected.i95, 0.95, name)
        same('geometric mean', arm?.geometricMean?.value, expected.gm, name)
        bounds('interval of the geometric mean', arm?.geometricMean, expected.g95, 0.95, name)
      }
    }
    for (const key of ['t', 'u'] as const) {
      const c = q?.contrasts.find((x) => x.armKey === key)
      const expected = set[key]
      same('Mann-Whitney p', c?.test.p, expected.p, name)
      same('Holm', c?.test.adjustedP, expected.adjusted, name)
      same("Cliff's delta", c?.cliffsDelta.value, expected.delta, name)
      if (expected.bounded) expect([c?.ratio?.value, c?.difference?.value, c?.hodgesLehmann.value]).toEqual([null, null, null])
      else {
        same('Hodges-Lehmann', c?.hodgesLehmann.value, expected.hl, name)
        if (expected.d95[0] !== null) {
          same('ratio of geometric means', c?.ratio?.value, expected.ratio, name)
          bounds('interval of the ratio', c?.ratio, expected.r95, 0.95, name)
          bounds('interval of the ratio', c?.ratio, expected.r90, 0.9, name)
          same('difference of means', c?.difference?.value, expected.diff, name)
          bounds('interval of the difference', c?.difference, expected.d95, 0.95, name)
          bounds('interval of the difference', c?.difference, expected.d90, 0.9, name)
        }
      }
    }
  })

  it('hypersensitivity: swelling from both ears', () => {
    const ears = [...each(set.swelling.right).map((x) => ({ ...x, site: 'right ear' })), ...each(set.swelling.left).map((x) => ({ ...x, site: 'left ear' }))]
    const q = endpointResults(endpointNotebook(sizes(set.values), [measured(1, 'hypersensitivity', ears, { unit: 'mm', challengedSite: 'right ear', controlSite: 'left ear' })]), experimentId).quantities[0]
    expect(q?.unit).toBe('%')
    if (q === undefined) return
    for (const arm of armKeys) valuesOf(q, arm).forEach((value, i) => { same('swelling', value, set.swelling.values[arm][i] ?? null, name) })
    same('p of swelling', q.contrasts[0]?.test.p, set.swelling.p, name)
    if (set.swelling.d95[0] !== null) {
      same('difference of swelling', q.contrasts[0]?.difference?.value, set.swelling.diff, name)
      bounds('difference of swelling', q.contrasts[0]?.difference, set.swelling.d95, 0.95, name)
    }
  })

  it('histology: criteria, totals over two knees, ranks', () => {
    const parts = ['inflammation', 'pannus', 'cartilage', 'bone']
    const values = armKeys.flatMap((arm) => {
      const k = set.values[arm].length
      return set.histology.scores[arm].map((value, j) => ({ animalKey: `${arm}${j % k}`, site: `knee ${Math.floor(j / k) % 2}`, partKey: parts[Math.floor(j / (2 * k))], value }))
    })
    const results = endpointResults(endpointNotebook(sizes(set.values), [histologyScale(), measured(1, 'histology', values, { scaleId: histologyScaleId })]), experimentId)
    const total = results.quantities.find((q) => q.part === 'total')
    const first = results.quantities.find((q) => q.part === 'inflammation')
    expect(results.quantities).toHaveLength(5)
    if (total === undefined || first === undefined) return
    for (const arm of armKeys) {
      valuesOf(total, arm).forEach((value, i) => { same('histology total', value, set.histology.total[arm][i] ?? null, name) })
      valuesOf(first, arm).forEach((value, i) => { same('histology criterion', value, set.histology.first[arm][i] ?? null, name) })
    }
    same('histology shift', total.contrasts[0]?.hodgesLehmann.value, set.histology.hl, name)
    same('histology delta', total.contrasts[0]?.cliffsDelta.value, set.histology.delta, name)
    total.contrasts.forEach((c, i) => { same('histology Holm', c.test.adjustedP, set.histology.adjusted[i] ?? null, name) })
    expect(total.contrasts[0]?.difference).toBeNull()
  })

  it.each(['deaths', 'graft'])('survival: curves, medians, log-rank and Holm (%s)', (from) => {
    const s = set.survival
    const fields = (arm: keyof Arms<unknown>, i: number) => (from === 'graft' ? {} : { death: { day: s[arm].day[i], cause: s[arm].event[i] === 1 ? 'arthritis-endpoint' : 'scheduled' } })
    const values = armKeys.flatMap((arm) => s[arm].day.map((value, i) => ({ animalKey: `${arm}${i}`, value, ...(s[arm].event[i] === 1 ? {} : { bound: 'above-upper-limit' }) })))
    const others = from === 'graft' ? [measured(1, 'graft-survival', values)] : []
    const results = endpointResults(endpointNotebook(sizes(set.values), others, { fields, experiment: from === 'graft' ? {} : { model: 'graft-versus-host disease' } }), experimentId)
    const survival = results.survival[0]
    for (const key of armKeys) {
      const arm = survival?.arms.find((a) => a.armKey === key)
      arm?.curve.forEach((p, i) => { same('survival curve', p.survivalPercent, s[key].surv[i] ?? null, name) })
      same('median survival', arm?.medianDays.value, s[key].median, name)
      if (s[key].median !== null) bounds('interval of the median survival', arm?.medianDays, [s[key].lower, s[key].upper], 0.95, name)
      same('survival at the end', arm?.lastSurvival.value, s[key].last, name)
      if (s[key].last > 1e-9 && s[key].last < 100 - 1e-9) bounds('interval of survival at the end', arm?.lastSurvival, [s[key].lastLower, s[key].lastUpper], 0.95, name)
    }
    survival?.contrasts.forEach((c, i) => {
      same('log-rank', c.test.p, s.p[i] ?? null, name)
      same('log-rank Holm', c.test.adjustedP, s.adjusted[i] ?? null, name)
    })
    expect(survival?.contrasts).toHaveLength(2)
  })
})

it('stays within 1e-6 of R in every quantity, each met at least 50 times', () => {
  for (const [what, d] of Object.entries(seen)) expect(d.largest, `${what}: ${d.where}`).toBeLessThan(1e-6)
  expect(Object.values(seen).every((d) => d.count >= 50)).toBe(true)
  expect(Object.keys(seen)).toHaveLength(29)
})
