import { mean } from '../../statistics/descriptive.ts'
import { roundForRanking } from '../../statistics/ranks.ts'
import { fail, ok, type Result } from '../../util/result.ts'

/** A measured value, or the limit of quantification that the true value is below ("<") or above (">"). */
export type BoundedValue = { readonly value: number; readonly bound?: '<' | '>' }

/**
 * Mean of several readings of one thing. Readings that all lie below (all above) a limit give that bound at the mean of the limits, which
 * the true mean cannot pass. Readings of which some are measured and some are limits have no mean: no value is put in for a limit.
 * Reasons for failure: no reading, a value that is no number, measured values mixed with limits.
 */
export function combineReadings(readings: readonly BoundedValue[]): Result<BoundedValue> {
  const average = mean(readings.map((r) => r.value))
  if (average === undefined) return fail(readings.length === 0 ? 'not measured' : 'a value is no number')
  const bounds = new Set(readings.map((r) => r.bound))
  if (bounds.size > 1) return fail('some of its samples lie outside the limits of quantification and some within: their mean is not determined')
  const [bound] = bounds
  return ok(bound === undefined ? { value: average } : { value: average, bound })
}

/**
 * Values as numbers that have the right order and nothing else, for rank-based methods: everything at or below the largest "below" limit
 * is tied at the bottom, everything at or above the smallest "above" limit tied at the top (Helsel 2012, Statistics for Censored
 * Environmental Data, ch. 9: recensoring at the highest limit). Without limits: the values, rounded to 12 digits so that equal ones tie.
 * Reason for failure: a "below" limit at or above an "above" limit, so that the order is not determined.
 */
export function rankable(values: readonly BoundedValue[]): Result<{ readonly ranks: readonly number[]; readonly recensored: number }> {
  const lower = Math.max(...values.filter((v) => v.bound === '<').map((v) => v.value))
  const upper = Math.min(...values.filter((v) => v.bound === '>').map((v) => v.value))
  if (lower >= upper) return fail('a lower limit of quantification reaches an upper one: the order of the values is not determined')
  const measured = values.filter((v) => v.bound === undefined).map((v) => v.value)
  const range = [...measured, ...[lower, upper].filter(Number.isFinite)]
  const [least, most] = [Math.min(...range), Math.max(...range)]
  const bottom = least - 1 - Math.abs(least)
  const top = most + 1 + Math.abs(most)
  let recensored = 0
  const ranks = values.map(({ value, bound }) => {
    if (bound === undefined && (value < lower || value > upper)) recensored++
    if (bound === '<' || value < lower) return bottom
    if (bound === '>' || value > upper) return top
    return roundForRanking(value)
  })
  return ok({ ranks, recensored })
}

/** True when any value is a limit. */
export function hasBound(values: readonly BoundedValue[]): boolean {
  return values.some((v) => v.bound !== undefined)
}
