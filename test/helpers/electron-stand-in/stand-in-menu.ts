import { report, type MenuLine } from './control.ts'

export type Item = { readonly label?: string; readonly role?: string; readonly type?: string; readonly accelerator?: string; readonly click?: () => void; readonly submenu?: readonly Item[] }

let shown: readonly Item[] = []

/** The menu bar. */
export const standInMenu = {
  buildFromTemplate: (template: readonly Item[]): readonly Item[] => template,
  setApplicationMenu: (menu: readonly Item[]): void => {
    shown = menu
    report({ say: 'menu', menu: menu.map(lineOf) })
  },
}

/** Chooses an entry of the menu bar by the labels on the way. */
export function chooseMenu(labels: readonly string[]): void {
  let items = shown
  let found: Item | undefined
  for (const label of labels) {
    found = items.find((item) => nameOf(item) === label)
    if (found === undefined) throw new Error(`the menu has no ${labels.join(' > ')}`)
    items = found.submenu ?? []
  }
  if (found?.click === undefined) throw new Error(`${labels.join(' > ')} does nothing`)
  found.click()
}

/** A role has a label of its own in Electron. */
function nameOf({ label, role, type }: Item): string {
  return label ?? role ?? type ?? ''
}

function lineOf(item: Item): MenuLine {
  return { label: nameOf(item), ...(item.accelerator === undefined ? {} : { keys: item.accelerator }), ...(item.submenu === undefined ? {} : { below: item.submenu.map(lineOf) }) }
}
