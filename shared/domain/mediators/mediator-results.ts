import type { Estimate } from '../estimate.ts'

/** One independent replicate (run) of a group; its technical replicates are averaged. */
export type MediatorReplicate = { readonly label: string; readonly value: number | null; readonly bound?: '<' | '>'; readonly technical: number; readonly notAssessable?: string }

export type MediatorGroup = {
  readonly label: string
  readonly replicates: readonly MediatorReplicate[]
  readonly mean: Estimate
  /** Null for threshold cycles, which are logarithms already. */
  readonly geometricMean: Estimate | null
  readonly median: Estimate
}

/** Group against the reference group. No p value and no verdict: mediators explain, they do not decide. */
export type MediatorFold = {
  readonly group: string
  readonly reference: string
  /** Independent: Welch on the log scale. Paired: t interval of the log ratios of replicates that share a name. */
  readonly design: 'independent' | 'paired'
  readonly fold: Estimate
}

export type MediatorSeries = {
  readonly measurementId: string
  readonly mediator: string
  readonly level: string
  readonly method: string
  readonly matrix: string
  readonly unit: string
  readonly normalisation: string
  readonly collected: string
  readonly priming: string
  /** Passage, or assay with its condition and material. */
  readonly subject: string
  readonly limits: string
  readonly groups: readonly MediatorGroup[]
  readonly folds: readonly MediatorFold[]
  readonly warnings: readonly string[]
  readonly simulated: boolean
}

export type MediatorResults = { readonly batchId: string; readonly series: readonly MediatorSeries[] }
