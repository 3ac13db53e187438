import type { Estimate, TestResult } from '../estimate.ts'

export type EndpointType = 'histology' | 'serology' | 'cytokine' | 'hypersensitivity' | 'imaging' | 'gvhd-score' | 'graft-survival' | 'other'

/** Courses that the scoring sessions hold beside the score. */
export type CourseKind = 'body-weight' | 'paw-thickness'

/** Body weight or paw thickness of every animal by day of its clock, for the figure. */
export type SessionCourse = {
  readonly kind: CourseKind
  readonly endpoint: string
  readonly unit: string
  readonly definition: string
  readonly window: { readonly from: number; readonly to: number }
  readonly arms: readonly { readonly key: string; readonly label: string; readonly role: string }[]
  readonly animals: readonly { readonly animalKey: string; readonly earTag: string; readonly armKey: string; readonly points: readonly { readonly day: number; readonly value: number }[]; readonly excludedBecause?: string }[]
  readonly simulated: boolean
}

/** One animal's value of one quantity; its samples and sites are already averaged. */
export type AnimalEndpoint = {
  readonly animalKey: string
  readonly earTag: string
  readonly armKey: string
  readonly cage: string | null
  /** Bound "<" or ">": the limit of quantification, not a measurement. */
  readonly value: Estimate
  readonly excludedBecause?: string
  /** Samples or sites behind the value, in words: day, tube, freeze-thaws. */
  readonly samples: readonly string[]
}

export type EndpointArm = {
  readonly armKey: string
  readonly label: string
  readonly role: string
  /** Animals measured, excluded ones included. */
  readonly measured: number
  readonly analysed: number
  readonly excluded: readonly { readonly animal: string; readonly reason: string }[]
  readonly missing: readonly { readonly animal: string; readonly reason: string }[]
  readonly mean: Estimate
  /** Null unless the quantity is compared on the log scale. */
  readonly geometricMean: Estimate | null
  readonly median: Estimate
}

/** One arm against one vehicle arm. Differences are arm minus vehicle; which direction is benefit depends on the endpoint and is not judged. */
export type EndpointContrast = {
  readonly armKey: string
  readonly armLabel: string
  readonly vehicleArmKey: string
  readonly vehicleLabel: string
  /** Difference of means, Welch; null for ordinal scores. */
  readonly difference: Estimate | null
  /** Ratio of geometric means, Welch on the log scale; null unless the quantity is a concentration or titre. */
  readonly ratio: Estimate | null
  readonly hodgesLehmann: Estimate
  readonly cliffsDelta: Estimate
  readonly test: TestResult
}

/** One quantity of one endpoint: a criterion or the total of a histology score, a concentration, a swelling, a summary of a course. */
export type EndpointQuantity = {
  readonly key: string
  readonly type: EndpointType | CourseKind
  readonly endpoint: string
  /** Criterion of the scale, "total", or a summary such as "time-weighted mean". */
  readonly part: string
  readonly unit: string
  readonly day: number | null
  readonly scaleName: string | null
  /** Whether the observer was blinded: "blinded", "not blinded", "not recorded". */
  readonly observer: string
  readonly definition: string
  readonly unitOfInference: 'animals' | 'cages'
  readonly animals: readonly AnimalEndpoint[]
  readonly arms: readonly EndpointArm[]
  readonly contrasts: readonly EndpointContrast[]
  readonly warnings: readonly string[]
  readonly simulated: boolean
}

export type SurvivalPoint = { readonly day: number; readonly survivalPercent: number; readonly lower: number | null; readonly upper: number | null; readonly atRisk: number; readonly events: number; readonly censored: number }

export type SurvivalAnimal = { readonly animalKey: string; readonly earTag: string; readonly armKey: string; readonly day: number | null; readonly event: boolean; readonly words: string; readonly excludedBecause?: string }

export type SurvivalArm = {
  readonly armKey: string
  readonly label: string
  readonly role: string
  readonly animals: number
  readonly events: number
  readonly curve: readonly SurvivalPoint[]
  readonly medianDays: Estimate
  /** Proportion without event at the last day on which any animal of the arm was still followed. */
  readonly lastSurvival: Estimate
}

export type SurvivalContrast = { readonly armKey: string; readonly armLabel: string; readonly vehicleArmKey: string; readonly vehicleLabel: string; readonly test: TestResult }

/** Survival of animals or of grafts by arm. */
export type SurvivalEndpoint = {
  readonly key: string
  readonly kind: 'animal-survival' | 'graft-survival'
  readonly endpoint: string
  readonly definition: string
  readonly animals: readonly SurvivalAnimal[]
  readonly arms: readonly SurvivalArm[]
  readonly contrasts: readonly SurvivalContrast[]
  readonly warnings: readonly string[]
  readonly simulated: boolean
}

export type EndpointResults = {
  readonly experimentId: string
  readonly code: string
  /** Why nothing was computed though endpoints are recorded: sealed allocation, none recorded ... */
  readonly notAssessable?: string
  readonly quantities: readonly EndpointQuantity[]
  readonly survival: readonly SurvivalEndpoint[]
  /** Courses behind the quantities of type body-weight and paw-thickness. */
  readonly courses: readonly SessionCourse[]
  readonly warnings: readonly string[]
  readonly simulated: boolean
}
