import { fail, ok, type Result } from '../../util/result.ts'
import { mean, sum } from '../descriptive.ts'
import { invalidGroup } from '../numeric-input.ts'

/** Outcome of one unit with its value of a covariate that was measured before treatment. */
export type Adjusted = { readonly value: number; readonly covariate: number }

/** Means of two groups at one value of the covariate, with their variances and covariance. */
export type AdjustedMeans = {
  readonly meanA: number
  readonly meanB: number
  /** Mean of the covariate over all units: the means are those at this value. */
  readonly covariate: number
  /** Change of the outcome per unit of the covariate, common to both groups. */
  readonly slope: number
  readonly df: number
  /** Heteroscedasticity-consistent (HC3); null with the reason where they cannot be computed. */
  readonly spread: { readonly varA: number; readonly varB: number; readonly covariance: number; readonly varDifference: number } | null
  readonly noSpread?: string
}

/**
 * Least squares of value ~ group + covariate: the means of both groups at the mean covariate of all units, with HC3 variances (MacKinnon and
 * White 1985, J Econom 29:305), which do not assume equal variances, and n - 3 degrees of freedom.
 *
 * Reasons for failure: fewer than 2 units in a group, a number missing, no variation of the covariate within the groups (nothing to adjust
 * with). No variances: 3 units or fewer, a unit that alone decides its own fit (leverage 1), residuals that are all 0.
 */
export function adjustedMeans(a: readonly Adjusted[], b: readonly Adjusted[]): Result<AdjustedMeans> {
  const invalid = invalidUnits('group a', a) ?? invalidUnits('group b', b)
  if (invalid !== undefined) return fail(invalid)
  const [ca, cb] = [centred(a), centred(b)]
  const units = [...ca.units.map((u) => ({ ...u, n: a.length, isA: true })), ...cb.units.map((u) => ({ ...u, n: b.length, isA: false }))]
  const sxx = sum(units.map((u) => u.x * u.x))
  if (!varies(sxx, [...a, ...b])) return fail('the covariate does not vary within the groups: there is nothing to adjust with')
  const slope = sum(units.map((u) => u.x * u.y)) / sxx
  const covariate = mean([...a, ...b].map((u) => u.covariate)) ?? NaN
  const [gapA, gapB] = [ca.covariate - covariate, cb.covariate - covariate]
  const df = units.length - 3
  const base = { meanA: ca.value - slope * gapA, meanB: cb.value - slope * gapB, covariate, slope, df }
  const without = (noSpread: string): Result<AdjustedMeans> => ok({ ...base, spread: null, noSpread })
  if (df < 1) return without('3 units or fewer: no interval of an adjusted mean can be computed')
  const rows = units.map((u) => ({
    residual: u.y - slope * u.x, leverage: 1 / u.n + (u.x * u.x) / sxx,
    // What each unit's outcome adds to the two means.
    toA: (u.isA ? 1 / u.n : 0) - (gapA * u.x) / sxx, toB: (u.isA ? 0 : 1 / u.n) - (gapB * u.x) / sxx,
  }))
  if (rows.some((r) => 1 - r.leverage < 1e-10)) return without('one unit alone decides its own fit (leverage 1): no interval can be computed')
  const size = Math.max(...units.map((u) => Math.abs(u.y)), Math.abs(ca.value), Math.abs(cb.value))
  if (rows.every((r) => Math.abs(r.residual) <= 1e-12 * size)) return without('the residuals are all 0: their spread, and the interval, cannot be estimated')
  const over = (weight: (r: (typeof rows)[number]) => number): number => sum(rows.map((r) => weight(r) * (r.residual / (1 - r.leverage)) ** 2))
  return ok({ ...base, spread: { varA: over((r) => r.toA ** 2), varB: over((r) => r.toB ** 2), covariance: over((r) => r.toA * r.toB), varDifference: over((r) => (r.toA - r.toB) ** 2) } })
}

/**
 * What a straight line through all units, groups ignored, leaves of each value. Under random allocation and no effect these residuals do
 * not depend on the labels, so that a permutation test of them is exact. Same order as the input.
 * Reasons for failure: fewer than 3 units, a number missing, no variation of the covariate.
 */
export function residualsOnCovariate(units: readonly Adjusted[]): Result<readonly number[]> {
  const invalid = invalidGroup('residuals', units.map((u) => u.value), 3) ?? invalidGroup('residuals', units.map((u) => u.covariate), 3)
  if (invalid !== undefined) return fail(invalid)
  const { units: centre } = centred(units)
  const sxx = sum(centre.map((u) => u.x * u.x))
  if (!varies(sxx, units)) return fail('the covariate is the same in all units: there is nothing to adjust with')
  const slope = sum(centre.map((u) => u.x * u.y)) / sxx
  return ok(centre.map((u) => u.y - slope * u.x))
}

function invalidUnits(name: string, units: readonly Adjusted[]): string | undefined {
  return invalidGroup(name, units.map((u) => u.value), 2) ?? invalidGroup(name, units.map((u) => u.covariate), 2)
}

/** False where the spread of the covariate is that of rounding. */
function varies(sxx: number, units: readonly Adjusted[]): boolean {
  const scale = Math.max(...units.map((u) => Math.abs(u.covariate)))
  return sxx > (1e-12 * scale) ** 2 * units.length
}

function centred(units: readonly Adjusted[]): { readonly value: number; readonly covariate: number; readonly units: readonly { readonly x: number; readonly y: number }[] } {
  const value = mean(units.map((u) => u.value)) ?? NaN
  const covariate = mean(units.map((u) => u.covariate)) ?? NaN
  return { value, covariate, units: units.map((u) => ({ x: u.covariate - covariate, y: u.value - value })) }
}
