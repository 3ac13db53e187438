import { useEffect } from 'react'
import type { MenuEntry } from '../../../shared/host/menu-entry.ts'
import type { Command } from '../../app/commands.ts'
import { useServices } from '../../app/services-context.ts'

/** Shows the commands in the menu of the window, and runs the one that is chosen there. */
export function useHostMenu(commands: readonly Command[]): void {
  const { host } = useServices()
  useEffect(() => {
    void host.showMenu(commands.map(menuEntry))
    return host.listen((event) => {
      if (event.kind === 'command') commands.find((c) => c.id === event.id)?.run()
    })
  }, [host, commands])
}

function menuEntry({ id, title, group, shortcut }: Command): MenuEntry {
  // A menu can show keys pressed together; two keys one after the other stand in the shortcuts sheet.
  return { id, title, group, ...(shortcut?.startsWith('mod+') === true ? { keys: shortcut } : {}) }
}
