import type { Estimate, TestResult } from '../estimate.ts'
import type { BaselineResults } from './baseline-results.ts'
import type { DoseResults } from './dose-results.ts'

/** One animal's summary. */
export type AnimalSummary = {
  readonly animalKey: string
  readonly earTag: string
  readonly armKey: string
  readonly cage: string | null
  /** Time-weighted mean score, percent of the scale maximum, over [first administration, planned end]. */
  readonly meanScorePercent: Estimate
  readonly maximumScore: number | null
  readonly daysArthritic: number | null
  readonly onsetDay: number | null
  readonly everArthritic: boolean | null
  readonly deathDay: number | null
  readonly deathCause: string | null
  readonly lastWeightPercent: number | null
  readonly sessions: number
  readonly excludedBecause?: string
  readonly notes: readonly string[]
  /** Total score by day, for the figure. */
  readonly scores: readonly { readonly day: number; readonly score: number }[]
}

/** Reduction under another way to treat deaths: last value carried forward, observed only. */
export type Sensitivity = { readonly rule: string; readonly reductionPercent: Estimate; readonly test: TestResult }

/** The effect at equal scores at the first dose; the verdict of onset-relative designs rests on it. */
export type AdjustedEffect = {
  readonly reductionPercent: Estimate
  readonly fiellerG: number | null
  readonly test: TestResult
  readonly sensitivity: readonly Sensitivity[]
  /** Animals of both arms without a score at their first dose, which this effect leaves out. */
  readonly without: readonly string[]
}

/** One arm against the vehicle arm. */
export type ArmEffect = {
  readonly armKey: string
  readonly armLabel: string
  readonly vehicleArmKey: string
  /** E = 100 (1 - mean_T / mean_V), Fieller, 90 and 95 %. */
  readonly reductionPercent: Estimate
  /** g of Fieller's theorem at 95 %; at 1 or above the reduction is not assessable. */
  readonly fiellerG: number | null
  /** Median difference vehicle minus treated, % of the scale maximum: positive is benefit. */
  readonly hodgesLehmann: Estimate
  /** P(vehicle > treated) - P(vehicle < treated): positive is benefit. */
  readonly cliffsDelta: Estimate
  readonly test: TestResult
  /** Incidence in the vehicle arm minus that in the treated arm, points: positive is benefit. */
  readonly riskDifference: Estimate
  readonly sensitivity: readonly Sensitivity[]
  /** Null unless the design is onset-relative. */
  readonly adjusted: AdjustedEffect | null
  /** Why a verdict on this contrast is not assessable: Fieller g >= 1, vehicle incidence, dose release; empty when it is. */
  readonly invalidBecause: readonly string[]
}

export type ArmSummary = {
  readonly armKey: string
  readonly label: string
  readonly role: string
  readonly schedule: string
  readonly batchCode: string | null
  readonly relation: string | null
  readonly allocated: number
  readonly analysed: number
  readonly excluded: readonly { readonly animal: string; readonly reason: string }[]
  /** Allocated and not excluded, but without a primary outcome: allocated = analysed + excluded + missing. */
  readonly missing: readonly { readonly animal: string; readonly reason: string }[]
  readonly deaths: readonly { readonly animal: string; readonly day: number; readonly cause: string }[]
  readonly meanScorePercent: Estimate
  readonly incidence: Estimate
}

/** Onset in one arm, among the animals at risk at the first administration. */
export type OnsetArm = {
  readonly armKey: string
  readonly label: string
  readonly atRisk: number
  /** Already arthritic at the first administration: not at risk, by name. */
  readonly alreadyArthritic: readonly string[]
  readonly events: number
  readonly competing: number
  /** Cumulative incidence, percent, with its 95 % interval, by day of the study. */
  readonly steps: readonly { readonly day: number; readonly percent: number; readonly lower: number | null; readonly upper: number | null; readonly atRisk: number; readonly events: number; readonly competing: number; readonly censored: number }[]
  readonly atEnd: Estimate
}

export type OnsetContrast = { readonly armKey: string; readonly armLabel: string; readonly vehicleArmKey: string; readonly test: TestResult }

export type OnsetResults = {
  /** Why onset does not apply: onset-relative design, no rule for onset. */
  readonly notApplicable?: string
  readonly definition: string
  readonly arms: readonly OnsetArm[]
  readonly contrasts: readonly OnsetContrast[]
  readonly warnings: readonly string[]
}

/** All arms together; beside the declared test, never instead of it. */
export type OverallComparison = { readonly test: TestResult; readonly pairs: readonly { readonly a: string; readonly b: string; readonly test: TestResult }[] }

export type ArthritisResults = {
  readonly experimentId: string
  readonly code: string
  readonly title: string
  readonly model: string
  readonly timing: string
  readonly scaleName: string
  readonly scaleMaximum: number
  readonly window: { readonly from: number; readonly to: number } | null
  readonly unit: 'animals' | 'cages'
  readonly randomised: string
  readonly blinded: string
  readonly arms: readonly ArmSummary[]
  readonly animals: readonly AnimalSummary[]
  readonly effects: readonly ArmEffect[]
  /** Null where nothing was computed. */
  readonly onset: OnsetResults | null
  readonly overall: OverallComparison | null
  /** Scores at the first dose and effects adjusted for them; null where nothing was computed. */
  readonly baseline: BaselineResults | null
  /** What each animal and arm really got; null where nothing was computed. */
  readonly doses: DoseResults | null
  /** Why nothing was computed (sealed allocation, no scale ...). */
  readonly notAssessable?: string
  /** Why verdicts on this experiment are not assessable though numbers exist (vehicle incidence, dose release). */
  readonly invalidBecause: readonly string[]
  readonly warnings: readonly string[]
  readonly simulated: boolean
}
