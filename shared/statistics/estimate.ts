import type { Interval } from '../util/interval.ts'

/** What every statistic carries. `N` says how many values of what it rests on. */
export type Estimate<N> = {
  readonly value: number
  /** In the order asked for; empty when the data allow none, and then a warning says why. */
  readonly intervals: readonly Interval[]
  readonly n: N
  /** How it was computed, for print. */
  readonly method: string
  /** What the reader must know before relying on it; whole sentences. */
  readonly warnings: readonly string[]
}
