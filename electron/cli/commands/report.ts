import { join } from 'node:path'
import { prepareComparisonReport, prepareConcordanceReport } from '../../../shared/export/prepare-report.ts'
import { prepareReport } from '../../../shared/export/report-subject.ts'
import { makeReportPdf } from '../../../shared/export/report-pdf.ts'
import type { PreparedReport, ReportRequest } from '../../../shared/export/report-request.ts'
import type { LoadedArchive } from '../../../shared/export/load-archive.ts'
import { safeName } from '../../../shared/export/safe-name.ts'
import { makeNotebook, type Notebook } from '../../../shared/records/notebook.ts'
import type { Result } from '../../../shared/util/result.ts'
import { chooseSubjects, type Chosen } from '../choose-subjects.ts'
import { CommandFailure, exitCodes, type ExitCode } from '../exit-codes.ts'
import { localInstant } from '../local-time.ts'
import { hasProblems, openNotebook } from '../open-notebook.ts'
import { appVersion } from '../package-facts.ts'
import { loadPdfEngine } from '../pdf-engine.ts'
import { loadPdfFonts } from '../pdf-fonts.ts'
import { message, print, startProgress } from '../terminal.ts'
import { makeFolder, writeOutput } from '../write-output.ts'

export type ReportOptions = { readonly out: string; readonly license: string; readonly at?: string }

/** One PDF per chosen batch, assay or experiment, written into the folder `out`. */
export async function reportCommand(file: string, chosen: Chosen, options: ReportOptions): Promise<ExitCode> {
  const loaded = await openNotebook(file)
  await writeReports(loaded, chosen, options)
  return hasProblems(loaded) ? exitCodes.errorsFound : exitCodes.done
}

/** One PDF in which the named batches are compared with the first of them. */
export async function compareCommand(file: string, codes: readonly string[], options: ReportOptions): Promise<ExitCode> {
  const loaded = await openNotebook(file)
  const notebook = makeNotebook(loaded.records)
  const batches = batchesToCompare(notebook, codes)
  await writeEach(loaded, notebook, options, [() => prepareComparisonReport(notebook, batches.map((b) => b.id))])
  return hasProblems(loaded) ? exitCodes.errorsFound : exitCodes.done
}

/** One PDF on how in vitro and in vivo agree over the named batches, or over every batch that has a pair. */
export async function concordanceCommand(file: string, codes: readonly string[], options: ReportOptions): Promise<ExitCode> {
  const loaded = await openNotebook(file)
  const notebook = makeNotebook(loaded.records)
  const paired = new Set(notebook.all('pair').map((p) => p.batchId))
  const batches = codes.length > 0 ? batchesNamed(notebook, codes) : notebook.all('batch').filter((b) => paired.has(b.id))
  if (batches.length === 0) throw new CommandFailure(exitCodes.usage, 'the file has no batch with a pair: nothing in vitro is set beside anything in vivo')
  await writeEach(loaded, notebook, options, [() => prepareConcordanceReport(notebook, batches.map((b) => b.id))])
  return hasProblems(loaded) ? exitCodes.errorsFound : exitCodes.done
}

/** Batches by code, at least two. Throws CommandFailure naming the codes there are. */
export function batchesToCompare(notebook: Notebook, codes: readonly string[]): readonly { readonly id: string; readonly code: string }[] {
  const batches = batchesNamed(notebook, codes)
  if (batches.length < 2) throw new CommandFailure(exitCodes.usage, 'a comparison needs two different batches or more: the first is what the others are compared with')
  return batches
}

/** Batches by code, each once. Throws CommandFailure naming the codes there are. */
export function batchesNamed(notebook: Notebook, codes: readonly string[]): readonly { readonly id: string; readonly code: string }[] {
  const all = notebook.all('batch')
  return [...new Set(codes)].map((code) => {
    const batch = all.find((b) => b.code === code.normalize('NFC'))
    if (batch === undefined) throw new CommandFailure(exitCodes.usage, `there is no batch ${code}; the file has ${all.map((b) => b.code).join(', ') || 'no batches'}`)
    return batch
  })
}

/** Writes the reports and says what was made. Throws CommandFailure when one cannot be made; those before it stay. */
export async function writeReports(loaded: LoadedArchive, chosen: Chosen, options: ReportOptions): Promise<readonly string[]> {
  const notebook = makeNotebook(loaded.records)
  const subjects = chooseSubjects(notebook, loaded, chosen)
  if (subjects.length === 0) throw new CommandFailure(exitCodes.unreadableInput, 'the file has no batches')
  return writeEach(loaded, notebook, options, subjects.map((subject) => () => prepareReport(notebook, { kind: subject.kind, id: subject.id })))
}

async function writeEach(loaded: LoadedArchive, notebook: Notebook, options: ReportOptions, reports: readonly (() => Result<PreparedReport<unknown>>)[]): Promise<readonly string[]> {
  await makeFolder(options.out)
  const engine = loadPdfEngine()
  const fonts = await loadPdfFonts()
  const progress = startProgress()
  const made: string[] = []
  const names = new Set<string>()
  for (const [i, prepare] of reports.entries()) {
    const at = `${String(i + 1)}/${String(reports.length)}`
    progress.say(`${at} computing`)
    const request: ReportRequest = {
      notebook,
      revisions: loaded.revisions,
      notebookFacts: loaded.header.notebook,
      madeAt: options.at ?? localInstant(),
      appVersion: appVersion(),
      engine,
      fonts,
      license: options.license,
      onProgress: (what) => { progress.say(`${at} ${what}`) },
    }
    const report = prepare()
    const pdf = report.ok ? await makeReportPdf(request, report.value) : report
    progress.end()
    if (!report.ok || !pdf.ok) throw new CommandFailure(exitCodes.fault, report.ok ? `${report.value.code}: ${pdf.ok ? '' : pdf.error}` : report.error)
    const path = join(options.out, uniqueName(`${safeName(report.value.code)}.pdf`, names))
    await writeOutput(path, pdf.value.bytes)
    made.push(path)
    print(`${path}  ${report.value.code}, ${(pdf.value.bytes.length / 1024).toFixed(0)} kB, manifest sha256 ${pdf.value.manifest.hash.slice(0, 16)}...`)
    for (const notice of pdf.value.notices) message(`notice: ${report.value.code}: ${notice}`)
  }
  return made
}

/** Two codes may give one file name; the second gets a number. */
function uniqueName(name: string, taken: Set<string>): string {
  let unique = name
  for (let n = 2; taken.has(unique.toLowerCase()); n++) unique = name.replace(/\.pdf$/, `-${String(n)}.pdf`)
  taken.add(unique.toLowerCase())
  return unique
}
