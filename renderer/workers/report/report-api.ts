import type { ReportSubject } from '../../../shared/export/report-subject.ts'

/** One report to be made. */
export type ReportJob = {
  readonly subject: ReportSubject
  /** Records as they are being typed stand in it too; else only what is stored. */
  readonly withTyped: boolean
  /** State of the report that is there already; null where it is to be made in any case. */
  readonly known: string | null
  /** RFC 3339 with offset. */
  readonly madeAt: string
  readonly appVersion: string
  readonly license: string
}

/** What became of a report. */
export type ReportAnswer =
  /** `typed`: names of records that stand in it as they are being typed. */
  | { readonly type: 'made'; readonly state: string; readonly bytes: Uint8Array<ArrayBuffer>; readonly code: string; readonly title: string; readonly manifestHash: string; readonly notices: readonly string[]; readonly typed: readonly string[] }
  /** It would be the one that is there. */
  | { readonly type: 'unchanged' }
  /** A later job was given meanwhile. */
  | { readonly type: 'superseded' }
  /** In words for the person at the bench. */
  | { readonly type: 'failed'; readonly reason: string }

/** Labels to be printed. */
export type LabelJob = { readonly ids: readonly string[]; readonly withVials: boolean; readonly copies: number; readonly format: string; readonly skip: number; readonly outlines: boolean; readonly madeAt: string }

/** `unprinted`: characters the typeface has no sign for. */
export type LabelAnswer = { readonly type: 'made'; readonly bytes: Uint8Array<ArrayBuffer>; readonly count: number; readonly unprinted: readonly string[] } | { readonly type: 'failed'; readonly reason: string }

/** Tells how far a report is: "BM-0012: writing the PDF". */
export type ReportProgress = (what: string) => void

/** What the report worker offers. */
export type ReportApi = {
  /** Where it gets records: a port of the calculation worker. */
  readonly connect: (port: MessagePort) => void
  /** Makes a report. Of several jobs the latest wins: the others end as superseded as soon as they can. */
  readonly make: (job: ReportJob, onProgress: ReportProgress) => Promise<ReportAnswer>
  readonly labels: (job: LabelJob) => Promise<LabelAnswer>
}
