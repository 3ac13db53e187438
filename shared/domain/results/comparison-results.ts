import type { ComparabilityMatrix } from '../comparability/comparability-results.ts'
import type { MetaAnalysisResults } from '../meta-analysis/meta-analysis-results.ts'
import type { PairResult } from '../pairs/pair-results.ts'
import type { Finding } from '../estimate.ts'
import type { SettingUsed } from '../settings-used.ts'

/** Results across batches: what differs between them, how in vitro and in vivo agree over their pairs, and what the effects come to together. */
export type ComparisonResults = {
  readonly batches: readonly { readonly batchId: string; readonly batchCode: string }[]
  readonly simulated: boolean
  readonly settings: readonly SettingUsed[]
  /** Every batch against the first, field by field. */
  readonly comparability: ComparabilityMatrix
  readonly pairs: readonly PairResult[]
  readonly metaAnalysis: MetaAnalysisResults
  readonly findings: readonly Finding[]
}
