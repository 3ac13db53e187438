import type { Estimate, ResultSource } from '../estimate.ts'

/** How two values of one field stand to each other. There is no overall score: differences are listed, not weighed. */
export type FieldOutcome = 'equal' | 'within tolerance' | 'differs' | 'missing' | 'not applicable'

/**
 * What one side has for a field. `no use`: the batch was in no assay, or in no arm, so that the field was never asked for; `impossible`: a
 * number that cannot be; `words only`: said in words that cannot be held against a typed value; `several`: part of it is recorded, part not.
 */
export type ValueState = 'recorded' | 'not recorded' | 'unknown' | 'not measured' | 'not applicable' | 'impossible' | 'words only' | 'several' | 'no use'

/** One side of a compared field, as printed, with the records and fields it came from. */
export type ComparedValue = {
  readonly state: ValueState
  readonly text: string
  /** The numbers that are compared, in the unit of the field, ascending; several where they differ within the side; empty for words. */
  readonly numbers: readonly number[]
  /** Equal for values that mean the same; null where there is no value. */
  readonly key: string | null
  /** Set where the value is computed and not as recorded. */
  readonly estimate: Estimate | null
  readonly sources: readonly ResultSource[]
  readonly simulated: boolean
}

export type FieldGroup = 'Donor' | 'Tissue and isolation' | 'Culture' | 'Cells in the assay' | 'Assay' | 'Cells in the animals' | 'Animals and treatment' | 'Fields of the lab'

export type ComparedField = {
  readonly id: string
  /** Place among all fields, whatever the outcome. */
  readonly order: number
  readonly group: FieldGroup
  readonly label: string
  readonly unit: string
  /** Why the field matters when studies are compared. */
  readonly why: string
  /** Tolerance that applied, in words; null where values must be equal. */
  readonly tolerance: string | null
  readonly subject: ComparedValue
  readonly comparator: ComparedValue
  readonly outcome: FieldOutcome
  /** Which side is missing and how, or what else must be known of the outcome; empty where nothing. */
  readonly detail: string
}

/** One column: a batch in one assay condition and one treatment arm (as far as it was used so), or an arm of a published study. */
export type ComparabilityColumn = {
  readonly kind: 'batch' | 'literature-arm'
  /** Batch or literature study. */
  readonly recordId: string
  readonly title: string
  readonly assay: { readonly assayId: string; readonly code: string; readonly conditionKey: string; readonly conditionLabel: string; readonly materialKeys: readonly string[] } | null
  readonly arm: { readonly experimentId: string; readonly code: string; readonly armKey: string; readonly armLabel: string } | null
  /** How assay condition and arm were chosen, and which other uses are on record. */
  readonly notes: readonly string[]
}

export type OutcomeCounts = { readonly equal: number; readonly withinTolerance: number; readonly differs: number; readonly missing: number; readonly notApplicable: number }

export type ComparabilityResults = {
  readonly subject: ComparabilityColumn
  readonly comparator: ComparabilityColumn
  /** Differences first, then missing, within tolerance, equal, not applicable; in the order of the fields within each. */
  readonly fields: readonly ComparedField[]
  readonly counts: OutcomeCounts
  readonly tolerances: readonly string[]
  readonly simulated: boolean
}

/** Several batches against the first. */
export type ComparabilityMatrix = { readonly comparator: ComparabilityColumn; readonly comparisons: readonly ComparabilityResults[]; readonly simulated: boolean }

/** The batch against its reference lot, or why there is none to compare with. */
export type ReferenceComparison = { readonly comparison: ComparabilityResults | null; readonly reason: string }
