import { describe, expect, it } from 'vitest'
import { adjustedCoverage } from '../../soak/adjusted-coverage.ts'
import { fiellerCoverage, typeOneInVitro, verdictRates, verdictRatesInVitro } from '../../soak/error-rates.ts'

// The campaign of `npm run soak` in small, with bounds so wide that chance alone does not cross them (5 standard errors).

describe('error rates by simulation', () => {
  it('the mean over runs keeps 5 %; a single plate does not', () => {
    const { plate, runs } = typeOneInVitro({ runs: 4, runSdPoints: 15, trueSuppression: 0, wells: 4, wellCv: 0.1 }, 2000, 1)
    expect(runs.percent).toBeGreaterThan(2.5)
    expect(runs.percent).toBeLessThan(7.5)
    expect(plate.percent).toBeGreaterThan(25)
  })

  it.each([[10, 93, 98.5], [20, 92.5, 97.5]])("Fieller's interval covers at n = %i per arm with 30 %% never arthritic", (perArm, low, high) => {
    const { coverage } = fiellerCoverage({ perArm, neverArthritic: 0.3, severity: 40, severitySd: 18, trueReduction: 33 }, 2000, 2)
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
    const vivo = verdictRates({ perArm: 8, neverArthritic: 0.3, severity: 40, severitySd: 18, trueReduction: 0 }, 25, 300, 3)
    expect((vivo.get('benefit')?.percent ?? 0) + (vivo.get('harm')?.percent ?? 0)).toBeLessThan(10)
    const vitro = verdictRatesInVitro({ runs: 6, runSdPoints: 10, trueSuppression: 0, wells: 4, wellCv: 0.1 }, 20, 500, 4)
    expect((vitro.get('benefit')?.percent ?? 0) + (vitro.get('harm')?.percent ?? 0)).toBeLessThan(2)
    expect(vitro.get('no relevant effect')?.percent).toBeGreaterThan(80)
  })

  it('an effect equal to the margin is called "no relevant effect" in about 5 %', () => {
    const vitro = verdictRatesInVitro({ runs: 6, runSdPoints: 10, trueSuppression: 20, wells: 4, wellCv: 0.1 }, 20, 1500, 5)
    expect(vitro.get('no relevant effect')?.percent ?? 0).toBeLessThan(8)
  })
})
