// The part of Electron that the desktop program uses, under plain Node: windows are pages of a real Chromium, everything else is bookkeeping.
// What is missing here fails loudly, so that a new use of Electron is noticed.
import { EventEmitter } from 'node:events'
import type { BrowserContext } from '@playwright/test'
import { report, type Command } from './control.ts'
import { handleScheme, ipcHandlers, pathOf, privileged } from './stand-in-state.ts'
import { openPage, StandInContents } from './stand-in-window.ts'

type PermissionHandler = (contents: unknown, permission: string, callback: (granted: boolean) => void) => void
const answers: { open: readonly string[] | null; save: string | null } = { open: null, save: null }
const windows: BrowserWindow[] = []
let ready = false
let isSandboxed = false

class StandInApp extends EventEmitter {
  readonly isPackaged = false
  enableSandbox(): void { isSandboxed = true }
  requestSingleInstanceLock(): boolean { return true }
  getPath(name: string): string { return pathOf(name) }
  getVersion(): string { return '0.0.0-stand-in' }
  async whenReady(): Promise<void> {
    if (!isSandboxed) throw new Error('the program did not switch the sandbox on')
    ready = true
  }
  quit(): void { setTimeout(() => { process.exit(0) }, 50) }
}
export const app = new StandInApp()

class StandInSession extends EventEmitter {
  request: PermissionHandler | undefined
  readonly protocol = { handle: handleScheme }
  setPermissionRequestHandler(handler: PermissionHandler): void { this.request = handler }
  setPermissionCheckHandler(): void { /* Chromium asks its own way here. */ }
  setDevicePermissionHandler(): void { /* As above. */ }
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

export class BrowserWindow extends EventEmitter {
  static getAllWindows(): readonly BrowserWindow[] { return windows }
  static fromWebContents(contents: unknown): BrowserWindow | null { return windows.find((w) => w.webContents === contents) ?? null }
  readonly webContents = new StandInContents()
  readonly #preload: string
  #context: BrowserContext | undefined
  constructor(options: { readonly webPreferences: Readonly<Record<string, unknown>> & { readonly preload: string } }) {
    super()
    this.#preload = options.webPreferences.preload
    windows.push(this)
    report({ say: 'window', preferences: options.webPreferences })
    app.emit('web-contents-created', {}, this.webContents)
  }
  async loadURL(url: string): Promise<void> {
    this.#context = await openPage(this.webContents, url, this.#preload)
    this.emit('ready-to-show')
  }
  show(): void { /* Pages here have no frame to show. */ }
  maximize(): void { /* As above. */ }
  isMaximized(): boolean { return false }
  isMinimized(): boolean { return false }
  isDestroyed(): boolean { return !windows.includes(this) }
  restore(): void { /* As above. */ }
  focus(): void { /* As above. */ }
  getNormalBounds(): { readonly x: number; readonly y: number; readonly width: number; readonly height: number } { return { x: 10, y: 10, width: 1280, height: 720 } }
  async closeAsPerson(): Promise<void> {
    this.emit('close')
    await this.#context?.close()
    windows.splice(windows.indexOf(this), 1)
    this.emit('closed')
    if (windows.length === 0) app.emit('window-all-closed')
  }
}

export const dialog = {
  showOpenDialog: async (): Promise<{ readonly canceled: boolean; readonly filePaths: readonly string[] }> => ({ canceled: answers.open === null, filePaths: answers.open ?? [] }),
  showSaveDialog: async (): Promise<{ readonly canceled: boolean; readonly filePath: string }> => ({ canceled: answers.save === null, filePath: answers.save ?? '' }),
  showMessageBox: async (): Promise<{ readonly response: number }> => ({ response: 1 }),
}
export const shell = {
  openExternal: async (url: string): Promise<void> => { report({ say: 'external', url }) },
  showItemInFolder: (): void => { /* No folder to show. */ },
}
export const Menu = { buildFromTemplate: (template: unknown): unknown => template, setApplicationMenu: (): void => { /* No menu bar. */ } }
export const screen = { getDisplayMatching: (): unknown => ({ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }) }

Object.assign(process, { getSystemVersion: () => 'stand-in' })
Object.defineProperty(process.versions, 'electron', { value: 'stand-in' })

process.on('message', (message) => {
  const command = message as Command
  switch (command.do) {
    case 'answer-open':
      answers.open = command.paths
      break
    case 'answer-save':
      answers.save = command.path
      break
    case 'close':
      void windows[0]?.closeAsPerson()
      break
    case 'second-instance':
      app.emit('second-instance', {}, command.argv)
      break
    case 'ask-permission': {
      const { permission, url } = command
      session.defaultSession.request?.({ getURL: () => url }, permission, (granted) => { report({ say: 'permission', permission, granted }) })
      break
    }
  }
})
