import type { ContrastResults } from '../contrasts/contrast-results.ts'
import type { Finding } from '../estimate.ts'
import type { MechanismResults } from '../mechanism/mechanism-results.ts'
import type { MediatorResults } from '../mediators/mediator-results.ts'
import type { PotencyResults } from '../potency/potency-results.ts'
import type { ProliferationResults } from '../proliferation/proliferation-results.ts'
import type { SettingUsed } from '../settings-used.ts'
import type { SuppressionSeries } from '../suppression/suppression-results.ts'

/** Results of the cells of one batch in one assay. */
export type AssayBatchResults = {
  readonly batchId: string
  readonly batchCode: string
  readonly series: readonly SuppressionSeries[]
  readonly proliferation: ProliferationResults
  readonly mechanism: MechanismResults
  readonly contrasts: ContrastResults
  readonly potency: PotencyResults
  readonly mediators: MediatorResults
}

/** Every computed result of one in-vitro assay: its batches side by side, never pooled. */
export type AssayResults = {
  readonly assayId: string
  readonly code: string
  readonly simulated: boolean
  readonly settings: readonly SettingUsed[]
  readonly batches: readonly AssayBatchResults[]
  readonly findings: readonly Finding[]
}
