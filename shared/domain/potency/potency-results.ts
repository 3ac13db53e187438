import type { Estimate, Finding } from '../estimate.ts'
import type { SettingUsed } from '../settings-used.ts'

/** Verdict on parallel curves by equivalence; `not shown` when an interval is too wide, or cannot be computed. */
export type ParallelOutcome = 'parallel' | 'not parallel' | 'not shown'

/** Two curves are parallel when both 90 % intervals lie within the limits; a large p value of an F test shows nothing. */
export type Parallelism = {
  readonly outcome: ParallelOutcome
  /** Why, in words: which interval lies where. */
  readonly reason: string
  /** Lower plateau of the test material minus that of the reference, points of S. */
  readonly plateauDifference: Estimate
  /** b_test / b_ref. */
  readonly slopeRatio: Estimate
}

/** A well of a curve: ratio 0 for the stimulated wells without MSC. Signals as fitted. */
export type CurveWell = { readonly well: string; readonly ratio: number; readonly signal: number; readonly excluded: boolean }
export type CurvePoint = { readonly ratio: number; readonly signal: number }

/** Test material against reference on one plate. Intervals here are the precision of this plate. */
export type PotencyPlate = {
  readonly plateId: string
  readonly plateCode: string
  readonly testKey: string
  readonly referenceKey: string
  readonly responderKey: string
  readonly parallelism: Parallelism
  /** e_ref / e_test of the parallel curves; above 1 where the test material needs fewer MSC per responder. Meaningful only where parallel. */
  readonly relativePotency: Estimate
  /** S of the test material minus S of the reference at the reference ratio, points. */
  readonly suppressionDifference: Estimate
  readonly wells: { readonly control: readonly CurveWell[]; readonly reference: readonly CurveWell[]; readonly test: readonly CurveWell[] }
  /** Points of the fitted curves (ratios above 0): parallel where parallelism is shown, else separate; empty without a fit. */
  readonly curves: { readonly kind: 'parallel' | 'separate' | 'none'; readonly reference: readonly CurvePoint[]; readonly test: readonly CurvePoint[] }
}

/** One independent execution: thaw or harvest of the test material x responder lot x day. */
export type PotencyRun = {
  readonly runKey: string
  readonly label: string
  readonly day: string
  readonly plates: readonly PotencyPlate[]
  /** Of the plates with parallelism shown: one plate with its interval, several as geometric mean without one. */
  readonly relativePotency: Estimate
  /** Why the run does not enter the combined relative potency. */
  readonly leftOut?: string
  readonly suppressionDifference: Estimate
}

/** One link of a chain of reference lots: `lot` was bridged from `from`. */
export type BridgeLink = {
  readonly lotId: string
  readonly lotCode: string
  readonly fromId: string
  readonly fromCode: string
  /** As recorded; what the chain is multiplied by. */
  readonly assigned: number | null
  /** Computed again from the assays of the bridge, as far as they are in the notebook. */
  readonly recomputed: Estimate
  readonly assays: readonly string[]
}

/** Potency expressed against the first lot of the chain. */
export type BridgedPotency = { readonly firstLotCode: string; readonly links: readonly BridgeLink[]; readonly relativePotency: Estimate }

/** Which figure to quote. */
export type PotencyHeadline = 'relative potency' | 'difference of suppression' | 'nothing'

/** One assay condition, one preparation of the cells, one reference preparation, one relation; series are never pooled. */
export type PotencySeries = {
  readonly assayId: string
  readonly assayCode: string
  readonly conditionKey: string
  readonly conditionLabel: string
  readonly batchId: string
  readonly preparation: string
  readonly referenceLotId: string
  readonly referenceLotCode: string
  readonly referencePreparation: string
  readonly relation: string
  readonly readoutUnit: string
  readonly referenceRatio: number | null
  readonly runs: readonly PotencyRun[]
  /** Over runs with parallelism shown. */
  readonly relativePotency: Estimate
  /** Over all runs, the figure to quote where parallelism fails or is not shown. */
  readonly suppressionDifference: Estimate
  /** Relative potency, where at least as many independent units as an interval needs are parallel; else the difference. */
  readonly headline: PotencyHeadline
  /** Only where the reference lot was bridged from another. */
  readonly againstFirstLot?: BridgedPotency
  readonly warnings: readonly string[]
  readonly simulated: boolean
}

export type PotencyResults = {
  readonly series: readonly PotencySeries[]
  readonly findings: readonly Finding[]
  /** Limits of parallelism that were used. */
  readonly limits: readonly SettingUsed[]
}
