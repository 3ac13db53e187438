import type { Host } from '../../shared/host/host.ts'
import type { AnyRecord } from '../../shared/records/record-kinds.ts'
import { ok, fail, type Result } from '../../shared/util/result.ts'
import { migrateRecords } from '../db/migrate-records.ts'
import type { NotebookDb } from '../db/notebook-db.ts'
import { NotebookRegistry, type NotebookEntry } from '../db/notebook-registry.ts'
import { createNotebook, openNotebook } from '../db/open-notebook.ts'
import { saveChangeset, type RecordEdit, type SavedChangeset } from '../db/save-changeset.ts'
import type { StoreContext } from '../db/store-context.ts'
import type { StoreProblem } from '../db/store-problem.ts'
import { undoChangeset } from '../db/undo-changeset.ts'
import { dataWorker, type DataWorker } from '../workers/data-worker-client.ts'
import { rotateBackups } from './backup-service.ts'
import { newId, now } from './clock.ts'
import { listClient, type ListClient } from './list-client.ts'
import { observable, type Observable } from './observable.ts'
import type { OpenedFile } from './opened-file.ts'
import { preferences } from './preferences.ts'

/** The open notebook. */
export type Session = { readonly db: NotebookDb; readonly entry: NotebookEntry; readonly lists: ListClient }

/** Something the person should know now; it stays until it is closed or replaced: of what was done, only the last is told, the history has the rest. */
export type Notice = { readonly id: string; readonly tone: 'info' | 'done' | 'warning' | 'error'; readonly title: string; readonly text: string; readonly undo?: string; readonly action?: { readonly label: string; readonly run: () => void } }

/** What the pages work with. One per window. */
export type Services = {
  readonly host: Host
  readonly registry: NotebookRegistry
  /** The thread for long work and for search. */
  readonly worker: DataWorker
  readonly session: Observable<Session | null>
  /** Id of the person record of who is at the bench; null where nobody was named yet. */
  readonly person: Observable<string | null>
  /** A notebook file that is looked at, above everything else; null where there is none. */
  readonly openedFile: Observable<OpenedFile | null>
  readonly notices: Observable<readonly Notice[]>
  readonly notify: (notice: Omit<Notice, 'id'>) => void
  readonly dismiss: (id: string) => void
  readonly newNotebook: (title: string) => Promise<Session>
  readonly open: (entry: NotebookEntry) => Promise<Result<Session>>
  readonly close: () => void
  /** Stores edits of the open notebook as the person at the bench; notices with undo are the caller's. */
  readonly save: (edits: readonly RecordEdit[], reason?: string) => Promise<Result<SavedChangeset, StoreProblem>>
  readonly undo: (changeset: string) => Promise<Result<SavedChangeset, StoreProblem>>
  /** First fields of a new record of a kind, made now by the person at the bench. */
  readonly header: <K extends AnyRecord['kind']>(kind: K) => { readonly kind: K; readonly id: string; readonly recordedAt: string; readonly recordedBy?: string }
  readonly context: () => StoreContext
}

const lookEveryMs = 5 * 60_000

/** Puts the services of a window together. */
export function createServices(host: Host): Services {
  const registry = new NotebookRegistry()
  const worker = dataWorker()
  const session = observable<Session | null>(null)
  const person = observable<string | null>(null)
  const openedFile = observable<OpenedFile | null>(null)
  const notices = observable<readonly Notice[]>([])
  const notify = (notice: Omit<Notice, 'id'>): void => { notices.set([...notices.get().filter((n) => n.title !== notice.title && !(n.tone === 'done' && notice.tone === 'done')), { ...notice, id: newId() }]) }
  const context = (): StoreContext => ({ now, newId, person: person.get() ?? 'not named' })

  const started = async (db: NotebookDb, entry: NotebookEntry): Promise<Session> => {
    const opened = { ...entry, lastOpenedAt: now() }
    await registry.notebooks.put(opened)
    end()
    const next = { db, entry: opened, lists: listClient(worker, db, entry.id) }
    session.set(next)
    const kept = preferences.get(`person:${entry.id}`)
    person.set(kept !== null && (await db.rows('person').get(kept)) !== undefined ? kept : null)
    preferences.set('notebook', entry.id)
    return next
  }
  const end = (): void => {
    session.get()?.lists.close()
    session.get()?.db.close()
    void worker.closeNotebook()
  }
  const close = (): void => {
    end()
    session.set(null)
    person.set(null)
    preferences.remove('notebook')
  }
  person.subscribe(() => {
    const open = session.get()
    const who = person.get()
    if (open !== null && who !== null) preferences.set(`person:${open.entry.id}`, who)
  })

  // Backups follow the clock while the notebook is open; what failed is said once, not every five minutes.
  let lastFailure = ''
  const rotate = async (): Promise<void> => {
    const open = session.get()
    if (open === null) return
    const last = preferences.get(`backup:${open.entry.id}`) ?? ''
    const head = await lastRevisionTime(open.db)
    const done = await rotateBackups({ host, worker, localId: open.entry.id, title: open.entry.title }, head > last)
    if (done.ok && done.value !== null) preferences.set(`backup:${open.entry.id}`, head)
    if (!done.ok && done.error !== lastFailure) notify({ tone: 'warning', title: 'No backup was made', text: done.error })
    lastFailure = done.ok ? '' : done.error
  }
  setInterval(() => { void rotate() }, lookEveryMs)

  return {
    host, registry, worker, session, person, openedFile, notices, notify, context, close,
    dismiss: (id) => { notices.set(notices.get().filter((n) => n.id !== id)) },
    newNotebook: async (title) => {
      const localId = newId()
      const createdAt = now()
      const db = await createNotebook({ localId, id: newId(), title, device: newId(), createdAt })
      return started(db, { id: localId, title, createdAt, lastOpenedAt: createdAt })
    },
    open: async (entry) => {
      const opened = await openNotebook(entry.id, {
        onClosed: (text) => {
          notify({ tone: 'warning', title: 'Notebook closed', text })
          session.set(null)
        },
        onBlocked: (text) => { notify({ tone: 'warning', title: 'Another window is in the way', text }) },
      })
      if (!opened.ok) return fail(opened.error.message)
      const migrated = await migrateRecords(opened.value, context())
      if (!migrated.ok) {
        opened.value.close()
        return fail(migrated.error.message)
      }
      return ok(await started(opened.value, entry))
    },
    save: async (edits, reason) => {
      const open = session.get()
      return open === null ? fail(noNotebook) : saveChangeset(open.db, edits, context(), reason)
    },
    undo: async (changeset) => {
      const open = session.get()
      return open === null ? fail(noNotebook) : undoChangeset(open.db, changeset, context())
    },
    header: (kind) => {
      const by = person.get()
      return { kind, id: newId(), recordedAt: now(), ...(by === null ? {} : { recordedBy: by }) }
    },
  }
}

/** Time of the newest revision, empty where there is none. */
async function lastRevisionTime(db: NotebookDb): Promise<string> {
  const revisions = await db.revisions.orderBy('[device+seq]').reverse().limit(50).toArray()
  return revisions.map((r) => r.revision.body?.at ?? '').sort().at(-1) ?? ''
}

const noNotebook: StoreProblem = { kind: 'closed', message: 'No notebook is open, so nothing was stored. Open it again; what you typed is kept as a draft.' }
