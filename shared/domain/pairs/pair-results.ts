import type { Estimate } from '../estimate.ts'
import type { Verdict } from './verdict.ts'

/** Link between the cells of the two sides: A same vial lot or harvest ... D same donor only. */
export type LinkTier = 'A' | 'B' | 'C' | 'D'

export type MarginUsed = {
  readonly value: number | null
  readonly unit: string
  readonly declaredAt: string | null
  /** Equivalence verdicts need a margin declared before data and unblinding, and not changed since. */
  readonly declaredBeforeData: boolean
  readonly isLabDefault: boolean
  readonly note: string
}

export type PairSide = {
  readonly present: boolean
  readonly what: string
  readonly estimate: Estimate | null
  readonly margin: MarginUsed
  readonly verdict: Verdict
}

export type PairResult = {
  readonly pairId: string
  readonly code: string
  readonly batchCode: string
  readonly inVitro: PairSide
  readonly inVivo: PairSide
  readonly linkTier: LinkTier | null
  readonly linkReason: string
  readonly concordance: Concordance
  readonly concordanceReason: string
  /** Tier A and B only may make a headline. */
  readonly headline: boolean
  readonly exclusions: readonly string[]
  readonly biasItems: readonly { readonly item: string; readonly judgement: string }[]
  readonly mycoplasma: string
  readonly simulated: boolean
}

export type Concordance =
  | 'concordant (benefit)'
  | 'concordant (null)'
  | 'concordant (harm)'
  | 'opposite'
  | 'in vitro only'
  | 'in vivo only'
  | 'discordant'
  | 'undetermined'
