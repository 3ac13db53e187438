import type { AssayResults } from '../domain/results/assay-results.ts'
import type { BatchResults } from '../domain/results/batch-results.ts'
import type { AcrossResults, ComparisonResults } from '../domain/results/comparison-results.ts'
import type { ExperimentResults } from '../domain/results/experiment-results.ts'
import type { Notebook } from '../records/notebook.ts'
import type { RecordOf } from '../records/record-kinds.ts'

/** One change of a record as the report prints it. */
export type PrintedChange = { readonly at: string; readonly person: string; readonly record: string; readonly action: string; readonly what: string; readonly reason: string }

/** What every report is made of, whatever it is about. */
export type ReportFrame = {
  /** The records the report rests on. */
  readonly notebook: Notebook
  /** Figures as SVG by figure id (figure-ids.ts). */
  readonly figures: ReadonlyMap<string, string>
  readonly manifest: { readonly hash: string; readonly records: number; readonly attachments: number }
  /** RFC 3339 with offset. */
  readonly madeAt: string
  readonly appVersion: string
  /** Changes after the first entry; undefined when the file carries no history. */
  readonly changes: readonly PrintedChange[] | undefined
  /** Notices about what was left out of the embedded archive. */
  readonly notices: readonly string[]
}

/** Everything a batch report is made of. */
export type ReportContext = ReportFrame & { readonly batch: RecordOf<'batch'>; readonly results: BatchResults }

/** Everything an assay report is made of. */
export type AssayReportContext = ReportFrame & { readonly assay: RecordOf<'assay'>; readonly results: AssayResults }

/** Everything an experiment report is made of. */
export type ExperimentReportContext = ReportFrame & { readonly experiment: RecordOf<'experiment'>; readonly results: ExperimentResults }

/** Everything a report that compares batches is made of. */
export type ComparisonReportContext = ReportFrame & { readonly results: ComparisonResults }

/** Everything a report on concordance over batches is made of. */
export type ConcordanceReportContext = ReportFrame & { readonly results: AcrossResults }
