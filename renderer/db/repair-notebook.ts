import type { LoadedArchive } from '../../shared/export/load-archive.ts'
import { parseRecord } from '../../shared/records/parse-record.ts'
import { isRecordKind } from '../../shared/records/record-kinds.ts'
import { envelopeHash } from '../../shared/trust/envelope.ts'
import { parseRevision } from '../../shared/trust/parse-revision.ts'
import { stubOf, type Revision } from '../../shared/trust/revision.ts'
import { fail, ok, type Result } from '../../shared/util/result.ts'
import { appendRevisions, startNewChain } from './append-revisions.ts'
import { rebuilt } from './check-notebook.ts'
import type { Damage } from './notebook-damage.ts'
import type { NotebookDb } from './notebook-db.ts'
import type { Quarantined, RepairOutcome } from './quarantine.ts'
import { metaOf, type StoreContext } from './store-context.ts'
import { problemOf, type StoreProblem } from './store-problem.ts'
import { revisionRow, rowOf, type StoredAttachment, type StoredRevision, type StoredRow } from './stored-row.ts'

/** A backup from which what is damaged can be taken whole: by hash, so that nothing else comes along. */
export type Healer = { readonly revisions: LoadedArchive['revisions']; readonly attachments: readonly StoredAttachment[] }

/** What was repaired, and what is lost, each named. */
export type Repaired = { readonly done: readonly Quarantined[]; readonly lost: readonly string[] }

/**
 * Repairs what a check found, in one strict transaction. First revisions and files, from the backup where it has them; then rows, which are
 * made again from their revisions. Everything that was damaged is kept in quarantine as it was found. Chains that fork or have gaps are left:
 * nothing here may write another machine's history.
 */
export async function repairNotebook(db: NotebookDb, damages: readonly Damage[], healer: Healer | null, context: StoreContext): Promise<Result<Repaired, StoreProblem>> {
  try {
    return ok(await db.transaction('rw', [db.revisions, db.meta, db.attachments, db.quarantine, ...db.allRows()], async () => {
      const done: Quarantined[] = []
      const lost: string[] = []
      for (const damage of damages) {
        if (damage.what === 'revision') {
          const outcome = await repairRevision(db, damage.key, healer, damage.record, lost)
          // Its number in the chain would otherwise be given a second time.
          if (outcome.outcome === 'taken out') await startNewChain(db, context, 'a damaged change was taken out of the chain before')
          done.push(quarantined(damage, outcome, context))
        } else if (damage.what === 'file') done.push(quarantined(damage, await repairFile(db, damage.key, healer, lost), context))
      }
      for (const damage of damages) if (damage.what === 'record') done.push(quarantined(damage, await repairRow(db, damage, context, lost), context))
      await db.quarantine.bulkAdd(done)
      return { done: done.map(({ row: _, ...rest }) => ({ ...rest, row: undefined })), lost }
    }))
  } catch (error) {
    return fail(problemOf(error, 'The repair'))
  }
}

function quarantined(damage: Damage, { outcome, row }: Outcome, context: StoreContext): Quarantined {
  return { id: context.newId(), foundAt: context.now(), what: damage.what, table: damage.table, key: damage.key, ...('record' in damage && damage.record !== undefined ? { record: damage.record } : {}), reason: damage.reason, row, outcome }
}

type Outcome = { readonly outcome: RepairOutcome; readonly row: unknown }

/** A row as the database gives it, or undefined where it cannot: reading must not stop the repair. */
async function readable<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read()
  } catch {
    return undefined
  }
}

async function repairRevision(db: NotebookDb, hash: string, healer: Healer | null, record: string | undefined, lost: string[]): Promise<Outcome> {
  const row: StoredRevision | undefined = await readable(() => db.revisions.get(hash))
  const whole = healer?.revisions.find((r) => r.envelope.hash === hash && r.body !== undefined)
  if (whole !== undefined) {
    await db.revisions.put(revisionRow(whole))
    return { outcome: 'healed', row }
  }
  const parsed = row === undefined ? undefined : parseRevision(row.revision)
  if (row !== undefined && parsed?.ok === true && parsed.value.envelope.hash === hash && envelopeHash(parsed.value.envelope) === hash) {
    await db.revisions.put({ ...row, revision: stubOf(parsed.value) })
    lost.push(`What change ${String(row.seq)} of the machine ${row.device.slice(0, 8)} did${record === undefined ? '' : ` to the record ${record}`} cannot be known any more. That it was made can.`)
    return { outcome: 'emptied', row }
  }
  await db.revisions.delete(hash)
  lost.push(`A change (${hash.slice(0, 12)}...)${record === undefined ? '' : ` of the record ${record}`} is lost: it can neither be read nor placed. Its chain now has a gap there.`)
  return { outcome: 'taken out', row }
}

async function repairFile(db: NotebookDb, sha256: string, healer: Healer | null, lost: string[]): Promise<Outcome> {
  const row: StoredAttachment | undefined = await readable(() => db.attachments.get(sha256))
  const whole = healer?.attachments.find((a) => a.sha256 === sha256)
  if (whole !== undefined) {
    await db.attachments.put(whole)
    return { outcome: 'healed', row: row === undefined ? undefined : { size: row.size, mediaType: row.mediaType } }
  }
  await db.attachments.delete(sha256)
  lost.push(`The bytes of the file ${sha256.slice(0, 16)}... are lost. The records that name it still do; a backup that has it brings it back.`)
  return { outcome: 'taken out', row: row === undefined ? undefined : { size: row.size, mediaType: row.mediaType } }
}

async function repairRow(db: NotebookDb, { table, key }: Damage, context: StoreContext, lost: string[]): Promise<Outcome> {
  if (!isRecordKind(table)) return { outcome: 'taken out', row: undefined }
  const row: StoredRow | undefined = await readable(() => db.rows(table).get(key))
  const history = await soundHistory(db, key)
  const made = rebuilt(history)
  if (made !== undefined) {
    await db.rows(table).delete(key)
    await db.rows(made.record.kind).put(rowOf(made.record, made.head))
    return { outcome: 'rebuilt', row }
  }
  const parsed = parseRecord(row?.record)
  if (history.length === 0 && parsed.ok && parsed.value.id === key && parsed.value.kind === table) {
    const [revision] = await appendRevisions(db, [{ meta: metaOf(context, context.newId(), 'found without its history'), change: { action: 'import', after: parsed.value } }])
    await db.rows(table).put(rowOf(parsed.value, revision?.envelope.hash ?? ''))
    return { outcome: 'adopted', row }
  }
  await db.rows(table).delete(key)
  lost.push(`${table.replaceAll('-', ' ')} ${row?.code ?? key}: nothing sound is left of it here. A backup may have it.`)
  return { outcome: 'taken out', row }
}

async function soundHistory(db: NotebookDb, id: string): Promise<readonly Revision[]> {
  const stored = (await readable(() => db.revisions.where('recordId').equals(id).toArray())) ?? []
  return stored.flatMap((r) => {
    const parsed = parseRevision(r.revision)
    return parsed.ok ? [parsed.value] : []
  })
}

/** What is in quarantine, the newest first. */
export async function listQuarantine(db: NotebookDb): Promise<readonly Quarantined[]> {
  return (await db.quarantine.toArray()).sort((a, b) => (a.foundAt < b.foundAt ? 1 : -1))
}
