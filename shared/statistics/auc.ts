import { fail, ok, type Result } from '../util/result.ts'
import { sum } from './descriptive.ts'
import { count } from './numeric-input.ts'

/** One observation: time in any unit (days from a stated day 0), value in any unit. */
export type TimedValue = { readonly time: number; readonly value: number }

/**
 * What the curve does outside the observations, within the window.
 * - `observed-only`: nothing; the mean is over the observed part.
 * - `carry`: the first value backwards, or the last value forwards.
 * - `constant`: `value` from `since` on (after) or up to `since` (before), with the nearest observation carried as far as `since`;
 *   without `since`, from the nearest observation on. For a death that counts as the scale maximum.
 */
export type OutsideRule =
  | { readonly kind: 'observed-only' }
  | { readonly kind: 'carry' }
  | { readonly kind: 'constant'; readonly value: number; readonly since?: number | undefined }

export type MeanWindow = {
  readonly from: number
  readonly to: number
  readonly before: OutsideRule
  readonly after: OutsideRule
  /** Least part of the window, 0 to 1, that must lie between observations; below it the mean is missing, with the reason. */
  readonly minimumObserved: number
}

export type TimeWeightedMean = {
  /** Area divided by the time it covers, in the unit of the values. */
  readonly value: number
  /** Area under the curve over the covered time, value times time. */
  readonly area: number
  /** Covered time: observed and filled in. */
  readonly coveredFrom: number
  readonly coveredTo: number
  /** Part of the window, 0 to 1, between the first and last observation. */
  readonly observedFraction: number
  /** Part of the window, 0 to 1, filled in by the rules. */
  readonly filledFraction: number
  /** Observations within the window, ends included. */
  readonly n: number
  readonly method: string
  readonly warnings: readonly string[]
}

/**
 * Area under the curve by the trapezoid rule from the first to the last observation, in value times time, in any order of input.
 * Reasons for failure: fewer than two observations (no time is spanned), a number missing, two observations at one time.
 */
export function trapezoidArea(points: readonly TimedValue[]): Result<{ readonly area: number; readonly from: number; readonly to: number; readonly n: number }> {
  const sorted = ordered(points)
  if (!sorted.ok) return sorted
  const first = sorted.value[0]
  const last = sorted.value.at(-1)
  if (first === undefined || last === undefined || first === last) return fail(`area under the curve: ${count(points.length, 'observation')}, at least 2 needed`)
  return ok({ area: areaBelow(sorted.value), from: first.time, to: last.time, n: points.length })
}

/**
 * Time-weighted mean over the window [from, to]: trapezoid area over covered time, so that unevenly spaced observations weigh by the time
 * they stand for. At the ends of the window the curve is interpolated linearly between the observations on either side; where there are
 * none on one side, `before` and `after` decide. A value equal throughout gives that value.
 *
 * Reasons for failure: no observation, a number missing, two observations at one time, a window without length, `since` on the wrong side
 * of the observations, observed part below `minimumObserved`, nothing covered (a single observation and nothing carried).
 */
export function timeWeightedMean(points: readonly TimedValue[], window: MeanWindow): Result<TimeWeightedMean> {
  const { from, to } = window
  if (!(Number.isFinite(from) && Number.isFinite(to) && from < to)) return fail(`the window from ${from} to ${to} has no length`)
  const sorted = ordered(points)
  if (!sorted.ok) return sorted
  const first = sorted.value[0]
  const last = sorted.value.at(-1)
  if (first === undefined || last === undefined) return fail('no observation')
  const lead = outside(window.before, first, -1)
  const tail = outside(window.after, last, 1)
  if (!lead.ok) return lead
  if (!tail.ok) return tail
  const length = to - from
  const observed = Math.max(0, Math.min(last.time, to) - Math.max(first.time, from))
  const observedFraction = observed / length
  if (observedFraction < window.minimumObserved - 1e-12) {
    return fail(`observed during ${Math.round(100 * observedFraction)} % of the window, ${Math.round(100 * window.minimumObserved)} % needed`)
  }
  const curve = clip([...lead.value.toReversed(), ...sorted.value, ...tail.value], from, to)
  const start = curve[0]
  const end = curve.at(-1)
  if (start === undefined || end === undefined || !(end.time > start.time)) return fail('the observations cover no part of the window')
  const area = areaBelow(curve)
  const covered = end.time - start.time
  const filledFraction = (covered - observed) / length
  const warnings: string[] = []
  if (covered < length * (1 - 1e-12)) warnings.push(`The mean covers ${start.time} to ${end.time} of the window ${from} to ${to}.`)
  if (filledFraction > 1e-12) warnings.push(`${Math.round(100 * filledFraction)} % of the window is filled in by rule, not observed.`)
  return ok({
    value: area / covered, area, coveredFrom: start.time, coveredTo: end.time, observedFraction, filledFraction,
    n: sorted.value.filter((point) => point.time >= from && point.time <= to).length,
    method: `time-weighted mean (trapezoid), before: ${window.before.kind}, after: ${window.after.kind}`, warnings,
  })
}

function ordered(points: readonly TimedValue[]): Result<readonly TimedValue[]> {
  if (!points.every(({ time, value }) => Number.isFinite(time) && Number.isFinite(value))) return fail('an observation has no time or no value; leave missing ones out')
  const sorted = points.toSorted((a, b) => a.time - b.time)
  const twice = sorted.find((point, i) => i > 0 && point.time === sorted[i - 1]?.time)
  return twice === undefined ? ok(sorted) : fail(`two observations at time ${twice.time}: decide which one counts`)
}

/** Points beyond the nearest observation, going outwards: `direction` is 1 after the last, -1 before the first. Infinity is clipped later. */
function outside(rule: OutsideRule, nearest: TimedValue, direction: 1 | -1): Result<readonly TimedValue[]> {
  if (rule.kind === 'observed-only') return ok([])
  const far = direction * Infinity
  if (rule.kind === 'carry') return ok([{ time: far, value: nearest.value }])
  const since = rule.since ?? nearest.time
  if (!Number.isFinite(rule.value) || !Number.isFinite(since)) return fail('the value to fill in, or the time it holds from, is no number')
  if (direction * (since - nearest.time) < 0) return fail(`there are observations beyond time ${since}, from which a constant should hold`)
  // Two points at one time make a step, of no area.
  return ok([{ time: since, value: nearest.value }, { time: since, value: rule.value }, { time: far, value: rule.value }])
}

/** The part of a curve within [from, to], with interpolated ends where the curve goes beyond. */
function clip(curve: readonly TimedValue[], from: number, to: number): readonly TimedValue[] {
  const kept: TimedValue[] = []
  curve.forEach((point, i) => {
    const previous = curve[i - 1]
    if (previous !== undefined) {
      for (const edge of [from, to]) {
        if (previous.time < edge && edge < point.time) kept.push({ time: edge, value: interpolate(previous, point, edge) })
      }
    }
    if (point.time >= from && point.time <= to) kept.push(point)
  })
  return kept
}

function interpolate(a: TimedValue, b: TimedValue, time: number): number {
  // Equal values (and points at infinity, which always carry their neighbour's value) need no division.
  return a.value === b.value ? a.value : a.value + ((b.value - a.value) * (time - a.time)) / (b.time - a.time)
}

function areaBelow(curve: readonly TimedValue[]): number {
  return sum(curve.slice(1).map((point, i) => ((point.time - (curve[i]?.time ?? point.time)) * (point.value + (curve[i]?.value ?? point.value))) / 2))
}
