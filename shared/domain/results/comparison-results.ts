import type { ComparabilityMatrix } from '../comparability/comparability-results.ts'
import type { ConcordanceResults } from '../concordance/concordance-results.ts'
import type { Finding } from '../estimate.ts'
import type { MetaAnalysisResults } from '../meta-analysis/meta-analysis-results.ts'
import type { PairResult } from '../pairs/pair-results.ts'
import type { SettingUsed } from '../settings-used.ts'

/** Results across batches: how in vitro and in vivo agree over their pairs and donors, and what the effects come to together. */
export type AcrossResults = {
  readonly batches: readonly { readonly batchId: string; readonly batchCode: string }[]
  readonly simulated: boolean
  readonly settings: readonly SettingUsed[]
  readonly pairs: readonly PairResult[]
  readonly concordance: ConcordanceResults
  readonly metaAnalysis: MetaAnalysisResults
  readonly findings: readonly Finding[]
}

/** The same, and what differs between the batches: every batch against the first, field by field. */
export type ComparisonResults = AcrossResults & { readonly comparability: ComparabilityMatrix }
