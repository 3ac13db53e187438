import { fail, ok, type Result } from '../util/result.ts'
import type { Estimate } from './estimate.ts'
import { suppressionPercent } from './suppression-percent.ts'

export type LysisWells = {
  /** E: target cells with effectors (and whatever is tested). */
  readonly experimental: readonly number[]
  /** S: target cells alone. */
  readonly spontaneous: readonly number[]
  /** M: target cells lysed completely. All in one unit. */
  readonly maximum: readonly number[]
}

export type SpecificLysis = Estimate<{ readonly experimental: number; readonly spontaneous: number; readonly maximum: number }>

/**
 * Percent specific lysis of one plate, 100 (E - S)/(M - S), E, S, M being means over wells, with Fieller's interval (separate variances, the
 * covariance var(S) that numerator and denominator share, Satterthwaite df). Below 0 and above 100 % is kept. It is 100 minus the percentage
 * by which E falls short of M over S, and is computed as that.
 * Reasons for failure: no wells in a group, a value that is no number, M not above S. One well in a group, or wells that do not vary, give
 * the value without an interval and a warning.
 */
export function specificLysis(wells: LysisWells, levels: readonly number[] = [0.95]): Result<SpecificLysis> {
  const named = [['experimental release', wells.experimental], ['spontaneous release', wells.spontaneous], ['maximum release', wells.maximum]] as const
  const empty = named.find(([, values]) => values.length === 0)
  if (empty !== undefined) return fail(`specific lysis: ${empty[0]}: no wells`)
  const short = suppressionPercent({ treated: wells.experimental, stimulated: wells.maximum, background: wells.spontaneous }, levels)
  if (!short.ok) return fail(short.error.includes('do not exceed') ? 'specific lysis: the maximum release does not exceed the spontaneous release; check the wells' : `specific lysis: ${short.error}`)
  const { value, intervals } = short.value
  const single = named.filter(([, values]) => values.length < 2).map(([name]) => name)
  const warnings = intervals.length > 0 ? short.value.warnings : [single.length > 0 ? `No interval: ${single.join(' and ')} ${single.length === 1 ? 'has' : 'have'} a single well, at least 2 needed.` : 'No interval: the wells that enter the estimate do not vary.']
  return ok({
    value: 100 - value,
    intervals: intervals.map((i) => ({ ...i, lower: i.upper === null ? null : 100 - i.upper, upper: i.lower === null ? null : 100 - i.lower })),
    n: { experimental: wells.experimental.length, spontaneous: wells.spontaneous.length, maximum: wells.maximum.length },
    method: 'specific lysis 100 (E - S)/(M - S) of well means; precision of this plate (Fieller, Satterthwaite)',
    warnings,
  })
}
