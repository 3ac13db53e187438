import type { Finding } from '../../../shared/domain/estimate.ts'
import type { PhenotypeResults } from '../../../shared/domain/phenotype/phenotype-results.ts'
import type { AnyRecord } from '../../../shared/records/record-kinds.ts'
import type { CustodyAnswer } from './custody-answer.ts'
import type { AttentionAnswer } from './attention-answer.ts'
import type { CultureAnswer } from './culture-answer.ts'
import type { LabelContent } from '../../../shared/reports/labels/label-content.ts'
import type { Gathered, GatherWanted } from './gather-report.ts'

/** What the calculation worker offers. It holds the records of one notebook and follows what is stored. */
export type CalculationApi = {
  /** Opens the notebook for reading. @returns why not, or null. `onChange` is called after every change of records or drafts, wherever it was made. */
  readonly open: (localId: string, onChange: () => void) => Promise<string | null>
  /** Another way in, for the report worker: records go from worker to worker, not through the page. */
  readonly share: (port: MessagePort) => void
  /** Culture of a batch as it would be with records that are being typed. */
  readonly culture: (batchId: string, typed: readonly AnyRecord[]) => Promise<CultureAnswer>
  readonly phenotype: (batchId: string, typed: readonly AnyRecord[]) => Promise<PhenotypeResults>
  readonly custody: (batchId: string) => Promise<CustodyAnswer>
  readonly findings: (batchId: string) => Promise<readonly Finding[]>
  /** What needs attention in the whole notebook. @param now bench date and time of the lab. */
  readonly attention: (now: string) => Promise<AttentionAnswer>
  readonly gather: (wanted: GatherWanted) => Promise<Gathered | null>
  /** What stands on the labels of records, and of the vials of banks among them where asked for; records without a label are left out. */
  readonly labels: (ids: readonly string[], withVials: boolean) => Promise<readonly LabelContent[]>
}
