import { describe, expect, it } from 'vitest'
import type { DoseResponse } from '../../../../shared/domain/suppression/suppression-results.ts'
import { expected, onlySeries, rowOf, type Setup, type Wells } from '../../../helpers/suppression-records.ts'

const doses: readonly (readonly [number, readonly number[]])[] = [
  [0.01, [47900, 49300]],
  [0.03, [42010, 43980]],
  [0.1, [27150, 25480]],
  [0.3, [12990, 14210]],
  [1, [6890, 7420]],
]
const controls: Wells = { ...rowOf('A', 'stimulated-control', [50210, 48730, 51120]), ...rowOf('H', 'unstimulated-control', [200, 220]) }
const samples = (rows: typeof doses): Wells =>
  Object.assign({}, ...rows.map(([ratioMscPerResponder, signals], i) => rowOf('BCDEF'.charAt(i), 'sample', signals, { materialKey: 'v1', ratioMscPerResponder }))) as Wells

function curveOf(wells: Wells, more: Partial<Setup> = {}): DoseResponse | undefined {
  return onlySeries({ plates: [{ wells, performedAt: '2026-01-10' }], ...more }).doseResponses[0]
}
function needed(curve: DoseResponse | undefined): DoseResponse {
  if (curve === undefined) throw new Error('no curve')
  return curve
}

describe('dose-response of a plate', () => {
  it('fits the raw signal with the stimulated wells as zero dose, as nls does', () => {
    const curve = needed(curveOf({ ...controls, ...samples(doses) }))
    expect(curve.model).toBe('4PL')
    for (const p of curve.parameters) expect((p.estimate.value ?? NaN) / expected.dose[p.name as 'b' | 'c' | 'd' | 'e']).toBeCloseTo(1, 5)
    expect(curve.relativeIc50.value).toBeCloseTo(expected.dose.e, 6)
    expect(curve.absoluteIc50.value).toBeCloseTo(expected.dose.absolute, 6)
    expect(curve.absoluteIc50).toMatchObject({ unit: 'MSC per responder', n: 13, nOf: 'wells' })
    expect(curve.absoluteIc50.intervals.map((i) => i.level)).toEqual([0.95, 0.9])
    expect(curve.parameters.map((p) => p.estimate.unit)).toEqual(['', 'cpm', 'cpm', 'MSC per responder'])
    expect([curve.controlMean, curve.backgroundMean]).toEqual([50020, 210])
    expect(curve.points.filter((p) => p.ratio === 0).map((p) => p.well)).toEqual(['A1', 'A2', 'A3'])
    expect(curve.curve[0]).toMatchObject({ ratio: 0 })
    expect(curve.curve[0]?.signal).toBeCloseTo(expected.dose.d, 2)
    expect(curve.curve.at(-1)?.ratio).toBeCloseTo(1, 12)
    expect(curve.absoluteIc50.sources.map((s) => s.pointer)).toContain('/wells/F2')
    expect(JSON.parse(JSON.stringify(curve))).toStrictEqual(curve)
  })

  it('reads the absolute dose at half the control where no background is subtracted', () => {
    const curve = needed(curveOf({ ...controls, ...samples(doses) }, { assay: { background: 'none' } }))
    const { b, c, d, e } = expected.dose
    const target = 50020 / 2
    expect(curve.backgroundMean).toBe(0)
    expect(curve.absoluteIc50.value).toBeCloseTo(e * ((d - target) / (target - c)) ** (1 / b), 5)
  })

  it('subtracts MSC alone at each ratio before fitting', () => {
    const shift = 500
    const raised = doses.map(([ratio, signals]) => [ratio, signals.map((s) => s + shift)] as const)
    const alone = Object.assign({}, ...doses.map(([ratioMscPerResponder], i) => rowOf('G', 'msc-alone', [shift - 10, shift + 10], { materialKey: 'v1', ratioMscPerResponder }, 2 * i + 1))) as Wells
    const curve = needed(curveOf({ ...controls, ...samples(raised), ...alone }, { assay: { background: 'msc-alone' } }))
    expect(curve.absoluteIc50.value).toBeCloseTo(expected.dose.absolute, 6)
    expect(curve.points.find((p) => p.well === 'B1')?.signal).toBe(47900)
    const { G1: _one, G2: _two, ...fewer } = { ...controls, ...samples(raised), ...alone }
    const gap = needed(curveOf(fewer, { assay: { background: 'msc-alone' } }))
    expect(gap.points.filter((p) => p.excluded).map((p) => p.well)).toEqual(['B1', 'B2'])
    expect(gap.absoluteIc50.warnings.join(' ')).toContain('Ratio 0.01 is left out of the curve')
  })

  it('leaves excluded wells out of the fit but not out of sight', () => {
    const wells = { ...controls, ...samples(doses), B5: { role: 'sample', materialKey: 'v1', ratioMscPerResponder: 0.01, signal: 9, excluded: { reason: 'empty' } } }
    const curve = needed(curveOf(wells))
    expect(curve.absoluteIc50.value).toBeCloseTo(expected.dose.absolute, 6)
    expect(curve.points.find((p) => p.well === 'B5')).toEqual({ well: 'B5', ratio: 0.01, signal: 9, excluded: true })
  })

  it('reports a limit where 50 % lies outside the tested ratios, and never an extrapolated dose', () => {
    const low = needed(curveOf({ ...controls, ...samples([[0.01, [47900, 49300]], [0.03, [42010, 43980]], [0.06, [36000, 36500]]]) }))
    expect(low.model).toBe('3PL, plateau c fixed')
    expect(low.absoluteIc50).toMatchObject({ value: 0.06, bound: '>' })
    expect(low.absoluteIc50.intervals.every((i) => i.upper === null)).toBe(true)
    expect(low.parameters.find((p) => p.name === 'c')?.estimate).toMatchObject({ value: 210, intervals: [], noInterval: 'held at a known value, not estimated' })
    // Suppression that levels off at 30 %: half is never reached.
    const weak = needed(curveOf({ ...controls, ...samples([[0.001, [49800, 50100]], [0.01, [45300, 44900]], [0.03, [37800, 37300]], [0.1, [35500, 35900]], [1, [35100, 35300]]]) }))
    expect(weak.absoluteIc50).toMatchObject({ value: null, intervals: [] })
    expect(weak.absoluteIc50.notAssessable).toBeTruthy()
    expect(weak.relativeIc50.value).toBeGreaterThan(0.003)
    expect(weak.relativeIc50.value).toBeLessThan(0.03)
  })

  it('is not made for one ratio, and says why it cannot be fitted', () => {
    expect(curveOf({ ...controls, ...samples(doses.slice(0, 1)) })).toBeUndefined()
    const few = needed(curveOf({ ...controls, ...samples(doses.slice(0, 2)) }))
    expect(few).toMatchObject({ model: 'none', parameters: [], curve: [] })
    expect(few.notAssessable).toContain('distinct dose')
    expect(few.absoluteIc50).toMatchObject({ value: null, intervals: [] })
    const dead = { ...rowOf('A', 'stimulated-control', [100, 90]), ...rowOf('H', 'unstimulated-control', [200, 220]), ...samples(doses) }
    expect(needed(curveOf(dead)).notAssessable).toContain('controls without signal')
    const silent = { ...rowOf('H', 'unstimulated-control', [200, 220]), ...samples(doses) }
    expect(needed(curveOf(silent)).notAssessable).toContain('no stimulated control well')
  })
})
