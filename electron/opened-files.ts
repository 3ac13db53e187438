import { randomUUID } from 'node:crypto'
import { open, stat } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import type { HostProblem } from '../shared/host/host.ts'
import { fail, ok, type Result } from '../shared/util/result.ts'
import { diskFailure } from './backup-folder.ts'

/** A file as the window knows it: a token instead of a path. */
export type OpenedFile = { readonly token: string; readonly name: string; readonly size: number; readonly mediaType: string }

const types: Readonly<Record<string, string>> = { '.png': 'image/png', '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg', '.tif': 'image/tiff', '.tiff': 'image/tiff', '.pdf': 'application/pdf', '.csv': 'text/csv', '.txt': 'text/plain', '.eln': 'application/vnd.eln+zip' }

/** Files the person chose; the window reads them by token and never learns where they are. */
export function openedFiles() {
  const paths = new Map<string, string>()
  return {
    /** Takes a file in. */
    add: async (path: string): Promise<Result<OpenedFile, HostProblem>> => {
      try {
        const facts = await stat(path)
        if (!facts.isFile()) return fail({ kind: 'failed', message: `${basename(path)} is no file` })
        const token = randomUUID()
        paths.set(token, path)
        return ok({ token, name: basename(path), size: facts.size, mediaType: types[extname(path).toLowerCase()] ?? 'application/octet-stream' })
      } catch (error) {
        return fail(diskFailure(error, basename(path)))
      }
    },
    /** Bytes of a file; fewer than asked for only at its end. */
    read: async (token: string, offset: number, length: number): Promise<Result<Uint8Array, HostProblem>> => {
      const path = paths.get(token)
      if (path === undefined) return fail({ kind: 'denied', message: 'This file was not chosen by anybody.' })
      try {
        const handle = await open(path, 'r')
        try {
          const bytes = new Uint8Array(length)
          let got = 0
          while (got < length) {
            const { bytesRead } = await handle.read(bytes, got, length - got, offset + got)
            if (bytesRead === 0) break
            got += bytesRead
          }
          return ok(bytes.slice(0, got))
        } finally {
          await handle.close()
        }
      } catch (error) {
        return fail(diskFailure(error, basename(path)))
      }
    },
  }
}
