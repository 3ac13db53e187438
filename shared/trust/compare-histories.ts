import type { Revision } from './revision.ts'

/**
 * How two states of one record stand to each other. `theirs-further`, `ours-further`: one goes on where the other stands.
 * `apart`: both went on after they parted, or never had anything in common.
 */
export type HistoryRelation = 'same' | 'theirs-further' | 'ours-further' | 'apart'

/**
 * Compares two states by what led to them.
 * @param revisions every known revision of the record, of both sides, in any order.
 * @param ours hash of the revision our state stands at.
 * @param theirs hash of the revision their state stands at.
 */
export function compareHistories(revisions: readonly Revision[], ours: string, theirs: string): HistoryRelation {
  if (ours === theirs) return 'same'
  const parents = new Map(revisions.map((r) => [r.envelope.hash, r.body?.parents ?? []]))
  if (leadsTo(parents, ours, theirs)) return 'theirs-further'
  return leadsTo(parents, theirs, ours) ? 'ours-further' : 'apart'
}

/** True when the revision `from` is among those that `to` was built on. */
function leadsTo(parents: ReadonlyMap<string, readonly string[]>, from: string, to: string): boolean {
  const seen = new Set<string>()
  const queue = [to]
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    if (at === from) return true
    if (seen.has(at)) continue
    seen.add(at)
    queue.push(...(parents.get(at) ?? []))
  }
  return false
}
