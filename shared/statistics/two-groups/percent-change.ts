import type { Interval } from '../../util/interval.ts'
import { assertNever } from '../../util/assert-never.ts'
import { fiellerSet, type FiellerInput, type FiellerSet } from './fieller.ts'
import { percentText } from '../numeric-input.ts'

/** Interval of a percentage with its Fieller diagnosis. */
export type PercentInterval = {
  readonly interval: Interval
  /** Fieller's g at this level; at 1 or above the interval has no bounds and the percentage is not assessable. */
  readonly g: number
  /** The confidence set in percent; `outside` and `everything` have null bounds in `interval`. */
  readonly set: FiellerSet
}

/**
 * Fieller intervals of the percentage 100 (1 - ratio), where the ratio is that of `input`, at each level.
 * @param method as printed with each interval.
 * @returns the intervals, none when the set cannot be computed, and warnings that say why or that a set is unbounded.
 */
export function percentIntervals(input: FiellerInput, levels: readonly number[], method = `Fieller, separate variances, Satterthwaite df ${input.df.toFixed(2)}`): { readonly intervals: readonly PercentInterval[]; readonly warnings: readonly string[] } {
  const intervals: PercentInterval[] = []
  const warnings: string[] = []
  for (const level of levels) {
    const result = fiellerSet(input, level)
    if (!result.ok) return { intervals: [], warnings: [`No interval. ${capitalised(result.error)}.`] }
    const { g, set } = result.value
    const percentSet = toPercent(set)
    const [lower, upper] = bounds(percentSet)
    intervals.push({ interval: { level, lower, upper, method }, g, set: percentSet })
    if (set.kind !== 'bounded') {
      warnings.push(`The ${percentText(level)} interval is unbounded (g = ${g.toPrecision(3)}): the denominator is too uncertain to tell it from zero.`)
    }
  }
  return { intervals, warnings }
}

/** Satterthwaite's (1946, Biometrics Bull 2:110) degrees of freedom of a sum of independent variances of means. NaN when all are 0. */
export function satterthwaiteDf(parts: readonly { readonly variance: number; readonly df: number }[]): number {
  const total = parts.reduce((sum, part) => sum + part.variance, 0)
  // Shares rather than squares of variances: counts of 1e200 must not overflow.
  return 1 / parts.reduce((sum, part) => sum + (part.variance / total) ** 2 / part.df, 0)
}

function toPercent(set: FiellerSet): FiellerSet {
  const percent = (ratio: number): number => 100 * (1 - ratio)
  const percentOrNull = (ratio: number | null): number | null => (ratio === null ? null : percent(ratio))
  switch (set.kind) {
    case 'bounded':
      return { kind: 'bounded', lower: percent(set.upper), upper: percent(set.lower) }
    case 'half-line':
      return { kind: 'half-line', lower: percentOrNull(set.upper), upper: percentOrNull(set.lower) }
    case 'outside':
      return { kind: 'outside', excludedFrom: percent(set.excludedTo), excludedTo: percent(set.excludedFrom) }
    case 'everything':
      return set
    default:
      return assertNever(set, 'confidence set')
  }
}

function bounds(set: FiellerSet): readonly [number | null, number | null] {
  return set.kind === 'bounded' || set.kind === 'half-line' ? [set.lower, set.upper] : [null, null]
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
