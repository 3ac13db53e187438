import type { LoadedArchive } from '../../shared/export/load-archive.ts'
import type { AnyRecord } from '../../shared/records/record-kinds.ts'
import { compareHistories } from '../../shared/trust/compare-histories.ts'
import { replayRecord } from '../../shared/trust/replay-record.ts'
import type { Revision } from '../../shared/trust/revision.ts'
import { canonicalJson } from '../../shared/util/canonical-json.ts'
import type { NotebookDb } from './notebook-db.ts'
import { revisionRow, type StoredRevision, type StoredRow } from './stored-row.ts'

/**
 * What importing would do to one record. `new`: not here yet. `same`: nothing. `further`: the file goes on where this notebook ends.
 * `behind`: this notebook goes on where the file ends, so nothing is taken. `apart`: both were changed; one is to be chosen.
 * `erased`: it was erased here and stays so, or the file says it was erased.
 */
export type ImportStanding = 'new' | 'same' | 'further' | 'behind' | 'apart' | 'erased'

export type ImportItem = {
  readonly standing: ImportStanding
  readonly id: string
  readonly kind: string
  /** The record in the file; absent where the file says it was erased. */
  readonly theirs: AnyRecord | undefined
  readonly ours: StoredRow | undefined
  /** Revision the file's record stands at; absent where the file carries no history of it. */
  readonly theirHead: string | undefined
}

/** What an import would do, to be shown before anything is stored. */
export type ImportPlan = {
  readonly items: readonly ImportItem[]
  /** Revisions of the file that this notebook does not have, and those whose body the file has and this notebook has not. */
  readonly revisions: readonly StoredRevision[]
  /** What is wrong with the file or with the two chains together, in words. */
  readonly problems: readonly string[]
}

/** Compares a loaded file with a notebook, record by record. Nothing is written. */
export async function planImport(db: NotebookDb, archive: LoadedArchive): Promise<ImportPlan> {
  const here = new Map((await db.revisions.toArray()).map((r) => [r.hash, r]))
  const ours = byRecord([...here.values()].map((r) => r.revision))
  const theirs = byRecord(archive.revisions)
  const erasedHere = erasedIn([...here.values()].map((r) => r.revision))
  const records = new Map(archive.records.map((r) => [r.id, r]))
  const ids = [...new Set([...records.keys(), ...theirs.keys()])]
  const items: ImportItem[] = []
  for (const id of ids) {
    const record = records.get(id)
    const history = theirs.get(id) ?? []
    const kind = record?.kind ?? history[0]?.body?.kind ?? ''
    const row = record === undefined ? undefined : await db.rows(record.kind).get(id)
    const theirHead = headOf(record, history)
    items.push({ id, kind, theirs: record, ours: row, theirHead, standing: standingOf(record, theirHead, row, [...(ours.get(id) ?? []), ...history]) })
  }
  const revisions = archive.revisions.filter((r) => {
    const known = here.get(r.envelope.hash)
    if (known === undefined) return true
    // A body erased here must not come back with a file that still has it.
    return known.revision.body === undefined && r.body !== undefined && !erasedHere.has(r.envelope.hash)
  })
  return { items, revisions: revisions.map(revisionRow), problems: [...archive.problems, ...forks(here, archive.revisions)] }
}

/** Where the record of the file stands: the head of its history that gives just this record; undefined without history. */
function headOf(record: AnyRecord | undefined, history: readonly Revision[]): string | undefined {
  const { heads, steps } = replayRecord(history)
  if (record === undefined || heads.length < 2) return heads[0]
  const content = canonicalJson(record)
  return heads.find((h) => steps.some((s) => s.revision.envelope.hash === h && s.record !== null && s.record !== undefined && canonicalJson(s.record) === content)) ?? heads[0]
}

function standingOf(record: AnyRecord | undefined, theirHead: string | undefined, row: StoredRow | undefined, all: readonly Revision[]): ImportStanding {
  if (record === undefined || all.some((r) => r.body?.action === 'redact' && r.body.snapshot === null)) return 'erased'
  if (row === undefined) return 'new'
  if (theirHead === undefined) return canonicalJson(row.record) === canonicalJson(record) ? 'same' : 'apart'
  const relation = compareHistories(all, row.head, theirHead)
  return relation === 'same' ? 'same' : relation === 'theirs-further' ? 'further' : relation === 'ours-further' ? 'behind' : 'apart'
}

function byRecord(revisions: readonly Revision[]): ReadonlyMap<string, readonly Revision[]> {
  const found = new Map<string, Revision[]>()
  for (const r of revisions) {
    if (r.body === undefined) continue
    const list = found.get(r.body.id)
    if (list === undefined) found.set(r.body.id, [r])
    else list.push(r)
  }
  return found
}

/** Revisions whose content was erased by a redaction. */
export function erasedIn(revisions: readonly Revision[]): ReadonlySet<string> {
  return new Set(revisions.flatMap((r) => (r.body?.action === 'redact' ? r.body.redacts : [])))
}

function forks(here: ReadonlyMap<string, StoredRevision>, theirs: readonly Revision[]): readonly string[] {
  const places = new Map([...here.values()].map((r) => [`${r.device} ${String(r.seq)}`, r.hash]))
  const devices = new Set(theirs.filter((r) => (places.get(`${r.envelope.device} ${String(r.envelope.seq)}`) ?? r.envelope.hash) !== r.envelope.hash).map((r) => r.envelope.device))
  return [...devices].map((device) => `The copy ${device.slice(0, 8)} was continued in two places (its database was copied, not restored): its chain forks. Records changed in both places are listed as "both changed".`)
}
