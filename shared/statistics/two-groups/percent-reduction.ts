import { fail, ok, type Result } from '../../util/result.ts'
import { mean, variance } from '../descriptive.ts'
import type { Estimate } from '../estimate.ts'
import { count, invalidGroup, requireLevel } from '../numeric-input.ts'
import { percentIntervals, satterthwaiteDf, type PercentInterval } from './percent-change.ts'

export type PercentReduction = Estimate<{ readonly treated: number; readonly vehicle: number }> & {
  readonly meanTreated: number
  readonly meanVehicle: number
  /** Delta-method standard error in percentage points; null with the interval. */
  readonly standardError: number | null
  readonly df: number | null
  /** The intervals again, each with g and its confidence set. g >= 1 at the level of the verdict: not assessable. */
  readonly fieller: readonly PercentInterval[]
}

/**
 * Percent reduction against the vehicle arm, E = 100 (1 - mean_T / mean_V), of one value per animal (or per cage where cages are the unit).
 * Positive is benefit where high values are disease; a worse arm gives a negative E without limit. Fieller interval with separate variances
 * and Satterthwaite df of mean_T - R mean_V at the estimated ratio R.
 *
 * Reasons for failure: an empty arm, a value that is no number, a vehicle mean that is not above 0 (no disease to reduce).
 * One animal in an arm, or no variation (all treated animals at 0: E = 100 %, yet nothing to estimate its uncertainty from),
 * gives E without an interval and a warning.
 * @param levels coverage of the intervals, 0 to 1; verdicts need 0.90 and 0.95.
 */
export function percentReduction(treated: readonly number[], vehicle: readonly number[], levels: readonly number[] = [0.9, 0.95]): Result<PercentReduction> {
  levels.forEach(requireLevel)
  const invalid = invalidGroup('treated arm', treated, 1) ?? invalidGroup('vehicle arm', vehicle, 1)
  if (invalid !== undefined) return fail(invalid)
  const meanTreated = mean(treated) ?? NaN
  const meanVehicle = mean(vehicle) ?? NaN
  if (!(meanVehicle > 0)) {
    return fail(`the vehicle arm has mean ${meanVehicle.toPrecision(4)}: a percent reduction needs disease in the vehicle arm`)
  }
  const ratio = meanTreated / meanVehicle
  const n = { treated: treated.length, vehicle: vehicle.length }
  const method = 'E = 100 (1 - mean treated / mean vehicle), Fieller interval, separate variances, Satterthwaite df'
  const base = { value: 100 * (1 - ratio), n, method, meanTreated, meanVehicle }
  const without = (warning: string): Result<PercentReduction> =>
    ok({ ...base, intervals: [], standardError: null, df: null, fieller: [], warnings: [warning] })
  if (n.treated < 2 || n.vehicle < 2) {
    return without(`No interval: ${count(n.treated, 'value')} in the treated and ${n.vehicle} in the vehicle arm, at least 2 in each needed.`)
  }
  const varTreated = (variance(treated) ?? NaN) / n.treated
  const varVehicle = (variance(vehicle) ?? NaN) / n.vehicle
  const parts = [
    { variance: varTreated, df: n.treated - 1 },
    { variance: ratio ** 2 * varVehicle, df: n.vehicle - 1 },
  ]
  const total = varTreated + ratio ** 2 * varVehicle
  if (total === 0) {
    const why = meanTreated === 0 ? 'all treated animals are at 0' : 'no animal differs from another in its arm'
    return without(`No interval: ${why}, so that the uncertainty cannot be estimated from means; use the rank-based results.`)
  }
  const df = satterthwaiteDf(parts)
  const input = { numerator: meanTreated, denominator: meanVehicle, varNumerator: varTreated, varDenominator: varVehicle, covariance: 0, df }
  const { intervals: fieller, warnings } = percentIntervals(input, levels)
  const standardError = (100 * Math.sqrt(total)) / meanVehicle
  return ok({ ...base, intervals: fieller.map((one) => one.interval), standardError, df, fieller, warnings })
}
