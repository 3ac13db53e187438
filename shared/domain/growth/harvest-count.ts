import { valueOf } from '../../records/blank.ts'
import { ordered } from '../../records/ordered.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { mean, variance } from '../../statistics/descriptive.ts'
import { fail, ok, type Result } from '../../util/result.ts'

type Passage = RecordOf<'passage'>

/**
 * Live cells of a harvest. `relativeVariance` is the squared relative standard error of the mean over repeated counts; where it cannot be
 * estimated, `whyNoInterval` says why.
 */
export type HarvestCount = {
  readonly cells: number
  readonly counts: number
  readonly relativeVariance: number | undefined
  readonly whyNoInterval: string
  readonly warnings: readonly string[]
}

const singleCount = 'single count: no interval'

/** A stated total and repeated counts may differ by rounding; beyond this fraction it is said. */
const disagreement = 0.02

/**
 * Live cells harvested: mean over the countings that are not excluded (concentration x dilution x volume), or the stated total.
 * Repeated counts give the standard error; a single count gives none, nor do counts that are all equal (a spread of zero is not certainty).
 * @returns the reason when there is no usable count.
 */
export function harvestCount(passage: Passage): Result<HarvestCount> {
  const { harvest } = passage
  if (harvest === undefined) return fail('no harvest recorded')
  if (harvest.excluded !== undefined) return fail(`harvest excluded: ${harvest.excluded.reason}`)
  const stated = valueOf(harvest.liveCells)
  if (stated !== undefined && stated < 0) return fail(`live cells harvested is ${String(stated)}: below 0 is impossible`)
  const totals = countedTotals(harvest)
  if (!totals.ok) return totals
  if (totals.value.length === 0) {
    const noVolume = valueOf(harvest.volumeMl) === undefined && ordered(harvest.counts).some(([, c]) => c.excluded === undefined && valueOf(c.liveCellsPerMl) !== undefined)
    if (stated === undefined) return fail(noVolume ? 'counted, but the volume of the suspension is not recorded, so that the cells harvested are not known' : 'live cells harvested not recorded')
    const warnings = noVolume ? ['the countings are not used: the volume of the suspension is not recorded'] : []
    return ok({ cells: stated, counts: 1, relativeVariance: undefined, whyNoInterval: singleCount, warnings })
  }
  const cells = mean(totals.value) ?? 0
  const warnings = stated !== undefined && Math.abs(stated - cells) > disagreement * cells ? [`stated total ${String(stated)} differs from the mean of the counts, which is used`] : []
  const n = totals.value.length
  const allEqual = totals.value.every((t) => t === totals.value[0])
  const spread = allEqual ? undefined : variance(totals.value)
  const whyNoInterval = n === 1 ? singleCount : `all ${String(n)} counts are equal, so that their spread cannot be estimated`
  return ok({ cells, counts: n, relativeVariance: spread === undefined ? undefined : spread / n / (cells * cells), whyNoInterval, warnings })
}

function countedTotals(harvest: NonNullable<Passage['harvest']>): Result<readonly number[]> {
  const volume = valueOf(harvest.volumeMl)
  const totals: number[] = []
  for (const [, count] of ordered(harvest.counts)) {
    const perMl = valueOf(count.liveCellsPerMl)
    if (count.excluded !== undefined || perMl === undefined) continue
    if (volume === undefined) return ok([])
    const dilution = valueOf(count.dilutionFactor) ?? 1
    if (perMl < 0 || volume <= 0 || dilution < 1) return fail('a count is impossible (negative concentration, no volume, or dilution below 1)')
    totals.push(perMl * dilution * volume)
  }
  return ok(totals)
}

/**
 * Cells a passage started from: cells seeded, times the attached fraction where it was recorded; `seeded` without that fraction.
 * @returns the reason when they are unknown or impossible.
 */
export function startingCells(passage: Passage): Result<{ readonly cells: number; readonly seeded: number; readonly warnings: readonly string[] }> {
  const seeded = valueOf(passage.seededCells)
  if (seeded === undefined) return fail('cells seeded not recorded')
  if (seeded <= 0) return fail(`cells seeded is ${String(seeded)}: it must be above 0`)
  const attached = valueOf(passage.attachedPercent)
  if (attached === undefined) return ok({ cells: seeded, seeded, warnings: [] })
  if (attached <= 0 || attached > 100) return fail(`cells attached is ${String(attached)} %: it must be above 0 and at most 100`)
  return ok({ cells: (seeded * attached) / 100, seeded, warnings: [`counted from the ${String(attached)} % that attached`] })
}
