import type { LoadedArchive } from '../../shared/export/load-archive.ts'
import { parseRecord } from '../../shared/records/parse-record.ts'
import { recordKinds, type AnyRecord } from '../../shared/records/record-kinds.ts'
import { compareHistories } from '../../shared/trust/compare-histories.ts'
import { replayRecord } from '../../shared/trust/replay-record.ts'
import { stubOf, type Revision } from '../../shared/trust/revision.ts'
import { canonicalJson } from '../../shared/util/canonical-json.ts'
import type { NotebookDb } from './notebook-db.ts'
import { revisionRow, type StoredRevision, type StoredRow } from './stored-row.ts'

/**
 * What importing would do to one record. `new`: not here yet. `same`: nothing. `further`: the file goes on where this notebook ends.
 * `behind`: this notebook goes on where the file ends, so nothing is taken. `apart`: both were changed; one is to be chosen.
 * `erased`: it was erased here and stays so, or the file says it was erased. `refused`: the file has its history, but no state of it that this
 * program can read; what is here stays.
 */
export type ImportStanding = 'new' | 'same' | 'further' | 'behind' | 'apart' | 'erased' | 'refused'

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
  /** Revisions of this notebook without their bodies, which a redaction in the file erased. */
  readonly erase: readonly StoredRevision[]
  /** Records of the file that were refused. */
  readonly refused: number
  /** The file holds revisions of this copy's own chain that are not here: it was copied, or set back, and continued elsewhere. */
  readonly ownChainForks: boolean
  /** What is wrong with the file or with the two chains together, in words. */
  readonly problems: readonly string[]
}

/** Compares a loaded file with a notebook, record by record. Nothing is written. @param onProgress records compared so far, of how many. */
export async function planImport(db: NotebookDb, archive: LoadedArchive, onProgress: (done: number, of: number) => void = () => undefined): Promise<ImportPlan> {
  const here = new Map((await db.revisions.toArray()).map((r) => [r.hash, r]))
  const ours = byRecord([...here.values()].map((r) => r.revision))
  const theirs = byRecord(archive.revisions)
  const erasedHere = erasedIn([...here.values()].map((r) => r.revision))
  const records = new Map(archive.records.map((r) => [r.id, r]))
  const ids = [...new Set([...records.keys(), ...theirs.keys()])]
  const kindOf = (id: string): string => records.get(id)?.kind ?? theirs.get(id)?.[0]?.body?.kind ?? ''
  const rows = await rowsHere(db, ids, kindOf)
  const items = ids.map((id, i): ImportItem => {
    const history = theirs.get(id) ?? []
    const all = [...(ours.get(id) ?? []), ...history]
    const record = records.get(id) ?? replayed(history)
    const theirHead = headOf(record, history)
    const row = rows.get(id)
    onProgress(i + 1, ids.length)
    return { id, kind: kindOf(id), theirs: record, ours: row, theirHead, standing: standingOf(record, theirHead, row, all) }
  })
  const erased = new Set([...erasedHere, ...erasedIn(archive.revisions)])
  const missing = archive.revisions.filter((r) => {
    const known = here.get(r.envelope.hash)
    return known === undefined || (known.revision.body === undefined && r.body !== undefined && !erased.has(r.envelope.hash))
  })
  const device = await db.meta.get('device')
  return {
    items,
    // A body that was erased on either side must not come back with a file that still has it.
    revisions: missing.map((r) => (erased.has(r.envelope.hash) ? { ...revisionRow(r), revision: stubOf(r) } : revisionRow(r))),
    erase: [...here.values()].filter((r) => erased.has(r.hash) && r.revision.body !== undefined).map((r) => ({ ...r, revision: stubOf(r.revision) })),
    refused: archive.refused.length,
    ownChainForks: device?.name === 'device' && missing.some((r) => r.envelope.device === device.value.id && !here.has(r.envelope.hash)),
    problems: [...archive.problems, ...forks(here, archive.revisions)],
  }
}

/** What stands here under these ids. */
async function rowsHere(db: NotebookDb, ids: readonly string[], kindOf: (id: string) => string): Promise<ReadonlyMap<string, StoredRow>> {
  const rows = new Map<string, StoredRow>()
  for (const kind of recordKinds) {
    const found = await db.rows(kind).bulkGet(ids.filter((id) => kindOf(id) === kind))
    for (const row of found) if (row !== undefined) rows.set(row.id, row)
  }
  return rows
}

/** The record as its history gives it, where the file does not hold it readably itself. */
function replayed(history: readonly Revision[]): AnyRecord | undefined {
  const { record } = replayRecord(history)
  const parsed = record === null || record === undefined ? undefined : parseRecord(record)
  return parsed?.ok === true ? parsed.value : undefined
}

/** Where the record of the file stands: the head of its history that gives just this record; undefined without history. */
function headOf(record: AnyRecord | undefined, history: readonly Revision[]): string | undefined {
  const { heads, steps } = replayRecord(history)
  if (record === undefined || heads.length < 2) return heads[0]
  const content = canonicalJson(record)
  return heads.find((h) => steps.some((s) => s.revision.envelope.hash === h && s.record !== null && s.record !== undefined && canonicalJson(s.record) === content)) ?? heads[0]
}

function standingOf(record: AnyRecord | undefined, theirHead: string | undefined, row: StoredRow | undefined, all: readonly Revision[]): ImportStanding {
  if (all.some((r) => r.body?.action === 'redact' && r.body.snapshot === null)) return 'erased'
  if (record === undefined) return 'refused'
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
