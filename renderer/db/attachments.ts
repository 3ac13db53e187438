import { sha256Hex } from '../../shared/util/sha256.ts'
import { fail, ok, type Result } from '../../shared/util/result.ts'
import type { NotebookDb } from './notebook-db.ts'
import { problemOf, type StoreProblem } from './store-problem.ts'
import type { StoredAttachment } from './stored-row.ts'

/** Facts of a stored file, for the attachment record that names it. */
export type AttachmentFacts = { readonly sha256: string; readonly size: number; readonly mediaType: string }

/**
 * Stores a file under the hash of its bytes; the same bytes are stored once. Hashed before the transaction opens, since nothing may be
 * waited for inside it.
 */
export async function storeAttachment(db: NotebookDb, file: Blob): Promise<Result<AttachmentFacts, StoreProblem>> {
  try {
    const sha256 = sha256Hex(new Uint8Array(await file.arrayBuffer()))
    const row: StoredAttachment = { sha256, size: file.size, mediaType: file.type === '' ? 'application/octet-stream' : file.type, bytes: file }
    await db.transaction('rw', db.attachments, async () => {
      if ((await db.attachments.get(sha256)) === undefined) await db.attachments.add(row)
    })
    return ok({ sha256, size: row.size, mediaType: row.mediaType })
  } catch (error) {
    return fail(problemOf(error, 'The file'))
  }
}

/** A stored file, its bytes held against their hash; a reason when it is not there or was damaged. */
export async function readAttachment(db: NotebookDb, sha256: string): Promise<Result<StoredAttachment, StoreProblem>> {
  const row = await db.attachments.get(sha256)
  if (row === undefined) return fail({ kind: 'not-there', message: `The file with sha256 ${sha256.slice(0, 16)}... is not in this notebook. It may have been left out when the notebook was passed on; a backup of the other copy has it.` })
  if (sha256Hex(new Uint8Array(await row.bytes.arrayBuffer())) !== sha256) return fail({ kind: 'damaged', message: `The file with sha256 ${sha256.slice(0, 16)}... was damaged on the disk: its bytes are not those that were stored. Restore it from a backup.` })
  return ok(row)
}
