import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { isSystemError, systemErrorWords } from './system-error.ts'
import type { ByteSource } from '../../shared/eln/byte-source.ts'
import type { ByteSink } from '../../shared/eln/zip-output.ts'
import { fail, ok, type Result } from '../../shared/util/result.ts'

/** A file opened for reading anywhere in it. Must be closed. */
export type ArchiveFile = { readonly source: ByteSource; close(): Promise<void> }

/** Opens a file for random access. Returns the file, or in words why it cannot be opened. */
export async function openArchiveFile(path: string): Promise<Result<ArchiveFile>> {
  let handle: FileHandle
  try {
    handle = await open(path, 'r')
  } catch (error) {
    return fail(`${path} cannot be opened: ${systemErrorWords(error)}`)
  }
  const facts = await handle.stat()
  if (!facts.isFile()) {
    await handle.close()
    return fail(`${path} is not a file`)
  }
  return ok({ source: fileSource(handle, facts.size), close: () => handle.close() })
}

/**
 * Writes a file so that either the whole new file is there afterwards or what was there before: written beside, flushed to the disk,
 * then renamed. A leftover of a failed write is removed.
 * @param write gets the sink; a failed result is passed on and leaves the old file.
 * @returns what `write` returned, or in words why the file could not be written.
 */
export async function writeFileSafely<T, E>(path: string, write: (sink: ByteSink) => Promise<Result<T, E>>): Promise<Result<T, E | string>> {
  const beside = join(dirname(path), `.${basename(path)}.${process.pid}.part`)
  let handle: FileHandle
  try {
    handle = await open(beside, 'wx')
  } catch (error) {
    const leftover = isSystemError(error) && error.code === 'EEXIST'
    return fail(`${path} cannot be written: ${leftover ? `${beside} lies beside it, left by a program that was ended; remove it` : systemErrorWords(error)}`)
  }
  let renamed = false
  try {
    const result = await write({ write: (chunk) => writeAll(handle, chunk) })
    if (!result.ok) return result
    await handle.sync()
    await handle.close()
    await rename(beside, path)
    renamed = true
    await syncFolder(dirname(path))
    return result
  } catch (error) {
    if (renamed || !isSystemError(error)) throw error
    return fail(`${path} cannot be written: ${systemErrorWords(error)}`)
  } finally {
    if (!renamed) {
      await handle.close().catch(() => undefined)
      await rm(beside, { force: true })
    }
  }
}

function fileSource(handle: FileHandle, size: number): ByteSource {
  return {
    size,
    read: async (offset, length) => {
      const buffer = new Uint8Array(Math.max(0, Math.min(length, size - offset)))
      let got = 0
      // A read may come back short, above all from network drives.
      while (got < buffer.length) {
        const { bytesRead } = await handle.read(buffer, got, buffer.length - got, offset + got)
        if (bytesRead === 0) break
        got += bytesRead
      }
      return got === buffer.length ? buffer : buffer.subarray(0, got)
    },
  }
}

async function writeAll(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  let done = 0
  while (done < chunk.length) done += (await handle.write(chunk, done, chunk.length - done)).bytesWritten
}

/** The rename itself must reach the disk, too. Windows cannot open folders and needs no such step. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
