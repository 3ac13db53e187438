import { Dexie } from 'dexie'
import type { NotebookDb } from './notebook-db.ts'

/** Calls `listener` with the names of the tables of this notebook that a transaction changed, in this window, another one, or a worker. */
export function onTablesChanged(db: NotebookDb, listener: (tables: ReadonlySet<string>) => void): () => void {
  const changed = (parts: object): void => {
    const tables = tablesIn(parts, db.name)
    if (tables.size > 0) listener(tables)
  }
  Dexie.on('storagemutated', changed)
  return () => { Dexie.on.storagemutated.unsubscribe(changed) }
}

/** Tables of a database in what Dexie says was changed: keys of the form idb://database/table/index. */
function tablesIn(parts: object, database: string): ReadonlySet<string> {
  const start = `idb://${database}/`
  return new Set(Object.keys(parts).filter((key) => key.startsWith(start)).map((key) => key.slice(start.length).split('/')[0] ?? ''))
}
