/** One command as the menu of a desktop window shows it. Choosing it sends its id back, and nothing else. */
export type MenuEntry = {
  readonly id: string
  readonly title: string
  /** "Go to", "New", "Notebook" ...: which menu it is in. */
  readonly group: string
  /** Keys that the page itself answers, "mod+K"; sequences ("g b") are shown in the shortcuts sheet only. */
  readonly keys?: string
}

const names: ReadonlySet<string> = new Set(['id', 'title', 'group', 'keys'])

/** True for entries that a menu can show: short texts, nothing else in them. */
export function isMenu(value: unknown): value is { readonly entries: readonly MenuEntry[] } {
  if (typeof value !== 'object' || value === null || Object.keys(value).join() !== 'entries' || !('entries' in value)) return false
  const { entries } = value
  return Array.isArray(entries) && entries.length <= 300 && entries.every(isMenuEntry)
}

function isMenuEntry(value: unknown): value is MenuEntry {
  if (typeof value !== 'object' || value === null) return false
  const fields = new Map<string, unknown>(Object.entries(value))
  const keys = fields.get('keys')
  return [...fields.keys()].every((name) => names.has(name)) && ['id', 'title', 'group'].every((name) => isLine(fields.get(name))) && (keys === undefined || (typeof keys === 'string' && /^mod\+(shift\+)?[A-Z0-9,]$/i.test(keys)))
}

/** One line of text that a person can read: no control signs, none that turn the direction of writing. */
function isLine(value: unknown): value is string {
  return typeof value === 'string' && value.length >= 1 && value.length <= 80 && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(value)
}
