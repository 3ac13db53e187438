import { preferences } from './preferences.ts'

/** A list as somebody wants to see it again: its name, and the state the page made of it. */
export type SavedView = { readonly name: string; readonly state: unknown }

const keyOf = (notebookId: string, kind: string): string => `views:${notebookId}:${kind}`

/** Saved views of the lists of a kind in a notebook, by name. They are settings of this browser profile; losing them loses no record. */
export function savedViews(notebookId: string, kind: string): readonly SavedView[] {
  const text = preferences.get(keyOf(notebookId, kind))
  if (text === null) return []
  try {
    const read: unknown = JSON.parse(text)
    return Array.isArray(read) ? read.flatMap((v: unknown) => (typeof v === 'object' && v !== null && 'name' in v && typeof v.name === 'string' && 'state' in v ? [{ name: v.name, state: v.state }] : [])) : []
  } catch {
    // A profile edited by hand must not keep the list from showing.
    return []
  }
}

/** Keeps a view under its name, in place of an earlier one of that name. */
export function saveView(notebookId: string, kind: string, view: SavedView): readonly SavedView[] {
  return write(notebookId, kind, [...savedViews(notebookId, kind).filter((v) => v.name !== view.name), view])
}

/** Forgets a view. */
export function removeView(notebookId: string, kind: string, name: string): readonly SavedView[] {
  return write(notebookId, kind, savedViews(notebookId, kind).filter((v) => v.name !== name))
}

function write(notebookId: string, kind: string, views: readonly SavedView[]): readonly SavedView[] {
  const sorted = views.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  preferences.set(keyOf(notebookId, kind), JSON.stringify(sorted))
  return sorted
}
