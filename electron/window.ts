import { join } from 'node:path'
import { BrowserWindow, screen } from 'electron'
import { notebookPage } from './app-protocol.ts'
import { watchPage } from './page-troubles.ts'
import type { ProgramSettings } from './settings-file.ts'

/** Opens the window as it was left, if a screen still shows that place: sandboxed, isolated, without Node. */
export function openWindow(folder: string, before: ProgramSettings['window'], keep: (window: ProgramSettings['window']) => void, log: (line: string) => void): BrowserWindow {
  const { x, y, width, height, maximised } = before
  const place = x !== undefined && y !== undefined && isOnScreen({ x, y, width, height }) ? { x, y } : {}
  const window = new BrowserWindow({
    ...place, width, height, minWidth: 480, minHeight: 400, show: false, title: 'Stromabook', autoHideMenuBar: false,
    webPreferences: { preload: join(folder, 'preload.cjs'), sandbox: true, contextIsolation: true, nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false, webSecurity: true, allowRunningInsecureContent: false, experimentalFeatures: false, webviewTag: false, navigateOnDragDrop: false, spellcheck: false },
  })
  if (maximised) window.maximize()
  window.once('ready-to-show', () => { window.show() })
  window.on('close', () => { keep({ ...window.getNormalBounds(), maximised: window.isMaximized() }) })
  watchPage(window, log)
  void window.loadURL(notebookPage)
  return window
}

function isOnScreen(bounds: Electron.Rectangle): boolean {
  const area = screen.getDisplayMatching(bounds).workArea
  return bounds.x < area.x + area.width - 100 && bounds.x + bounds.width > area.x + 100 && bounds.y >= area.y - 10 && bounds.y < area.y + area.height - 50
}
