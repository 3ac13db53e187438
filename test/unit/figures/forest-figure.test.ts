import { describe, expect, it } from 'vitest'
import type { Estimate } from '../../../shared/domain/estimate.ts'
import type { MetaAnalysisResults } from '../../../shared/domain/meta-analysis/meta-analysis-results.ts'
import { forestFigure } from '../../../shared/figures/forest-figure.ts'

function percent(value: number, lower: number | null, upper: number | null): Estimate {
  return { value, unit: '%', intervals: [{ level: 0.95, lower, upper, method: 'test' }], n: 8, nOf: 'animals', method: 'test', assumptions: [], warnings: [], simulated: false, sources: [] }
}

function results(first: Estimate, predicted: number): MetaAnalysisResults {
  const effects = [first, percent(20, -10, 50), percent(40, 10, 60)].map((reduction, i) => ({ label: `EXP-${String(i + 1)}`, reduction, lnRatio: -0.2, variance: 0.1, weight: 100 / 3, vehicleGroup: null }))
  const summary: Estimate = { ...percent(30, -20, 60), n: 3, nOf: 'experiments' }
  return { effects, benchmarks: [], leftOut: [], summary, beside: summary, prediction: { level: 0.95, lower: predicted, upper: 70, method: 'test' }, heterogeneity: null }
}

const svgOf = (r: MetaAnalysisResults): string => forestFigure(r)?.svg ?? ''
const triangles = (svg: string): number => [...svg.matchAll(/rotate\(-?90/g)].length
/** Squares and diamonds. */
const points = (svg: string): number => [...svg.matchAll(/<path [^>]*Z" transform="translate\([^)]*\)"/g)].length

describe('forestFigure', () => {
  it('marks what goes on beyond the frame, and keeps its numbers', () => {
    expect(triangles(svgOf(results(percent(30, -100, 60), -80)))).toBe(0)
    const cut = results(percent(30, -900, 60), -80)
    expect(triangles(svgOf(cut))).toBe(1)
    expect(svgOf(cut)).toContain('−900')
    expect(forestFigure(cut)?.table.rows[0]?.[2]).toBe(-900)
    // Without an upper limit it goes on as well, and so does the prediction.
    expect(triangles(svgOf(results(percent(30, -900, null), -5000)))).toBe(3)
  })

  it('draws no point at the edge for an effect that lies beyond it', () => {
    expect(points(svgOf(results(percent(30, -100, 60), -80)))).toBe(4)
    const far = svgOf(results(percent(-600, -900, -450), -80))
    expect(points(far)).toBe(3)
    expect(triangles(far)).toBe(1)
  })

  it('says of what the mean is', () => {
    expect(svgOf(results(percent(30, -100, 60), -80))).toContain('Mean over 3 experiments')
  })
})
