import type { AnyRecord } from '../../shared/records/record-kinds.ts'
import { parseRecord } from '../../shared/records/parse-record.ts'
import { fail, ok, type Result } from '../../shared/util/result.ts'
import { readAttachment, storeAttachment } from '../db/attachments.ts'
import type { NotebookDb } from '../db/notebook-db.ts'
import type { RecordEdit } from '../db/save-changeset.ts'
import type { Services } from './services.ts'

/** Lets the person choose files, stores them, and names them in the record, as one change. The error is empty when they cancelled. */
export async function attachFiles(services: Services, row: { readonly head: string; readonly record: AnyRecord }): Promise<Result<number>> {
  const session = services.session.get()
  if (session === null) return fail('no notebook is open')
  const picked = await services.host.openFiles({ title: 'Add files', endings: [], several: true })
  if (!picked.ok) return fail(picked.error.kind === 'cancelled' ? '' : picked.error.message)
  const edits: RecordEdit[] = []
  const before = 'attachments' in row.record ? (row.record.attachments ?? {}) : {}
  const attachments: Record<string, { order: number }> = { ...before }
  for (const file of picked.value) {
    const stored = await storeAttachment(session.db, new Blob([(await file.read(0, file.size)).slice()], { type: file.mediaType }))
    if (!stored.ok) return fail(stored.error.message)
    const header = services.header('attachment')
    edits.push({ base: null, record: { ...header, sha256: stored.value.sha256, name: file.name.normalize('NFC'), mediaType: stored.value.mediaType, bytes: stored.value.size } })
    attachments[header.id] = { order: Object.keys(attachments).length + 1 }
  }
  if (edits.length === 0) return fail('')
  const record = parseRecord({ ...row.record, attachments })
  if (!record.ok) return fail('this kind of record carries no files')
  const saved = await services.save([...edits, { record: record.value, base: row.head }])
  return saved.ok ? ok(edits.length) : fail(saved.error.message)
}

/** Bytes of a stored file, checked against their hash. */
export async function attachmentBlob(db: NotebookDb, sha256: string): Promise<Result<Blob>> {
  const read = await readAttachment(db, sha256)
  return read.ok ? ok(read.value.bytes) : fail(read.error.message)
}
