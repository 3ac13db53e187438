import type { Estimate, TestResult } from '../estimate.ts'
import type { RunMean } from '../suppression/suppression-results.ts'
import type { DivisionQuantity, QuantityDefinition } from './division-quantities.ts'

/** What the wells of a group hold besides the responders. */
export type DivisionRole = 'stimulated control' | 'undivided control' | 'with MSC'

/** One well: its generations as recorded, and what may limit their use. */
export type DivisionWell = {
  readonly well: string
  /** Cells or events per generation, from undivided on; null where there are none or they cannot be used. */
  readonly counts: readonly number[] | null
  /** Why the counts are not used. */
  readonly notUsed?: string
  readonly excludedBecause?: string
  /** Factor from counts to cells of the whole well; null with the reason in `noCells`. */
  readonly toCells: number | null
  readonly noCells?: string
  readonly beadsAcquired: number | null
  readonly viabilityPercent: number | null
}

/** Wells of one plate that belong together. Means over wells are the precision of this plate. */
export type DivisionGroup = {
  readonly plateId: string
  readonly plateCode: string
  readonly role: DivisionRole
  /** Null for controls without MSC. */
  readonly materialKey: string | null
  readonly responderKey: string
  readonly stimulatorKey: string | null
  /** MSC per responder; null for controls. */
  readonly ratio: number | null
  readonly wells: readonly DivisionWell[]
  readonly quantities: readonly { readonly quantity: DivisionQuantity; readonly estimate: Estimate }[]
  readonly viability: Estimate
  readonly warnings: readonly string[]
}

/** Suppression by one quantity: mean over runs at each ratio, as for any read-out. */
export type SuppressionByQuantity = {
  readonly quantity: DivisionQuantity
  /** The index that the condition declares means this quantity: the verdict rests on it. */
  readonly declared: boolean
  readonly means: readonly RunMean[]
}

/** Cohort number of one culture at two times. */
export type CohortChange = {
  readonly fromHours: number
  readonly toHours: number
  /** At 0 h the responders put in. */
  readonly from: Estimate
  readonly to: Estimate
  readonly test: TestResult
  /** The cohort rose by more than error explains. */
  readonly implausible: boolean
}

/** Wells of one culture followed over time: the cohort number cannot rise without new cells. */
export type CohortCheck = {
  readonly label: string
  readonly conditionKeys: readonly string[]
  readonly plateCodes: readonly string[]
  readonly changes: readonly CohortChange[]
  /** Why nothing, or not everything, could be compared. */
  readonly notCompared: readonly string[]
  readonly simulated: boolean
}

/** Division of the responders in one assay condition, with one cell preparation and one relation; never pooled with another. */
export type DivisionSeries = {
  readonly assayId: string
  readonly assayCode: string
  readonly conditionKey: string
  readonly conditionLabel: string
  readonly preparation: string
  readonly materialKeys: readonly string[]
  readonly batchId: string
  readonly relation: string
  readonly readout: string
  readonly countsAs: string
  /** Index that the verdict rests on; null when the condition declares none. */
  readonly declaredIndex: { readonly name: string; readonly quantity: DivisionQuantity; readonly formula: string; readonly unit: string } | null
  readonly referenceRatio: number | null
  readonly groups: readonly DivisionGroup[]
  readonly suppression: readonly SuppressionByQuantity[]
  readonly cohorts: readonly CohortCheck[]
  readonly warnings: readonly string[]
  readonly simulated: boolean
}

export type ProliferationResults = {
  readonly series: readonly DivisionSeries[]
  /** The quantities with the definitions they follow. */
  readonly definitions: readonly QuantityDefinition[]
}
