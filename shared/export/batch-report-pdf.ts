import { recordsOfBatch } from '../domain/batch-graph.ts'
import type { BatchResults } from '../domain/batch-results.ts'
import { computeBatchResults } from '../domain/compute-batch-results.ts'
import type { EmbeddedFile } from '../pdf/embed-files.ts'
import { printableSvg } from '../figures/printable-svg.ts'
import type { PdfEngine } from '../pdf/pdf-engine.ts'
import type { PdfFonts } from '../pdf/pdf-font-files.ts'
import { renderPdf } from '../pdf/render-pdf.ts'
import { makeNotebook, type Notebook } from '../records/notebook.ts'
import { batchReport } from '../reports/batch-report.ts'
import type { ReportContext } from '../reports/report-context.ts'
import { buildManifest, type Manifest } from '../trust/manifest.ts'
import type { Revision } from '../trust/revision.ts'
import { fail, ok, type Result } from '../util/result.ts'
import { batchFigures } from './batch-figures.ts'
import { dataOnlyArchive } from './data-only-archive.ts'
import { printedChanges } from './printed-changes.ts'

export type BatchReportInput = {
  readonly notebook: Notebook
  readonly revisions: readonly Revision[]
  readonly notebookFacts: { readonly id: string; readonly name: string }
  readonly batchId: string
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

export type BatchReportPdf = { readonly bytes: Uint8Array; readonly results: BatchResults; readonly manifest: Manifest; readonly notices: readonly string[] }

const defaultEmbedLimit = 20 * 1024 * 1024

/**
 * Makes the PDF report of a batch: narrows the notebook to its records, computes, draws, renders, and embeds the same records as a
 * data-only `.eln`, so that the numbers can be recomputed from the PDF alone.
 * @returns the PDF, or in words why it could not be made.
 */
export async function makeBatchReportPdf(input: BatchReportInput): Promise<Result<BatchReportPdf>> {
  const { batchId, madeAt, appVersion, engine, fonts } = input
  const records = recordsOfBatch(input.notebook, batchId)
  const notebook = makeNotebook(records)
  const batch = notebook.get('batch', batchId)
  if (batch === undefined) return fail(`the notebook has no batch ${batchId}`)
  input.onProgress?.(`${batch.code}: computing`)
  const results = computeBatchResults(notebook, batchId)
  if (results === undefined) return fail(`batch ${batch.code} gave no results`)
  const attachments = [...new Set(records.flatMap((r) => (r.kind === 'attachment' ? [r.sha256] : [])))]
  const manifest = buildManifest({ root: { kind: 'batch', id: batchId }, records, attachments })
  if (!manifest.ok) return manifest
  input.onProgress?.(`${batch.code}: drawing`)
  const figures = new Map([...batchFigures(results)].map(([id, figure]) => [id, printableSvg(figure.svg)]))
  const name = `${safeName(batch.code)}-data`
  const archive = await dataOnlyArchive({ records, manifest: manifest.value, revisions: input.revisions, notebook: input.notebookFacts, name, createdAt: madeAt, appVersion, license: input.license })
  if (!archive.ok) return archive
  const limit = input.embedLimitBytes ?? defaultEmbedLimit
  const tooLarge = archive.value.length > limit
  const notices = tooLarge ? [`The records behind this report (${megabytes(archive.value.length)}) exceed the limit of ${megabytes(limit)} and are not embedded. Keep the notebook file with it.`] : []
  const files: readonly EmbeddedFile[] = tooLarge ? [] : [{ name: `${name}.eln`, mediaType: 'application/vnd.eln+zip', description: `Records behind this report, manifest sha256 ${manifest.value.hash}`, relationship: 'Source', modifiedAt: madeAt, bytes: archive.value }]
  const context: ReportContext = { batch, results, notebook, figures, manifest: { hash: manifest.value.hash, records: records.length, attachments: attachments.length }, madeAt, appVersion, changes: printedChanges(notebook, input.revisions), notices }
  input.onProgress?.(`${batch.code}: writing the PDF`)
  const missing: string[] = []
  const bytes = await renderPdf(engine, {
    build: () => batchReport(context),
    fonts,
    metadata: { title: `Batch report ${batch.code}`, subject: `Stromabook batch report, manifest sha256 ${manifest.value.hash}`, createdAt: madeAt, language: 'en' },
    files,
    onMissingCharacters: (characters) => missing.push(...characters),
  })
  const said = missing.length === 0 ? notices : [...notices, `characters the typeface lacks are printed as boxes: ${missing.join(' ')}`]
  return ok({ bytes, results, manifest: manifest.value, notices: said })
}

/** Batch code as part of a file name on every system. */
export function safeName(code: string): string {
  const plain = code.normalize('NFKD').replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[.-]+|[.-]+$/g, '')
  return plain === '' ? 'batch' : plain.slice(0, 80)
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
