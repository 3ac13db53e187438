import type { Table } from 'dexie'

/** Rows of a table as they were read, and keys of those that could not be. */
export type ReadRows<T> = { readonly rows: readonly { readonly key: string; readonly row: T }[]; readonly unreadable: readonly { readonly key: string; readonly reason: string }[] }

const atOnce = 500

/**
 * Reads a table so that one row that the database cannot give (a damaged block, a lost blob file) does not hide the others: in portions, and
 * where a portion fails row by row.
 */
export async function readTable<T>(table: Table<T, string>, onRows: (done: number, of: number) => void = () => undefined): Promise<ReadRows<T>> {
  const keys = await table.toCollection().primaryKeys()
  const rows: { key: string; row: T }[] = []
  const unreadable: { key: string; reason: string }[] = []
  for (let at = 0; at < keys.length; at += atOnce) {
    const part = keys.slice(at, at + atOnce)
    try {
      const found = await table.bulkGet(part)
      for (const [i, row] of found.entries()) if (row !== undefined) rows.push({ key: part[i] ?? '', row })
    } catch {
      for (const key of part) {
        try {
          const row = await table.get(key)
          if (row !== undefined) rows.push({ key, row })
        } catch (error) {
          unreadable.push({ key, reason: `the database cannot give it (${error instanceof Error ? error.message : String(error)})` })
        }
      }
    }
    onRows(Math.min(at + atOnce, keys.length), keys.length)
  }
  return { rows, unreadable }
}
