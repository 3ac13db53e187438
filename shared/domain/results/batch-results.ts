import type { ArthritisResults } from '../arthritis/arthritis-results.ts'
import type { ReferenceComparison } from '../comparability/comparability-results.ts'
import type { ContrastResults } from '../contrasts/contrast-results.ts'
import type { CustodyResults } from '../custody/custody-results.ts'
import type { EndpointResults } from '../endpoints/endpoints-results.ts'
import type { Finding } from '../estimate.ts'
import type { GrowthResults } from '../growth/growth-results.ts'
import type { MechanismResults } from '../mechanism/mechanism-results.ts'
import type { MediatorResults } from '../mediators/mediator-results.ts'
import type { PairResult } from '../pairs/pair-results.ts'
import type { PhenotypeResults } from '../phenotype/phenotype-results.ts'
import type { PotencyResults } from '../potency/potency-results.ts'
import type { ProliferationResults } from '../proliferation/proliferation-results.ts'
import type { SettingUsed } from '../settings-used.ts'
import type { StandardsResults } from '../standards/standards-results.ts'
import type { SuppressionResults } from '../suppression/suppression-results.ts'

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
  readonly proliferation: ProliferationResults
  readonly mechanism: MechanismResults
  readonly contrasts: ContrastResults
  readonly potency: PotencyResults
  readonly mediators: MediatorResults
  readonly arthritis: readonly ArthritisResults[]
  /** One per experiment, in the order of `arthritis`. */
  readonly endpoints: readonly EndpointResults[]
  readonly pairs: readonly PairResult[]
  readonly comparability: ReferenceComparison
  readonly standards: StandardsResults
  readonly findings: readonly Finding[]
}
