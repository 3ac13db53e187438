import { recordKinds, type RecordKind } from '../../shared/records/record-kinds.ts'
import { capital, kinds, listPath, recordPath } from './kinds/kinds.ts'

/** Something the person can do from anywhere: in the palette, by shortcut, in the menu of the desktop window. */
export type Command = {
  readonly id: string
  readonly title: string
  readonly group: 'Go to' | 'New' | 'Notebook' | 'View' | 'Help'
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
  readonly openScan: () => void
  readonly toggleDark: () => void
  readonly undoLast: () => void
  readonly closeNotebook: () => void
  readonly saveDiagnostics: () => void
  readonly lookIntoFile: () => void
}

const goKeys: Readonly<Partial<Record<RecordKind, string>>> = { batch: 'g b', passage: 'g p', assay: 'g a', experiment: 'g e', donor: 'g d', vial: 'g v', 'reagent-lot': 'g r' }
const newKeys: Readonly<Partial<Record<RecordKind, string>>> = { batch: 'n b', passage: 'n p', assay: 'n a', experiment: 'n e', donor: 'n d', vial: 'n v', 'reagent-lot': 'n r' }
const goWords: Readonly<Partial<Record<RecordKind, string>>> = { donor: 'animals people', batch: 'cells msc', vial: 'freezer stock', 'reagent-lot': 'medium serum antibody', equipment: 'instruments devices', 'marker-panel': 'flow cytometry', person: 'people operators' }

/** Every command, in the order of the palette. */
export function commandsFor(targets: CommandTargets): readonly Command[] {
  return [
    { id: 'go-home', title: 'Home', group: 'Go to', shortcut: 'g h', words: 'start attention due', run: () => { targets.go('/') } },
    ...recordKinds.map((kind): Command => ({ id: `go-${kind}`, title: capital(kinds[kind].plural), group: 'Go to', words: `list ${kinds[kind].noun} ${goWords[kind] ?? ''}`, ...(goKeys[kind] === undefined ? {} : { shortcut: goKeys[kind] }), run: () => { targets.go(listPath(kind)) } })),
    { id: 'go-search', title: 'Search', group: 'Go to', shortcut: '/', words: 'find everything', run: () => { targets.go('/search') } },
    { id: 'go-library', title: 'Library', group: 'Go to', shortcut: 'g l', words: 'everything referred to', run: () => { targets.go('/library') } },
    { id: 'go-settings', title: 'Settings', group: 'Go to', shortcut: 'g s', words: 'backup restore people', run: () => { targets.go('/settings') } },
    ...recordKinds.map((kind): Command => ({ id: `new-${kind}`, title: `New ${kinds[kind].noun}`, group: 'New', words: 'add record', ...(newKeys[kind] === undefined ? {} : { shortcut: newKeys[kind] }), run: () => { targets.go(recordPath(kind, 'new')) } })),
    { id: 'scan', title: 'Scan a code', group: 'Notebook', shortcut: 's c', words: 'barcode qr label camera vial flask', run: () => { targets.openScan() } },
    { id: 'undo', title: 'Undo the last change', group: 'Notebook', run: () => { targets.undoLast() } },
    { id: 'look-into-file', title: 'Look into a notebook file', group: 'Notebook', words: 'open import eln backup read only', run: () => { targets.lookIntoFile() } },
    { id: 'close', title: 'Close this notebook', group: 'Notebook', words: 'switch other', run: () => { targets.closeNotebook() } },
    { id: 'palette', title: 'Search and commands', group: 'View', shortcut: 'mod+K', run: () => { targets.openPalette() } },
    { id: 'dark', title: 'Dark or light', group: 'View', words: 'theme mode', run: () => { targets.toggleDark() } },
    { id: 'shortcuts', title: 'Keyboard shortcuts', group: 'Help', shortcut: '?', words: 'help keys', run: () => { targets.openShortcuts() } },
    { id: 'diagnostics', title: 'Save diagnostics', group: 'Help', words: 'support problem log fault', run: () => { targets.saveDiagnostics() } },
  ]
}

/** Commands whose title, group or words hold every word typed; those whose title begins with it first. */
export function matchingCommands(commands: readonly Command[], typed: string, limit: number): readonly Command[] {
  const words = typed.toLowerCase().split(/\s+/).filter((w) => w !== '')
  const found = commands.filter((c) => {
    const text = `${c.title} ${c.group} ${c.words ?? ''}`.toLowerCase()
    return words.every((w) => text.includes(w))
  })
  const begins = (c: Command): number => (c.title.toLowerCase().startsWith(typed.toLowerCase()) ? 0 : 1)
  return found.toSorted((a, b) => begins(a) - begins(b)).slice(0, limit)
}
