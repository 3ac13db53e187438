import { readFile, stat } from 'node:fs/promises'
import { formatArchiveReason } from '../../shared/eln/archive-reason.ts'
import { bytesSource } from '../../shared/eln/byte-source.ts'
import { loadArchive, type LoadedArchive, type LoadOptions } from '../../shared/export/load-archive.ts'
import { readAttachments } from '../../shared/pdf/read-attachments.ts'
import { sniffPdf } from '../../shared/pdf/sniff-pdf.ts'
import { formatReason } from '../../shared/records/parse-record.ts'
import { openArchiveFile } from './archive-file.ts'
import { CommandFailure, exitCodes } from './exit-codes.ts'
import { loadPdfReader } from './pdf-reader.ts'
import { message, startProgress } from './terminal.ts'

/**
 * Opens a notebook file: an `.eln` archive, or a report PDF with its records embedded. What was refused is said on standard error; the
 * rest comes through.
 * @returns the archive; throws CommandFailure (unreadable input) with file and reason when nothing can be read.
 */
export async function openNotebook(file: string, options: Pick<LoadOptions, 'verifyAttachments'> = {}): Promise<LoadedArchive> {
  const loaded = (await isPdf(file)) ? await fromPdf(file) : await fromArchive(file, options)
  sayAll(loaded.refused.map((reason) => `refused: ${formatReason(reason)}`))
  sayAll(loaded.problems.map((problem) => `problem: ${problem}`))
  return loaded
}

/** Lines that a person reads; "check --json" lists them all. */
const linesSaid = 40

function sayAll(lines: readonly string[]): void {
  for (const line of lines.slice(0, linesSaid)) message(line)
  if (lines.length > linesSaid) message(`and ${String(lines.length - linesSaid)} more; "stromabook check --json" lists them all`)
}

/** True when something of the file was refused or found wrong. */
export function hasProblems(loaded: LoadedArchive): boolean {
  return loaded.refused.length > 0 || loaded.problems.length > 0
}

function unreadable(file: string, why: string): CommandFailure {
  return new CommandFailure(exitCodes.unreadableInput, `${file}: ${why}`)
}

async function isPdf(file: string): Promise<boolean> {
  const opened = await openArchiveFile(file)
  if (!opened.ok) throw new CommandFailure(exitCodes.unreadableInput, opened.error)
  try {
    return sniffPdf(await opened.value.source.read(0, 2048))
  } finally {
    await opened.value.close()
  }
}

async function fromArchive(file: string, options: LoadOptions): Promise<LoadedArchive> {
  const opened = await openArchiveFile(file)
  if (!opened.ok) throw new CommandFailure(exitCodes.unreadableInput, opened.error)
  const progress = startProgress()
  try {
    const loaded = await loadArchive(opened.value.source, { ...options, onProgress: (p) => { progress.say(`reading ${file}: ${String(p.parts)} parts, ${(p.bytes / 1e6).toFixed(1)} MB`) } })
    if (!loaded.ok) throw unreadable(file, formatArchiveReason(loaded.error))
    return loaded.value
  } finally {
    progress.end()
    await opened.value.close()
  }
}

const largestPdf = 256 * 1024 * 1024

async function fromPdf(file: string): Promise<LoadedArchive> {
  const { size } = await stat(file)
  if (size > largestPdf) throw unreadable(file, `the PDF has ${String(Math.round(size / 1e6))} MB; reports are read up to ${String(Math.round(largestPdf / 1e6))} MB`)
  const attachments = await readAttachments(await loadPdfReader(), await readFile(file))
  if (!attachments.ok) throw unreadable(file, attachments.error.message)
  const archive = attachments.value.find((a) => a.name.endsWith('.eln'))
  if (archive === undefined) throw unreadable(file, 'this PDF has no records embedded: it is no Stromabook report, or its records were too large to embed')
  const loaded = await loadArchive(bytesSource(archive.bytes))
  if (!loaded.ok) throw unreadable(file, `the embedded ${archive.name}: ${formatArchiveReason(loaded.error)}`)
  return loaded.value
}
