import { fail, ok, type Result } from '../../shared/util/result.ts'

const database = 'stromabook-folders'

/** Keeps the handle of the backup folder between starts: browsers allow it in IndexedDB only. */
export async function keepHandle(handle: FileSystemDirectoryHandle): Promise<Result<null>> {
  try {
    const db = await open()
    await done(db.transaction('handles', 'readwrite', { durability: 'strict' }).objectStore('handles').put(handle, 'backups'))
    db.close()
    return ok(null)
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error))
  }
}

/** The kept handle; undefined where there is none, or the browser lost it. */
export async function keptHandle(): Promise<FileSystemDirectoryHandle | undefined> {
  try {
    const db = await open()
    const handle: unknown = await done(db.transaction('handles').objectStore('handles').get('backups'))
    db.close()
    return handle instanceof FileSystemDirectoryHandle ? handle : undefined
  } catch {
    return undefined
  }
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(database, 1)
  request.onupgradeneeded = () => { request.result.createObjectStore('handles') }
  return done(request)
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => { resolve(request.result) }
    request.onerror = () => { reject(request.error ?? new Error('the browser gave no reason')) }
  })
}
