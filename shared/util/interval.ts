/** Confidence interval. A missing bound is null and means unbounded on that side, never "not computed". */
export type Interval = {
  /** Two-sided coverage, 0 to 1: 0.95, 0.90. */
  readonly level: number
  readonly lower: number | null
  readonly upper: number | null
  /** How it was made, in words that can be printed: "t, df 2", "Wilson", "Fieller, Satterthwaite df 2.54". */
  readonly method: string
}
