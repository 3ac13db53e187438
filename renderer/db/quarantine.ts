import type { Damage } from './notebook-damage.ts'

/**
 * What was done about something damaged. Rebuilt: made again from its revisions. Adopted: a sound record without a history was given one.
 * Healed: replaced by what a backup holds under the same hash. Emptied: its place in the chain stays, its content is lost. Taken out: nothing
 * sound was left of it.
 */
export type RepairOutcome = 'rebuilt' | 'adopted' | 'healed' | 'emptied' | 'taken out'

/** Something of the notebook that was found damaged, kept as it was found, and taken out of the way. */
export type Quarantined = {
  readonly id: string
  readonly foundAt: string
  readonly what: Damage['what']
  /** Table and key it was found under. */
  readonly table: string
  readonly key: string
  /** Record it belongs to, where that is known. */
  readonly record?: string
  /** What was wrong, in words. */
  readonly reason: string
  /** The row as it was read; undefined where the database could not give it. */
  readonly row: unknown
  readonly outcome: RepairOutcome
}
