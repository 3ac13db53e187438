import { join } from 'node:path'
import { makeBatchReportPdf, safeName } from '../../../shared/export/batch-report-pdf.ts'
import type { LoadedArchive } from '../../../shared/export/load-archive.ts'
import { makeNotebook } from '../../../shared/records/notebook.ts'
import { chooseBatches } from '../choose-batches.ts'
import { CommandFailure, exitCodes, type ExitCode } from '../exit-codes.ts'
import { localInstant } from '../local-time.ts'
import { hasProblems, openNotebook } from '../open-notebook.ts'
import { appVersion } from '../package-facts.ts'
import { loadPdfEngine } from '../pdf-engine.ts'
import { loadPdfFonts } from '../pdf-fonts.ts'
import { message, print, startProgress } from '../terminal.ts'
import { makeFolder, writeOutput } from '../write-output.ts'

export type ReportOptions = { readonly out: string; readonly license: string; readonly at?: string }

/** One PDF per chosen batch, written into the folder `out`. */
export async function reportCommand(file: string, codes: readonly string[], options: ReportOptions): Promise<ExitCode> {
  const loaded = await openNotebook(file)
  await writeReports(loaded, codes, options)
  return hasProblems(loaded) ? exitCodes.errorsFound : exitCodes.done
}

/** Writes the reports and says what was made. Throws CommandFailure when one cannot be made; those before it stay. */
export async function writeReports(loaded: LoadedArchive, codes: readonly string[], options: ReportOptions): Promise<readonly string[]> {
  const notebook = makeNotebook(loaded.records)
  const batches = chooseBatches(notebook, loaded, codes)
  if (batches.length === 0) throw new CommandFailure(exitCodes.unreadableInput, 'the file has no batches')
  await makeFolder(options.out)
  const engine = loadPdfEngine()
  const fonts = await loadPdfFonts()
  const progress = startProgress()
  const made: string[] = []
  const names = new Set<string>()
  for (const [i, batch] of batches.entries()) {
    const at = `${String(i + 1)}/${String(batches.length)}`
    const report = await makeBatchReportPdf({
      notebook,
      revisions: loaded.revisions,
      notebookFacts: loaded.header.notebook,
      batchId: batch.id,
      madeAt: options.at ?? localInstant(),
      appVersion: appVersion(),
      engine,
      fonts,
      license: options.license,
      onProgress: (what) => { progress.say(`${at} ${what}`) },
    })
    progress.end()
    if (!report.ok) throw new CommandFailure(exitCodes.fault, `${batch.code}: ${report.error}`)
    const path = join(options.out, uniqueName(`${safeName(batch.code)}.pdf`, names))
    await writeOutput(path, report.value.bytes)
    made.push(path)
    print(`${path}  ${batch.code}, ${(report.value.bytes.length / 1024).toFixed(0)} kB, manifest sha256 ${report.value.manifest.hash.slice(0, 16)}...`)
    for (const notice of report.value.notices) message(`notice: ${batch.code}: ${notice}`)
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
