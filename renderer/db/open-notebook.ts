import { recordSchemaVersion } from '../../shared/records/record-kinds.ts'
import { fail, ok, type Result } from '../../shared/util/result.ts'
import { NotebookDb, tablesVersion, type MetaEntry } from './notebook-db.ts'
import { databaseName } from './notebook-registry.ts'

/** Why a notebook could not be opened, and what to do. Nothing in it was touched. */
export type OpenProblem = { readonly kind: 'newer' | 'not-there' | 'blocked' | 'damaged'; readonly message: string }

/** What happens to an open notebook from outside. */
export type NotebookEvents = {
  /** Another window updates or deletes the database; this one was closed so as not to be in the way. */
  readonly onClosed?: (message: string) => void
  /** Another window holds an older version open, and opening waits for it. */
  readonly onBlocked?: (message: string) => void
}

export type NewNotebook = {
  /** Names the database on this computer. */
  readonly localId: string
  /** Names the notebook wherever it is; a restored backup keeps that of the original. */
  readonly id: string
  readonly title: string
  /** New for every copy, so that no two write one chain. */
  readonly device: string
  readonly createdAt: string
  /** Why there is a new device: "new notebook", "restored from a backup". */
  readonly because?: string
}

/** Makes an empty notebook. Throws where it exists already: local ids are never used twice. */
export async function createNotebook(facts: NewNotebook): Promise<NotebookDb> {
  const db = new NotebookDb(databaseName(facts.localId))
  await db.open()
  const entries: readonly MetaEntry[] = [
    { name: 'notebook', value: { id: facts.id, title: facts.title, createdAt: facts.createdAt } },
    { name: 'device', value: { id: facts.device, since: facts.createdAt, because: facts.because ?? 'new notebook' } },
    { name: 'recordSchema', value: recordSchemaVersion },
  ]
  await db.transaction('rw', db.meta, () => db.meta.bulkAdd(entries))
  return db
}

/**
 * Opens a notebook. Looks at the version on the disk first, because an older program would open a newer database without a word and write
 * what the newer one does not understand.
 * @returns the open database, or why not: written by a newer program, not there, held by another window, damaged.
 */
export async function openNotebook(localId: string, events: NotebookEvents = {}): Promise<Result<NotebookDb, OpenProblem>> {
  const name = databaseName(localId)
  const found = await versionOnDisk(name)
  if (found === undefined) return fail(notThere)
  if (found > tablesVersion) return fail(newerThanThis)
  const db = new NotebookDb(name)
  let isGone = false
  // Fires only where the browser is about to make the database anew: it vanished since the look. Throwing takes that back.
  db.on('populate', () => {
    isGone = true
    throw new Error('the notebook is gone')
  })
  db.on('versionchange', () => {
    db.close()
    events.onClosed?.('This notebook was updated or removed in another window, and was closed here. Reload this window. What you were typing is kept as a draft.')
  })
  db.on('blocked', () => events.onBlocked?.('Another window holds this notebook open with an older version of the program. Close the other window; this one then goes on by itself.'))
  try {
    await db.open()
  } catch (error) {
    db.close()
    if (isGone) return fail(notThere)
    return fail({ kind: 'damaged', message: `The notebook could not be opened (${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}). Its file on the disk may be damaged. Restore the last backup into a new notebook; this one is left as it is.` })
  }
  const schema = await db.meta.get('recordSchema')
  if (schema?.name !== 'recordSchema') {
    db.close()
    return fail({ kind: 'damaged', message: 'The notebook does not say with which version its records were written, so it was not opened. Restore the last backup into a new notebook; this one is left as it is.' })
  }
  if (schema.value > recordSchemaVersion) {
    db.close()
    return fail(newerThanThis)
  }
  return ok(db)
}

const notThere: OpenProblem = { kind: 'not-there', message: 'This notebook is not on this computer (any more). Open a backup, or choose another notebook.' }

const newerThanThis: OpenProblem = { kind: 'newer', message: 'This notebook was written by a newer version of Stromabook and was not opened, so nothing in it was changed. Update this program, or open the notebook on the machine with the newer one.' }

/**
 * Version of the tables on the disk; undefined where there is no such database. Asks for the list and opens nothing: a look by opening (Dexie.exists,
 * or Dexie without a version) deletes a database that the browser believes to be new, and hides that it lost the old one.
 */
async function versionOnDisk(name: string): Promise<number | undefined> {
  const version = (await indexedDB.databases()).find((d) => d.name === name)?.version
  return version === undefined ? undefined : version / nativePerVersion
}

/** Dexie keeps its versions times ten. */
const nativePerVersion = 10
