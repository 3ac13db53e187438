import { describe, expect, it } from 'vitest'
import { adjustedCoverage } from '../../soak/adjusted-coverage.ts'
import type { InVitroDesign, InVivoDesign } from '../../../shared/domain/planning/plan-design.ts'
import { fiellerCoverage, typeOneInVitro, verdictRates } from '../../soak/error-rates.ts'

// The campaign of `npm run soak` in small, with bounds so wide that chance alone does not cross them (5 standard errors).

const plates = (runs: number, runSdPoints: number, trueSuppressionPoints: number): InVitroDesign => ({ kind: 'in vitro', runs, runSdPoints, trueSuppressionPoints, wells: 4, wellCv: 0.1, marginPoints: 20 })
const animals = (perArm: number, reduction: number): InVivoDesign => ({ kind: 'in vivo', perArm, neverArthritic: 0.3, severityPercent: 40, severitySdPercent: 18, stepPercent: 0, actsOn: 'severity', trueReductionsPercent: [reduction], marginPercent: 25, test: 'permutation-mann-whitney', incidenceLimitPercent: 0 })

describe('error rates by simulation', () => {
  it('the mean over runs keeps 5 %; a single plate does not', () => {
    const { plate, runs } = typeOneInVitro(plates(4, 15, 0), 2000, 1)
    expect(runs.percent).toBeGreaterThan(2.5)
    expect(runs.percent).toBeLessThan(7.5)
    expect(plate.percent).toBeGreaterThan(25)
  })

  it.each([[10, 93, 98.5], [20, 92.5, 97.5]])("Fieller's interval covers at n = %i per arm with 30 %% never arthritic", (perArm, low, high) => {
    const { coverage } = fiellerCoverage(animals(perArm, 33), 2000, 2)
    expect(coverage.percent).toBeGreaterThan(low)
    expect(coverage.percent).toBeLessThan(high)
  })

  it('the reduction at equal scores at the first dose covers, and is narrower than the plain one', () => {
    for (const row of adjustedCoverage(400, 7)) {
      expect(row.covers95, JSON.stringify(row)).toBeGreaterThan(0.91)
      if (row.perArm > 5) expect(row.halfWidth).toBeLessThan(row.halfWidthPlain)
    }
  })

  it('a true null is hardly ever called benefit or harm', () => {
    const vivo = verdictRates(animals(8, 0), 300, 3)
    expect((vivo.get('benefit')?.percent ?? 0) + (vivo.get('harm')?.percent ?? 0)).toBeLessThan(10)
    const vitro = verdictRates(plates(6, 10, 0), 500, 4)
    expect((vitro.get('benefit')?.percent ?? 0) + (vitro.get('harm')?.percent ?? 0)).toBeLessThan(2)
    expect(vitro.get('no relevant effect')?.percent).toBeGreaterThan(80)
  })

  it('an effect equal to the margin is called "no relevant effect" in about 5 %', () => {
    const vitro = verdictRates(plates(6, 10, 20), 1500, 5)
    expect(vitro.get('no relevant effect')?.percent ?? 0).toBeLessThan(8)
  })
})
