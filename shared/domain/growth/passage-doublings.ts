import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import { nameOf } from '../../records/notebook.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { tQuantile } from '../../statistics/distributions.ts'
import type { Interval } from '../../util/interval.ts'
import { fail, ok, type Result } from '../../util/result.ts'
import type { Estimate, ResultSource } from '../estimate.ts'
import { notAssessed, type GroupContext } from '../group-estimate.ts'
import { harvestCount, startingCells } from './harvest-count.ts'
import { isSimulated } from '../simulated.ts'

type Passage = RecordOf<'passage'>

/**
 * Doublings of one step with the variance of log2 of its harvest count, where counts were repeated. `fold` is harvested per seeded cell: what
 * a yield multiplies by. It leaves the attached fraction out, as cells that did not attach were spent all the same.
 */
export type Doublings = {
  readonly value: number
  readonly fold: number
  readonly variance: number | undefined
  readonly whyNoInterval: string
  readonly df: number
  readonly counts: number
  readonly warnings: readonly string[]
}

/**
 * Population doublings PD = log2(N harvested / N seeded), with N seeded reduced to the attached fraction where recorded. Negative
 * values (fewer cells than seeded) are kept. The variance is that of log2 of the mean of repeated counts (delta method); the seeding
 * count is taken as known.
 * @returns the reason when it is not assessable.
 */
export function doublingsOf(passage: Passage): Result<Doublings> {
  if (valueOf(passage.seededFrom) === 'tissue') return fail('seeded from tissue: the cells seeded are not stromal cells alone')
  const start = startingCells(passage)
  if (!start.ok) return start
  const end = harvestCount(passage)
  if (!end.ok) return end
  if (end.value.cells === 0) return fail('no live cells harvested: the logarithm of zero is not defined')
  const variance = end.value.relativeVariance === undefined ? undefined : end.value.relativeVariance / Math.LN2 ** 2
  const { counts, whyNoInterval } = end.value
  return ok({ value: Math.log2(end.value.cells / start.value.cells), fold: end.value.cells / start.value.seeded, variance, whyNoInterval, df: counts - 1, counts, warnings: [...start.value.warnings, ...end.value.warnings] })
}

const method = 'PD = log2(live cells harvested / cells seeded)'

/** The doublings of a passage as a printable estimate: t interval over repeated counts on the log2 scale. */
export function doublingsEstimate(passage: Passage, doublings: Result<Doublings>): Estimate {
  const context: GroupContext = { unit: 'PD', n: doublings.ok ? doublings.value.counts : 0, nOf: 'counts', simulated: isSimulated(passage), sources: [sourceOf(passage)], warnings: doublings.ok ? doublings.value.warnings : [] }
  if (!doublings.ok) return notAssessed(doublings.error, method, context)
  return withInterval(doublings.value.value, doublings.value.variance, doublings.value.df, method, doublings.value.whyNoInterval, context, ofDoublings)
}

/** What the intervals of doublings rest on, for print. */
export const ofDoublings = '; delta method on the log2 scale, seeding count taken as known'

/**
 * An estimate with t intervals at 90 and 95 % from a variance with its degrees of freedom; without a variance the reason.
 * @param basis printed after the degrees of freedom.
 */
export function withInterval(value: number, variance: number | undefined, df: number, how: string, why: string, context: GroupContext, basis = ''): Estimate {
  const { unit, n, nOf, simulated, sources, assumptions = [], warnings = [] } = context
  const rest = { unit, n, nOf, simulated, sources, assumptions, warnings, method: how }
  if (variance === undefined || df < 1) return { value, intervals: [], noInterval: why, ...rest }
  const half = (level: number): Interval => {
    const width = tQuantile((1 + level) / 2, df) * Math.sqrt(variance)
    return { level, lower: value - width, upper: value + width, method: `t over repeated counts, df ${String(Number(df.toPrecision(3)))}${basis}` }
  }
  return { value, intervals: [half(0.95), half(0.9)], ...rest }
}

export function sourceOf(passage: Passage): ResultSource {
  return { kind: passage.kind, id: passage.id, name: nameOf(passage) }
}

/** P0 is counted, not counted, or the batch does not say. */
export function p0Rule(notebook: Notebook, batchId: string): 'counted' | 'not-counted' | 'not recorded' {
  return valueOf(notebook.get('batch', batchId)?.countP0Doublings) ?? 'not recorded'
}
