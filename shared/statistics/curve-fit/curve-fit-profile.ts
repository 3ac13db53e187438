import type { Interval } from '../../util/interval.ts'
import { refine, type LeastSquaresProblem, type Refinement } from './curve-fit-refine.ts'
import { tQuantile } from '../distributions.ts'
import { requireLevel } from '../numeric-input.ts'

/** One quantity of a fitted curve, and how to fit the rest of the curve when that quantity is held at a value. */
export type Profile = {
  /** Where the search begins: the fitted value. */
  readonly from: number
  /** Size of the first steps, > 0: its standard error. */
  readonly step: number
  /** How far from `from` the profile is followed; a bound not met by then counts as none. */
  readonly reach: number
  /** The remaining parameters at `from`. */
  readonly nuisance: readonly number[]
  /** The least-squares problem in the remaining parameters with the quantity held at `value`. */
  readonly problemAt: (value: number) => LeastSquaresProblem
  /** Further starting values for the remaining parameters, cheap and independent of the path so far. */
  readonly startsAt?: (value: number) => readonly (readonly number[])[]
  /** Residual sum of squares of the unrestricted fit, > 0, and its degrees of freedom. */
  readonly rss: number
  readonly df: number
}

/** A bound of the profile: met at a value, or not met within reach; or the fit turned out not to be the best one. */
export type ProfileBound = { readonly kind: 'met'; readonly value: number } | { readonly kind: 'not met' } | { readonly kind: 'better fit'; readonly rss: number }

/** Relative offset asked of the fits along the profile: their residual sum of squares is then right to about 1e-12. */
const INNER_OFFSET = 1e-6

/**
 * Profile likelihood interval: all values v of the quantity with (RSS(v) - RSS_min) / s^2 <= F(level; 1, df), which is t squared, RSS(v)
 * being the smallest residual sum of squares with the quantity held at v (Bates and Watts 1988, Nonlinear Regression, chapter 6). It
 * does not depend on how the curve is parameterised. A side on which RSS(v) stays below the limit has no bound (null).
 * @param level coverage, 0 to 1.
 * @returns undefined when a better fit than the supposed best one was met: the fit has to be repeated.
 */
export function profileInterval(profile: Profile, level: number): Interval | undefined {
  const lower = profileBound(profile, level, -1)
  const upper = profileBound(profile, level, 1)
  if (lower.kind === 'better fit' || upper.kind === 'better fit') return undefined
  const method = `profile likelihood, F(1, ${profile.df}) limit`
  return { level, lower: lower.kind === 'met' ? lower.value : null, upper: upper.kind === 'met' ? upper.value : null, method }
}

/** Follows the profile from `from` downwards (-1) or upwards (1) to where it crosses the limit of `profileInterval`. */
export function profileBound(profile: Profile, level: number, direction: -1 | 1): ProfileBound {
  requireLevel(level)
  const limit = tQuantile((1 + level) / 2, profile.df)
  const variance = profile.rss / profile.df
  let better: number | undefined
  // Signed root of the profile, nearly linear in the quantity, which makes the crossing quick to find.
  const rootAt = (value: number, starts: readonly (readonly number[])[]): Point => {
    const end = deepest(profile.problemAt(value), starts)
    if (end === undefined) return { value, root: NaN, nuisance: profile.nuisance }
    if (end.rss < profile.rss * (1 - 1e-7)) better = end.rss
    return { value, root: Math.sqrt(Math.max(0, end.rss - profile.rss) / variance), nuisance: end.parameters }
  }
  let inside: Point = { value: profile.from, root: 0, nuisance: profile.nuisance }
  let outside: Point | undefined
  for (let step = 0.5 * limit * profile.step; outside === undefined; step *= 1.4) {
    const distance = Math.min(profile.reach, Math.abs(inside.value - profile.from) + step)
    const value = profile.from + direction * distance
    const point = rootAt(value, [inside.nuisance, ...(profile.startsAt?.(value) ?? [])])
    if (better !== undefined) return { kind: 'better fit', rss: better }
    if (point.root >= limit || Number.isNaN(point.root)) outside = point
    else if (distance >= profile.reach) return { kind: 'not met' }
    else inside = point
  }
  const value = crossing(inside, outside, limit, rootAt)
  if (better !== undefined) return { kind: 'better fit', rss: better }
  return value === undefined ? { kind: 'not met' } : { kind: 'met', value }
}

/** How far above the best fit the profile is at a value, in units of t; NaN where the rest cannot be fitted. */
export function profileRoot(profile: Profile, value: number): number {
  const end = deepest(profile.problemAt(value), [profile.nuisance, ...(profile.startsAt?.(value) ?? [])])
  return end === undefined ? NaN : Math.sqrt(Math.max(0, end.rss - profile.rss) / (profile.rss / profile.df))
}

type Point = { readonly value: number; readonly root: number; readonly nuisance: readonly number[] }

/** Regula falsi with the Illinois rule; bisection where a side has no finite root. Undefined when the far side never has one. */
function crossing(low: Point, high: Point, limit: number, rootAt: (value: number, starts: readonly (readonly number[])[]) => Point): number | undefined {
  let [inside, outside] = [low, high]
  let [below, above] = [inside.root - limit, outside.root - limit]
  let side = 0
  for (let i = 0; i < 200; i++) {
    const width = outside.value - inside.value
    if (Math.abs(width) <= 1e-13 * Math.max(Math.abs(inside.value), Math.abs(high.value - low.value))) break
    const share = above > 0 ? -below / (above - below) : 0.5
    const value = inside.value + width * Math.min(0.99, Math.max(0.01, share))
    const near = rootAt(value, [inside.nuisance])
    // Higher than the far end: another basin is deeper here.
    const middle = near.root <= outside.root ? near : rootAt(value, [inside.nuisance, outside.nuisance])
    const difference = middle.root - limit
    if (Math.abs(difference) < 1e-10 * limit) return middle.value
    if (difference < 0) {
      if (side < 0) above /= 2
      ;[inside, below, side] = [middle, difference, -1]
    } else {
      if (side > 0) below /= 2
      ;[outside, above, side] = [middle, difference, 1]
    }
  }
  return Number.isNaN(outside.root) ? undefined : inside.value
}

function deepest(problem: LeastSquaresProblem, starts: readonly (readonly number[])[]): Refinement | undefined {
  const ends = starts.flatMap((start) => refine(problem, start, INNER_OFFSET) ?? [])
  return ends.reduce<Refinement | undefined>((best, end) => (best === undefined || end.rss < best.rss ? end : best), undefined)
}
