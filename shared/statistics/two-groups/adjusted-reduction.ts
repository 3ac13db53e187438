import { fail, ok, type Result } from '../../util/result.ts'
import type { Estimate } from '../estimate.ts'
import { requireLevel } from '../numeric-input.ts'
import { adjustedMeans, type Adjusted } from './adjusted-means.ts'
import { percentIntervals, type PercentInterval } from './percent-change.ts'

export type AdjustedReduction = Estimate<{ readonly treated: number; readonly vehicle: number }> & {
  /** Means at the mean covariate of all units of both arms. */
  readonly meanTreated: number
  readonly meanVehicle: number
  readonly df: number
  /** The intervals again, each with g and its confidence set. g >= 1 at the level of the verdict: not assessable. */
  readonly fieller: readonly PercentInterval[]
}

/**
 * Percent reduction against the vehicle arm at equal values of a covariate: E = 100 (1 - adjusted mean_T / adjusted mean_V), both at the mean
 * covariate of the two arms together. Fieller interval from the HC3 variances and covariance of the two adjusted means, t with n - 3
 * degrees of freedom. Reasons for failure: those of {@link adjustedMeans}, and an adjusted vehicle mean that is not above 0.
 * @param levels coverage of the intervals, 0 to 1; verdicts need 0.90 and 0.95.
 */
export function adjustedReduction(treated: readonly Adjusted[], vehicle: readonly Adjusted[], levels: readonly number[] = [0.9, 0.95]): Result<AdjustedReduction> {
  levels.forEach(requireLevel)
  const fit = adjustedMeans(treated, vehicle)
  if (!fit.ok) return fit
  const { meanA: meanTreated, meanB: meanVehicle, df, spread, noSpread } = fit.value
  if (!(meanVehicle > 0)) return fail(`the vehicle arm has the adjusted mean ${meanVehicle.toPrecision(4)}: a percent reduction needs disease in the vehicle arm`)
  const method = 'E = 100 (1 - adjusted mean treated / adjusted mean vehicle), least squares on arm and covariate, Fieller interval, HC3 variances'
  const base = { value: 100 * (1 - meanTreated / meanVehicle), n: { treated: treated.length, vehicle: vehicle.length }, method, meanTreated, meanVehicle, df }
  if (spread === null) return ok({ ...base, intervals: [], fieller: [], warnings: [`No interval: ${noSpread ?? 'it could not be computed'}.`] })
  const input = { numerator: meanTreated, denominator: meanVehicle, varNumerator: spread.varA, varDenominator: spread.varB, covariance: spread.covariance, df }
  const { intervals: fieller, warnings } = percentIntervals(input, levels, `Fieller, adjusted means, HC3, df ${df}`)
  return ok({ ...base, intervals: fieller.map((one) => one.interval), fieller, warnings })
}
