import type { ArthritisResults } from './arthritis-results.ts'
import type { CustodyResults } from './custody-results.ts'
import type { Finding } from './estimate.ts'
import type { GrowthResults } from './growth-results.ts'
import type { PairResult } from './pair-results.ts'
import type { PhenotypeResults } from './phenotype-results.ts'
import type { SettingUsed } from './settings-used.ts'
import type { SuppressionResults } from './suppression-results.ts'

/** Every computed result of one batch. */
export type BatchResults = {
  readonly batchId: string
  readonly batchCode: string
  readonly simulated: boolean
  readonly settings: readonly SettingUsed[]
  readonly growth: GrowthResults
  readonly custody: CustodyResults
  readonly phenotype: PhenotypeResults
  readonly suppression: SuppressionResults
  readonly arthritis: readonly ArthritisResults[]
  readonly pairs: readonly PairResult[]
  readonly findings: readonly Finding[]
}
