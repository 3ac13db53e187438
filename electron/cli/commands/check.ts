import { findingsOf } from '../../../shared/domain/consistency/findings.ts'
import type { Finding } from '../../../shared/domain/estimate.ts'
import { recordsOfBatch } from '../../../shared/domain/results/record-graph.ts'
import { findingsOfBatch } from '../../../shared/domain/consistency/findings.ts'
import type { LoadedArchive } from '../../../shared/export/load-archive.ts'
import { makeNotebook } from '../../../shared/records/notebook.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { openNotebook } from '../open-notebook.ts'
import { print } from '../terminal.ts'

/** Verifies a notebook file (hashes, chains, records) and looks for findings over its whole graph. Exit code 1 when there are errors. */
export async function checkCommand(file: string, json: boolean): Promise<ExitCode> {
  const loaded = await openNotebook(file, { verifyAttachments: true })
  const findings = findingsOfFile(loaded)
  const broken = loaded.refused.length + loaded.problems.length
  if (json) print(JSON.stringify({ format: 'stromabook-check/1', file, archiveHash: loaded.archiveHash, records: loaded.records.length, refused: loaded.refused, problems: loaded.problems, findings }, null, 2))
  else printText(file, loaded, findings)
  return broken > 0 || findings.some((f) => f.severity === 'error') ? exitCodes.errorsFound : exitCodes.done
}

/** A report's file holds the records of one batch: what only the whole notebook can answer is not asked of it. */
function findingsOfFile(loaded: LoadedArchive): readonly Finding[] {
  const notebook = makeNotebook(loaded.records)
  const root = loaded.manifest?.root
  if (loaded.header.profile !== 'data-only' || root === undefined) return findingsOf(notebook)
  return findingsOfBatch(makeNotebook(recordsOfBatch(notebook, root.id)), root.id)
}

function printText(file: string, loaded: LoadedArchive, findings: readonly Finding[]): void {
  for (const f of findings) {
    print(`${f.severity.padEnd(7)} ${f.kind} ${f.name}${f.field === '' ? '' : ` ${f.field}`}: ${f.reason} [${f.rule}]`)
    print(`        ${f.advice}`)
  }
  const count = (severity: Finding['severity']): string => `${String(findings.filter((f) => f.severity === severity).length)} ${severity}s`
  print(`${file}: ${String(loaded.records.length)} records, ${String(loaded.refused.length)} reasons for refusal, ${String(loaded.problems.length)} problems of the file; ${count('error')}, ${count('warning')}, ${count('note')}`)
}
