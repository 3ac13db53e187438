import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { intervalAt } from '../../../../shared/domain/estimate.ts'
import type { PlateSuppression } from '../../../../shared/domain/suppression/suppression-results.ts'
import { expected, B, C, onlySeries, plateWells, rowOf, X, type Setup, type Wells } from '../../../helpers/suppression-records.ts'

function plateOf(setup: Setup): PlateSuppression {
  const [plate] = onlySeries(setup).plates
  if (plate === undefined) throw new Error('no plate')
  return plate
}
const withWells = (wells: Wells, more: Partial<Setup> = {}): PlateSuppression => plateOf({ plates: [{ wells, performedAt: '2026-01-10' }], ...more })
const excluded = { excluded: { reason: 'bubble' } }

function expectMatches(plate: PlateSuppression, want: { readonly value: number; readonly lower: number; readonly upper: number }, level = 0.95): void {
  expect(plate.suppression.value).toBeCloseTo(want.value, 8)
  expect(intervalAt(plate.suppression, level)?.lower).toBeCloseTo(want.lower, 6)
  expect(intervalAt(plate.suppression, level)?.upper).toBeCloseTo(want.upper, 6)
}

describe('suppression on one plate', () => {
  it('gives S and the Fieller interval of the printed fixture', () => {
    const plate = withWells(plateWells())
    expect(plate.suppression.value).toBeCloseTo(75.99839, 5)
    expect(intervalAt(plate.suppression, 0.95)?.lower?.toFixed(2)).toBe('70.84')
    expect(intervalAt(plate.suppression, 0.95)?.upper?.toFixed(2)).toBe('80.90')
    expectMatches(plate, expected.unstimulated95)
    expectMatches(plate, expected.unstimulated90, 0.9)
    expect(plate.suppression).toMatchObject({ unit: '%', n: 3, nOf: 'wells', simulated: false })
    expect(plate.suppression.method).toContain('precision of this plate')
    expect(plate.stimulationIndex).toBeCloseTo(149890 / 650, 10)
    expect(plate.suppression.sources.map((s) => s.pointer)).toEqual(['A1', 'A2', 'A3', 'B1', 'B2', 'B3', 'C1', 'C2', 'C3'].map((w) => `/wells/${w}`))
  })

  it('subtracts nothing where the assay says so, as published by Schurgers', () => {
    const plate = withWells(plateWells(), { assay: { background: 'none' } })
    expect(plate.suppression.value).toBeCloseTo(75.66882, 5)
    expectMatches(plate, expected.none95)
    expect(plate.wells.background).toEqual([])
    expect(withWells(plateWells(X, C, []), { assay: { background: 'none' } }).suppression.value).toBeCloseTo(75.66882, 5)
  })

  it('subtracts MSC alone and unstimulated responders, matched by ratio or by cells', () => {
    const alone = (more: object): Wells => ({ ...plateWells(X, C, B, { mscCells: 1e4 }), ...rowOf('D', 'msc-alone', [1900, 2210, 2050], { materialKey: 'v1', ...more }) })
    for (const more of [{ ratioMscPerResponder: 0.1 }, { mscCells: 1e4 }]) {
      const plate = withWells(alone(more), { assay: { background: 'msc-alone' } })
      expectMatches(plate, expected.mscAlone95)
      expectMatches(plate, expected.mscAlone90, 0.9)
      expect(plate.suppression.warnings.join(' ')).toContain('subtracted twice')
      expect(plate.wells.background.map((w) => w.well)).toEqual(['C1', 'C2', 'C3', 'D1', 'D2', 'D3'])
    }
    for (const more of [{ ratioMscPerResponder: 0.2 }, { mscCells: 2e4 }, {}]) {
      const plate = withWells(alone(more), { assay: { background: 'msc-alone' } })
      expect(plate.suppression.value).toBeNull()
      expect(plate.suppression.notAssessable).toContain('MSC alone')
    }
    expect(withWells({ ...alone({ ratioMscPerResponder: 0.1 }), ...rowOf('C', 'empty', [null, null, null]) }, { assay: { background: 'msc-alone' } }).suppression.notAssessable).toContain('no unstimulated control well')
  })

  it('subtracts blanks of optical read-outs, and only reports them for counts', () => {
    const wells = { ...plateWells(), ...rowOf('E', 'blank', [40, 55, 61]) }
    const optical = { condition: { readout: 'BrdU', readoutUnit: 'OD 450' } }
    expectMatches(withWells(wells, { ...optical, assay: { background: 'none' } }), expected.blanked95)
    // With unstimulated wells the blank cancels in S, but not in the stimulation index.
    const cancelled = withWells(wells, optical)
    expectMatches(cancelled, expected.unstimulated95)
    expect(cancelled.stimulationIndex).toBeCloseTo((149890 - 156) / (650 - 156), 10)
    const counted = withWells(wells, { assay: { background: 'none' } })
    expectMatches(counted, expected.none95)
    expect(counted.suppression.warnings.join(' ')).toContain('reported, not subtracted')
    const alone = { ...wells, ...rowOf('D', 'msc-alone', [1900, 2210, 2050], { materialKey: 'v1', ratioMscPerResponder: 0.1 }) }
    const plate = withWells(alone, { ...optical, assay: { background: 'msc-alone' } })
    expectMatches(plate, expected.mscAloneBlank95)
    expect(plate.suppression.warnings.join(' ')).not.toContain('twice')
  })

  it('keeps enhancement negative, S above 100 % above it, and negative signals', () => {
    const enhanced = withWells(plateWells([60000, 62000], C, B))
    expect(enhanced.suppression.value).toBeLessThan(-20)
    expect(enhanced.suppression.warnings.join(' ')).toContain('enhancement')
    const below = withWells(plateWells([-20, 30, 10], C, B))
    expect(below.suppression.value).toBeGreaterThan(100)
    expect(below.suppression.warnings.join(' ')).toContain('Negative signals, kept as they are: A1.')
  })

  it('refuses signals that are impossible for the read-out', () => {
    const percent = { condition: { readout: 'CFSE', readoutUnit: '% divided' } }
    expect(withWells(plateWells([20, 25], [80, 85], [2, 3]), percent).suppression.value).toBeCloseTo(75, 8)
    expect(withWells(plateWells([20, 120], [80, 85], [2, 3]), percent).suppression.notAssessable).toContain('well A2 is 120 %')
    expect(withWells(plateWells([20, 21], [80, -85], [2, 3]), percent).suppression.notAssessable).toContain('well B2 is -85')
    const fixed = { ...plateWells([20, 21], [80, 85], [2, 3]), B2: { role: 'stimulated-control', responderKey: 'r1', signal: -85, ...excluded } }
    expect(withWells(fixed, percent).suppression.value).not.toBeNull()
  })

  it('refuses controls without signal and a stimulation index below the limit, and says which limit', () => {
    expect(withWells(plateWells(X, B, C)).suppression.notAssessable).toContain('controls without signal')
    expect(withWells(plateWells(X, B, B)).suppression).toMatchObject({ value: null, intervals: [] })
    expect(withWells(plateWells([1], [5e-324], []), { assay: { background: 'none' } }).suppression.notAssessable).toContain('too little to divide by')
    expect(withWells(plateWells([1], [1e200], [1])).suppression.notAssessable).toContain('well B1 is 1e+200, which no instrument reads')
    const weak = plateWells([210, 220], [300, 310], [200, 210])
    expect(withWells(weak).suppression.value).not.toBeNull()
    const limited = withWells(weak, { assay: { minimumStimulationIndex: 2 } })
    expect(limited.suppression.notAssessable).toContain('1.49, below the limit of 2 (declared in the assay)')
    expect(limited.stimulationIndex).toBeCloseTo(610 / 410, 10)
    const lab = withWells(weak, { more: [{ kind: 'lab-settings', id: '01890000-0000-7000-8000-000000000999', recordedAt: '2026-01-02T10:00:00+01:00', minimumStimulationIndex: 3 }] })
    expect(lab.suppression.notAssessable).toContain('setting of the lab')
    expect(withWells(weak, { assay: { background: 'none', minimumStimulationIndex: 2 } }).suppression.notAssessable).toContain('stimulation index')
  })

  it('gives S without an interval where a role has one well, and where wells do not vary', () => {
    const single = withWells(plateWells([12140], C, B))
    expect(single.suppression.value).not.toBeNull()
    expect(single.suppression.intervals).toEqual([])
    expect(single.suppression.noInterval).toContain('1 well')
    expect(withWells(plateWells([5, 5], [10, 10], [1, 1])).suppression.noInterval).toContain('do not vary')
  })

  it('refuses, with the reason, when wells are not there or not usable', () => {
    expect(withWells(plateWells(X, [], B)).suppression.notAssessable).toBe('the plate has no stimulated control well of this condition and responder')
    expect(withWells(plateWells(X, C, [])).suppression.notAssessable).toContain('no unstimulated control well')
    expect(withWells(plateWells([null, null], C, B)).suppression.notAssessable).toBe('no usable well with MSC (A1 without signal; A2 without signal)')
    expect(withWells(plateWells(X, C, B, excluded)).suppression.notAssessable).toContain('A1 excluded: bubble')
    expect(withWells(plateWells(X, C, B, { ratioMscPerResponder: 0 })).suppression.notAssessable).toContain('must be above 0')
    expect(withWells(plateWells(X, C, B, { ratioMscPerResponder: -0.1 })).suppression.notAssessable).toContain('must be above 0')
    expect(withWells(plateWells(), { plates: [{ wells: plateWells(), excluded: { reason: 'dropped' } }] }).suppression.notAssessable).toContain('plate excluded: dropped')
    expect(withWells(plateWells(), { assay: { excluded: { reason: 'wrong stimulus' } } }).suppression.notAssessable).toContain('assay excluded: wrong stimulus')
  })

  it('uses only controls of the same condition and responder, excluded wells aside', () => {
    const wells: Wells = {
      ...plateWells(),
      ...rowOf('F', 'stimulated-control', [1, 2], { responderKey: 'r2' }),
      ...rowOf('G', 'unstimulated-control', [9e5], { responderKey: 'r1', excluded: { reason: 'spill' } }),
      ...rowOf('H', 'stimulated-control', [7], { responderKey: 'r1', inhibitorKey: 'i1' }),
    }
    const plate = withWells(wells, { lots: [['D1'], ['D2']] })
    expectMatches(plate, expected.unstimulated95)
    expect(plate.wells.excluded).toEqual([{ well: 'G1', signal: 9e5, excludedBecause: 'spill' }])
  })

  it('takes the ratio from counted cells by the declared denominator', () => {
    const counts = { ratioMscPerResponder: { blank: 'unknown' }, mscCells: 1e4, responderCells: 5e4, accessoryCells: 5e4 }
    expect(withWells(plateWells(X, C, B, counts)).ratio).toBe(0.2)
    expect(withWells(plateWells(X, C, B, counts), { condition: { ratioDenominator: 'responders and accessory cells' } }).ratio).toBe(0.1)
    const ambiguous = onlySeries({ plates: [{ wells: plateWells(X, C, B, counts) }], condition: { ratioDenominator: { blank: 'unknown' } } })
    expect(ambiguous.plates).toEqual([])
    expect(ambiguous.warnings.join(' ')).toContain('counts give two')
  })
})

describe('properties of the plate', () => {
  const signal = fc.double({ min: 1, max: 1e5, noNaN: true })
  const group = fc.array(signal, { minLength: 2, maxLength: 5 })
  const triple = fc.tuple(group, group, group).map(([x, c, b]) => ({ x, c: c.map((v) => v + 2e5), b }))

  it('S does not change with the scale of the signal, nor, with background, with its zero', () => {
    fc.assert(
      fc.property(triple, fc.double({ min: 0.01, max: 100, noNaN: true }), fc.double({ min: 0, max: 1e4, noNaN: true }), ({ x, c, b }, scale, shift) => {
        const s = (f: (v: number) => number): PlateSuppression => withWells(plateWells(x.map(f), c.map(f), b.map(f)), { assay: { minimumStimulationIndex: 0 } })
        const plain = s((v) => v)
        for (const changed of [s((v) => v * scale), s((v) => v + shift)]) {
          expect(changed.suppression.value).toBeCloseTo(plain.suppression.value ?? NaN, 6)
          const [a, e] = [intervalAt(changed.suppression, 0.95), intervalAt(plain.suppression, 0.95)]
          expect(a === undefined).toBe(e === undefined)
          const [low, want] = [a?.lower ?? 0, e?.lower ?? 0]
          expect((low - want) / (1 + Math.abs(want))).toBeCloseTo(0, 5)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('does not depend on where wells stand or in which order the file has them', () => {
    const wells = Object.entries(plateWells())
    fc.assert(
      fc.property(fc.shuffledSubarray(wells, { minLength: wells.length }), (shuffled) => {
        expect(withWells(Object.fromEntries(shuffled))).toEqual(withWells(plateWells()))
        const moved = Object.fromEntries(shuffled.map(([, well], i) => [`${'ABC'.charAt(Math.floor(i / 3))}${String((i % 3) + 1)}`, well]))
        expect(withWells(moved).suppression.value).toBeCloseTo(expected.unstimulated95.value, 9)
      }),
      { numRuns: 40 },
    )
  })

  it('accounts for every well: used, excluded and missing add up', () => {
    const state = fc.constantFrom('used', 'missing', 'excluded')
    fc.assert(
      fc.property(fc.array(state, { minLength: 9, maxLength: 9 }), (states) => {
        const wells = Object.fromEntries(
          Object.entries(plateWells()).map(([name, well], i) => {
            const { signal: value, ...rest } = well
            return [name, states[i] === 'missing' ? rest : states[i] === 'excluded' ? { ...rest, signal: value, ...excluded } : well]
          }),
        )
        const plate = withWells(wells)
        const { sample, stimulated, background } = plate.wells
        const listed = [...sample, ...stimulated, ...background]
        expect(listed.filter((w) => w.signal !== null).length).toBe(states.filter((s) => s === 'used').length)
        expect(listed.filter((w) => w.signal === null).length).toBe(states.filter((s) => s === 'missing').length)
        expect(plate.wells.excluded.length).toBe(states.filter((s) => s === 'excluded').length)
        expect(plate.suppression.n).toBe(states.slice(0, 3).filter((s) => s === 'used').length)
        expect(plate.suppression.intervals.length > 0).toBe(plate.suppression.noInterval === undefined)
      }),
      { numRuns: 100 },
    )
  })
})
