import type { Estimate, TestResult } from '../estimate.ts'

/** Score at the first dose in one arm. */
export type BaselineArm = {
  readonly armKey: string
  readonly label: string
  readonly baseline: Estimate
  /** Analysed animals without a score on or before their first dose, by name. */
  readonly without: readonly string[]
}

/** One arm against one vehicle arm; differences are vehicle minus arm, % of the scale maximum: positive is benefit. */
export type BaselineContrast = {
  readonly armKey: string
  readonly armLabel: string
  readonly vehicleArmKey: string
  readonly vehicleLabel: string
  /** Difference of the baseline scores: positive when the vehicle arm started sicker. */
  readonly imbalance: Estimate
  /** Difference of the mean scores as they are. */
  readonly unadjusted: Estimate
  /** Difference of the mean scores at equal baseline scores. */
  readonly adjusted: Estimate
  /** Change of the mean score per point of baseline score, both in % of the maximum. */
  readonly slope: Estimate
  readonly test: TestResult
}

export type BaselineResults = {
  readonly definition: string
  /** Why no contrasts are given: every animal scored 0 at the first dose, or none was scored. */
  readonly notApplicable?: string
  readonly arms: readonly BaselineArm[]
  readonly contrasts: readonly BaselineContrast[]
  readonly warnings: readonly string[]
}
