import { valueOf } from '../../records/blank.ts'
import { ordered } from '../../records/ordered.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { mean } from '../../statistics/descriptive.ts'
import { meanInterval } from '../../statistics/mean-interval.ts'
import { fail, ok, type Result } from '../../util/result.ts'
import type { Estimate } from '../estimate.ts'
import { fromStatistic, notAssessed, withoutInterval, type GroupContext } from '../group-estimate.ts'
import { sourceOf } from './passage-doublings.ts'
import { isSimulated } from '../simulated.ts'

type Passage = RecordOf<'passage'>
type Harvest = NonNullable<Passage['harvest']>

/** Displays round to whole percent; beyond this many points what was displayed contradicts the counts. */
const tolerancePoints = 1

const how = 'viability = live / (live + dead)'

/**
 * Viability at harvest, %: 100 live / (live + dead), mean over the countings that are not excluded with a t interval, else from the stated
 * numbers of live and dead cells. Countings that all agree, or a single one, have no interval. What an instrument displayed is never used
 * for the value; where it disagrees beyond rounding, a warning says so.
 * Not assessable, with the reason: no or an excluded harvest, live or dead cells missing, below zero, or both zero.
 */
export function harvestViability(passage: Passage): Estimate {
  const { harvest } = passage
  const context = (n: number, warnings: readonly string[] = []): GroupContext => ({ unit: '%', n, nOf: 'counts', simulated: isSimulated(passage), sources: [sourceOf(passage)], warnings })
  if (harvest === undefined) return notAssessed('no harvest recorded', how, context(0))
  if (harvest.excluded !== undefined) return notAssessed(`harvest excluded: ${harvest.excluded.reason}`, how, context(0))
  const counted = countedPercents(harvest)
  if (!counted.ok) return notAssessed(counted.error, how, context(0))
  const { percents, warnings } = counted.value
  const displayed = valueOf(harvest.viabilityPercent)
  const against = (value: number): readonly string[] => [...warnings, ...(displayed === undefined ? [] : disagreement(displayed, value))]
  const average = mean(percents)
  if (average === undefined) {
    const stated = percentOf(valueOf(harvest.liveCells), valueOf(harvest.deadCells))
    const shown = displayed === undefined ? '' : ` (${String(displayed)} % was displayed)`
    return stated.ok ? withoutInterval(stated.value, singleCount, how, context(1, against(stated.value))) : notAssessed(`${stated.error}${shown}`, how, context(0, warnings))
  }
  const n = percents.length
  if (n === 1) return withoutInterval(average, singleCount, how, context(1, against(average)))
  if (percents.every((p) => p === percents[0])) return withoutInterval(average, `all ${String(n)} counts give the same viability, so that their spread cannot be estimated`, how, context(n, against(average)))
  return fromStatistic(meanInterval(percents, [0.95, 0.9]), how, context(n, against(average)))
}

const singleCount = 'single count: no interval'

/** Viability of each counting with live and dead cells, in recorded order; an impossible counting is a reason, one without cells a warning. */
function countedPercents(harvest: Harvest): Result<{ readonly percents: readonly number[]; readonly warnings: readonly string[] }> {
  const percents: number[] = []
  const warnings: string[] = []
  for (const [, count] of ordered(harvest.counts)) {
    const live = valueOf(count.liveCellsPerMl)
    const dead = valueOf(count.deadCellsPerMl)
    if (count.excluded !== undefined || live === undefined || dead === undefined) continue
    if (live < 0 || dead < 0) return fail('a count of live or dead cells is below 0, which is impossible; correct it or exclude the counting')
    const percent = percentOf(live, dead)
    if (!percent.ok) {
      warnings.push('a counting without any cells is not used for the viability')
      continue
    }
    percents.push(percent.value)
    const displayed = valueOf(count.viabilityPercent)
    if (displayed !== undefined) warnings.push(...disagreement(displayed, percent.value))
  }
  return ok({ percents, warnings })
}

function percentOf(live: number | undefined, dead: number | undefined): Result<number> {
  if (live === undefined || dead === undefined) return fail('live and dead cells not both recorded')
  if (live < 0 || dead < 0 || live + dead === 0) return fail('live and dead cells are impossible or both zero')
  return ok((100 * live) / (live + dead))
}

function disagreement(displayed: number, value: number): readonly string[] {
  return Math.abs(displayed - value) > tolerancePoints ? [`${String(displayed)} % was displayed, live and dead cells give ${value.toFixed(1)} %`] : []
}
