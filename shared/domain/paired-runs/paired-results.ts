import type { Estimate, TestResult } from '../estimate.ts'

/** One run (or block of runs) with both sides; nulls where a side is missing, and then it is left out. */
export type RunPair = {
  readonly label: string
  readonly day: string
  readonly responderLot: string
  /** S in percent. */
  readonly first: number | null
  readonly second: number | null
  readonly leftOut?: string
  readonly plates: readonly string[]
}

/** Two suppressions compared within runs: only runs that have both count. */
export type PairedComparison = {
  /** Mean S of each side over the independent units of the pairs. */
  readonly first: Estimate
  readonly second: Estimate
  /** First minus second, points. */
  readonly difference: Estimate
  /** Paired t over the units; adjusted over the family that the comparison belongs to. */
  readonly test: TestResult
  readonly runs: readonly RunPair[]
  /** What the pairs were averaged to first, where they share thaws or donors. */
  readonly unit: string
}
