import type { BatchResults } from '../domain/batch-results.ts'
import type { Notebook } from '../records/notebook.ts'
import type { RecordOf } from '../records/record-kinds.ts'

/** One change of a record as the report prints it. */
export type PrintedChange = { readonly at: string; readonly person: string; readonly record: string; readonly action: string; readonly what: string; readonly reason: string }

/** Everything a batch report is made of. */
export type ReportContext = {
  readonly batch: RecordOf<'batch'>
  readonly results: BatchResults
  /** The records of the batch and everything they point at. */
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
