import { nameOf, type Notebook } from '../records/notebook.ts'
import type { PrintedChange } from '../reports/report-context.ts'
import type { Revision, RevisionBody } from '../trust/revision.ts'

/**
 * Changes of the records after their first entry, oldest first, in words; undefined when the file carries no revision bodies at all, so
 * that "no changes" is never said of a history that is not there.
 */
export function printedChanges(notebook: Notebook, revisions: readonly Revision[]): readonly PrintedChange[] | undefined {
  const bodies = revisions.flatMap((r) => (r.body === undefined ? [] : [r.body]))
  if (bodies.length === 0) return undefined
  return bodies
    .filter((b) => notebook.find(b.id) !== undefined && b.action !== 'create' && b.action !== 'import')
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .map((body) => {
      const record = notebook.find(body.id)
      const person = notebook.get('person', body.person)
      return { at: `${body.at} (${body.offset})`, person: person?.printedName ?? body.person, record: record === undefined ? body.id : `${record.kind} ${nameOf(record)}`, action: body.action, what: whatChanged(body), reason: body.reason ?? '' }
    })
}

/** Paths and values of a patch: what stood there before, and what stands there now. */
function whatChanged(body: RevisionBody): string {
  if (!('patch' in body)) return body.action === 'migrate' ? (body.migration ?? 'brought to a newer shape') : 'content erased; its hash stays'
  const before = new Map(body.patch.flatMap((op) => (op.op === 'test' ? [[op.path, op.value] as const] : [])))
  return body.patch
    .filter((op) => op.op !== 'test')
    .map((op) => {
      const old = before.has(op.path) ? short(before.get(op.path)) : 'nothing'
      return op.op === 'remove' ? `${op.path}: ${old} removed` : `${op.path}: ${old} → ${'value' in op ? short(op.value) : ''}`
    })
    .join('; ')
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? ''
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}
