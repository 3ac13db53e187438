import { randomBytes } from 'node:crypto'
import { basename } from 'node:path'
import { formatArchiveReason } from '../../../shared/eln/archive-reason.ts'
import { writeBackup } from '../../../shared/export/backup-archive.ts'
import { firstRevisions } from '../../../shared/export/first-revisions.ts'
import { findingsOf } from '../../../shared/domain/consistency/findings.ts'
import { makeNotebook, nameOf } from '../../../shared/records/notebook.ts'
import { formatReason } from '../../../shared/records/parse-record.ts'
import type { AnyRecord } from '../../../shared/records/record-kinds.ts'
import { splitInstant } from '../../../shared/trust/split-instant.ts'
import { uuidV7 } from '../../../shared/util/ids.ts'
import { findAttachments } from '../attachment-folder.ts'
import { writeFileSafely } from '../archive-file.ts'
import { CommandFailure, exitCodes, type ExitCode } from '../exit-codes.ts'
import { localInstant } from '../local-time.ts'
import { appVersion } from '../package-facts.ts'
import { readJsonRecords, refuseDuplicates } from '../read-json-records.ts'
import { message, print, startProgress } from '../terminal.ts'
import { refuseExisting } from '../write-output.ts'

export type PackOptions = { readonly out: string; readonly person: string; readonly name?: string; readonly attachments?: string; readonly license: string; readonly replace: boolean; readonly strict: boolean }

/**
 * Packs JSON records into a notebook file (backup profile) with a first revision for each. Refused records are said and left out, unless
 * --strict; findings are said and never stop the packing.
 */
export async function packCommand(files: readonly string[], options: PackOptions): Promise<ExitCode> {
  await refuseExisting(options.out, options.replace)
  const { records, refusals } = await readAll(files)
  for (const line of refusals) message(`refused: ${line}`)
  if (refusals.length > 0 && options.strict) throw new CommandFailure(exitCodes.errorsFound, `${String(refusals.length)} reasons for refusal; nothing was written (--strict)`)
  if (records.length === 0) throw new CommandFailure(exitCodes.unreadableInput, 'no record passed; nothing was written')
  const revisions = entered(records, options.person)
  const attachmentRecords = records.flatMap((r) => (r.kind === 'attachment' ? [r] : []))
  const { found, missing } = await findAttachments(options.attachments, attachmentRecords)
  for (const a of missing) message(`missing: the file of attachment ${a.name} (sha256 ${a.sha256})${options.attachments === undefined ? '; name its folder with --attachments' : ` is not in ${options.attachments}`}`)
  const progress = startProgress()
  const written = await writeFileSafely(options.out, (sink) =>
    writeBackup(
      sink,
      { records, revisions, attachments: found, notebook: { id: newId(), name: options.name ?? basename(options.out).replace(/\.eln$/i, '') }, createdAt: localInstant(), appVersion: appVersion(), license: options.license },
      { onProgress: (p) => { progress.say(`writing ${options.out}: ${String(p.parts)} parts, ${(p.bytes / 1e6).toFixed(1)} MB`) } },
    ),
  )
  progress.end()
  if (!written.ok) throw new CommandFailure(exitCodes.unwritableOutput, typeof written.error === 'string' ? written.error : formatArchiveReason(written.error))
  const errors = findingsOf(makeNotebook(records)).filter((f) => f.severity === 'error')
  for (const f of errors) message(`error: ${f.kind} ${f.name}${f.field === '' ? '' : `, field ${f.field}`}: ${f.reason}`)
  print(`${options.out}: ${String(records.length)} records, ${String(found.length)} attachments, archive sha256 ${written.value.archiveHash}`)
  return refusals.length > 0 || missing.length > 0 || errors.length > 0 ? exitCodes.errorsFound : exitCodes.done
}

async function readAll(files: readonly string[]): Promise<{ readonly records: readonly AnyRecord[]; readonly refusals: readonly string[] }> {
  const seen = new Map<string, AnyRecord>()
  const refusals: string[] = []
  const unreadable: string[] = []
  for (const file of files) {
    const read = await readJsonRecords(file)
    if (!read.ok) {
      unreadable.push(read.error)
      continue
    }
    refusals.push(...read.value.refused.map((r) => `${file}: ${formatReason(r)}`))
    refusals.push(...refuseDuplicates(read.value.records, seen).refused.map((r) => `${file}: ${formatReason(r)}`))
  }
  if (unreadable.length > 0) throw new CommandFailure(exitCodes.unreadableInput, `${unreadable.join('\n')}\nnothing was written`)
  return { records: [...seen.values()], refusals }
}

function newId(): string {
  return uuidV7({ nowMs: () => Date.now(), randomBytes: (n) => new Uint8Array(randomBytes(n)) })
}

function entered(records: readonly AnyRecord[], person: string): Parameters<typeof writeBackup>[1]['revisions'] {
  const time = splitInstant(localInstant())
  if (time === null) throw new Error('the clock of this computer gives no time')
  const known = records.find((r) => r.kind === 'person' && nameOf(r) === person)
  const revisions = firstRevisions(records, { device: newId(), changeset: newId(), person: known?.id ?? person, at: time.at, offset: time.offset, reason: 'packed from JSON' })
  if (!revisions.ok) throw new CommandFailure(exitCodes.unreadableInput, revisions.error)
  return revisions.value
}
