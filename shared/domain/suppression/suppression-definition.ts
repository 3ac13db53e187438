import { mean, variance } from '../../statistics/descriptive.ts'
import { invalidGroup } from '../../statistics/numeric-input.ts'
import { percentIntervals, satterthwaiteDf } from '../../statistics/two-groups/percent-change.ts'
import { suppressionPercent } from '../../statistics/suppression-percent.ts'
import { assertNever } from '../../util/assert-never.ts'
import type { Interval } from '../../util/interval.ts'
import { fail, ok, type Result } from '../../util/result.ts'

/** What is subtracted as background. */
export type Background = 'unstimulated' | 'none' | 'msc-alone'

/** Signals of the wells of one plate that belong together, one unit; `blank` only for read-outs from which blanks are subtracted. */
export type PlateSignals = {
  readonly treated: readonly number[]
  readonly stimulated: readonly number[]
  readonly unstimulated: readonly number[]
  readonly mscAlone: readonly number[]
  readonly blank: readonly number[]
}

export type Suppression = { readonly value: number; readonly intervals: readonly Interval[]; readonly method: string; readonly warnings: readonly string[] }

/**
 * S in percent of one plate, with Fieller intervals (separate variances, Satterthwaite df), from means over wells: X with MSC, C
 * stimulated, B unstimulated, M MSC alone, K blank (0 without blank wells).
 * - `unstimulated`: S = 100 (1 - (X - B)/(C - B)); blanks cancel.
 * - `none` (as Schurgers et al. 2010 published): S = 100 (1 - X/C), with blanks 100 (1 - (X - K)/(C - K)); unstimulated wells are not used.
 * - `msc-alone`, for MSC that still give a signal of their own: X' = X - M, S = 100 (1 - (X' - B)/(C - B)); with blanks every mean is
 *   blank-subtracted, which leaves X - M - B + K over C - B. Without blanks, whatever an empty well reads is subtracted twice.
 * Reasons for failure: a group that the definition needs is empty, or C does not exceed what is subtracted.
 */
export function suppressionOfSignals(background: Background, signals: PlateSignals, levels: readonly number[]): Result<Suppression> {
  const result = byDefinition(background, signals, levels)
  if (!result.ok) return result
  const { value, intervals, warnings } = result.value
  if (!Number.isFinite(value)) return fail('the stimulated wells exceed the background by too little to divide by')
  const finite = intervals.filter((i) => [i.lower, i.upper].every((bound) => bound === null || Number.isFinite(bound)))
  return finite.length === intervals.length ? result : ok({ ...result.value, intervals: finite, warnings: [...warnings, 'No interval: its bounds are too large to compute.'] })
}

function byDefinition(background: Background, signals: PlateSignals, levels: readonly number[]): Result<Suppression> {
  const { treated, stimulated, unstimulated, blank } = signals
  switch (background) {
    case 'unstimulated':
      return named(suppressionPercent({ treated, stimulated, background: unstimulated }, levels), 'S = 100 (1 - (X - B)/(C - B)), B unstimulated')
    case 'none':
      return blank.length === 0
        ? named(suppressionPercent({ treated, stimulated }, levels), 'S = 100 (1 - X/C), no background')
        : named(suppressionPercent({ treated, stimulated, background: blank }, levels), 'S = 100 (1 - (X - K)/(C - K)), blank wells K, no other background')
    case 'msc-alone':
      return suppressionWithMscAlone(signals, levels)
    default:
      return assertNever(background, 'background')
  }
}

function named(result: ReturnType<typeof suppressionPercent>, definition: string): Result<Suppression> {
  if (!result.ok) return result
  const { value, intervals, warnings } = result.value
  return ok({ value, intervals, warnings, method: methodText(definition) })
}

function methodText(definition: string): string {
  return `${definition}; means of wells; precision of this plate (Fieller, Satterthwaite)`
}

/**
 * The ratio R = (X - M - B + K)/(C - B) as numerator and denominator that are sums of independent means with known factors; variances,
 * covariance (the two share B) and Satterthwaite df of numerator - R denominator follow from the factors.
 */
function suppressionWithMscAlone(signals: PlateSignals, levels: readonly number[]): Result<Suppression> {
  const blanks = signals.blank.length > 0
  const terms = [
    { name: 'wells with MSC', values: signals.treated, up: 1, down: 0 },
    { name: 'wells with MSC alone', values: signals.mscAlone, up: -1, down: 0 },
    { name: 'stimulated wells without MSC', values: signals.stimulated, up: 0, down: 1 },
    { name: 'unstimulated wells', values: signals.unstimulated, up: -1, down: -1 },
    ...(blanks ? [{ name: 'blank wells', values: signals.blank, up: 1, down: 0 }] : []),
  ]
  for (const { name, values } of terms) {
    const invalid = invalidGroup(name, values, 1)
    if (invalid !== undefined) return fail(invalid)
  }
  const total = (factor: (t: (typeof terms)[number]) => number, of: (t: (typeof terms)[number]) => number): number => terms.reduce((sum, t) => sum + factor(t) * of(t), 0)
  const meanOf = (t: (typeof terms)[number]): number => mean(t.values) ?? NaN
  const numerator = total((t) => t.up, meanOf)
  const denominator = total((t) => t.down, meanOf)
  if (!(denominator > 0)) return fail('the stimulated wells do not exceed the unstimulated wells: there is no response to suppress; check stimulus and plate map')
  const ratio = numerator / denominator
  const value = 100 * (1 - ratio)
  const method = methodText(`S = 100 (1 - (X - M - B${blanks ? ' + K' : ''})/(C - B)), M MSC alone, B unstimulated${blanks ? ', K blank' : ''}`)
  const single = terms.filter((t) => t.values.length < 2)
  if (single.length > 0) return ok({ value, intervals: [], method, warnings: single.map((t) => `No interval: ${t.name}: 1 well, at least 2 needed.`) })
  const spread = (t: (typeof terms)[number]): number => (variance(t.values) ?? NaN) / t.values.length
  const parts = terms.map((t) => ({ variance: (t.up - ratio * t.down) ** 2 * spread(t), df: t.values.length - 1 }))
  if (parts.every((p) => p.variance === 0)) return ok({ value, intervals: [], method, warnings: ['No interval: the wells do not vary at all (saturated, rounded or copied readings?).'] })
  const { intervals, warnings } = percentIntervals(
    {
      numerator,
      denominator,
      varNumerator: total((t) => t.up ** 2, spread),
      varDenominator: total((t) => t.down ** 2, spread),
      covariance: total((t) => t.up * t.down, spread),
      df: satterthwaiteDf(parts),
    },
    levels,
  )
  return ok({ value, intervals: intervals.map((i) => i.interval), method, warnings })
}
