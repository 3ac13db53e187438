import type { Notebook } from '../../shared/records/notebook.ts'
import type { RecordOf } from '../../shared/records/record-kinds.ts'
import type { LoadedArchive } from '../../shared/export/load-archive.ts'
import { CommandFailure, exitCodes } from './exit-codes.ts'

/**
 * The batches a command is about: those named, else the one a report file was made for, else all.
 * Throws CommandFailure when a code is not there, naming those that are.
 */
export function chooseBatches(notebook: Notebook, loaded: LoadedArchive, codes: readonly string[]): readonly RecordOf<'batch'>[] {
  const all = notebook.all('batch')
  const root = loaded.manifest?.root
  const offered = root?.kind === 'batch' && loaded.header.profile === 'data-only' ? all.filter((b) => b.id === root.id) : all
  if (codes.length === 0) return offered
  return codes.map((code) => {
    const batch = offered.find((b) => b.code === code.normalize('NFC'))
    if (batch === undefined) throw new CommandFailure(exitCodes.usage, `there is no batch ${code}; the file has ${offered.map((b) => b.code).join(', ') || 'no batches'}`)
    return batch
  })
}
