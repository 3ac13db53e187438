import { describe, expect, it } from 'vitest'
import { combineReadings, rankable } from '../../../../shared/domain/endpoints/bounded-value.ts'
import { endpointResults } from '../../../../shared/domain/endpoints/endpoints.ts'
import { gvhdWeightGrade } from '../../../../shared/domain/endpoints/gvhd-score.ts'
import { makeNotebook } from '../../../../shared/records/notebook.ts'
import { allocationId, arthritisId, experimentId, recordedAt } from '../../../helpers/arthritis-records.ts'
import { endpointNotebook, gvhdScale, gvhdScaleId, histologyScale, histologyScaleId, measured } from '../../../helpers/endpoint-records.ts'

const three = { v: 3, t: 3, u: 3 }
const all = ['v0', 'v1', 'v2', 't0', 't1', 't2', 'u0', 'u1', 'u2']
const values = (list: readonly number[]) => list.map((value, i) => ({ animalKey: all[i], value }))

describe('limits of quantification', () => {
  it('are averaged among themselves, never with measurements', () => {
    expect(combineReadings([{ value: 10, bound: '<' }, { value: 20, bound: '<' }])).toEqual({ ok: true, value: { value: 15, bound: '<' } })
    expect(combineReadings([{ value: 10, bound: '<' }, { value: 20 }]).ok).toBe(false)
    expect(combineReadings([]).ok).toBe(false)
    expect(combineReadings([{ value: NaN }]).ok).toBe(false)
  })

  it('tie everything below the highest lower limit, and say how many measurements that takes', () => {
    const ranked = rankable([{ value: 10, bound: '<' }, { value: 20, bound: '<' }, { value: 15 }, { value: 30 }, { value: 50, bound: '>' }])
    expect(ranked.ok).toBe(true)
    if (!ranked.ok) return
    const [a, b, c, d, e] = ranked.value.ranks
    expect(new Set([a, b, c]).size).toBe(1)
    expect(ranked.value.recensored).toBe(1)
    expect((c ?? 0) < (d ?? 0) && (d ?? 0) < (e ?? 0)).toBe(true)
    expect(rankable([{ value: 50, bound: '<' }, { value: 40, bound: '>' }]).ok).toBe(false)
  })

  it('print the median with its sign where it falls on one', () => {
    const list = values([5, 5, 9, 20, 30, 40, 8, 9, 10]).map((v, i) => (i < 2 ? { ...v, bound: 'below-lower-limit' } : v))
    const q = endpointResults(endpointNotebook(three, [measured(1, 'serology', list)]), experimentId).quantities[0]
    expect(q?.arms[0]?.median).toMatchObject({ value: 5, bound: '<' })
    expect(q?.contrasts[0]?.test.warnings.join()).toContain('lowest')
    expect(q?.contrasts[0]?.cliffsDelta.value).toBe(1)
  })
})

describe('samples', () => {
  it('of one animal are averaged first; tube, day and freeze-thaws are named', () => {
    const tube = { kind: 'sample-tube', id: arthritisId(4000), recordedAt, code: 'S-1', experimentId, animalKey: 'v0', day: 38, freezeThaws: { a: { order: 0 }, b: { order: 1 } } }
    const list = [{ animalKey: 'v0', value: 10, sampleTubeId: arthritisId(4000) }, ...values([20, 3, 4, 5, 6, 7, 8, 9, 10])]
    const q = endpointResults(endpointNotebook(three, [tube, measured(1, 'cytokine', list)]), experimentId).quantities[0]
    expect(q?.animals[0]?.value.value).toBe(15)
    expect(q?.animals[0]?.samples[0]).toContain('tube S-1, 2 freeze-thaws, day 38')
    expect(q?.arms[0]?.mean.n).toBe(3)
  })

  it('excluded animals are listed and left out; excluded values are named', () => {
    const fields = (arm: string, i: number) => (arm === 'v' && i === 0 ? { excluded: { reason: 'tumour' } } : {})
    const list = [...values([100, 2, 3, 4, 5, 6, 7, 8, 9]), { animalKey: 't0', value: 999, excluded: { reason: 'haemolysed' } }]
    const q = endpointResults(endpointNotebook(three, [measured(1, 'other', list)], { fields }), experimentId).quantities[0]
    expect(q?.arms[0]).toMatchObject({ measured: 3, analysed: 2, excluded: [{ animal: 'v0', reason: 'tumour' }] })
    expect(q?.arms[0]?.mean.value).toBe(2.5)
    expect(q?.arms[1]?.mean.value).toBe(5)
    expect(q?.warnings.join()).toContain('haemolysed')
  })
})

describe('allocation and units', () => {
  const list = values([1, 2, 3, 4, 5, 6, 7, 8, 9])

  it('computes nothing while the allocation is sealed', () => {
    const content = { state: 'sealed', algorithm: 'x', ciphertext: 'x', commitment: '0'.repeat(64) }
    const r = endpointResults(endpointNotebook(three, [measured(1, 'other', list)], { allocation: { id: allocationId, content } }), experimentId)
    expect(r.notAssessable).toContain('sealed')
    expect(r.quantities).toEqual([])
  })

  it('takes cages as units where whole cages were allocated', () => {
    const fields = (arm: string, i: number) => ({ cageKey: `${arm}${i < 2 ? 'a' : 'b'}` })
    const q = endpointResults(endpointNotebook(three, [measured(1, 'other', list)], { fields, experiment: { cageScheme: 'whole cages' } }), experimentId).quantities[0]
    expect(q?.arms[0]?.mean).toMatchObject({ value: 2.25, n: 2, nOf: 'cages' })
    expect(q?.contrasts[0]?.test.nOf).toBe('cages')
  })

  it('is independent of the order of records and marks simulated ones', () => {
    const notebook = endpointNotebook(three, [measured(1, 'other', list, { origin: { type: 'simulated' } }), measured(2, 'serology', list)])
    const r = endpointResults(notebook, experimentId)
    expect(endpointResults(makeNotebook(notebook.records.toReversed()), experimentId)).toEqual(r)
    expect(r.quantities.map((q) => q.simulated)).toEqual([true, false])
    expect(r.quantities[0]?.contrasts[0]?.difference?.simulated).toBe(true)
  })
})

describe('histology', () => {
  it('sums sites where the maximum of the scale is that of several, and needs all of them', () => {
    const one = (animalKey: string, site: string) => ['inflammation', 'pannus', 'cartilage', 'bone'].map((partKey) => ({ animalKey, site, partKey, value: 2 }))
    const list = [...one('v0', 'left'), ...one('v0', 'right'), ...one('t0', 'left')]
    const q = endpointResults(endpointNotebook(three, [histologyScale({ maximumTotal: 40 }), measured(1, 'histology', list, { scaleId: histologyScaleId, observerBlinded: true })]), experimentId).quantities.find((x) => x.part === 'total')
    expect(q?.animals[0]?.value.value).toBe(40)
    expect(q?.animals[1]?.value.notAssessable).toContain('1 of the 2 sites')
    expect(q?.observer).toBe('blinded')
  })

  it('does not clip or fill in: out of range and missing criteria have no value', () => {
    const list = [{ animalKey: 'v0', partKey: 'bone', value: 7 }, { animalKey: 'v1', partKey: 'bone', value: 2 }]
    const r = endpointResults(endpointNotebook(three, [histologyScale(), measured(1, 'histology', list, { scaleId: histologyScaleId })]), experimentId)
    const [bone, total] = r.quantities
    expect(bone?.animals[0]?.value.notAssessable).toContain('outside 0 to 5')
    expect(bone?.animals[1]?.value.value).toBe(40)
    expect(total?.animals[1]?.value.notAssessable).toContain('1 of 4 criteria')
  })
})

describe('hypersensitivity', () => {
  it('takes right as challenged where nothing is named, with a warning, and needs both ears', () => {
    const list = [{ animalKey: 'v0', site: 'right ear', value: 0.3 }, { animalKey: 'v0', site: 'left ear', value: 0.2 }, { animalKey: 'v1', site: 'right ear', value: 0.3 }, { animalKey: 'v2', site: 'left ear', value: 0 }, { animalKey: 'v2', site: 'right ear', value: 1 }]
    const q = endpointResults(endpointNotebook(three, [measured(1, 'hypersensitivity', list)]), experimentId).quantities[0]
    expect(q?.animals[0]?.value.value).toBeCloseTo(50, 10)
    expect(q?.animals[1]?.value.notAssessable).toContain('control site: not measured')
    expect(q?.animals[2]?.value.notAssessable).toContain('no meaning')
    expect(q?.warnings.join()).toContain('right is taken as challenged')
  })

  it('takes swellings as recorded where no control site is read', () => {
    const q = endpointResults(endpointNotebook(three, [measured(1, 'hypersensitivity', values([30, 31, 32]), { unit: '%' })]), experimentId).quantities[0]
    expect(q?.definition).toBe('swelling as recorded')
    expect(q?.arms[0]?.mean.value).toBe(31)
  })
})

describe('GVHD score', () => {
  it('grades each limit of weight loss as the worse grade; exactly 25 % is 2', () => {
    expect([-5, 0, 9.99, 10, 24.99, 25, 40].map((loss) => { const g = gvhdWeightGrade(loss); return g.ok ? g.value : null })).toEqual([0, 0, 0, 1, 1, 2, 2])
    expect(gvhdWeightGrade(101).ok || gvhdWeightGrade(NaN).ok).toBe(false)
  })

  it('gives the time-weighted mean and maximum of the summed criteria; a death by disease carries the maximum', () => {
    const parts = ['weight', 'posture', 'activity', 'fur', 'skin']
    const day = (n: number, d: number, score: Readonly<Record<string, number>>) => measured(n, 'gvhd-score', Object.entries(score).flatMap(([animalKey, value]) => parts.map((partKey) => ({ animalKey, partKey, value }))), { day: d, scaleId: gvhdScaleId })
    const fields = (arm: string, i: number) => (arm === 'u' && i === 0 ? { death: { day: 30, cause: 'arthritis-endpoint' } } : {})
    const notebook = endpointNotebook(three, [gvhdScale, day(1, 20, { v0: 0, u0: 1 }), day(2, 30, { v0: 2 }), day(3, 40, { v0: 1, t0: 3 })], { fields })
    const [mean, maximum] = endpointResults(notebook, experimentId).quantities
    // v0: 0 to 100 % over ten days, 100 to 50 % over ten: (50 + 75) / 2. u0: 50 % to day 30, then the maximum.
    expect(mean?.animals.find((a) => a.animalKey === 'v0')?.value.value).toBeCloseTo(62.5, 10)
    expect(maximum?.animals.find((a) => a.animalKey === 'v0')?.value.value).toBe(100)
    expect(mean?.animals.find((a) => a.animalKey === 'u0')?.value.value).toBeCloseTo(75, 10)
    expect(maximum?.animals.find((a) => a.animalKey === 'u0')?.value.value).toBe(100)
    expect(mean?.animals.find((a) => a.animalKey === 't0')?.value.notAssessable).toContain('outside 0 to 2')
  })

  it('needs its scale', () => {
    expect(endpointResults(endpointNotebook(three, [measured(1, 'gvhd-score', values([1, 2, 3]))]), experimentId).quantities[0]?.animals[0]?.value.notAssessable).toContain('score scale')
  })
})

describe('survival', () => {
  it('censors at the scheduled death or when last seen, and leaves out who was never seen', () => {
    const fields = (arm: string, i: number) => (arm === 'v' ? { death: { day: 10 + i, cause: i === 2 ? 'scheduled' : 'unrelated' } } : {})
    const r = endpointResults(endpointNotebook(three, [measured(1, 'other', [{ animalKey: 't0', value: 1 }])], { fields }), experimentId).survival[0]
    expect(r?.animals.map((a) => [a.day, a.event]).slice(0, 5)).toEqual([[10, true], [11, true], [12, false], [40, false], [null, false]])
    expect(r?.warnings.join()).toContain('t1 is left out')
    expect(r?.arms[0]).toMatchObject({ animals: 3, events: 2 })
    expect(r?.arms[2]?.medianDays.value).toBeNull()
  })

  it('is not made up where nobody died and the model is none of survival', () => {
    expect(endpointResults(endpointNotebook(three, []), experimentId)).toMatchObject({ quantities: [], survival: [] })
  })
})
