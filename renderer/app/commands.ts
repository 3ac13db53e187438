/** Something the person can do from anywhere: in the palette, by shortcut, in the menu of the desktop window. */
export type Command = {
  readonly id: string
  readonly title: string
  readonly group: 'Go to' | 'New' | 'Notebook' | 'View'
  /** Keys as written in the shortcuts sheet: "mod+K", "g b". */
  readonly shortcut?: string
  /** Words it is also found by. */
  readonly words?: string
  readonly run: () => void
}

/** What commands act on; the shell hands it in. */
export type CommandTargets = {
  readonly go: (path: string) => void
  readonly openPalette: () => void
  readonly openShortcuts: () => void
  readonly toggleDark: () => void
  readonly undoLast: () => void
  readonly closeNotebook: () => void
}

/** Every command, in the order of the palette. */
export function commandsFor(targets: CommandTargets): readonly Command[] {
  return [
    { id: 'go-donors', title: 'Donors', group: 'Go to', shortcut: 'g d', words: 'animals people', run: () => { targets.go('/donors') } },
    { id: 'go-batches', title: 'Batches', group: 'Go to', shortcut: 'g b', words: 'cells msc', run: () => { targets.go('/batches') } },
    { id: 'go-settings', title: 'Settings', group: 'Go to', shortcut: 'g s', words: 'backup restore people', run: () => { targets.go('/settings') } },
    { id: 'new-donor', title: 'New donor', group: 'New', shortcut: 'n d', run: () => { targets.go('/donors/new') } },
    { id: 'new-batch', title: 'New batch', group: 'New', shortcut: 'n b', run: () => { targets.go('/batches/new') } },
    { id: 'undo', title: 'Undo the last change', group: 'Notebook', run: () => { targets.undoLast() } },
    { id: 'close', title: 'Close this notebook', group: 'Notebook', words: 'switch other', run: () => { targets.closeNotebook() } },
    { id: 'palette', title: 'Search and commands', group: 'View', shortcut: 'mod+K', run: () => { targets.openPalette() } },
    { id: 'shortcuts', title: 'Keyboard shortcuts', group: 'View', shortcut: '?', words: 'help keys', run: () => { targets.openShortcuts() } },
    { id: 'dark', title: 'Dark or light', group: 'View', words: 'theme mode', run: () => { targets.toggleDark() } },
  ]
}
