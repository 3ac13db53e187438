import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { app, BrowserWindow, session, shell } from 'electron'
import { registerAppScheme, serveApp } from './app-protocol.ts'
import { guardEverything, guardSession } from './guards.ts'
import { hostHandlers } from './host-handlers.ts'
import { logFile } from './log-file.ts'
import { setMenu } from './menu.ts'
import { readSettings, writeSettings, type ProgramSettings } from './settings-file.ts'
import { startFileOf } from './start-file.ts'
import { answerCalls } from './typed-ipc.ts'
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
  let startFile = startFileOf(process.argv)
  const open = (): BrowserWindow => openWindow(folder, settings.window, (window) => { change({ ...settings, window }) }, log)

  guardEverything((why) => { log(`refused ${why}`) })
  app.on('second-instance', (_event, argv) => {
    startFile = startFileOf(argv) ?? startFile
    const [window] = BrowserWindow.getAllWindows()
    if (window === undefined) open()
    else {
      if (window.isMinimized()) window.restore()
      window.focus()
      if (startFile !== null) window.webContents.reload()
    }
  })
  app.on('open-file', (event, path) => {
    event.preventDefault()
    startFile = startFileOf([path]) ?? startFile
  })
  app.on('window-all-closed', () => { if (process.platform !== 'darwin') app.quit() })
  app.on('activate', () => { if (BrowserWindow.getAllWindows().length === 0) open() })
  process.on('uncaughtException', (error) => { log(`fault: ${error.stack ?? error.message}`) })

  await app.whenReady()
  log(`start ${app.getVersion()} on ${process.platform}`)
  guardSession(session.defaultSession, (why) => { log(`refused ${why}`) })
  serveApp(session.defaultSession, webFolder)
  answerCalls(hostHandlers({
    appVersion: app.getVersion(),
    settings: () => settings,
    change,
    takeStartFile: () => {
      const path = startFile
      startFile = null
      return path
    },
  }), (why) => { log(`refused ${why}`) })
  setMenu({ isPackaged: app.isPackaged, isMac: process.platform === 'darwin', openLog: () => { shell.showItemInFolder(logPath) } })
  open()
}
