import type { MenuItemConstructorOptions } from 'electron'
import type { MenuEntry } from '../shared/host/menu-entry.ts'

export type MenuOptions = {
  readonly isPackaged: boolean
  readonly isMac: boolean
  readonly choose: (id: string) => void
  readonly showLog: () => void
}

/** Groups of commands that have a place in one of the usual menus; any other group becomes a menu of its own. */
const placed: ReadonlySet<string> = new Set(['New', 'Notebook', 'View', 'Help'])
const line = { type: 'separator' } as const

/**
 * The menu bar: every command the page offers, beside what a window has on each system. No developer tools in a packaged program.
 * Keys are shown only: the page answers them itself, so that they do the same in a browser.
 */
export function menuTemplate(entries: readonly MenuEntry[], { isPackaged, isMac, choose, showLog }: MenuOptions): readonly MenuItemConstructorOptions[] {
  const item = ({ id, title, keys }: MenuEntry): MenuItemConstructorOptions => ({
    id, label: title.replaceAll('&', '&&'), click: () => { choose(id) }, ...(keys === undefined ? {} : { accelerator: keys.replace(/^mod/i, 'CmdOrCtrl'), registerAccelerator: false }),
  })
  const group = (name: string): MenuItemConstructorOptions[] => entries.filter((e) => e.group === name).map(item)
  const made = group('New')
  const file = [...(made.length === 0 ? [] : [{ label: 'New', submenu: made }]), ...group('Notebook'), line, { role: isMac ? 'close' : 'quit' } as const]
  const zoom = [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, line, { role: 'togglefullscreen' }] as const
  const others = [...new Set(entries.map((e) => e.group))].filter((name) => !placed.has(name))
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    { label: 'File', submenu: file },
    { role: 'editMenu' },
    ...others.map((name) => ({ label: name, submenu: group(name) })),
    { label: 'View', submenu: [...group('View'), line, ...zoom, ...(isPackaged ? [] : [line, { role: 'reload' }, { role: 'toggleDevTools' }] as const)] },
    { role: 'windowMenu' },
    { label: 'Help', role: 'help', submenu: [...group('Help'), { label: 'Show the log', click: showLog }] },
  ]
}
