import type { ArthritisResults } from '../arthritis/arthritis-results.ts'
import type { EndpointResults } from '../endpoints/endpoints-results.ts'
import type { Finding } from '../estimate.ts'
import type { PairResult } from '../pairs/pair-results.ts'
import type { SettingUsed } from '../settings-used.ts'

/** Every computed result of one animal experiment, with the verdicts of the pairs it is in. */
export type ExperimentResults = {
  readonly experimentId: string
  readonly code: string
  readonly simulated: boolean
  readonly settings: readonly SettingUsed[]
  readonly arthritis: ArthritisResults
  readonly endpoints: EndpointResults
  readonly pairs: readonly PairResult[]
  readonly findings: readonly Finding[]
}
