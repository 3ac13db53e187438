import { describe, expect, it } from 'vitest'
import { intervalAt } from '../../../../shared/domain/estimate.ts'
import { potencyResults } from '../../../../shared/domain/potency/potency.ts'
import type { PotencySeries } from '../../../../shared/domain/potency/potency-results.ts'
import { makeNotebook, type Notebook } from '../../../../shared/records/notebook.ts'
import { buildSampleNotebook } from '../../../../shared/sample/build-sample-notebook.ts'
import { estimatesIn, incompleteBecause, unprintableIn } from '../../../helpers/estimates-in.ts'
import { DOSES, potencyNotebook, potencySetup, potencyWells, REFERENCE, referenceMaterials, testCurve } from '../../../helpers/potency-records.ts'
import { batchId, recordedAt, setup, uuid } from '../../../helpers/suppression-records.ts'

function only(notebook: Notebook): PotencySeries {
  const { series } = potencyResults(notebook, batchId)
  const [first] = series
  if (first === undefined || series.length !== 1) throw new Error(`expected one series, found ${String(series.length)}`)
  return first
}

const outcomes = (s: PotencySeries): readonly string[] => s.runs.flatMap((r) => r.plates.map((p) => p.parallelism.outcome))

describe('parallel curves', () => {
  const s = only(potencyNotebook([{ test: testCurve(2) }, { test: testCurve(1.8) }, { test: testCurve(2.2) }]))

  it('twice as potent is a relative potency of 2: half the MSC for the same effect', () => {
    expect(outcomes(s)).toEqual(['parallel', 'parallel', 'parallel'])
    expect(s.headline).toBe('relative potency')
    expect(s.relativePotency).toMatchObject({ n: 3, nOf: 'runs', unit: '', simulated: false })
    expect(s.relativePotency.value).toBeGreaterThan(1.8)
    expect(s.relativePotency.value).toBeLessThan(2.2)
    const interval = intervalAt(s.relativePotency, 0.95)
    expect(interval?.lower).toBeGreaterThan(1)
    expect(interval?.upper).toBeGreaterThan(2)
  })

  it('every plate keeps its own interval, and the combined value is the geometric mean of the runs', () => {
    const runs = s.runs.map((r) => r.relativePotency)
    expect(runs.every((r) => r.intervals.length === 2)).toBe(true)
    const mean = Math.exp(runs.reduce((sum, r) => sum + Math.log(r.value ?? NaN), 0) / 3)
    expect(s.relativePotency.value).toBeCloseTo(mean, 10)
  })

  it('names its wells, its limits and the reference', () => {
    const [run] = s.runs
    const [plate] = run?.plates ?? []
    expect(plate?.wells.control).toHaveLength(6)
    expect(plate?.wells.reference).toHaveLength(4 * DOSES.length)
    expect(plate?.relativePotency.sources).toHaveLength(6 + 8 * DOSES.length)
    expect(s.referenceLotCode).toBe('REF-A')
    expect(potencyResults(potencyNotebook([]), batchId).limits.map((l) => [l.name, l.value, l.isDefault])).toEqual([['potencyPlateauPoints', 15, true], ['potencySlopeRatioLow', 0.67, true], ['potencySlopeRatioHigh', 1.5, true]])
  })

  it('the test material seen from the other side: fewer MSC needed means above 1', () => {
    const weak = only(potencyNotebook([{ test: testCurve(0.5) }, { test: testCurve(0.5) }, { test: testCurve(0.5) }]))
    expect(weak.relativePotency.value).toBeLessThan(0.6)
    expect(weak.suppressionDifference.value).toBeLessThan(0)
    expect(s.suppressionDifference.value).toBeGreaterThan(0)
  })
})

describe('parallelism by equivalence', () => {
  it('another plateau: not parallel, and the difference of suppression stands in', () => {
    const s = only(potencyNotebook([1, 2, 3].map(() => ({ test: testCurve(1, { c: 20_000 }) }))))
    expect(outcomes(s)).toEqual(['not parallel', 'not parallel', 'not parallel'])
    expect(s.headline).toBe('difference of suppression')
    expect(s.relativePotency.value).toBeNull()
    expect(s.relativePotency.notAssessable).toMatch(/no run can be used: .*not parallel \(the 90 % interval of the plateau difference, −\d/)
    expect(s.suppressionDifference).toMatchObject({ n: 3, unit: 'points' })
    expect(s.suppressionDifference.intervals).toHaveLength(2)
  })

  it('another slope: not parallel', () => {
    expect(outcomes(only(potencyNotebook([{ test: testCurve(1, { b: 4 }) }])))).toEqual(['not parallel'])
  })

  it('scattered wells do not show parallelism, however large a p value they would give', () => {
    const s = only(potencyNotebook([{ cv: 0.25 }, { cv: 0.25 }, { cv: 0.25 }]))
    expect(outcomes(s)).toContain('not shown')
    expect(outcomes(s)).not.toContain('parallel')
  })

  it('the limits of the lab decide, and impossible ones are refused', () => {
    const withLimits = (limits: Readonly<Record<string, number>>): PotencySeries => only(potencyNotebook([{}], { more: [{ kind: 'lab-settings', id: uuid(900), recordedAt, ...limits }] }))
    expect(outcomes(withLimits({}))).toEqual(['parallel'])
    expect(outcomes(withLimits({ potencyPlateauPoints: 0.5 }))).toEqual(['not shown'])
    const impossible = withLimits({ potencySlopeRatioLow: 2 })
    expect(impossible.runs[0]?.plates[0]?.parallelism.reason).toMatch(/limits of parallelism are impossible/)
  })

  it('three ratios cannot show it, and say so', () => {
    const s = only(potencyNotebook([{ doses: [0.03, 0.1, 0.3] }]))
    expect(outcomes(s)).toEqual(['not shown'])
    expect(s.runs[0]?.plates[0]?.parallelism.reason).toMatch(/3 ratios, at least 4 needed/)
    expect(s.runs[0]?.suppressionDifference.value).not.toBeNull()
  })

  it('runs with parallelism count, others are named', () => {
    const s = only(potencyNotebook([{}, {}, {}, { test: testCurve(1, { c: 22_000 }) }]))
    expect(s.relativePotency.n).toBe(3)
    expect(s.relativePotency.warnings.join()).toMatch(/1 of 4 runs is left out: thaw of vial V-4.*not parallel/)
    expect(s.runs[3]?.leftOut).toMatch(/not parallel/)
  })
})

describe('what is compared', () => {
  it('only what stands on one plate', () => {
    const apart = potencySetup([{}])
    const wells = apart.plates[0]?.wells ?? {}
    const of = (key: string) => Object.fromEntries(Object.entries(wells).filter(([, w]) => w['materialKey'] === undefined || w['materialKey'] === key))
    const results = potencyResults(makeNotebook(setup({ ...apart, plates: [{ performedAt: '2026-02-01', wells: of('v1') }, { performedAt: '2026-02-01', wells: of('ref1') }] })), batchId)
    expect(results.series).toEqual([])
    expect(results.findings.map((f) => f.rule)).toEqual(['reference-not-beside'])
  })

  it('nothing without a reference, and nothing for a batch that is not there', () => {
    expect(potencyResults(makeNotebook(setup({ plates: [{ wells: potencyWells() }] })), batchId)).toMatchObject({ series: [], findings: [] })
    expect(potencyResults(potencyNotebook([{}]), uuid(999)).series).toEqual([])
  })

  it('excluded wells stay visible and do not count', () => {
    const base = potencySetup([{}])
    const wells = base.plates[0]?.wells ?? {}
    const excluded = { ...wells, C1: { ...wells['C1'], role: 'sample', signal: 1, excluded: { by: uuid(901), at: recordedAt, reason: 'bubble' } } }
    const person = { kind: 'person', id: uuid(901), recordedAt, code: 'AB', printedName: 'A. B.' }
    const s = only(makeNotebook(setup({ ...base, plates: [{ performedAt: '2026-02-01', wells: excluded }], more: [...(base.more ?? []), person] })))
    const [plate] = s.runs[0]?.plates ?? []
    expect(plate?.wells.reference.filter((w) => w.excluded).map((w) => w.well)).toEqual(['C1'])
    expect(plate?.relativePotency.n).toBe(6 + 8 * DOSES.length - 1)
  })

  it('enhancement has no potency', () => {
    const up = { ...REFERENCE, c: 90_000 }
    const s = only(potencyNotebook([{ reference: up, test: { ...up, e: 0.05 } }]))
    expect(s.runs[0]?.plates[0]?.relativePotency.notAssessable).toMatch(/rises with MSC \(enhancement\)/)
  })

  it('two plates of one run are averaged, a plate without a day beside a dated one is not counted', () => {
    const base = potencySetup([{ test: testCurve(2) }])
    const plate = (performedAt: string | undefined, seed: number) => ({ ...(performedAt === undefined ? {} : { performedAt }), wells: potencyWells({ test: testCurve(2), seed }) })
    const s = only(makeNotebook(setup({ ...base, plates: [plate('2026-02-01', 1), plate('2026-02-01', 2), plate('2026-02', 3)] })))
    expect(s.runs.map((r) => r.plates.length).toSorted((a, b) => a - b)).toEqual([1, 2])
    expect(s.runs.find((r) => r.plates.length === 2)?.relativePotency.noInterval).toMatch(/mean of 2 comparisons of one run/)
    expect(s.runs.find((r) => r.plates.length === 1)?.leftOut).toMatch(/the day is not recorded/)
    expect(s.relativePotency).toMatchObject({ n: 1, noInterval: '1 run, 3 needed' })
  })

  it('one vial of the reference in all runs leaves one unit', () => {
    const same = referenceMaterials('A', 1)
    const s = only(potencyNotebook([{}, {}, {}].map(() => ({ referenceKey: 'ref1' })), { materials: same }))
    expect(s.relativePotency.n).toBe(1)
  })
})

describe('the results as a whole', () => {
  const sample = buildSampleNotebook()
  const notebook = makeNotebook(sample)
  const batch = notebook.all('batch').find((b) => b.code === 'SIM-UC-0002')
  const results = potencyResults(notebook, batch?.id ?? '')

  it('every number is complete and printable, and simulated data are marked', () => {
    expect(results.series).toHaveLength(1)
    expect(results.series[0]?.simulated).toBe(true)
    const estimates = estimatesIn(results)
    expect(estimates.length).toBeGreaterThan(10)
    expect(estimates.flatMap(incompleteBecause)).toEqual([])
    expect(unprintableIn(results)).toEqual([])
    expect(estimates.every((e) => e.estimate.simulated)).toBe(true)
  })

  it('does not depend on the order of records', () => {
    expect(potencyResults(makeNotebook(sample.toReversed()), batch?.id ?? '')).toEqual(results)
  })
})
