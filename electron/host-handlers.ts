import { rename, rm, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { app, BrowserWindow, dialog, shell, type IpcMainInvokeEvent } from 'electron'
import type { HostDiagnostics, HostProblem } from '../shared/host/host.ts'
import type { MenuEntry } from '../shared/host/menu-entry.ts'
import { safeLink } from '../shared/host/safe-link.ts'
import { fail, ok, type Result } from '../shared/util/result.ts'
import { diskBackups, diskFailure } from './backup-folder.ts'
import { openedFiles } from './opened-files.ts'
import type { LogFile } from './log-file.ts'
import { programFacts } from './program-facts.ts'
import type { ProgramSettings } from './settings-file.ts'
import type { CallHandlers } from './typed-ipc.ts'

export type HandlerParts = {
  readonly appVersion: string
  readonly settings: () => ProgramSettings
  readonly change: (settings: ProgramSettings) => void
  /** Path of a file that waits to be opened; given once. */
  readonly takeFile: () => string | null
  readonly log: LogFile
  readonly showMenu: (entries: readonly MenuEntry[]) => void
}

const cancelled: HostProblem = { kind: 'cancelled', message: 'Cancelled; nothing was done.' }

/** Answers of the desktop program to the calls of its window. */
export function hostHandlers(parts: HandlerParts): CallHandlers {
  const files = openedFiles()
  const backups = diskBackups(() => parts.settings().backupFolder)
  return {
    'app.facts': () => ({ host: 'desktop', appVersion: parts.appVersion, system: `${process.platform} ${process.getSystemVersion()}, Electron ${process.versions.electron}` }),
    'files.save': ({ name, bytes }, event) => save(windowOf(event), name, bytes),
    'files.open': async ({ title, endings, several }, event) => {
      const window = windowOf(event)
      const options: Electron.OpenDialogOptions = { title, properties: several ? ['openFile', 'multiSelections'] : ['openFile'], filters: endings.length === 0 ? [] : [{ name: title, extensions: [...endings] }] }
      const chosen = window === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(window, options)
      if (chosen.canceled) return fail(cancelled)
      const opened = await Promise.all(chosen.filePaths.map((path) => files.add(path)))
      const failed = opened.find((o) => !o.ok)
      return failed ?? ok(opened.flatMap((o) => (o.ok ? [o.value] : [])))
    },
    'files.read': ({ token, offset, length }) => files.read(token, offset, length),
    'open.file': async () => {
      const path = parts.takeFile()
      const opened = path === null ? null : await files.add(path)
      if (opened?.ok === false) parts.log.write(`a file that was to be opened: ${opened.error.kind}`)
      return opened?.ok === true ? opened.value : null
    },
    'menu.show': ({ entries }) => { parts.showMenu(entries) },
    'log.fault': ({ sort, at }) => { parts.log.write(`fault in the page: ${sort} at ${at}`) },
    'app.diagnostics': (): HostDiagnostics => ({ facts: programFacts(parts.settings()), log: parts.log.tail(400) }),
    'links.open': async ({ url }) => {
      const link = safeLink(url)
      if (!link.ok) return fail<HostProblem>({ kind: 'denied', message: link.error })
      await shell.openExternal(link.value)
      return ok(null)
    },
    'backups.name': () => {
      const { backupFolder } = parts.settings()
      return backupFolder === null ? null : basename(backupFolder)
    },
    'backups.choose': async (_args, event): Promise<Result<string, HostProblem>> => {
      const window = windowOf(event)
      const options: Electron.OpenDialogOptions = { title: 'Folder for backups', properties: ['openDirectory', 'createDirectory'] }
      const chosen = window === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(window, options)
      const [folder] = chosen.filePaths
      if (chosen.canceled || folder === undefined) return fail(cancelled)
      parts.change({ ...parts.settings(), backupFolder: folder })
      return ok(basename(folder))
    },
    'backups.list': () => backups.list(),
    'backups.begin': ({ name }) => backups.begin(name),
    'backups.piece': ({ token, bytes }) => backups.piece(token, bytes),
    'backups.finish': ({ token }) => backups.finish(token),
    'backups.discard': ({ token }) => backups.discard(token),
    'backups.open': async ({ name }) => {
      const path = await backups.path(name)
      return path.ok ? files.add(path.value) : path
    },
    'backups.remove': ({ name }) => backups.remove(name),
  }
}

function windowOf(event: IpcMainInvokeEvent): BrowserWindow | null {
  return BrowserWindow.fromWebContents(event.sender)
}

/** Writes beside and renames: what was there before stays until the new file is whole. */
async function save(window: BrowserWindow | null, suggested: string, bytes: Uint8Array): Promise<Result<string, HostProblem>> {
  const options: Electron.SaveDialogOptions = { defaultPath: `${app.getPath('documents')}/${basename(suggested)}` }
  const { canceled, filePath } = window === null ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(window, options)
  if (canceled || filePath === '') return fail(cancelled)
  const beside = `${filePath}.part`
  try {
    await writeFile(beside, bytes, { flush: true })
    await rename(beside, filePath)
    return ok(basename(filePath))
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined)
    return fail(diskFailure(error, basename(filePath)))
  }
}
