import { formatReason, parseRecord } from '../../shared/records/parse-record.ts'
import { recordKinds, type AnyRecord } from '../../shared/records/record-kinds.ts'
import { envelopeHash } from '../../shared/trust/envelope.ts'
import { parseRevision } from '../../shared/trust/parse-revision.ts'
import { replayRecord, type Replay } from '../../shared/trust/replay-record.ts'
import { bodyHash, stubOf, type Revision } from '../../shared/trust/revision.ts'
import { startChainCheck } from '../../shared/trust/verify-chain.ts'
import { canonicalJson } from '../../shared/util/canonical-json.ts'
import { sha256Hasher } from '../../shared/util/sha256.ts'
import type { Damage, NotebookReport } from './notebook-damage.ts'
import type { NotebookDb } from './notebook-db.ts'
import { readTable } from './read-table.ts'
import type { StoredAttachment, StoredRevision, StoredRow } from './stored-row.ts'

/** Progress of a check. */
export type CheckProgress = (what: 'changes' | 'records' | 'files', done: number, of: number) => void
export type CheckOptions = { readonly onProgress?: CheckProgress; readonly signal?: { readonly aborted: boolean } }

/**
 * Checks a whole notebook: every revision against its hash and its place in the chain, every row against what its revisions give, every file
 * against its hash. Nothing is changed. @returns null where it was cancelled.
 */
export async function checkNotebook(db: NotebookDb, { onProgress = () => undefined, signal }: CheckOptions = {}): Promise<NotebookReport | null> {
  const damages: Damage[] = []
  const { byRecord, devices, count } = await checkRevisions(db, damages, (done, of) => { onProgress('changes', done, of) })
  let records = 0
  const seen = new Set<string>()
  const codes = new Map<string, string>()
  for (const kind of recordKinds) {
    if (signal?.aborted === true) return null
    const { rows, unreadable } = await readTable(db.rows(kind))
    for (const { key, row } of rows) {
      seen.add(key)
      if (typeof row.code === 'string') codes.set(key, row.code)
      const damage = checkRow(kind, key, row, byRecord.get(key))
      if (damage !== undefined) damages.push(damage)
    }
    for (const { key, reason } of unreadable) {
      seen.add(key)
      damages.push({ what: 'record', table: kind, key, reason, repair: rebuilt(byRecord.get(key)) === undefined ? 'take out' : 'rebuild' })
    }
    records += rows.length + unreadable.length
    onProgress('records', recordKinds.indexOf(kind) + 1, recordKinds.length)
  }
  for (const [id, history] of byRecord) {
    const made = seen.has(id) ? undefined : rebuilt(history)
    if (made !== undefined) damages.push({ what: 'record', table: made.record.kind, key: id, reason: 'it has a history and is missing from the notebook', repair: 'rebuild' })
  }
  const files = await checkFiles(db, damages, onProgress, signal)
  const named = new Set(damages.flatMap(recordsNamed))
  return files === null ? null : { records, revisions: count, files, devices, damages, codes: new Map([...codes].filter(([id]) => named.has(id))) }
}

/** Ids of the records that a damage is about. */
function recordsNamed(damage: Damage): readonly string[] {
  if (damage.what === 'record') return [damage.key]
  return damage.what === 'revision' && damage.record !== undefined ? [damage.record] : []
}

async function checkRevisions(db: NotebookDb, damages: Damage[], onRows: (done: number, of: number) => void): Promise<{ readonly byRecord: ReadonlyMap<string, readonly Revision[]>; readonly devices: number; readonly count: number }> {
  const { rows, unreadable } = await readTable(db.revisions, onRows)
  const chain = startChainCheck()
  const byRecord = new Map<string, Revision[]>()
  for (const { key, reason } of unreadable) damages.push({ what: 'revision', table: 'revisions', key, record: undefined, reason, repair: 'from a backup' })
  for (const { key, row } of rows) {
    const checked = soundRevision(key, row)
    if (checked.reason !== undefined) damages.push({ what: 'revision', table: 'revisions', key, record: row.recordId, reason: checked.reason, repair: 'from a backup' })
    if (checked.revision === undefined) continue
    chain.add(checked.revision)
    // A stub belongs to a record by what it was looked up by; the redaction that names it says so as well.
    const id = checked.revision.body?.id ?? row.recordId
    if (id === undefined) continue
    const history = byRecord.get(id)
    if (history === undefined) byRecord.set(id, [checked.revision])
    else history.push(checked.revision)
  }
  const report = chain.finish()
  for (const problem of report.problems) damages.push({ what: 'chain', table: 'revisions', key: problem.device, reason: problem.message, repair: 'none' })
  return { byRecord, devices: report.devices.length, count: rows.length + unreadable.length }
}

/** The revision as far as it can be relied on: whole, without a content that is not its own, or not at all. */
function soundRevision(key: string, row: StoredRevision): { readonly revision?: Revision; readonly reason?: string } {
  const parsed = parseRevision(row.revision)
  if (!parsed.ok) return { reason: parsed.error }
  const { envelope, body } = parsed.value
  if (envelope.hash !== key || envelopeHash(envelope) !== key) return { reason: 'its place in the chain was altered: its hash does not follow from it' }
  if (body !== undefined && bodyHash(body) !== envelope.bodyHash) return { revision: stubOf(parsed.value), reason: 'its content was altered: it does not match the hash in the chain' }
  return { revision: parsed.value }
}

function checkRow(kind: string, key: string, row: StoredRow, history: readonly Revision[] | undefined): Damage | undefined {
  const damaged = (reason: string): Damage => ({ what: 'record', table: kind, key, reason, repair: rebuilt(history) === undefined ? 'take out' : 'rebuild' })
  const parsed = parseRecord(row.record)
  if (!parsed.ok) return damaged(`it is no record: ${parsed.error.map(formatReason).join('; ')}`)
  if (parsed.value.id !== key || parsed.value.kind !== kind) return damaged(`${parsed.value.kind} ${parsed.value.id} lies in its place`)
  if (history === undefined) return { what: 'record', table: kind, key, reason: 'it has no history', repair: 'adopt' }
  const replay = replayRecord(history)
  const step = replay.steps.find((s) => s.revision.envelope.hash === row.head)
  if (step === undefined) return damaged('it stands at a change that is not in its history')
  // What an erased change led to cannot be known; the row is then all there is.
  if (step.record === undefined) return undefined
  if (step.record === null) return damaged('it was erased, and its content is still here')
  if (canonicalJson(step.record) !== canonicalJson(parsed.value)) return damaged('it is not what its history gives')
  return isBehind(replay, row.head) ? damaged('it stands at an earlier change than its history') : undefined
}

/** True where the history goes on, in one line, from where the row stands. Two ends are two machines side by side, and no damage. */
function isBehind(replay: Replay, head: string): boolean {
  return replay.heads.length === 1 && replay.heads[0] !== head
}

/** The record its history gives, and where it then stands; undefined where there is none or it cannot be told. */
export function rebuilt(history: readonly Revision[] | undefined): { readonly record: AnyRecord; readonly head: string } | undefined {
  if (history === undefined) return undefined
  const { record, heads: [head] } = replayRecord(history)
  const parsed = record === undefined || record === null ? undefined : parseRecord(record)
  return parsed?.ok === true && head !== undefined ? { record: parsed.value, head } : undefined
}

async function checkFiles(db: NotebookDb, damages: Damage[], onProgress: CheckProgress, signal: CheckOptions['signal']): Promise<number | null> {
  const keys = await db.attachments.toCollection().primaryKeys()
  for (const [i, key] of keys.entries()) {
    if (signal?.aborted === true) return null
    const reason = await wrongWithFile(() => db.attachments.get(key), key)
    if (reason !== undefined) damages.push({ what: 'file', table: 'attachments', key, reason, repair: 'from a backup' })
    onProgress('files', i + 1, keys.length)
  }
  return keys.length
}

async function wrongWithFile(read: () => Promise<StoredAttachment | undefined>, sha256: string): Promise<string | undefined> {
  try {
    const row = await read()
    if (row === undefined) return undefined
    const hasher = sha256Hasher()
    const piece = 1 << 20
    for (let at = 0; at < row.bytes.size; at += piece) hasher.update(new Uint8Array(await row.bytes.slice(at, at + piece).arrayBuffer()))
    return hasher.hex() === sha256 ? undefined : 'its bytes are not those that were stored'
  } catch (error) {
    return `the database cannot give it (${error instanceof Error ? error.message : String(error)})`
  }
}
