import type { Estimate } from '../estimate.ts'
import type { PairedComparison } from '../paired-runs/paired-results.ts'
import type { SettingUsed } from '../settings-used.ts'
import type { PlateSuppression } from '../suppression/suppression-results.ts'

/** What an inhibitor, or a solvent, does to the responders when there are no MSC. */
export type AloneOutcome = 'changes' | 'no relevant change' | 'not shown'

/** Effect on the responders without MSC, over runs; `outcome` by the limit: inside it with the 90 % interval, beyond 0 with the 95 % one, or neither. */
export type EffectAlone = { readonly estimate: Estimate; readonly outcome: AloneOutcome; readonly limit: SettingUsed }

/** Suppression without and with an inhibitor at one ratio. */
export type MechanismRatio = {
  readonly ratio: number
  readonly isReference: boolean
  /** First: S without inhibitor, in its solvent; second: S_inh. The difference is the suppression lost, in points. */
  readonly comparison: PairedComparison
  /** (S - S_inh)/S in percent, over runs. Shares of several inhibitors are never added. */
  readonly shareLost: Estimate
}

/** S without and with the inhibitor on one plate: precision of this plate, no verdict. */
export type MechanismPlate = { readonly ratio: number; readonly baseline: PlateSuppression; readonly withInhibitor: PlateSuppression }

/** One inhibitor on one cell preparation in one assay condition and relation; never pooled with another. */
export type MechanismSeries = {
  readonly assayId: string
  readonly assayCode: string
  readonly conditionKey: string
  readonly conditionLabel: string
  readonly preparation: string
  readonly batchId: string
  readonly relation: string
  readonly readoutUnit: string
  readonly inhibitorKey: string
  readonly inhibitor: string
  /** Mediator it blocks, as recorded. */
  readonly target: string
  readonly solvent: string
  /** Which wells S without inhibitor was read from, in words. */
  readonly baseline: string
  readonly ratios: readonly MechanismRatio[]
  /** Suppression by the inhibitor without MSC, points; viability it costs; suppression by its solvent (null where there is none to look at). */
  readonly alone: { readonly readout: EffectAlone; readonly viability: EffectAlone; readonly solvent: EffectAlone | null }
  readonly plates: readonly MechanismPlate[]
  readonly warnings: readonly string[]
  readonly simulated: boolean
}

export type MechanismResults = { readonly series: readonly MechanismSeries[] }
