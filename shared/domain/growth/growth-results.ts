import type { Estimate } from '../estimate.ts'

/** Growth of one culture step. */
export type PassageGrowth = {
  readonly passageId: string
  readonly code: string
  readonly number: number
  readonly batchId: string
  readonly parentCodes: readonly string[]
  /** Passages whose harvest the cells came from, directly or through a vial. */
  readonly parentIds: readonly string[]
  readonly seededAt: string | null
  readonly harvestedAt: string | null
  /** PD = log2(live cells harvested / cells seeded, attached fraction where known). */
  readonly populationDoublings: Estimate
  /** Sum of PD along the lineage; cell-weighted mean where harvests were pooled. */
  readonly cumulativeDoublings: Estimate
  /** Largest CPD over the paths where harvests were pooled; equals the mean otherwise. */
  readonly maximumCumulativeDoublings: Estimate
  readonly doublingTimeH: Estimate
  /** Harvest scaled to all cells of the first harvest: N1 x product of (harvest / seeded). */
  readonly cumulativeYield: Estimate
  readonly viability: Estimate
  readonly cfuPercent: Estimate
  /** As reported by the source; never used in calculations. */
  readonly reportedCumulativeYield: number | null
}

export type GrowthResults = {
  /** In lineage order, ancestors of other batches included. */
  readonly passages: readonly PassageGrowth[]
  readonly p0Counted: 'counted' | 'not-counted' | 'not recorded'
}
