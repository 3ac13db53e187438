import type { Interval } from '../../util/interval.ts'
import type { Estimate } from '../estimate.ts'

/** One effect that entered the meta-analysis, as percent reduction with its own interval. */
export type CombinedEffect = {
  readonly label: string
  readonly reduction: Estimate
  /** ln(mean treated / mean vehicle) and its sampling variance: what was combined. */
  readonly lnRatio: number
  readonly variance: number
  /** Share of the weight, percent. */
  readonly weight: number
  /** Effects with the same vehicle group are correlated. */
  readonly vehicleGroup: string | null
}

/** Something that was looked at and did not enter, with the reason. */
export type LeftOut = { readonly label: string; readonly from: 'own experiment' | 'literature'; readonly reason: string }

/** A published effect with its limits, shown beside and never combined: its outcome and its scale are its own. */
export type Benchmark = { readonly label: string; readonly outcome: string; readonly reduction: Estimate }

export type MetaAnalysisResults = {
  readonly effects: readonly CombinedEffect[]
  readonly benchmarks: readonly Benchmark[]
  readonly leftOut: readonly LeftOut[]
  /** Percent reduction of the mean over experiments; not assessable with fewer than two effects. */
  readonly summary: Estimate
  /** The same by DerSimonian and Laird, beside; not assessable where effects share a vehicle group, since they assume independence. */
  readonly beside: Estimate
  /** Where the effect of a further experiment lies, percent reduction; t with k - 1 df. */
  readonly prediction: Interval | null
  readonly heterogeneity: { readonly tau2: number; readonly i2: number; readonly q: number; readonly df: number; readonly p: number } | null
}
