import { Dexie, type Table } from 'dexie'

/** A notebook of this installation. `id` names its database here; the notebook's own id stands inside. */
export type NotebookEntry = { readonly id: string; readonly title: string; readonly createdAt: string; readonly lastOpenedAt: string }

/** List of the notebooks of this installation: a small database of its own, so that no notebook need be opened to show it. */
export class NotebookRegistry extends Dexie {
  declare readonly notebooks: Table<NotebookEntry, string>

  constructor(name = 'stromabook-notebooks') {
    super(name, { chromeTransactionDurability: 'strict' })
    this.version(1).stores({ notebooks: 'id' })
  }
}

/** Name of the database of a notebook. */
export function databaseName(notebookId: string): string {
  return `stromabook-${notebookId}`
}

/** Notebooks, the last opened first. */
export async function listNotebooks(registry: NotebookRegistry): Promise<readonly NotebookEntry[]> {
  return (await registry.notebooks.toArray()).sort((a, b) => (a.lastOpenedAt < b.lastOpenedAt ? 1 : -1))
}
