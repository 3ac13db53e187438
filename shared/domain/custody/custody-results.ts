import type { Estimate } from '../estimate.ts'

/** One use of cells of a harvest or vial. */
export type CustodyUse = {
  readonly use: 'passage' | 'bank' | 'assay' | 'preparation' | 'quality-control' | 'other' | 'discard'
  readonly toName: string
  readonly toId: string | null
  readonly cells: number | null
  readonly at: string | null
  /** "draw record" or the record that implies it ("seeding of BM-0012-P3"). */
  readonly basis: string
}

/** A harvest against what was drawn from it. */
export type HarvestBalance = {
  readonly passageId: string
  readonly code: string
  readonly harvested: Estimate
  readonly drawn: Estimate
  /** Drawn as percent of harvested. */
  readonly drawnPercent: Estimate
  readonly uses: readonly CustodyUse[]
}

/** From injected animal back to vial and harvest, and to the plates of the same source. */
export type CustodyChain = {
  readonly animal: string
  readonly experiment: string
  readonly experimentId: string
  readonly administrationId: string
  readonly preparation: string | null
  readonly vials: readonly string[]
  readonly harvest: string | null
  readonly plates: readonly string[]
  /** What breaks the chain, in words; empty when it is complete. */
  readonly gaps: readonly string[]
}

export type CustodyResults = { readonly harvests: readonly HarvestBalance[]; readonly chains: readonly CustodyChain[]; readonly vials: readonly VialStatus[] }

export type VialStatus = { readonly vialId: string; readonly code: string; readonly bank: string; readonly status: string; readonly release: string; readonly viabilityAfterThaw: number | null; readonly usedIn: readonly string[] }
