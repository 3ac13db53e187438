import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { intervalAt } from '../../../../shared/domain/estimate.ts'
import type { RunMean } from '../../../../shared/domain/suppression/suppression-results.ts'
import { expected, onlySeries, plateWells, wellsWithS, type PlateInput, type Setup } from '../../../helpers/suppression-records.ts'

/** One run per row: S, number of the vial, number of the responder lot, day. */
type RunRow = readonly [s: number, vial: number, lot: number, day?: string]
const plate = ([s, vial, lot, day]: RunRow, i: number): PlateInput => ({
  wells: wellsWithS(s, { materialKey: `v${String(vial)}`, responderKey: `r${String(lot)}` }),
  performedAt: day ?? `2026-02-${String(i + 1).padStart(2, '0')}`,
})

function meanOf(rows: readonly RunRow[], more: Partial<Setup> = {}): RunMean {
  const vials = Math.max(...rows.map((r) => r[1]))
  const lots = Array.from({ length: Math.max(...rows.map((r) => r[2])) }, (_, i) => [`D${String(i + 1)}`])
  const [mean] = onlySeries({ plates: rows.map(plate), vials, lots, ...more }).means
  if (mean === undefined) throw new Error('no mean')
  return mean
}

describe('mean over runs', () => {
  it('has the t interval of R over independent runs', () => {
    const { suppression, unit, runs, ratio } = meanOf([[62.1, 1, 1], [55.4, 2, 2], [70.3, 3, 3], [48.8, 4, 4]])
    expect(suppression.value).toBeCloseTo(expected.runs.mean, 9)
    for (const [level, want] of [[0.95, expected.runs.ci95], [0.9, expected.runs.ci90]] as const) {
      expect(intervalAt(suppression, level)?.lower).toBeCloseTo(want[0] ?? NaN, 8)
      expect(intervalAt(suppression, level)?.upper).toBeCloseTo(want[1] ?? NaN, 8)
    }
    expect(suppression).toMatchObject({ n: 4, nOf: 'runs', unit: '%', warnings: [] })
    expect(suppression.noInterval).toBeUndefined()
    expect([unit, ratio, runs.length]).toEqual(['runs', 0.1, 4])
    expect(suppression.sources.map((s) => s.name).toSorted()).toEqual(['PL-1', 'PL-2', 'PL-3', 'PL-4'])
  })

  it('gives the value but no interval below three runs', () => {
    for (const [rows, text] of [[[[60, 1, 1]], '1 run, 3 needed'], [[[60, 1, 1], [70, 2, 2]], '2 runs, 3 needed']] as const) {
      const { suppression } = meanOf(rows)
      expect(suppression.value).toBeCloseTo(rows.length === 1 ? 60 : 65, 9)
      expect(suppression).toMatchObject({ intervals: [], noInterval: text, n: rows.length })
      expect(suppression.warnings).toContain(text)
    }
  })

  it('gives no interval when runs agree exactly', () => {
    const { suppression } = meanOf([[60, 1, 1], [60, 2, 2], [60, 3, 3]])
    expect(suppression.intervals).toEqual([])
    expect(suppression.noInterval).toContain('equal')
  })

  it('averages the plates of one run before anything else', () => {
    const { suppression, runs } = meanOf([[50, 1, 1, '2026-02-01'], [70, 1, 1, '2026-02-01T16:30'], [40, 2, 2], [80, 3, 3]])
    expect(runs.map((r) => [r.suppressionPercent?.toFixed(6), r.plates])).toEqual([['60.000000', ['PL-1', 'PL-2']], ['40.000000', ['PL-3']], ['80.000000', ['PL-4']]])
    expect(suppression).toMatchObject({ n: 3 })
    expect(suppression.value).toBeCloseTo(60, 9)
  })
})

describe('runs that share thaws or donors', () => {
  // Three thaws, each with responder donors A and B: 60 50, 66 52, 72 61.
  const crossed: readonly RunRow[] = [[60, 1, 1], [50, 1, 2], [66, 2, 1], [52, 2, 2], [72, 3, 1], [61, 3, 2]]

  it('are averaged to the donors where these are fewer: by hand (66, 54.333)', () => {
    const { suppression, unit } = meanOf(crossed)
    expect(suppression.value).toBeCloseTo((66 + 163 / 3) / 2, 9)
    expect(suppression).toMatchObject({ n: 2, nOf: 'donors', intervals: [], noInterval: '2 responder donors, 3 needed' })
    expect(unit).toBe('responder donors (6 runs averaged to 2)')
  })

  it('are averaged to the thaws where these are fewer, or as many: by hand (55, 59, 66.5)', () => {
    const fourDonors: readonly RunRow[] = [[60, 1, 1], [50, 1, 2], [66, 2, 3], [52, 2, 4], [72, 3, 1], [61, 3, 2]]
    for (const { suppression, unit } of [meanOf(fourDonors), meanOf(crossed, { lots: [['D1', 'D3'], ['D2', 'D4']] })]) {
      expect(suppression.value).toBeCloseTo(expected.byThaw.mean, 9)
      expect(intervalAt(suppression, 0.95)?.lower).toBeCloseTo(expected.byThaw.ci95[0] ?? NaN, 8)
      expect(intervalAt(suppression, 0.9)?.upper).toBeCloseTo(expected.byThaw.ci90[1] ?? NaN, 8)
      expect(suppression).toMatchObject({ n: 3, nOf: 'runs' })
      expect(unit).toBe('thaws or harvests (6 runs averaged to 3)')
    }
    const square: readonly RunRow[] = [[60, 1, 1], [50, 1, 2], [66, 2, 1], [52, 2, 2]]
    expect(meanOf(square).unit).toBe('thaws or harvests (4 runs averaged to 2)')
  })

  it('unequal numbers of runs per level weigh the levels, not the runs', () => {
    const { suppression } = meanOf([[10, 1, 1], [20, 1, 2], [30, 1, 3], [60, 2, 4], [90, 3, 5]])
    expect(suppression.value).toBeCloseTo((20 + 60 + 90) / 3, 9)
  })

  it('count one thaw tested on many donors as one', () => {
    const { suppression } = meanOf([[60, 1, 1, '2026-02-01'], [50, 1, 2, '2026-02-01'], [66, 1, 3, '2026-02-01']])
    expect(suppression).toMatchObject({ n: 1, intervals: [], noInterval: '1 thaw or harvest, 3 needed' })
  })

  it('count one responder donor as one, but a frozen pool of donors as a lot that thaws can share', () => {
    const rows: readonly RunRow[] = [[60, 1, 1], [50, 2, 1], [66, 3, 1]]
    expect(meanOf(rows).suppression).toMatchObject({ n: 1, noInterval: '1 responder donor, 3 needed' })
    const pool = meanOf(rows, { lots: [['D1', 'D2', 'D3']] })
    expect(pool.suppression).toMatchObject({ n: 3, nOf: 'runs' })
    expect(pool.suppression.intervals.length).toBe(2)
    expect(pool.suppression.warnings.join(' ')).toContain('All runs share one frozen responder pool')
    expect(meanOf(rows, { lots: [['D1', 'D2', 'D3']], lotState: 'fresh' }).suppression.n).toBe(1)
  })

  it('see one donor behind several lots, also through a third lot', () => {
    const rows: readonly RunRow[] = [[60, 1, 1], [50, 2, 2], [66, 3, 3]]
    expect(meanOf(rows, { lots: [['D1'], ['D1'], ['D2']] }).suppression.n).toBe(2)
    expect(meanOf(rows, { lots: [['D1'], ['D2'], ['D1', 'D2']], lotState: 'fresh' }).suppression.n).toBe(1)
    // A frozen pool stays a lot of its own, though one of its donors was also used alone, twice.
    expect(meanOf([[60, 1, 1], [50, 2, 1], [66, 3, 2]], { lots: [['D1'], ['D1', 'D2']] }).suppression).toMatchObject({ n: 2, nOf: 'donors' })
    const unnamed = meanOf(rows, { lots: [[], [], []] }).suppression
    expect(unnamed.n).toBe(3)
    expect(unnamed.warnings.join(' ')).toContain('names no donors')
  })
})

describe('runs that cannot be told apart or assessed', () => {
  it('makes one run of plates without a day, and does not count it beside a run that has one', () => {
    const coarse = onlySeries({ plates: [plate([60, 1, 1, '2026-02'], 0), { ...plate([70, 1, 1], 1), performedAt: '2026' }], vials: 1 })
    expect(coarse.runs.map((r) => [r.suppressionPercent?.toFixed(6), r.day, r.plates.length])).toEqual([['65.000000', 'not recorded', 2]])
    expect(coarse.warnings.filter((w) => w.includes('cannot be told')).length).toBe(2)
    const both = onlySeries({ plates: [plate([60, 1, 1, '2026-02'], 0), plate([70, 1, 1, '2026-02-03'], 1)], vials: 1 })
    expect(both.runs.map((r) => [r.day, r.suppressionPercent === null])).toEqual([['2026-02-03', false], ['not recorded', true]])
    expect(both.means[0]?.suppression).toMatchObject({ n: 1 })
    expect(both.means[0]?.suppression.warnings.join(' ')).toContain('may be the same run')
  })

  it('lists runs that are not assessable with the reason, and plates left out of a run', () => {
    const bad = { wells: plateWells([500], [100], [200], { materialKey: 'v2', responderKey: 'r2' }), performedAt: '2026-02-02' }
    const series = onlySeries({ plates: [plate([60, 1, 1], 0), bad], vials: 2, lots: [['D1'], ['D2']] })
    expect(series.runs.map((r) => [r.suppressionPercent === null, r.notAssessable?.includes('controls without signal')])).toEqual([[false, undefined], [true, true]])
    expect(series.means[0]?.suppression).toMatchObject({ n: 1, noInterval: '1 run, 3 needed' })
    expect(series.means[0]?.suppression.warnings.join(' ')).toContain('thaw of vial V-2, responders RL-2, 2026-02-02 is not assessable')
    const alone = onlySeries({ plates: [bad], vials: 2, lots: [['D1'], ['D2']] }).means.at(0) ?? onlySeries({ plates: [bad], vials: 2 }).means[0]
    expect(alone?.suppression).toMatchObject({ value: null, n: 0, intervals: [] })
    const mixed = onlySeries({ plates: [plate([60, 1, 1, '2026-02-01'], 0), { ...bad, wells: plateWells([500], [100], [200]), performedAt: '2026-02-01' }] })
    expect(mixed.runs.length).toBe(1)
    expect(mixed.runs[0]?.suppressionPercent).toBeCloseTo(60, 9)
    expect(mixed.warnings.join(' ')).toContain('left out of its mean: plate PL-2')
  })

  it('has an interval exactly when there are three independent units, whatever the sharing', () => {
    const row = fc.tuple(fc.integer({ min: -50, max: 110 }), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })).map(([s, v, l]): RunRow => [s + v / 7 + l / 11, v, l])
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 7 }), (rows) => {
        const { suppression } = meanOf(rows)
        expect(suppression.intervals.length).toBe(suppression.n >= 3 ? 2 : 0)
        const vials = new Set(rows.map((r) => r[1])).size
        const lots = new Set(rows.map((r) => r[2])).size
        expect(suppression.n).toBe(vials === rows.length && lots === rows.length ? rows.length : Math.min(vials, lots))
        const [low, high] = [Math.min(...rows.map((r) => r[0])), Math.max(...rows.map((r) => r[0]))]
        expect(suppression.value).toBeGreaterThanOrEqual(low - 1e-9)
        expect(suppression.value).toBeLessThanOrEqual(high + 1e-9)
      }),
      { numRuns: 150 },
    )
  })
})
