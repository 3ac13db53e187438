import { describe, expect, it } from 'vitest'
import type { MenuItemConstructorOptions } from 'electron'
import { menuTemplate, type MenuOptions } from '../../../electron/menu-template.ts'
import { commandsFor } from '../../../renderer/app/commands.ts'
import { startCommandsFor } from '../../../renderer/app/start-commands.ts'
import { isMenu, type MenuEntry } from '../../../shared/host/menu-entry.ts'

const nothing = (): void => undefined
const everyTarget = new Proxy({}, { get: () => nothing })
const commands = commandsFor(everyTarget as Parameters<typeof commandsFor>[0])
const startCommands = startCommandsFor(everyTarget as Parameters<typeof startCommandsFor>[0])
const entriesOf = (list: readonly { readonly id: string; readonly title: string; readonly group: string }[]): readonly MenuEntry[] => list.map(({ id, title, group }) => ({ id, title, group }))

/** All entries of a menu, those of submenus too. */
function flat(items: readonly MenuItemConstructorOptions[]): readonly MenuItemConstructorOptions[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])])
}

function menuOf(entries: readonly MenuEntry[], options: Partial<MenuOptions> = {}): readonly MenuItemConstructorOptions[] {
  return flat(menuTemplate(entries, { isPackaged: true, isMac: false, choose: nothing, showLog: nothing, ...options }))
}

describe('the menu', () => {
  it.each([['an open notebook', commands], ['the start screen', startCommands]] as const)('reaches every command of %s, each once, and passes its own guard', (_where, list) => {
    const entries = entriesOf(list)
    expect(isMenu({ entries })).toBe(true)
    const chosen: string[] = []
    for (const { click, id } of menuOf(entries, { choose: (one) => { chosen.push(one) } })) {
      if (id !== undefined && click !== undefined) Reflect.apply(click, undefined, [])
    }
    expect(chosen.sort()).toEqual(list.map((c) => c.id).sort())
    expect(new Set(chosen).size).toBe(list.length)
  })

  it('has what a window needs on each system, and developer tools only while it is being written', () => {
    const roles = (options: Partial<MenuOptions>): readonly unknown[] => menuOf([], options).map((i) => i.role).filter((r) => r !== undefined)
    expect(roles({})).toEqual(['quit', 'editMenu', 'resetZoom', 'zoomIn', 'zoomOut', 'togglefullscreen', 'windowMenu', 'help'])
    expect(roles({ isMac: true })).toEqual(expect.arrayContaining(['appMenu', 'close']))
    expect(roles({ isPackaged: false })).toEqual(expect.arrayContaining(['reload', 'toggleDevTools']))
  })

  it('shows keys and leaves answering them to the page', () => {
    expect(menuOf([{ id: 'palette', title: 'Search & commands', group: 'View', keys: 'mod+K' }]).find((i) => i.id === 'palette')).toMatchObject({ label: 'Search && commands', accelerator: 'CmdOrCtrl+K', registerAccelerator: false })
  })

  it.each([
    ['a field too many', [{ id: 'a', title: 'b', group: 'c', click: 'd' }]], ['no title', [{ id: 'a', group: 'c' }]], ['two lines', [{ id: 'a', title: 'b\nc', group: 'd' }]],
    ['text that turns round', [{ id: 'a', title: 'b\u202ec', group: 'd' }]], ['keys of the system', [{ id: 'a', title: 'b', group: 'c', keys: 'Alt+F4' }]], ['a text of 100,000 signs', [{ id: 'a', title: 'b'.repeat(100_000), group: 'c' }]],
    ['10,000 entries', Array.from({ length: 10_000 }, () => ({ id: 'a', title: 'b', group: 'c' }))], ['no list', 'x'], ['nothing', undefined],
  ])('refuses %s', (_what, entries) => {
    expect(isMenu({ entries })).toBe(false)
  })
})
