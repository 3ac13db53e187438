import type { EmbeddedFile } from '../pdf/embed-files.ts'
import { printableSvg } from '../figures/printable-svg.ts'
import { renderPdf } from '../pdf/render-pdf.ts'
import { makeNotebook } from '../records/notebook.ts'
import type { ReportFrame } from '../reports/report-context.ts'
import { buildManifest, type Manifest } from '../trust/manifest.ts'
import { ok, type Result } from '../util/result.ts'
import { dataOnlyArchive } from './data-only-archive.ts'
import { printedChanges } from './printed-changes.ts'
import type { PreparedReport, ReportRequest } from './report-request.ts'
import { safeName } from './safe-name.ts'

export type ReportPdf<R> = { readonly bytes: Uint8Array; readonly results: R; readonly manifest: Manifest; readonly notices: readonly string[] }

const defaultEmbedLimit = 20 * 1024 * 1024

/**
 * Makes a prepared report as PDF: draws its figures, renders it, and embeds the records it rests on as a data-only `.eln`, so that its
 * numbers can be recomputed from the PDF alone.
 * @returns the PDF, or in words why it could not be made.
 */
export async function makeReportPdf<R>(request: ReportRequest, report: PreparedReport<R>): Promise<Result<ReportPdf<R>>> {
  const { madeAt, appVersion, engine, fonts } = request
  const { records, code, title } = report
  const attachments = [...new Set(records.flatMap((r) => (r.kind === 'attachment' ? [r.sha256] : [])))]
  const manifest = buildManifest({ root: report.root, records, attachments })
  if (!manifest.ok) return manifest
  request.onProgress?.(`${code}: drawing`)
  const figures = new Map([...report.figures].map(([id, figure]) => [id, printableSvg(figure.svg)]))
  const name = `${safeName(code)}-data`
  const archive = await dataOnlyArchive({ records, manifest: manifest.value, revisions: request.revisions, notebook: request.notebookFacts, name, createdAt: madeAt, appVersion, license: request.license })
  if (!archive.ok) return archive
  const limit = request.embedLimitBytes ?? defaultEmbedLimit
  const tooLarge = archive.value.length > limit
  const notices = tooLarge ? [`The records behind this report (${megabytes(archive.value.length)}) exceed the limit of ${megabytes(limit)} and are not embedded. Keep the notebook file with it.`] : []
  const files: readonly EmbeddedFile[] = tooLarge ? [] : [{ name: `${name}.eln`, mediaType: 'application/vnd.eln+zip', description: `Records behind this report, manifest sha256 ${manifest.value.hash}`, relationship: 'Source', modifiedAt: madeAt, bytes: archive.value }]
  const notebook = makeNotebook(records)
  const frame: ReportFrame = { notebook, figures, manifest: { hash: manifest.value.hash, records: records.length, attachments: attachments.length }, madeAt, appVersion, changes: printedChanges(notebook, request.revisions), notices }
  request.onProgress?.(`${code}: writing the PDF`)
  const missing: string[] = []
  const bytes = await renderPdf(engine, {
    build: () => report.build(frame),
    fonts,
    metadata: { title, subject: `Stromabook ${title.toLowerCase().split(' report')[0] ?? ''} report, manifest sha256 ${manifest.value.hash}`, createdAt: madeAt, language: 'en' },
    files,
    onMissingCharacters: (characters) => missing.push(...characters),
  })
  const said = missing.length === 0 ? notices : [...notices, `characters the typeface lacks are printed as boxes: ${missing.join(' ')}`]
  return ok({ bytes, results: report.results, manifest: manifest.value, notices: said })
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
