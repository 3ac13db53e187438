import type { Estimate } from '../estimate.ts'

/** Suppression on one plate at one ratio. The interval is the precision of this plate and never carries a verdict. */
export type PlateSuppression = {
  readonly plateId: string
  readonly plateCode: string
  readonly materialKey: string
  readonly responderKey: string
  readonly ratio: number
  readonly suppression: Estimate
  readonly wells: { readonly sample: readonly WellValue[]; readonly stimulated: readonly WellValue[]; readonly background: readonly WellValue[]; readonly excluded: readonly WellValue[] }
  readonly stimulationIndex: number | null
}

export type WellValue = { readonly well: string; readonly signal: number | null; readonly excludedBecause?: string }

/** One independent execution: thaw or harvest x responder lot x day. */
export type RunSuppression = {
  readonly runKey: string
  readonly label: string
  readonly source: string
  readonly responderLot: string
  readonly day: string
  readonly ratio: number
  readonly suppressionPercent: number | null
  readonly notAssessable?: string
  readonly plates: readonly string[]
  readonly simulated: boolean
}

/** Mean over runs at one ratio: the only in-vitro figure that may carry a verdict. */
export type RunMean = {
  readonly ratio: number
  readonly suppression: Estimate
  readonly runs: readonly RunSuppression[]
  /** Runs averaged to this unit first, where they share thaws or donors. */
  readonly unit: string
}

/** Dose-response of one plate, fitted on the raw signal with the zero-dose wells. */
export type DoseResponse = {
  readonly plateId: string
  readonly plateCode: string
  readonly materialKey: string
  readonly responderKey: string
  readonly model: string
  readonly parameters: readonly { readonly name: string; readonly meaning: string; readonly estimate: Estimate }[]
  /** Ratio that halves the distance between fitted plateaus. */
  readonly relativeIc50: Estimate
  /** Ratio at which the signal is (C + B) / 2. */
  readonly absoluteIc50: Estimate
  /** Points of the fitted curve as signal over ratio, for the figure; the zero dose at ratio 0. */
  readonly curve: readonly { readonly ratio: number; readonly signal: number }[]
  /** Raw wells, the zero-dose controls included. */
  readonly points: readonly { readonly well: string; readonly ratio: number; readonly signal: number; readonly excluded: boolean }[]
  readonly controlMean: number
  readonly backgroundMean: number
  readonly notAssessable?: string
}

/** One series: one assay condition, one cell preparation, one relation; never pooled with another. */
export type SuppressionSeries = {
  readonly assayId: string
  readonly assayCode: string
  readonly conditionKey: string
  readonly conditionLabel: string
  /** Passage, state and priming of the cells, in words. */
  readonly preparation: string
  readonly materialKeys: readonly string[]
  readonly batchId: string | null
  readonly relation: string
  readonly ratioDenominator: string
  readonly readout: string
  readonly readoutUnit: string
  readonly background: string
  readonly referenceRatio: number | null
  readonly plates: readonly PlateSuppression[]
  readonly runs: readonly RunSuppression[]
  readonly means: readonly RunMean[]
  readonly doseResponses: readonly DoseResponse[]
  readonly warnings: readonly string[]
  readonly simulated: boolean
}

export type SuppressionResults = { readonly series: readonly SuppressionSeries[] }
