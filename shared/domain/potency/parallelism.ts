import type { CurveQuantity, SeparateCurves } from '../../statistics/curve-fit/parallel-curves.ts'
import type { Interval } from '../../util/interval.ts'
import type { Result } from '../../util/result.ts'
import { intervalAt, type Estimate } from '../estimate.ts'
import { notAssessed, withoutInterval, type GroupContext } from '../group-estimate.ts'
import type { SettingUsed } from '../settings-used.ts'
import type { Parallelism } from './potency-results.ts'

/** Limits within which two curves count as parallel. */
export type ParallelLimits = { readonly points: SettingUsed; readonly low: SettingUsed; readonly high: SettingUsed }

type Place = 'inside' | 'outside' | 'across'

const EXACT = 'the curves pass through every point: no spread to estimate an interval from'

/**
 * Parallelism by equivalence (Hauck et al. 2005, PDA J Pharm Sci Technol 59:127; USP <1032>): both 90 % intervals, of the difference of
 * the lower plateaus and of the ratio of slopes, must lie within the limits. Each is two one-sided tests at 5 %; both must pass, which
 * keeps the chance to call curves at a limit parallel at 5 % or below.
 * - parallel: both inside;
 * - not parallel: at least one lies wholly outside;
 * - not shown: else, or no fit, no interval, impossible limits. More wells or ratios can settle it; a non-significant difference cannot.
 */
export function parallelismOf(fit: Result<SeparateCurves>, limits: ParallelLimits, context: Omit<GroupContext, 'unit'>): Parallelism {
  const method = 'curves with their own b, c and e; precision of this plate'
  const points: GroupContext = { ...context, unit: 'points' }
  const ratio: GroupContext = { ...context, unit: '' }
  if (!fit.ok) return { outcome: 'not shown', reason: `parallelism cannot be judged: ${fit.error}`, plateauDifference: notAssessed(fit.error, method, points), slopeRatio: notAssessed(fit.error, method, ratio) }
  const text = `${fit.value.method}; precision of this plate`
  const plateauDifference = estimateOf(fit.value.plateauDifference, (v) => v, `S_test - S_ref of the lower plateaus, S = 100 (d - c)/(d - B); ${text}`, points)
  const slopeRatio = estimateOf(fit.value.lnSlopeRatio, Math.exp, `b_test/b_ref; ${text}`, ratio)
  return { ...verdict(plateauDifference, slopeRatio, limits), plateauDifference, slopeRatio }
}

function verdict(plateau: Estimate, slope: Estimate, { points, low, high }: ParallelLimits): Pick<Parallelism, 'outcome' | 'reason'> {
  if (!(points.value > 0 && low.value > 0 && low.value <= 1 && high.value >= 1)) {
    return { outcome: 'not shown', reason: `the limits of parallelism are impossible (${String(points.value)} points, slope ratio ${String(low.value)} to ${String(high.value)}): correct the settings of the laboratory` }
  }
  const ofPlateau = intervalAt(plateau, 0.9)
  const ofSlope = intervalAt(slope, 0.9)
  if (ofPlateau === undefined || ofSlope === undefined) return { outcome: 'not shown', reason: `parallelism cannot be judged: ${plateau.noInterval ?? slope.noInterval ?? 'there is no 90 % interval'}` }
  const plateauPlace = place(ofPlateau, -points.value, points.value)
  const slopePlace = place(ofSlope, low.value, high.value)
  const plateauWords = `the 90 % interval of the plateau difference, ${words(ofPlateau, 1)} points, ${PLACES[plateauPlace]} ±${String(points.value)} points`
  const slopeWords = `that of the slope ratio, ${words(ofSlope, 2)}, ${PLACES[slopePlace]} ${String(low.value)} to ${String(high.value)}`
  const places = [plateauPlace, slopePlace]
  const outcome = places.includes('outside') ? 'not parallel' : places.every((p) => p === 'inside') ? 'parallel' : 'not shown'
  return { outcome, reason: `${plateauWords}; ${slopeWords}${outcome === 'not shown' ? '; too wide to tell' : ''}` }
}

const PLACES: Readonly<Record<Place, string>> = { inside: 'lies within', outside: 'lies wholly outside', across: 'reaches beyond' }

function place({ lower, upper }: Interval, from: number, to: number): Place {
  const [low, high] = [lower ?? -Infinity, upper ?? Infinity]
  if (low >= from && high <= to) return 'inside'
  return low > to || high < from ? 'outside' : 'across'
}

function words({ lower, upper }: Interval, digits: number): string {
  const one = (bound: number | null): string => (bound === null ? 'unbounded' : bound.toFixed(digits).replace('-', '−'))
  return `${one(lower)} to ${one(upper)}`
}

/** A quantity of a joint fit as an estimate, transformed back from the scale it was fitted on. */
export function estimateOf(q: CurveQuantity, back: (value: number) => number, method: string, context: GroupContext): Estimate {
  const value = back(q.value)
  if (q.intervals.length === 0) return withoutInterval(value, EXACT, method, context)
  const bound = (v: number | null): number | null => (v === null ? null : back(v))
  const intervals = q.intervals.map((i) => ({ ...i, lower: bound(i.lower), upper: bound(i.upper) }))
  const { unit, n, nOf, simulated, sources, assumptions = [], warnings = [] } = context
  return { value, unit, intervals, n, nOf, method, assumptions, warnings, simulated, sources }
}
