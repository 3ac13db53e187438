import type { Notebook } from '../records/notebook.ts'
import { assertNever } from '../util/assert-never.ts'
import type { Result } from '../util/result.ts'
import { prepareAssayReport, prepareBatchReport, prepareComparisonReport, prepareExperimentReport } from './prepare-report.ts'
import type { PreparedReport } from './report-request.ts'

/** What a report is about. */
export type ReportSubject =
  | { readonly kind: 'batch' | 'assay' | 'experiment'; readonly id: string }
  /** Batches compared with the first of them. */
  | { readonly kind: 'comparison'; readonly batchIds: readonly string[] }

/** The report of a subject before it is rendered; a reason when the notebook does not have it. */
export function prepareReport(notebook: Notebook, subject: ReportSubject): Result<PreparedReport<unknown>> {
  switch (subject.kind) {
    case 'batch':
      return prepareBatchReport(notebook, subject.id)
    case 'assay':
      return prepareAssayReport(notebook, subject.id)
    case 'experiment':
      return prepareExperimentReport(notebook, subject.id)
    case 'comparison':
      return prepareComparisonReport(notebook, subject.batchIds)
    default:
      return assertNever(subject)
  }
}
