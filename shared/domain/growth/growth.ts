import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import type { AnyRecord, RecordOf } from '../../records/record-kinds.ts'
import { hoursBetween } from '../../util/partial-date.ts'
import { fail, ok, type Result } from '../../util/result.ts'
import { colonyForming } from './colony-forming.ts'
import { cumulativeDoublings, type Cumulative } from './cumulative-doublings.ts'
import type { Estimate } from '../estimate.ts'
import { notAssessed, type GroupContext } from '../group-estimate.ts'
import type { GrowthResults, PassageGrowth } from './growth-results.ts'
import { harvestCount } from './harvest-count.ts'
import { harvestViability } from './harvest-viability.ts'
import { isInCycle, lineageOf, missingOrigins, originsOf } from '../culture/lineage.ts'
import { doublingsEstimate, doublingsOf, ofDoublings, p0Rule, sourceOf, withInterval, type Doublings } from './passage-doublings.ts'
import { isSimulated } from '../simulated.ts'

type Passage = RecordOf<'passage'>

/**
 * Growth of a batch along its passage graph, ancestors in other batches included: doublings, cumulative doublings, doubling time,
 * cumulative yield, viability, colony-forming units. Nothing is clipped: shrinking cultures have negative doublings.
 */
export function growthResults(notebook: Notebook, batchId: string): GrowthResults {
  const passages = lineageOf(notebook, batchId)
  const memo = new Map<string, Cumulative>()
  return { passages: passages.map((p) => passageGrowth(notebook, p, memo)), p0Counted: p0Rule(notebook, batchId) }
}

function passageGrowth(notebook: Notebook, passage: Passage, memo: Map<string, Cumulative>): PassageGrowth {
  const doublings = doublingsOf(passage)
  const cumulative = cumulativeDoublings(notebook, passage, memo)
  const ancestry = withAncestors(notebook, passage)
  const context: GroupContext = { unit: 'PD', n: cumulative.steps, nOf: 'passages', simulated: [...ancestry, ...weightsOf(notebook, ancestry)].some((r) => isSimulated(r)), sources: ancestry.map(sourceOf), warnings: cumulative.warnings }
  const df = cumulative.variance === undefined || cumulative.satterthwaite === 0 ? 0 : cumulative.variance ** 2 / cumulative.satterthwaite
  const how = 'CPD = sum of PD along the lineage, cell-weighted mean where harvests were pooled'
  return {
    passageId: passage.id,
    code: passage.code,
    number: passage.number,
    batchId: passage.batchId,
    parentCodes: originsOf(notebook, passage).map((o) => (o.vial === undefined ? o.passage.code : o.vial.code)),
    parentIds: originsOf(notebook, passage).map((o) => o.passage.id),
    seededAt: valueOf(passage.seededAt) ?? null,
    harvestedAt: valueOf(passage.harvest?.at) ?? null,
    populationDoublings: doublingsEstimate(passage, doublings),
    cumulativeDoublings: cumulative.mean.ok ? withInterval(cumulative.mean.value, cumulative.variance, df, how, cumulative.whyNoInterval, context, ofDoublings) : notAssessed(cumulative.mean.error, how, context),
    maximumCumulativeDoublings: cumulative.maximum.ok ? withInterval(cumulative.maximum.value, undefined, 0, 'largest sum of PD over the paths of the lineage', 'largest path: no interval', context) : notAssessed(cumulative.maximum.error, how, context),
    doublingTimeH: doublingTime(passage, doublings),
    cumulativeYield: yieldEstimate(notebook, passage, context),
    viability: harvestViability(passage),
    cfuPercent: colonyForming(passage),
    reportedCumulativeYield: valueOf(passage.harvest?.reportedCumulativeYield) ?? null,
  }
}

function withAncestors(notebook: Notebook, passage: Passage): readonly Passage[] {
  const found = new Map<string, Passage>()
  const queue = [passage]
  for (let p = queue.pop(); p !== undefined; p = queue.pop()) {
    if (found.has(p.id)) continue
    found.set(p.id, p)
    queue.push(...originsOf(notebook, p).map((o) => o.passage))
  }
  return [...found.values()]
}

/** Vials whose cells are the weights of a pool. */
function weightsOf(notebook: Notebook, ancestry: readonly Passage[]): readonly AnyRecord[] {
  return ancestry.flatMap((p) => {
    const origins = originsOf(notebook, p)
    return origins.length > 1 ? origins.flatMap((o) => o.vial ?? []) : []
  })
}

/** DT = t / PD (hours per doubling): t ln 2 / ln(N2 / N1). Needs growth and both times; dates without time of day count whole days. */
function doublingTime(passage: Passage, doublings: Result<Doublings>): Estimate {
  const how = 'DT = t ln 2 / ln(N harvested / N seeded)'
  const context: GroupContext = { unit: 'h', n: doublings.ok ? doublings.value.counts : 0, nOf: 'counts', simulated: isSimulated(passage), sources: [sourceOf(passage)] }
  if (!doublings.ok) return notAssessed(doublings.error, how, context)
  if (doublings.value.value <= 0) return notAssessed('no growth: no more cells harvested than seeded', how, context)
  const from = valueOf(passage.seededAt)
  const to = valueOf(passage.harvest?.at)
  const between = from === undefined || to === undefined ? undefined : hoursBetween(from, to)
  if (between === undefined) return notAssessed('times of seeding and harvest not both recorded to the day', how, context)
  if (between.hours <= 0) return notAssessed('harvested no later than seeded', how, context)
  const mixedZones = between.precision === 'minute' && hasOffset(from) !== hasOffset(to)
  const warnings = between.precision === 'day' ? ['times known to the day only: up to a day off'] : mixedZones ? ['only one of the two times states its offset from UTC: off by that offset'] : []
  const pd = doublingsEstimate(passage, doublings)
  const rest = { ...context, assumptions: [{ assumption: 'exponential growth over the whole step', outcome: 'not checked' as const, detail: 'lag and confluence lengthen the apparent doubling time' }], warnings, method: how }
  const value = between.hours / doublings.value.value
  if (pd.intervals.length === 0) return { value, intervals: [], noInterval: pd.noInterval ?? 'single count', ...rest }
  return {
    value,
    intervals: pd.intervals.map((i) => ({ level: i.level, lower: i.upper === null ? null : between.hours / i.upper, upper: i.lower === null || i.lower <= 0 ? null : between.hours / i.lower, method: `from the interval of PD; ${i.method}` })),
    ...rest,
  }
}

function hasOffset(time: string | undefined): boolean {
  return time !== undefined && /T.*(Z|[+-]\d{2}:\d{2})$/.test(time)
}

/** N of the first harvest x product of (harvested / seeded) since: what all cells would have given. */
function cumulativeYield(notebook: Notebook, passage: Passage): Result<number> {
  if (isInCycle(notebook, passage)) return fail('the passage is its own ancestor')
  const origins = originsOf(notebook, passage)
  const first = origins[0]
  if (first !== undefined && missingOrigins(notebook, passage) > 0) return fail('not all harvests it came from are on record')
  if (first === undefined) {
    const count = harvestCount(passage)
    return count.ok ? ok(count.value.cells) : count
  }
  if (origins.length > 1) return fail('harvests were pooled: the yield of all cells is not defined')
  const before = cumulativeYield(notebook, first.passage)
  if (!before.ok) return before
  const own = doublingsOf(passage)
  return own.ok ? ok(before.value * own.value.fold) : own
}

function yieldEstimate(notebook: Notebook, passage: Passage, context: GroupContext): Estimate {
  const how = 'cells of the first recorded harvest x product of (live cells harvested / cells seeded)'
  const result = cumulativeYield(notebook, passage)
  const cells: GroupContext = { ...context, unit: 'cells' }
  return result.ok ? withInterval(result.value, undefined, 0, how, 'a projection: no interval', cells) : notAssessed(result.error, how, cells)
}
