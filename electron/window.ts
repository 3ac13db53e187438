import { join } from 'node:path'
import { BrowserWindow, dialog, screen } from 'electron'
import { notebookPage } from './app-protocol.ts'
import type { ProgramSettings } from './settings-file.ts'

/**
 * Opens the window as it was left, if a screen still shows that place: sandboxed, isolated, without Node.
 * A page that crashes or hangs is named and reloaded on request; what was stored stays stored.
 */
export function openWindow(folder: string, before: ProgramSettings['window'], keep: (window: ProgramSettings['window']) => void, log: (line: string) => void): BrowserWindow {
  const { x, y, width, height, maximised } = before
  const place = x !== undefined && y !== undefined && isOnScreen({ x, y, width, height }) ? { x, y } : {}
  const window = new BrowserWindow({
    ...place, width, height, minWidth: 480, minHeight: 400, show: false, title: 'Stromabook', autoHideMenuBar: false,
    webPreferences: { preload: join(folder, 'preload.cjs'), sandbox: true, contextIsolation: true, nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false, webSecurity: true, allowRunningInsecureContent: false, webviewTag: false, navigateOnDragDrop: false, spellcheck: false },
  })
  if (maximised) window.maximize()
  window.once('ready-to-show', () => { window.show() })
  window.on('close', () => { keep({ ...window.getNormalBounds(), maximised: window.isMaximized() }) })
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    log(`page gone: ${reason}`)
    if (reason === 'clean-exit') return
    askToReload(window, 'The page stopped working.', 'Every change that was saved is stored, and what you were typing is kept as a draft.')
  })
  window.on('unresponsive', () => {
    log('page unresponsive')
    askToReload(window, 'The page does not answer.', 'You can wait, or reload it. Every change that was saved is stored.')
  })
  void window.loadURL(notebookPage)
  return window
}

function askToReload(window: BrowserWindow, message: string, detail: string): void {
  void dialog.showMessageBox(window, { type: 'warning', message, detail, buttons: ['Reload', 'Wait'], defaultId: 0, cancelId: 1 }).then(({ response }) => {
    if (response === 0 && !window.isDestroyed()) window.webContents.reload()
  })
}

function isOnScreen(bounds: Electron.Rectangle): boolean {
  const area = screen.getDisplayMatching(bounds).workArea
  return bounds.x < area.x + area.width - 100 && bounds.x + bounds.width > area.x + 100 && bounds.y >= area.y - 10 && bounds.y < area.y + area.height - 50
}
