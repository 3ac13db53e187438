import type { Estimate } from '../estimate.ts'

/**
 * What became of one dose of one animal: missed = due by the plan and the last day on record, but without an injection on record; not due =
 * the animal had died, or the records do not reach that day; not recorded = nothing is recorded for its whole arm, or it is not known
 * whether it was due.
 */
export const doseStatuses = ['given', 'partial', 'failed', 'missed', 'not due', 'not recorded'] as const
export type DoseStatus = (typeof doseStatuses)[number]

/** What is known of the cells of one dose, of an animal or as a mean of an arm. */
export type DoseAmounts = {
  readonly nominal: Estimate
  /** Live cells given. */
  readonly actual: Estimate
  readonly perKg: Estimate
  /** 100 (actual / nominal - 1). */
  readonly deviation: Estimate
  readonly hoursFromThaw: Estimate
  /** Viability of the preparation before use, %. */
  readonly viability: Estimate
  /** Viability of what was left after the last injection, %. */
  readonly viabilityAfter: Estimate
  /** Live cells given × viability after / viability before: what the needle and the wait may have left. */
  readonly viableAfter: Estimate
}

export const amountNames = ['nominal', 'actual', 'perKg', 'deviation', 'hoursFromThaw', 'viability', 'viabilityAfter', 'viableAfter'] as const
export type AmountName = (typeof amountNames)[number] & keyof DoseAmounts

/** One dose of one animal: its injections together, against the plan. */
export type AnimalDose = DoseAmounts & {
  readonly animalKey: string
  readonly animal: string
  readonly armKey: string
  /** Number of the planned dose by day; doses that no plan foresees follow. */
  readonly dose: number
  readonly isPlanned: boolean
  /** Day of the model on which it was given; null when not given or not known. */
  readonly day: number | null
  readonly status: DoseStatus
  /** Injections on record for this dose, failed ones included. */
  readonly injections: number
  readonly preparations: readonly string[]
  /** Passages the cells came from. */
  readonly passages: readonly string[]
  readonly excludedBecause?: string
  readonly notes: readonly string[]
}

/** One dose of one arm over its animals (excluded ones left out), or all doses of each animal together. */
export type ArmDose = DoseAmounts & {
  /** Null: all doses of an animal together. */
  readonly dose: number | null
  /** Planned day, as the plan counts; null where nothing was planned or for all doses together. */
  readonly plannedDay: number | null
  readonly passages: readonly string[]
  readonly counts: Readonly<Record<DoseStatus, number>>
}

export type ArmDoses = {
  readonly armKey: string
  readonly armLabel: string
  /** Animals with at least one injection on record, failed ones included. */
  readonly dosedAnimals: number
  readonly doses: readonly ArmDose[]
  readonly all: ArmDose
}

export type DoseResults = {
  readonly definition: string
  /** Deviation from nominal beyond which an animal is named, %. */
  readonly limitPercent: number
  readonly animals: readonly AnimalDose[]
  readonly arms: readonly ArmDoses[]
  readonly warnings: readonly string[]
}
