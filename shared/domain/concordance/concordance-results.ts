import type { Estimate, TestResult } from '../estimate.ts'
import type { Concordance, LinkTier } from '../pairs/pair-results.ts'
import type { VerdictKind } from '../pairs/verdict.ts'

/** The one pair that stands for a donor, pool or cell line across batches. */
export type DonorPair = {
  readonly pairId: string
  readonly code: string
  readonly batchCode: string
  /** Donors (or the cell line) the pair stands for; several where batches share donors through a pool. */
  readonly donor: string
  readonly experimentId: string
  readonly experimentCode: string
  readonly linkTier: LinkTier | null
  /** Why this pair and no other of the donor. */
  readonly chosenBecause: string
  readonly inVitroVerdict: VerdictKind
  readonly inVivoVerdict: VerdictKind
  readonly concordance: Concordance
  /** Null where the side has no estimate. */
  readonly suppression: Estimate | null
  readonly reduction: Estimate | null
  /** Why the pair has no place in the correlation; null where it has. */
  readonly notCorrelatedBecause: string | null
  readonly simulated: boolean
}

export type NamedReason = { readonly code: string; readonly reason: string }

/** How often a combination of verdicts was seen, in donors; the simulated ones are never added to the others. */
export type VerdictCell = { readonly inVitro: VerdictKind; readonly inVivo: VerdictKind; readonly concordance: Concordance; readonly donors: readonly string[]; readonly simulatedDonors: readonly string[] }

/**
 * `independent pairs`: one per donor and per experiment, so that no two share a vehicle group. `within experiments`: one per donor, exchanged
 * within its experiment only.
 */
export type RankCorrelation = {
  readonly kind: 'independent pairs' | 'within experiments'
  readonly rho: Estimate
  readonly test: TestResult
  /** Codes of the pairs that take part. */
  readonly pairs: readonly string[]
  readonly leftOut: readonly NamedReason[]
}

/** A condition in which the correlated pairs differ, so that ranks may differ because of it. */
export type SetUpDifference = { readonly field: string; readonly values: readonly { readonly text: string; readonly pairs: readonly string[] }[] }

/** In vitro against in vivo over donors. */
export type ConcordanceResults = {
  readonly rule: string
  readonly donors: readonly DonorPair[]
  /** Pairs that stand for no donor, and why. */
  readonly leftOut: readonly NamedReason[]
  /** All 36 combinations, in vitro by rows. */
  readonly verdicts: readonly VerdictCell[]
  /** First the one that can show more by its design (more arrangements); both are printed. */
  readonly correlations: readonly RankCorrelation[]
  readonly differences: readonly SetUpDifference[]
}
