import { Menu, type MenuItemConstructorOptions } from 'electron'

/** Menu of the window: the system's own entries; what the notebook can do is in its palette. No developer tools in a packaged program. */
export function setMenu(options: { readonly isPackaged: boolean; readonly isMac: boolean; readonly openLog: () => void }): void {
  const view: MenuItemConstructorOptions[] = [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { type: 'separator' }, { role: 'togglefullscreen' }]
  const template: MenuItemConstructorOptions[] = [
    ...(options.isMac ? [{ role: 'appMenu' } as const] : []),
    { role: 'fileMenu' },
    { role: 'editMenu' },
    { label: 'View', submenu: options.isPackaged ? view : [...view, { type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' }] },
    { role: 'windowMenu' },
    { label: 'Help', submenu: [{ label: 'Show the log', click: options.openLog }] },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
