import { livingNotebook } from '../../../shared/records/living-notebook.ts'
import type { Notebook } from '../../../shared/records/notebook.ts'
import type { AnyRecord } from '../../../shared/records/record-kinds.ts'
import type { NotebookDb } from '../../db/notebook-db.ts'
import { feedStart, readFeed } from '../../db/record-feed.ts'

/** The records of an open notebook in the memory of a worker, kept up with the database. */
export type NotebookMemory = {
  /** Reads what was stored since the last call. What was stored before this call is there afterwards. */
  readonly catchUp: () => Promise<void>
  /** Revision a record stands at; undefined where it is not stored. */
  readonly headOf: (id: string) => string | undefined
  /**
   * Looks at the notebook as it would be with some records as they are being typed. Nothing is stored, and afterwards it is as before.
   * @param look must not wait for anything.
   */
  readonly withDrafts: <T>(drafts: readonly AnyRecord[], look: (notebook: Notebook) => T) => T
}

/** Follows a database that is open. */
export function notebookMemory(db: NotebookDb): NotebookMemory {
  const living = livingNotebook()
  const heads = new Map<string, string>()
  let position = feedStart
  let running: Promise<void> = Promise.resolve()
  let waiting: Promise<void> | undefined

  const read = async (): Promise<void> => {
    const step = await readFeed(db, position)
    if (step.whole) {
      const there = new Set(step.rows.map((r) => r.id))
      const gone = [...heads.keys()].filter((id) => !there.has(id))
      living.remove(gone)
      for (const id of gone) heads.delete(id)
    }
    living.remove(step.gone)
    for (const id of step.gone) heads.delete(id)
    const changed = step.rows.filter((r) => heads.get(r.id) !== r.head)
    living.put(changed.map((r) => r.record))
    for (const { id, head } of changed) heads.set(id, head)
    position = step.position
  }
  return {
    // A reading under way may have begun before the caller's change: the next one is waited for, and shared by all who ask meanwhile.
    catchUp: () => {
      waiting ??= running.catch(() => undefined).then(() => {
        waiting = undefined
        running = read()
        return running
      })
      return waiting
    },
    headOf: (id) => heads.get(id),
    withDrafts: (drafts, look) => {
      if (drafts.length === 0) return look(living.notebook)
      const before = drafts.map((d) => living.notebook.find(d.id))
      living.put(drafts)
      try {
        return look(living.notebook)
      } finally {
        living.remove(drafts.flatMap((d, i) => (before[i] === undefined ? [d.id] : [])))
        living.put(before.filter((r) => r !== undefined))
      }
    },
  }
}
