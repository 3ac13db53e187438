import { applyRevision } from './apply-revision.ts'
import type { RecordLike } from './record-like.ts'
import type { Revision, RevisionBody } from './revision.ts'

/** One step of a record's history: the record after the revision, null if nothing was left, undefined where it cannot be known. */
export type ReplayStep = { readonly revision: Revision; readonly record: RecordLike | null | undefined }

export type Replay = {
  /** Parents before children; among independent ones by time, then hash. */
  readonly steps: readonly ReplayStep[]
  /** Hashes of the revisions nothing follows. More than one: changes made side by side that nobody has merged yet. */
  readonly heads: readonly string[]
  /** The record now, if there is exactly one head and its state is known. */
  readonly record: RecordLike | null | undefined
  readonly problems: readonly string[]
}

/**
 * Replays the history of one record. The revisions may come in any order and from several devices; stubs belong in, since their
 * content is unknown and so is what was built on it by patch, up to the next snapshot.
 * A merge applies to the state of its first parent. Every step is held against its `recordHash`.
 */
export function replayRecord(revisions: readonly Revision[]): Replay {
  const byHash = new Map(revisions.map((r) => [r.envelope.hash, r]))
  const parents = new Set([...byHash.values()].flatMap((r) => r.body?.parents ?? []))
  const states = new Map<string, RecordLike | null | undefined>()
  const problems: string[] = []
  const steps: ReplayStep[] = []
  for (const revision of parentsFirst(byHash)) {
    const { body, envelope } = revision
    const record = body === undefined ? undefined : stateAfter(body, states, byHash, problems)
    states.set(envelope.hash, record)
    steps.push({ revision, record })
  }
  // A stub does not tell what it followed; it is a head only if nothing else is known.
  const ends = [...byHash.values()].filter((r) => !parents.has(r.envelope.hash))
  const known = ends.filter((r) => r.body !== undefined)
  const heads = (known.length > 0 ? known : ends).map((r) => r.envelope.hash).sort()
  const [head] = heads
  return { steps, heads, record: heads.length === 1 && head !== undefined ? states.get(head) : undefined, problems }
}

function stateAfter(body: RevisionBody, states: ReadonlyMap<string, RecordLike | null | undefined>, byHash: ReadonlyMap<string, Revision>, problems: string[]): RecordLike | null | undefined {
  const [base] = body.parents
  let before: RecordLike | null | undefined = null
  if ('patch' in body && base !== undefined) {
    if (!byHash.has(base)) {
      problems.push(`${body.kind} ${body.id}: the revision ${base.slice(0, 12)}... that a change of ${body.at} starts from is missing`)
      return undefined
    }
    before = states.get(base)
    if (before === undefined) return undefined
  }
  const applied = applyRevision(before, body)
  if (applied.ok) return applied.value
  problems.push(`${body.kind} ${body.id}, ${body.at}: ${applied.error}`)
  return undefined
}

function parentsFirst(byHash: ReadonlyMap<string, Revision>): readonly Revision[] {
  const waiting = new Map<string, number>()
  const children = new Map<string, string[]>()
  for (const [hash, r] of byHash) {
    const known = (r.body?.parents ?? []).filter((p) => byHash.has(p))
    waiting.set(hash, known.length)
    for (const p of known) children.set(p, [...(children.get(p) ?? []), hash])
  }
  const sorted: Revision[] = []
  let ready = [...byHash.values()].filter((r) => waiting.get(r.envelope.hash) === 0).sort(byTime)
  while (ready.length > 0) {
    const [next, ...rest] = ready
    if (next === undefined) break
    sorted.push(next)
    const freed = (children.get(next.envelope.hash) ?? []).filter((child) => {
      const left = (waiting.get(child) ?? 1) - 1
      waiting.set(child, left)
      return left === 0
    }).flatMap((child) => byHash.get(child) ?? [])
    ready = freed.length === 0 ? rest : [...rest, ...freed].sort(byTime)
  }
  return sorted
}

function byTime(a: Revision, b: Revision): number {
  const ka = `${a.body?.at ?? ''} ${a.envelope.hash}`
  const kb = `${b.body?.at ?? ''} ${b.envelope.hash}`
  return ka < kb ? -1 : ka > kb ? 1 : 0
}
