import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { BackupFile, HostProblem } from '../shared/host/host.ts'
import { isBackupName } from '../shared/host/backup-name.ts'
import { fail, ok, type Result } from '../shared/util/result.ts'

type Writing = { readonly handle: FileHandle; readonly beside: string; readonly final: string; readonly hash: ReturnType<typeof createHash>; size: number }

/** Backups in a folder on disk: written beside, synced, read back and compared, then renamed into place in one step. */
export type DiskBackups = {
  readonly list: () => Promise<Result<readonly BackupFile[], HostProblem>>
  readonly begin: (name: string) => Promise<Result<string, HostProblem>>
  readonly piece: (token: string, bytes: Uint8Array) => Promise<Result<null, HostProblem>>
  /** Puts the file in place; only after this is it there under its name. */
  readonly finish: (token: string) => Promise<Result<null, HostProblem>>
  readonly discard: (token: string) => Promise<Result<null, HostProblem>>
  readonly remove: (name: string) => Promise<Result<null, HostProblem>>
  /** Path of a backup, for reading it. */
  readonly path: (name: string) => Promise<Result<string, HostProblem>>
}

/** @param folder asked at every call, since the person may choose another; null where none was chosen. */
export function diskBackups(folder: () => string | null): DiskBackups {
  const writing = new Map<string, Writing>()
  const inFolder = async <T>(name: string | null, work: (folder: string) => Promise<Result<T, HostProblem>>): Promise<Result<T, HostProblem>> => {
    const at = folder()
    if (at === null) return fail({ kind: 'unreachable', message: 'No backup folder is chosen. Choose one in the settings.' })
    if (name !== null && !isBackupName(name)) return fail({ kind: 'denied', message: `${name} is no name of a backup` })
    try {
      return await work(at)
    } catch (error) {
      return fail(diskFailure(error, name === null ? 'The backup folder' : `The backup ${name}`))
    }
  }
  const stop = async (w: Writing): Promise<void> => {
    await w.handle.close().catch(() => undefined)
    await rm(w.beside, { force: true })
  }
  return {
    list: () => inFolder(null, async (at) => {
      const names = (await readdir(at)).filter(isBackupName)
      const files = await Promise.all(names.map(async (name): Promise<BackupFile> => {
        const facts = await stat(join(at, name))
        return { name, size: facts.size, modifiedAt: facts.mtime.toISOString() }
      }))
      return ok(files)
    }),
    begin: (name) => inFolder(name, async (at) => {
      await mkdir(at, { recursive: true })
      const token = randomUUID()
      const beside = join(at, `${name}.${token.slice(0, 8)}.part`)
      // Never over something that is there already, not even another part.
      writing.set(token, { handle: await open(beside, 'wx', 0o600), beside, final: join(at, name), hash: createHash('sha256'), size: 0 })
      return ok(token)
    }),
    piece: async (token, bytes) => {
      const w = writing.get(token)
      if (w === undefined) return fail(noSuchFile)
      try {
        w.hash.update(bytes)
        w.size += bytes.length
        await w.handle.writeFile(bytes)
        return ok(null)
      } catch (error) {
        writing.delete(token)
        await stop(w)
        return fail(diskFailure(error, 'The backup'))
      }
    },
    finish: async (token) => {
      const w = writing.get(token)
      if (w === undefined) return fail(noSuchFile)
      writing.delete(token)
      try {
        await w.handle.sync()
        await w.handle.close()
        const written = await hashOf(w.beside)
        if (written.size !== w.size || written.sha256 !== w.hash.digest('hex')) throw new Error('what was read back is not what was written')
        await rename(w.beside, w.final)
        await syncFolder(join(w.final, '..'))
        return ok(null)
      } catch (error) {
        await stop(w)
        return fail(diskFailure(error, 'The backup'))
      }
    },
    discard: async (token) => {
      const w = writing.get(token)
      writing.delete(token)
      if (w !== undefined) await stop(w)
      return ok(null)
    },
    remove: (name) => inFolder(name, async (at) => {
      await rm(join(at, name))
      return ok(null)
    }),
    path: (name) => inFolder(name, async (at) => {
      await stat(join(at, name))
      return ok(join(at, name))
    }),
  }
}

const noSuchFile: HostProblem = { kind: 'failed', message: 'The backup was not begun, or was given up already.' }

async function hashOf(path: string): Promise<{ readonly size: number; readonly sha256: string }> {
  const hash = createHash('sha256')
  const handle = await open(path, 'r')
  let size = 0
  for await (const piece of handle.createReadStream()) {
    const bytes = piece as Buffer
    hash.update(bytes)
    size += bytes.length
  }
  return { size, sha256: hash.digest('hex') }
}

/** The rename itself must reach the disk; Windows has no handle of a folder and needs none. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r')
    await handle.sync()
    await handle.close()
  } catch {
    // Not every file system can.
  }
}

/** What a refusal of the disk means, in words. */
export function diskFailure(error: unknown, what: string): HostProblem {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  if (code === 'ENOSPC' || code === 'EDQUOT') return { kind: 'no-space', message: `${what} was not written: the disk is full. Nothing half-written was left under its name; earlier backups are as they were. Free space, or choose another folder.` }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return { kind: 'denied', message: `${what} was not written: the folder cannot be written to. Choose another folder, or ask who looks after this one.` }
  if (['ENOENT', 'ENODEV', 'EIO', 'ENXIO', 'EHOSTDOWN', 'ENETUNREACH', 'ETIMEDOUT', 'ESTALE', 'ENOTDIR'].includes(code)) return { kind: 'unreachable', message: `${what} cannot be reached (${code}): the drive is unplugged, or the share is away. Records are safe in the notebook; plug it in, or choose another folder.` }
  return { kind: 'failed', message: `${what}: ${error instanceof Error ? error.message : String(error)}` }
}
