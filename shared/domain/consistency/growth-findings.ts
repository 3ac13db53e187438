import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import { ordered } from '../../records/ordered.ts'
import type { AnyRecord, RecordOf } from '../../records/record-kinds.ts'
import { formatCells } from '../../util/format-number.ts'
import type { Finding } from '../estimate.ts'
import { harvestCount } from '../growth/harvest-count.ts'
import { finding } from './make-finding.ts'
import { yieldSinceFirstReport } from './yield-since-first-report.ts'

type Passage = RecordOf<'passage'>

/** Published tables round to two digits. Three rounded numbers enter the comparison: the two totals and the harvest. */
const reportedTolerance = 0.1

/** Rounded displays differ from recomputed viability by less than this many points. */
const viabilityTolerancePoints = 1

/** Instruments round live and dead cells one by one. */
const sumTolerance = 0.01

/**
 * Findings about counts: reported cumulative yields that contradict the passages since the first one reported, viability that live and
 * dead cells do not give, totals that are not their sum, a stated harvest that the countings contradict, fewer cells harvested than seeded.
 */
export function growthFindings(notebook: Notebook): readonly Finding[] {
  return [
    ...notebook.all('passage').flatMap((p) => [...reportedYield(notebook, p), ...harvestCounts(p), ...harvestBelowSeed(p)]),
    ...notebook.all('vial').flatMap((v) => viability(v, '/thaw', { live: valueOf(v.thaw?.liveCells), dead: valueOf(v.thaw?.deadCells), shown: valueOf(v.thaw?.viabilityPercent) })),
  ]
}

function reportedYield(notebook: Notebook, passage: Passage): readonly Finding[] {
  const since = yieldSinceFirstReport(notebook, passage)
  if (since === undefined || Math.abs(since.reported / since.expected - 1) <= reportedTolerance + 1e-9) return []
  return [finding(passage, 'warning', 'reported-yield-inconsistent', '/harvest/reportedCumulativeYield', `reported cumulative yield ${formatCells(since.reported)}; the total reported for ${since.first.code} and the harvests since give ${formatCells(since.expected)} (ratio ${(since.reported / since.expected).toPrecision(2)})`, 'the harvests are used, not the reported totals; compare with the source')]
}

function harvestCounts(passage: Passage): readonly Finding[] {
  const { harvest } = passage
  if (harvest === undefined || harvest.excluded !== undefined) return []
  const live = valueOf(harvest.liveCells)
  const counts = ordered(harvest.counts).filter(([, c]) => c.excluded === undefined)
  const used = harvestCount(passage)
  return [
    ...viability(passage, '/harvest', { live, dead: valueOf(harvest.deadCells), total: valueOf(harvest.totalCells), shown: valueOf(harvest.viabilityPercent) }),
    ...counts.flatMap(([key, c]) => viability(passage, `/harvest/counts/${key}`, { live: valueOf(c.liveCellsPerMl), dead: valueOf(c.deadCellsPerMl), shown: valueOf(c.viabilityPercent) })),
    ...(used.ok ? used.value.warnings.map((w) => finding(passage, 'warning', 'harvest-against-counts', '/harvest/liveCells', w, 'correct the total, the volume, the dilution or a counting; or exclude a counting with a reason')) : []),
  ]
}

type Counted = { readonly live: number | undefined; readonly dead: number | undefined; readonly total?: number | undefined; readonly shown: number | undefined }

/** Compares what was displayed with live / (live + dead). Impossible counts are marked as such elsewhere. */
function viability(record: AnyRecord, at: string, { live, dead, total, shown }: Counted): readonly Finding[] {
  if (live === undefined || dead === undefined || live < 0 || dead < 0 || live + dead === 0) return []
  const recomputed = (100 * live) / (live + dead)
  return [
    ...(shown !== undefined && Math.abs(recomputed - shown) > viabilityTolerancePoints ? [finding(record, 'warning', 'viability-not-recomputable', `${at}/viabilityPercent`, `viability shown ${String(shown)} %, live and dead cells give ${recomputed.toFixed(1)} %`, 'check which of the three was copied wrongly; live and dead cells are used')] : []),
    ...(total !== undefined && Math.abs(total / (live + dead) - 1) > sumTolerance ? [finding(record, 'note', 'total-not-the-sum', `${at}/totalCells`, `total ${formatCells(total)}, live and dead cells sum to ${formatCells(live + dead)}`, 'instruments round; live cells are used')] : []),
  ]
}

/** Cells seeded from tissue are not stromal cells alone, so that fewer are expected to be harvested. */
function harvestBelowSeed(passage: Passage): readonly Finding[] {
  const seeded = valueOf(passage.seededCells)
  const harvested = harvestCount(passage)
  if (seeded === undefined || seeded < 0 || !harvested.ok || valueOf(passage.seededFrom) === 'tissue' || harvested.value.cells >= seeded) return []
  return [finding(passage, 'warning', 'harvest-below-seed', '/harvest/liveCells', `${formatCells(harvested.value.cells)} live cells harvested from ${formatCells(seeded)} seeded`, 'check both counts, and whether all vessels were harvested; negative doublings are kept as they are')]
}
