import type { Command } from './commands.ts'

/** What the commands act on while no notebook is open. */
export type StartTargets = {
  readonly openFile: () => void
  readonly openSample: () => void
  readonly toggleDark: () => void
  readonly saveDiagnostics: () => void
}

/** Every command of the start screen. */
export function startCommandsFor(targets: StartTargets): readonly Command[] {
  return [
    { id: 'open-file', title: 'Open a notebook file or backup', group: 'Notebook', run: () => { targets.openFile() } },
    { id: 'sample', title: 'Look at the sample notebook', group: 'Notebook', run: () => { targets.openSample() } },
    { id: 'dark', title: 'Dark or light', group: 'View', run: () => { targets.toggleDark() } },
    { id: 'diagnostics', title: 'Save diagnostics', group: 'Help', run: () => { targets.saveDiagnostics() } },
  ]
}
