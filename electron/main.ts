import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { app, BrowserWindow, Menu, session, shell } from 'electron'
import { faultOf } from '../shared/host/fault-line.ts'
import type { MenuEntry } from '../shared/host/menu-entry.ts'
import { registerAppScheme, serveApp } from './app-protocol.ts'
import { guardEverything, guardSession } from './guards.ts'
import { hostHandlers } from './host-handlers.ts'
import { logFile } from './log-file.ts'
import { menuTemplate } from './menu-template.ts'
import { readSettings, writeSettings, type ProgramSettings } from './settings-file.ts'
import { startFileOf } from './start-file.ts'
import { answerCalls, sendEvent } from './typed-ipc.ts'
import { openWindow } from './window.ts'

// Compiled to dist/electron; the built pages lie in dist/web.
const folder = dirname(fileURLToPath(import.meta.url))
const webFolder = join(folder, '..', 'web')

registerAppScheme()
app.enableSandbox()

if (!app.requestSingleInstanceLock()) {
  // One program per profile: two would wait for each other at every update of the database.
  app.quit()
} else {
  const settingsPath = join(app.getPath('userData'), 'settings.json')
  let settings: ProgramSettings = readSettings(settingsPath)
  const change = (next: ProgramSettings): void => {
    settings = next
    writeSettings(settingsPath, next)
  }
  const logPath = join(app.getPath('logs'), 'stromabook.log')
  const log = logFile(logPath, () => new Date().toISOString())
  const refused = (why: string): void => { log.write(`refused ${why}`) }
  const fault = (error: unknown): void => {
    const { sort, at } = faultOf(error)
    log.write(`fault: ${sort} at ${at}`)
  }
  process.on('uncaughtException', fault)
  process.on('unhandledRejection', fault)

  let waitingFile = startFileOf(process.argv)
  const open = (): BrowserWindow => openWindow(folder, settings.window, (window) => { change({ ...settings, window }) }, log.write)
  /** The window comes to the front; a file that was double-clicked is shown in it. */
  const comeForward = (file: string | null): void => {
    waitingFile = file ?? waitingFile
    const [window] = BrowserWindow.getAllWindows()
    if (window === undefined) {
      if (app.isReady()) open()
      return
    }
    if (window.isMinimized()) window.restore()
    window.focus()
    if (waitingFile !== null) sendEvent(window, { kind: 'file' })
  }
  const showMenu = (entries: readonly MenuEntry[]): void => {
    const template = menuTemplate(entries, {
      isPackaged: app.isPackaged, isMac: process.platform === 'darwin', showLog: () => { shell.showItemInFolder(logPath) },
      choose: (id) => {
        const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
        if (window !== undefined) sendEvent(window, { kind: 'command', id })
      },
    })
    Menu.setApplicationMenu(Menu.buildFromTemplate([...template]))
  }

  guardEverything(refused)
  app.on('second-instance', (_event, argv, workingFolder) => { comeForward(startFileOf(argv, workingFolder)) })
  // macOS hands files over this way, before or after the program is ready.
  app.on('open-file', (event, path) => {
    event.preventDefault()
    comeForward(startFileOf([path]))
  })
  app.on('window-all-closed', () => { if (process.platform !== 'darwin') app.quit() })
  app.on('activate', () => { if (BrowserWindow.getAllWindows().length === 0) open() })
  app.on('child-process-gone', (_event, { type, reason }) => { log.write(`${type} process gone: ${reason}`) })

  await app.whenReady()
  log.write(`start ${app.getVersion()} on ${process.platform}`)
  guardSession(session.defaultSession, refused)
  serveApp(session.defaultSession, webFolder)
  answerCalls(hostHandlers({
    appVersion: app.getVersion(), settings: () => settings, change, log, showMenu,
    takeFile: () => {
      const path = waitingFile
      waitingFile = null
      return path
    },
  }), refused)
  showMenu([])
  open()
}
