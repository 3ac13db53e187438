import type { Figure } from '../figures/figure.ts'
import type { PdfEngine } from '../pdf/pdf-engine.ts'
import type { PdfFonts } from '../pdf/pdf-font-files.ts'
import type { Notebook } from '../records/notebook.ts'
import type { AnyRecord } from '../records/record-kinds.ts'
import type { ReportFrame } from '../reports/report-context.ts'
import type { Revision } from '../trust/revision.ts'
import type { DocumentDefinition } from '../util/document-definition.ts'

/** What every report needs besides its subject. */
export type ReportRequest = {
  readonly notebook: Notebook
  readonly revisions: readonly Revision[]
  readonly notebookFacts: { readonly id: string; readonly name: string }
  /** RFC 3339 with offset. */
  readonly madeAt: string
  readonly appVersion: string
  readonly engine: PdfEngine
  readonly fonts: PdfFonts
  readonly license: string
  /** Largest archive that is embedded; a larger one is left out with a printed notice. */
  readonly embedLimitBytes?: number
  readonly onProgress?: (what: string) => void
}

/** A report before it is rendered: what it is about, the records it rests on, and how it is built. */
export type PreparedReport<R> = {
  /** "Batch report BM-0012". */
  readonly title: string
  /** Code or codes of the subject, for file names and progress. */
  readonly code: string
  readonly root: { readonly kind: string; readonly id: string }
  readonly records: readonly AnyRecord[]
  readonly results: R
  readonly figures: ReadonlyMap<string, Figure>
  readonly build: (frame: ReportFrame) => DocumentDefinition
}
