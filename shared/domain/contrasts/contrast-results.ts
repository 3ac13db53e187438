import type { Estimate, TestResult } from '../estimate.ts'
import type { PairedComparison } from '../paired-runs/paired-results.ts'

/** Assay condition and relation that a contrast belongs to. */
export type ContrastPlace = {
  readonly assayId: string
  readonly assayCode: string
  readonly conditionKey: string
  readonly conditionLabel: string
  readonly readoutUnit: string
}

/** One material and ratio against the stimulated control of its plate. */
export type PlateContrastRow = {
  readonly materialKey: string
  readonly materialLabel: string
  readonly ratio: number
  /** Signal minus that of the control, in the unit of the read-out; or the ratio of geometric means of what exceeds the background. */
  readonly effect: Estimate
  readonly test: TestResult
}

/** Every material and ratio of a batch on one plate against the stimulated control: precision of this plate, no verdict. */
export type PlateContrast = ContrastPlace & {
  readonly plateId: string
  readonly plateCode: string
  readonly responderLabel: string
  /** Dunnett, Dunnett on the logarithm, or Welch with Holm; and why. */
  readonly method: string
  readonly why: string
  readonly scale: 'difference' | 'ratio'
  readonly rows: readonly PlateContrastRow[]
  readonly notAssessable?: string
  readonly warnings: readonly string[]
  readonly simulated: boolean
}

/** Two cell preparations over runs with the same responders on the same day. */
export type MaterialContrast = ContrastPlace & {
  readonly first: string
  readonly second: string
  /** Declared ratio, the only one that is tested. */
  readonly ratio: number
  readonly comparison: PairedComparison
  /** Difference at the other ratios both were tested at: description, without test. */
  readonly otherRatios: readonly { readonly ratio: number; readonly difference: Estimate }[]
  readonly warnings: readonly string[]
  readonly simulated: boolean
}

/** Ratios of one preparation over runs: each against no MSC (S against 0), and against the reference ratio. */
export type RatioContrast = ContrastPlace & {
  readonly preparation: string
  readonly relation: string
  readonly referenceRatio: number
  readonly againstNone: readonly { readonly ratio: number; readonly suppression: Estimate; readonly test: TestResult }[]
  readonly againstReference: readonly { readonly ratio: number; readonly comparison: PairedComparison }[]
  readonly warnings: readonly string[]
  readonly simulated: boolean
}

/** Two conditions of one assay that differ in nothing that matters but contact (or priming), on the same cells and runs. */
export type ConditionContrast = {
  readonly kind: 'contact' | 'priming'
  readonly assayId: string
  readonly assayCode: string
  /** Contact (or primed) first. */
  readonly firstKey: string
  readonly firstLabel: string
  readonly secondKey: string
  readonly secondLabel: string
  /** How the second differs: transwell, conditioned medium, not primed. */
  readonly what: string
  readonly preparation: string
  readonly relation: string
  readonly readoutUnit: string
  readonly ratios: readonly {
    readonly ratio: number
    readonly isReference: boolean
    readonly comparison: PairedComparison
    /** Percentage of the suppression in contact that is there without it; null for priming. */
    readonly solubleShare: Estimate | null
  }[]
  readonly warnings: readonly string[]
  readonly simulated: boolean
}

export type ContrastResults = {
  readonly plates: readonly PlateContrast[]
  readonly materials: readonly MaterialContrast[]
  readonly ratios: readonly RatioContrast[]
  readonly conditions: readonly ConditionContrast[]
}
