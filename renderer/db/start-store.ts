/**
 * What was found when the store of the browser was opened first. `lost`: the browser threw away every notebook of this program, in its own words why.
 * `unsafe`: why the store could not be made safe against a kill; it can be used all the same.
 */
export type StoreStart = { readonly lost: string | null; readonly unsafe: unknown }

const name = 'stromabook-guard'
const store = 'filler'

/**
 * Opens the store of the browser before anything else does, and makes it safe to write to. Call it once per window, before any notebook is opened.
 *
 * Chromium keeps all databases of a page in one LevelDB. A program that is killed in the middle of a write leaves a torn entry at the end of its log.
 * The next start reads up to the tear, and then appends to the same log; the start after that finds the tear in the middle, takes the
 * whole store for damaged and deletes it, with every notebook. A log is given up once it holds 4 MiB: so more than that is written
 * here, before anybody stores anything that counts, and taken out again. Values stay below the 64 KiB above which they go to files of their own.
 * Other browsers keep their stores in SQLite, which does not have this fault.
 */
export async function startStore(): Promise<StoreStart> {
  let lost: string | null = null
  const request = indexedDB.open(name, 1)
  request.onupgradeneeded = (event) => {
    request.result.createObjectStore(store)
    lost = lossIn(event)
  }
  const db = await done(request)
  let unsafe: unknown = null
  try {
    if (/Chrom(?:e|ium)\//.test(navigator.userAgent)) await turnLogOver(db)
  } catch (error) {
    // A full disk, say. What the browser threw away has to be told all the same.
    unsafe = error
  } finally {
    db.close()
  }
  return { lost, unsafe }
}

const pieces = 160
const pieceBytes = 32 * 1024

async function turnLogOver(db: IDBDatabase): Promise<void> {
  const fill = db.transaction(store, 'readwrite', { durability: 'strict' })
  for (let i = 0; i < pieces; i++) fill.objectStore(store).put(new Uint8Array(pieceBytes), i)
  await ended(fill)
  // The first write after the log is full begins a new one.
  const clear = db.transaction(store, 'readwrite', { durability: 'strict' })
  clear.objectStore(store).clear()
  await ended(clear)
}

/** Chromium says so on the event itself; no standard has it. */
function lossIn(event: Event): string | null {
  const loss: unknown = Reflect.get(event, 'dataLoss')
  const why: unknown = Reflect.get(event, 'dataLossMessage')
  return typeof loss === 'string' && loss !== 'none' ? (typeof why === 'string' ? why : loss) : null
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => { resolve(request.result) }
    request.onerror = () => { reject(request.error ?? new Error('the browser gave no reason')) }
  })
}

function ended(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => { resolve() }
    transaction.onabort = () => { reject(transaction.error ?? new Error('the browser gave no reason')) }
  })
}
