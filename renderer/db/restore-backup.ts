import type { LoadedArchive } from '../../shared/export/load-archive.ts'
import { fail, ok, type Result } from '../../shared/util/result.ts'
import { applyImport, type Imported } from './apply-import.ts'
import type { NotebookDb } from './notebook-db.ts'
import { createNotebook } from './open-notebook.ts'
import { planImport } from './plan-import.ts'
import type { StoreContext } from './store-context.ts'
import { problemOf, type StoreProblem } from './store-problem.ts'
import type { StoredAttachment } from './stored-row.ts'

export type RestoreInput = {
  readonly archive: LoadedArchive
  readonly attachments: readonly StoredAttachment[]
  readonly source: { readonly name: string; readonly sha256: string }
  readonly localId: string
  /** New: a restored copy never goes on writing the chain of the copy it was made from. */
  readonly device: string
  readonly createdAt: string
}

/**
 * Restores a backup into a new notebook on this computer. The notebook keeps its id and its whole history; the copy gets a device of its own.
 * When it cannot be stored, the new database is removed again.
 */
export async function restoreBackup(input: RestoreInput, context: StoreContext): Promise<Result<{ readonly db: NotebookDb; readonly imported: Imported }, StoreProblem>> {
  const { notebook } = input.archive.header
  const db = await createNotebook({ localId: input.localId, id: notebook.id, title: notebook.name, device: input.device, createdAt: input.createdAt, because: `restored from ${input.source.name}` })
  try {
    const plan = await planImport(db, input.archive)
    const imported = await applyImport(db, plan, input.attachments, { takeTheirs: new Set(), source: input.source }, context)
    if (imported.ok) return ok({ db, imported: imported.value })
    await db.delete()
    return imported
  } catch (error) {
    await db.delete()
    return fail(problemOf(error, 'The backup'))
  }
}
