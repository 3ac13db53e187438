import { describe, expect, it } from 'vitest'
import type { ArmEffect, ArthritisResults } from '../../../shared/domain/arthritis/arthritis-results.ts'
import { arthritisResults } from '../../../shared/domain/arthritis/arthritis.ts'
import { metaAnalysis } from '../../../shared/domain/meta-analysis/meta-analysis.ts'
import { computeComparison } from '../../../shared/domain/results/compute-comparison.ts'
import { makeNotebook } from '../../../shared/records/notebook.ts'
import type { AnyRecord } from '../../../shared/records/record-kinds.ts'
import { buildSampleNotebook } from '../../../shared/sample/build-sample-notebook.ts'
import { arthritisId, experimentId, parsed, recordedAt, studyRecords, type TestAnimal } from '../../helpers/arthritis-records.ts'

const flat = (score: number): TestAnimal => ({ scores: { 20: score, 30: score, 40: score } })

/** Vehicle and one or two treated arms with constant scores, as experiment `n`. */
function study(n: number, arms: Readonly<Record<string, readonly number[]>>, origin?: 'simulated'): ArthritisResults {
  const records = studyRecords({ arms: Object.fromEntries(Object.entries(arms).map(([key, scores]) => [key, { role: key === 'v' ? 'vehicle' : 'treatment', animals: scores.map(flat) }])), ...(origin === undefined ? {} : { experiment: { origin: { type: origin, source: 'test' } } }) })
  const results = arthritisResults(makeNotebook(records), experimentId)
  return { ...results, experimentId: arthritisId(n), code: `EXP-${String(n)}` }
}
const contrast = (results: ArthritisResults, armKey = 't'): { results: ArthritisResults; effect: ArmEffect } => {
  const effect = results.effects.find((e) => e.armKey === armKey)
  if (effect === undefined) throw new Error('no effect')
  return { results, effect }
}
const nothing = makeNotebook([])
const literature = (arms: Readonly<Record<string, unknown>>): AnyRecord => parsed({ kind: 'literature-study', id: arthritisId(900), recordedAt, code: 'LIT', citation: 'c', verification: 'read in full', arms })

describe('metaAnalysis', () => {
  const one = study(1, { v: [8, 6, 10, 8], t: [4, 3, 5, 4] })
  const two = study(2, { v: [9, 7, 8, 8], t: [6, 8, 7, 5] })

  it('combines ln ratios of means, with the variances of the delta method', () => {
    const { effects, summary, prediction, heterogeneity } = metaAnalysis(nothing, [contrast(one), contrast(two)])
    // Scores 8, 6, 10, 8 of 16 are 50, 37.5, 62.5, 50 %: mean 50, variance 104.1667; treated half of it: mean 25, variance 26.0417.
    expect(effects[0]?.lnRatio).toBeCloseTo(Math.log(0.5), 12)
    expect(effects[0]?.variance).toBeCloseTo(104.16666667 / (4 * 2500) + 26.04166667 / (4 * 625), 9)
    expect(effects[1]?.lnRatio).toBeCloseTo(Math.log(6.5 / 8), 12)
    expect(effects.reduce((sum, e) => sum + e.weight, 0)).toBeCloseTo(100, 9)
    expect(summary).toMatchObject({ n: 2, nOf: 'experiments', unit: '%', simulated: false })
    expect(summary.value).toBeGreaterThan(18)
    expect(summary.value).toBeLessThan(50)
    const [i95] = summary.intervals
    expect((i95?.lower ?? NaN) < (summary.value ?? NaN) && (summary.value ?? NaN) < (i95?.upper ?? NaN)).toBe(true)
    expect((prediction?.lower ?? NaN) <= (i95?.lower ?? NaN) && (prediction?.upper ?? NaN) >= (i95?.upper ?? NaN)).toBe(true)
    expect(heterogeneity).toMatchObject({ df: 1 })
  })

  it('correlates arms that share a vehicle group by the variance of that group', () => {
    const both = study(3, { v: [8, 6, 10, 8], t: [4, 3, 5, 4], u: [4, 3, 5, 4] })
    const shared = metaAnalysis(nothing, [contrast(both, 't'), contrast(both, 'u')])
    const apart = metaAnalysis(nothing, [contrast(study(4, { v: [8, 6, 10, 8], t: [4, 3, 5, 4] })), contrast(study(5, { v: [8, 6, 10, 8], t: [4, 3, 5, 4] }))])
    expect(new Set(shared.effects.map((e) => e.vehicleGroup)).size).toBe(1)
    const half = (m: typeof shared): number => (m.summary.intervals[0]?.upper ?? NaN) - (m.summary.intervals[0]?.lower ?? NaN)
    expect(half(shared)).toBeGreaterThan(half(apart))
  })

  it('needs two effects, and says so', () => {
    expect(metaAnalysis(nothing, [contrast(one)]).summary).toMatchObject({ value: null, notAssessable: expect.stringContaining('at least 2') })
    expect(metaAnalysis(nothing, []).summary.value).toBeNull()
  })

  it('never takes simulated values', () => {
    const { effects, leftOut } = metaAnalysis(nothing, [contrast(one), contrast(study(6, { v: [8, 6], t: [4, 3] }, 'simulated'))])
    expect(effects.map((e) => e.label)).toEqual(['EXP-1, t'])
    expect(leftOut).toMatchObject([{ label: 'EXP-6, t', reason: 'simulated values' }])
  })

  it('leaves out what has no logarithm or no spread, without a trick', () => {
    const { leftOut } = metaAnalysis(nothing, [contrast(study(7, { v: [8, 6], t: [0, 0] })), contrast(study(8, { v: [8, 8], t: [4, 4] }))])
    expect(leftOut.map((l) => l.reason)).toEqual([expect.stringContaining('no logarithm'), expect.stringMatching(/do not vary|spread|interval/)])
  })

  it('shows published effects with limits beside, and never a reported "none" as a point', () => {
    const notebook = makeNotebook([literature({
      a: { order: 0, material: 'MSC', outcome: 'clinical score', result: 'better', effectPercent: 30, effectLower: 17, effectUpper: 43 },
      b: { order: 1, material: 'MSC', result: 'none', effectPercent: 0 },
      c: { order: 2, material: 'MSC', result: 'worse' },
      d: { order: 3, material: 'MSC', result: 'better', effectPercent: 60, effectLower: 17, effectUpper: 43 },
    })])
    const { effects, benchmarks, leftOut } = metaAnalysis(notebook, [contrast(one), contrast(two)])
    expect(effects).toHaveLength(2)
    expect(benchmarks).toMatchObject([{ outcome: 'clinical score', reduction: { value: 30 } }])
    expect(leftOut.map((l) => l.reason)).toEqual([expect.stringContaining('no effect reported, 0 %, without an interval'), expect.stringContaining('reported as worse'), expect.stringContaining('do not enclose')])
  })

  it('of the sample notebook combines nothing: every effect there is simulated or without interval', () => {
    const notebook = makeNotebook(buildSampleNotebook().map((r) => (r.kind === 'lab-settings' ? { ...r, permutations: 99 } : r)))
    const { metaAnalysis: m } = computeComparison(notebook, notebook.all('batch').slice(4).map((b) => b.id))
    expect(m.effects).toEqual([])
    expect(m.summary.value).toBeNull()
    expect(m.leftOut.filter((l) => l.from === 'own experiment').every((l) => l.reason === 'simulated values')).toBe(true)
    expect(m.leftOut.filter((l) => l.from === 'own experiment').length).toBeGreaterThan(3)
    expect(m.benchmarks.map((b) => b.outcome).sort()).toEqual(['clinical score', 'histological score', 'paw thickness'])
  })
})
