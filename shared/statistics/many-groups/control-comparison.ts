import type { Interval } from '../../util/interval.ts'

/** One group against the control. */
export type ControlComparison = {
  /** Group - control; on the logarithm the ratio group / control of geometric means. */
  readonly value: number
  readonly n: { readonly group: number; readonly control: number }
  /** Two-sided, adjusted over all groups; null with a reason. */
  readonly p: number | null
  /** The same before adjustment. */
  readonly rawP: number | null
  /** t */
  readonly statistic: number | null
  /** Simultaneous over all groups; null with a reason. */
  readonly interval: Interval | null
  readonly reason?: string
}
