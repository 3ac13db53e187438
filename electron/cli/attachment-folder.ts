import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256Hasher } from '../../shared/util/sha256.ts'
import type { AttachmentSource } from '../../shared/export/backup-archive.ts'
import type { RecordOf } from '../../shared/records/record-kinds.ts'
import { CommandFailure, exitCodes } from './exit-codes.ts'
import { systemErrorWords } from './system-error.ts'

/**
 * Finds the files of attachment records in a folder and below, by their content: each file is hashed as a stream.
 * @returns one source per record whose file was found, and the records whose file was not.
 */
export async function findAttachments(folder: string | undefined, records: readonly RecordOf<'attachment'>[]): Promise<{ readonly found: readonly AttachmentSource[]; readonly missing: readonly RecordOf<'attachment'>[] }> {
  if (folder === undefined) return { found: [], missing: records }
  const byHash = new Map<string, { readonly path: string; readonly size: number }>()
  for (const path of await filesBelow(folder)) byHash.set(await hashOfFile(path), { path, size: (await stat(path)).size })
  const found = new Map<string, AttachmentSource>()
  const missing: RecordOf<'attachment'>[] = []
  for (const record of records) {
    const file = byHash.get(record.sha256)
    if (file === undefined) missing.push(record)
    else found.set(record.sha256, { sha256: record.sha256, size: file.size, mediaType: record.mediaType, open: () => createReadStream(file.path) })
  }
  return { found: [...found.values()], missing }
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    return entries.filter((e) => e.isFile()).map((e) => join(e.parentPath, e.name))
  } catch (error) {
    throw new CommandFailure(exitCodes.unreadableInput, `the folder ${folder} cannot be read: ${systemErrorWords(error)}`)
  }
}

async function hashOfFile(path: string): Promise<string> {
  const hash = sha256Hasher()
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array)
  return hash.hex()
}
