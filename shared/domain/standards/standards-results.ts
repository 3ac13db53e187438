import type { ResultSource } from '../estimate.ts'

/** Whether the notebook holds what an item of a standard asks for. There is no "passed": recorded says that it is written down, not that it is good. */
export type ItemStatus = 'recorded' | 'partly recorded' | 'missing' | 'not applicable' | 'not a record of a notebook'

/** Where something is recorded, and what it says. */
export type Evidence = { readonly what: string; readonly value: string; readonly source: ResultSource; readonly simulated: boolean }

/** What is missing: the record and field that would hold it, and what stands there instead (not recorded, unknown, not measured). */
export type Gap = { readonly what: string; readonly where: string; readonly state: string }

export type StandardItem = {
  readonly id: string
  /** What is asked for, in our words. */
  readonly wording: string
  readonly status: ItemStatus
  readonly evidence: readonly Evidence[]
  readonly gaps: readonly Gap[]
  /** Why it does not apply, why it is no record, or what must be known beside the evidence (a verdict, a risk of bias). */
  readonly detail: string
}

export type StandardId = 'ISCT 2006' | 'DOSES' | 'MIATA' | 'MIFlowCyt 1.0' | 'ARRIVE 2.0' | 'SYRCLE'

/** One standard for one subject, with its coverage: recorded of those that apply and can be in a notebook. */
export type StandardCoverage = {
  readonly standard: StandardId
  readonly citation: string
  /** What the list covers and what it leaves out. */
  readonly scope: string
  readonly subject: string
  readonly items: readonly StandardItem[]
  readonly recorded: number
  readonly partlyRecorded: number
  /** Items that apply and belong in a notebook. */
  readonly applicable: number
  readonly missing: readonly string[]
  readonly simulated: boolean
}

export type StandardsResults = {
  readonly subject: string
  readonly standards: readonly StandardCoverage[]
  /** Standards that were not looked at, and why. */
  readonly notCovered: readonly { readonly standard: StandardId; readonly why: string }[]
  readonly simulated: boolean
}
