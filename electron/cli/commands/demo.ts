import { join } from 'node:path'
import { writeBackup } from '../../../shared/export/backup-archive.ts'
import { firstRevisions } from '../../../shared/export/first-revisions.ts'
import { formatArchiveReason } from '../../../shared/eln/archive-reason.ts'
import { buildSampleNotebook } from '../../../shared/sample/build-sample-notebook.ts'
import { writeFileSafely } from '../archive-file.ts'
import { CommandFailure, exitCodes, type ExitCode } from '../exit-codes.ts'
import { openNotebook } from '../open-notebook.ts'
import { appVersion } from '../package-facts.ts'
import { print } from '../terminal.ts'
import { makeFolder } from '../write-output.ts'
import { writeReports } from './report.ts'

/** Fixed, so that the demonstration gives the same files every time. */
const sampleIds = { notebook: '01890000-0000-7000-8000-00000000000a', device: '01890000-0000-7000-8000-00000000000b', changeset: '01890000-0000-7000-8000-00000000000c' }
const sampleTime = { at: '2026-01-05T08:00:00.000Z', offset: '+00:00' }
const license = 'Sample data: facts from the cited publications and simulated values; free to use.'

/** The main job on the bundled sample notebook: writes it as `.eln`, reads it back, and prints one report per batch. */
export async function demoCommand(out: string): Promise<ExitCode> {
  await makeFolder(out)
  const records = buildSampleNotebook()
  const revisions = firstRevisions(records, { device: sampleIds.device, changeset: sampleIds.changeset, person: 'sample', ...sampleTime, reason: 'sample notebook' })
  if (!revisions.ok) throw new CommandFailure(exitCodes.fault, revisions.error)
  const file = join(out, 'sample-notebook.eln')
  const written = await writeFileSafely(file, (sink) =>
    writeBackup(sink, { records, revisions: revisions.value, attachments: [], notebook: { id: sampleIds.notebook, name: 'Sample notebook' }, createdAt: '2026-01-05T08:00:00+00:00', appVersion: appVersion(), license }),
  )
  if (!written.ok) throw new CommandFailure(exitCodes.unwritableOutput, typeof written.error === 'string' ? written.error : formatArchiveReason(written.error))
  print(`${file}  ${String(records.length)} records`)
  const made = await writeReports(await openNotebook(file), { all: true }, { out, license })
  print(`${String(made.length)} reports in ${out}. Try: node dist/electron/cli/main.js results ${made[0] ?? file}`)
  return exitCodes.done
}
