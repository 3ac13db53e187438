import type { RecordReason } from '../../shared/records/parse-record.ts'
import type { AnyRecord } from '../../shared/records/record-kinds.ts'

/** A record changed since it was read: what it was, what it is now, what was to be saved; the person chooses field by field. */
export type StaleSave = { readonly base: AnyRecord | undefined; readonly current: AnyRecord; readonly currentHead: string; readonly mine: AnyRecord; readonly changedBy: string; readonly changedAt: string }

/** Why something was not stored. In every case nothing of it was. */
export type StoreProblem =
  | { readonly kind: 'refused'; readonly reasons: readonly RecordReason[]; readonly message: string }
  | { readonly kind: 'stale'; readonly conflicts: readonly StaleSave[]; readonly message: string }
  | { readonly kind: 'not-there'; readonly message: string }
  | { readonly kind: 'no-change'; readonly message: string }
  | { readonly kind: 'no-space'; readonly message: string }
  | { readonly kind: 'closed'; readonly message: string }
  | { readonly kind: 'damaged'; readonly message: string }
  | { readonly kind: 'failed'; readonly message: string }

/** Thrown inside a transaction to take all of it back; never leaves the store. */
export class Refusal extends Error {
  readonly problem: StoreProblem
  constructor(problem: StoreProblem) {
    super(problem.message)
    this.name = 'Refusal'
    this.problem = problem
  }
}

/**
 * Puts a failure of the database into words: what happened, what it means for the data, what to do.
 * @param what what was being done: "The change".
 */
export function problemOf(error: unknown, what: string): StoreProblem {
  if (error instanceof Refusal) return error.problem
  const names = errorNames(error)
  if (names.includes('QuotaExceededError')) return { kind: 'no-space', message: `${what} was not stored: the disk, or the space this browser allows, is full. Nothing was lost; what you typed stays in the form. Free space on the disk, or move attachments out, and save again.` }
  if (names.includes('DatabaseClosedError') || names.includes('InvalidStateError')) return { kind: 'closed', message: `${what} was not stored: the notebook was closed, because another window updated or replaced it. What you typed is kept as a draft; reload the window and save again.` }
  const detail = error instanceof Error ? error.message : String(error)
  return { kind: 'failed', message: `${what} was not stored, and the notebook stands as before (${names[0] ?? 'error'}: ${detail}). Save again; if it fails again, make a backup and send the diagnostics.` }
}

/** Names of an error and of what caused it: Dexie wraps the browser's errors. */
function errorNames(error: unknown): readonly string[] {
  const names: string[] = []
  let at: unknown = error
  for (let depth = 0; depth < 5 && typeof at === 'object' && at !== null; depth++) {
    if ('name' in at && typeof at.name === 'string') names.push(at.name)
    at = 'inner' in at ? at.inner : 'cause' in at ? at.cause : undefined
  }
  return names
}
