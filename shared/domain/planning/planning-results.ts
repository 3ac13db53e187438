import type { VerdictKind } from '../pairs/verdict.ts'
import type { PlanDesign } from './plan-design.ts'

/** A proportion of simulated replicates, with its 95 % Monte-Carlo interval; or computed exactly, then without one. */
export type Rate = {
  readonly percent: number
  /** Monte-Carlo standard error in points; 0 where computed exactly. */
  readonly standardError: number
  /** 95 % limits of the Monte-Carlo error (Wilson); both equal to `percent` where computed exactly. */
  readonly lower: number
  readonly upper: number
}

/** What to expect of one treated arm (or of the cells in vitro) if the truth is as assumed. */
export type ArmOutlook = {
  readonly label: string
  /** True effect assumed: points of suppression, percent reduction of the score, or points of incidence. */
  readonly truth: number
  /** Probability of each verdict, in the order of tables; they sum to 100 %. */
  readonly verdicts: readonly { readonly kind: VerdictKind; readonly label: string; readonly rate: Rate }[]
  /** Half of the width of the 90 % interval in the middle of the replicates; null where that is unbounded or there is none. */
  readonly medianHalfWidth90: number | null
  /** How often the 95 % interval excludes 0. */
  readonly excludesZero: Rate
  /** How often the declared test gives adjusted p < 0.05; null where it was not asked for, or in vitro, where no test is declared. */
  readonly testBelow5: Rate | null
}

/** Probabilities of the verdicts of a design. It is a calculation on assumed truths, never a result about cells. */
export type Outlook = {
  readonly design: PlanDesign
  /** Null where every possible outcome was counted instead of drawn. */
  readonly simulation: { readonly seed: number; readonly replicates: number } | null
  readonly arms: readonly ArmOutlook[]
  readonly method: string
  readonly assumptions: readonly string[]
  readonly warnings: readonly string[]
}

/** Which verdict a search wants, of which arm (from 0), how often. */
export type Wanted = { readonly verdict: VerdictKind; readonly arm: number; readonly percent: number }

export type SearchStep = { readonly n: number; readonly rate: Rate }

/** Smallest number of units at which the wanted verdict is as probable as wanted. */
export type SampleSizeSearch = {
  readonly wanted: Wanted
  /** "runs" or "animals per arm". */
  readonly unit: string
  /** Null when no number up to `largest` reaches it; `reason` then says so. */
  readonly n: number | null
  readonly reason: string
  readonly smallest: number
  readonly largest: number
  /** Every number tried, ascending. */
  readonly tried: readonly SearchStep[]
  /** Outlook at the number found, or at the most probable one tried. */
  readonly outlook: Outlook
}

/** How far a calculation is; a caller that stops asking for the next step cancels it. */
export type PlanningProgress = { readonly done: number; readonly total: number; readonly what: string }
