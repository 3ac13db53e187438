import { ordered } from '../../records/ordered.ts'
import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import type { RecordOf } from '../../records/record-kinds.ts'

type Passage = RecordOf<'passage'>

/** A harvest that cells of a passage came from, and how many cells were taken of it, where recorded. */
export type Origin = { readonly passage: Passage; readonly cells: number | undefined; readonly vial: RecordOf<'vial'> | undefined }

/**
 * Harvests a passage came from, in recorded order: its parents, and the harvests behind its thawed vials. A vial's cells count as taken
 * unless the passage says otherwise.
 */
export function originsOf(notebook: Notebook, passage: Passage): readonly Origin[] {
  const direct = ordered(passage.parents).flatMap(([id, link]): Origin[] => {
    const parent = notebook.get('passage', id)
    return parent === undefined ? [] : [{ passage: parent, cells: valueOf(link.cells), vial: undefined }]
  })
  const thawed = ordered(passage.thawedVials).flatMap(([id, link]): Origin[] => {
    const vial = notebook.get('vial', id)
    const parent = notebook.get('passage', notebook.get('bank', vial?.bankId)?.passageId)
    if (vial === undefined || parent === undefined) return []
    return [{ passage: parent, cells: valueOf(link.cells) ?? valueOf(vial.thaw?.liveCells) ?? valueOf(vial.cells), vial }]
  })
  return [...direct, ...thawed]
}

/** Harvests and vials that a passage names as its origin and that cannot be followed to a harvest on record: how many. */
export function missingOrigins(notebook: Notebook, passage: Passage): number {
  return Object.keys(passage.parents ?? {}).length + Object.keys(passage.thawedVials ?? {}).length - originsOf(notebook, passage).length
}

/** True when following origins leads back to the passage itself. */
export function isInCycle(notebook: Notebook, passage: Passage): boolean {
  const seen = new Set<string>()
  const queue = originsOf(notebook, passage).map((o) => o.passage)
  for (let p = queue.pop(); p !== undefined; p = queue.pop()) {
    if (p.id === passage.id) return true
    if (seen.has(p.id)) continue
    seen.add(p.id)
    queue.push(...originsOf(notebook, p).map((o) => o.passage))
  }
  return false
}

/**
 * The passages of a batch with all their ancestors (of other batches too), parents before children; passages at the same depth by
 * number and code. Cycles are broken where they are met; isInCycle tells which passages are in one.
 */
export function lineageOf(notebook: Notebook, batchId: string): readonly Passage[] {
  const done = new Map<string, Passage>()
  const open = new Set<string>()
  const visit = (passage: Passage): void => {
    if (done.has(passage.id) || open.has(passage.id)) return
    open.add(passage.id)
    for (const origin of originsOf(notebook, passage)) visit(origin.passage)
    open.delete(passage.id)
    done.set(passage.id, passage)
  }
  const own = notebook.all('passage').filter((p) => p.batchId === batchId)
  for (const passage of [...own].sort((a, b) => a.number - b.number || (a.code < b.code ? -1 : 1))) visit(passage)
  return [...done.values()]
}
