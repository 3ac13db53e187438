import { recordKinds } from '../../shared/records/record-kinds.ts'
import { startChainCheck } from '../../shared/trust/verify-chain.ts'
import { fail, type Result } from '../../shared/util/result.ts'
import type { NotebookDb } from '../db/notebook-db.ts'
import { now } from './clock.ts'
import type { Services } from './services.ts'

const about = 'Made by Stromabook for those who look after the program. It holds counts, versions, sizes and the local log; no content of any record, no names of people, notebooks, files or folders. It is plain text: read it before you send it.'

/**
 * What helps to find a fault, as readable text: versions, storage, counts, the state of the chains, the local log. Nothing out of a record,
 * and nothing that names a person, a notebook, a file or a folder.
 */
export async function collectDiagnostics(services: Services): Promise<string> {
  const { host, registry, session } = services
  const open = session.get()
  const { facts, log } = await host.diagnostics()
  const notebook = open === null ? null : await countNotebook(open.db)
  return `${JSON.stringify({ about, madeAt: now(), version: host.facts.appVersion, host: host.facts.host, system: host.facts.system, facts, notebooksHere: await registry.notebooks.count(), openNotebook: notebook, log }, null, 2)}\n`
}

/** Saves it where the person says. @returns the name of the file; the error is empty when they cancelled. */
export async function saveDiagnostics(services: Services): Promise<Result<string>> {
  const text = await collectDiagnostics(services)
  const saved = await services.host.saveFile(`stromabook-diagnostics-${now().slice(0, 10)}.json`, 'application/json', new TextEncoder().encode(text))
  return saved.ok ? saved : fail(saved.error.kind === 'cancelled' ? '' : saved.error.message)
}

async function countNotebook(db: NotebookDb): Promise<unknown> {
  const records: Record<string, number> = {}
  for (const kind of recordKinds) {
    const count = await db.rows(kind).count()
    if (count > 0) records[kind] = count
  }
  let attachmentBytes = 0
  await db.attachments.each(({ size }) => { attachmentBytes += size })
  const check = startChainCheck()
  await db.revisions.each(({ revision }) => { check.add(revision) })
  const { devices, problems } = check.finish()
  const schema = await db.meta.get('recordSchema')
  const chainProblems: Record<string, number> = {}
  for (const { kind } of problems) chainProblems[kind] = (chainProblems[kind] ?? 0) + 1
  return {
    tablesVersion: db.verno, recordSchema: schema?.name === 'recordSchema' ? schema.value : null, records, drafts: await db.drafts.count(), revisions: await db.revisions.count(),
    attachments: await db.attachments.count(), attachmentBytes, chains: devices.map(({ firstSeq, lastSeq, revisions, redacted, withheld }) => ({ firstSeq, lastSeq, revisions, redacted, withheld })), chainProblems,
  }
}
