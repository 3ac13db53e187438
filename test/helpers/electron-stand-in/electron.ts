// The part of Electron that the desktop program uses, under plain Node: windows are pages of a real Chromium, everything else is bookkeeping.
// What is missing here fails loudly, so that a new use of Electron is noticed.
import { EventEmitter } from 'node:events'
import { report } from './control.ts'
import { takeSingleInstance } from './single-instance.ts'
import { StandInWindow } from './stand-in-browser-window.ts'
import { obey, type DeviceCheck, type PermissionCheck, type PermissionHandler } from './obey.ts'
import { standInDialog } from './stand-in-dialogs.ts'
import { standInMenu } from './stand-in-menu.ts'
import { handleScheme, ipcHandlers, pathOf, privileged, sessionEvents } from './stand-in-state.ts'

let ready = false
let isSandboxed = false

class StandInApp extends EventEmitter {
  readonly isPackaged = false
  enableSandbox(): void { isSandboxed = true }
  requestSingleInstanceLock(): boolean { return takeSingleInstance((argv, folder) => { this.emit('second-instance', {}, argv, folder) }) }
  getPath(name: string): string { return pathOf(name) }
  getVersion(): string { return '0.0.0-stand-in' }
  getLocale(): string { return 'en' }
  isReady(): boolean { return ready }
  async whenReady(): Promise<void> {
    if (!isSandboxed) throw new Error('the program did not switch the sandbox on')
    ready = true
  }
  quit(): void { setTimeout(() => { process.exit(0) }, 50) }
}
export const app = new StandInApp()

class StandInSession {
  request: PermissionHandler | undefined
  check: PermissionCheck | undefined
  device: DeviceCheck | undefined
  readonly protocol = { handle: handleScheme }
  setPermissionRequestHandler(handler: PermissionHandler): void { this.request = handler }
  setPermissionCheckHandler(handler: PermissionCheck): void { this.check = handler }
  setDevicePermissionHandler(handler: DeviceCheck): void { this.device = handler }
  on(event: string, listener: () => void): void { sessionEvents.on(event, listener) }
}
export const session = { defaultSession: new StandInSession() }

export const protocol = {
  registerSchemesAsPrivileged: (schemes: readonly { readonly scheme: string }[]): void => {
    if (ready) throw new Error('schemes have to be registered before the program is ready')
    for (const { scheme } of schemes) privileged.add(scheme)
  },
}

export const ipcMain = {
  handle: (channel: string, handler: (event: unknown, ...args: readonly unknown[]) => unknown): void => { ipcHandlers.set(channel, handler) },
}

StandInWindow.onMade = (contents) => { app.emit('web-contents-created', {}, contents) }
StandInWindow.onAllClosed = () => { app.emit('window-all-closed') }

export const shell = {
  openExternal: async (url: string): Promise<void> => { report({ say: 'external', url }) },
  showItemInFolder: (): void => { /* No folder to show. */ },
}
export const screen = { getDisplayMatching: (): unknown => ({ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }) }
export const BrowserWindow = StandInWindow
export const Menu = standInMenu
export const dialog = standInDialog

Object.assign(process, { getSystemVersion: () => 'stand-in' })
Object.defineProperty(process.versions, 'electron', { value: 'stand-in' })
process.on('message', (message) => { obey(message, app, session.defaultSession) })
