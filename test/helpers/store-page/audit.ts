import { verifyBackup } from '../../../renderer/app/backup-service.ts'
import { canonicalJson } from '../../../shared/util/canonical-json.ts'
import { sha256Hex } from '../../../shared/util/sha256.ts'
import { recordKinds } from '../../../shared/records/record-kinds.ts'
import { replayRecord } from '../../../shared/trust/replay-record.ts'
import { verifyChain } from '../../../shared/trust/verify-chain.ts'
import { importedAtOnce } from './mixed-work.ts'
import { pageHost, pageNotebook, worker } from './page-notebook.ts'

/** What is there, and everything that does not fit together. `dropped`: backups that were found whole and removed to keep the folder small. */
export type Audit = { readonly revisions: readonly string[]; readonly files: readonly string[]; readonly backups: readonly string[]; readonly dropped: readonly string[]; readonly wrong: readonly string[] }

/** Everything that must hold after a crash: chains, rows that follow from them, whole changesets, whole files, whole backups. */
export async function audit(): Promise<Audit> {
  const db = await pageNotebook()
  const stored = await db.revisions.toArray()
  const revisions = stored.map((r) => r.revision)
  const wrong = verifyChain(revisions).problems.map((p) => p.message)
  const rows = new Map((await Promise.all(recordKinds.map((kind) => db.rows(kind).toArray()))).flat().map((r) => [r.id, r]))
  const byRecord = grouped(revisions.filter((r) => r.body !== undefined), (r) => r.body?.id ?? '')
  for (const [id, of] of byRecord) {
    const replay = replayRecord(of)
    const row = rows.get(id)
    if (replay.record === null && row === undefined) continue
    if (row === undefined || row.head !== replay.heads[0] || canonicalJson(row.record) !== canonicalJson(replay.record)) wrong.push(`${id} is not what its revisions give`)
  }
  for (const id of rows.keys()) if (!byRecord.has(id)) wrong.push(`${id} has no revision`)
  const imports = grouped(stored.filter((r) => r.revision.body?.action === 'import' || (r.revision.body === undefined && r.changeset !== undefined)), (r) => r.changeset ?? '')
  for (const [changeset, of] of imports) if (of.some((r) => r.revision.body?.action === 'import') && of.length !== importedAtOnce) wrong.push(`the import ${changeset} is there by ${String(of.length)} of ${String(importedAtOnce)}`)
  const files = await db.attachments.toArray()
  for (const f of files) if (sha256Hex(new Uint8Array(await f.bytes.arrayBuffer())) !== f.sha256) wrong.push(`the file ${f.sha256} is not what was stored`)
  db.close()
  const { backups, dropped, damaged } = await auditBackups()
  return { revisions: stored.map((r) => r.hash), files: files.map((f) => f.sha256), backups, dropped, wrong: [...wrong, ...damaged] }
}

async function auditBackups(): Promise<{ readonly backups: readonly string[]; readonly dropped: readonly string[]; readonly damaged: readonly string[] }> {
  const host = await pageHost()
  const listed = await host.backups.list()
  if (!listed.ok) return { backups: [], dropped: [], damaged: [listed.error.message] }
  const names = listed.value.map((f) => f.name).sort()
  const damaged: string[] = []
  for (const name of names) {
    const whole = await verifyBackup(host, worker, name)
    if (!whole.ok) damaged.push(whole.error)
  }
  const dropped = names.slice(0, -2)
  for (const name of dropped) await host.backups.remove(name)
  return { backups: names, dropped, damaged }
}

function grouped<T>(items: readonly T[], by: (item: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(by(item))
    if (group === undefined) groups.set(by(item), [item])
    else group.push(item)
  }
  return groups
}
