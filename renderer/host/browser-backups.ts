import type { BackupFile, BackupFolder, HostProblem, PickedFile } from '../../shared/host/host.ts'
import { isBackupName } from '../../shared/host/backup-name.ts'
import { fail, ok, type Result } from '../../shared/util/result.ts'
import { keepHandle, keptHandle } from './handle-store.ts'
import { hostFailure } from './host-failure.ts'
import { pickedFile } from './picked-file.ts'
import { writeBeside } from './write-beside.ts'

const noFolder: HostProblem = { kind: 'not-possible-here', message: 'This browser cannot keep a backup folder. Save a backup as a file now and then; Chrome, Edge and the desktop program do it by themselves.' }
const notChosen: HostProblem = { kind: 'unreachable', message: 'No backup folder is chosen, or the browser wants to be asked again. Choose the folder in the settings.' }

/** The backup folder of a browser that can keep a handle of one (Chromium); elsewhere every call says what to do instead. */
export function browserBackups(): BackupFolder {
  const allowed = async (): Promise<FileSystemDirectoryHandle | undefined> => {
    const handle = await keptHandle()
    if (handle === undefined) return undefined
    return (await handle.queryPermission?.({ mode: 'readwrite' })) === 'granted' ? handle : undefined
  }
  const inFolder = async <T>(what: string, work: (folder: FileSystemDirectoryHandle) => Promise<Result<T, HostProblem>>): Promise<Result<T, HostProblem>> => {
    if (window.showDirectoryPicker === undefined) return fail(noFolder)
    const folder = await allowed()
    if (folder === undefined) return fail(notChosen)
    try {
      return await work(folder)
    } catch (error) {
      return fail(hostFailure(error, what))
    }
  }
  const named = async <T>(name: string, work: (folder: FileSystemDirectoryHandle) => Promise<Result<T, HostProblem>>): Promise<Result<T, HostProblem>> =>
    isBackupName(name) ? inFolder(`The backup ${name}`, work) : fail({ kind: 'denied', message: `${name} is no name of a backup` })
  return {
    name: async () => (await allowed())?.name ?? null,
    choose: async () => {
      if (window.showDirectoryPicker === undefined) return fail(noFolder)
      try {
        const kept = await keptHandle()
        // Asking again for the folder of last time is one click; the picker is for a new one.
        if (kept !== undefined && (await kept.queryPermission?.({ mode: 'readwrite' })) === 'prompt' && (await kept.requestPermission?.({ mode: 'readwrite' })) === 'granted') return ok(kept.name)
        const handle = await window.showDirectoryPicker({ id: 'stromabook-backups', mode: 'readwrite' })
        const stored = await keepHandle(handle)
        return stored.ok ? ok(handle.name) : fail({ kind: 'failed', message: `The folder could not be remembered: ${stored.error}` })
      } catch (error) {
        return fail(hostFailure(error, 'The folder'))
      }
    },
    list: () => inFolder('The backup folder', async (folder) => {
      const files: BackupFile[] = []
      for await (const entry of folder.values()) {
        if (!(entry instanceof FileSystemFileHandle) || !isBackupName(entry.name)) continue
        const file = await entry.getFile()
        // The place of a backup that was never put there: the program was ended just then.
        if (file.size > 0) files.push({ name: file.name, size: file.size, modifiedAt: new Date(file.lastModified).toISOString() })
      }
      return ok(files)
    }),
    write: (name) => named(name, async (folder) => ok(await writeBeside(folder, name))),
    open: (name) => named(name, async (folder): Promise<Result<PickedFile, HostProblem>> => ok(pickedFile(await (await folder.getFileHandle(name)).getFile()))),
    remove: (name) => named(name, async (folder) => {
      await folder.removeEntry(name)
      return ok(null)
    }),
  }
}
