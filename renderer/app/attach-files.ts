import type { AnyRecord } from '../../shared/records/record-kinds.ts'
import { parseRecord } from '../../shared/records/parse-record.ts'
import { fail, ok, type Result } from '../../shared/util/result.ts'
import { readAttachment, storeAttachment } from '../db/attachments.ts'
import type { NotebookDb } from '../db/notebook-db.ts'
import type { RecordEdit } from '../db/save-changeset.ts'
import type { Services } from './services.ts'

/** Lets the person choose files, stores them, and names them in the record, as one change. The error is empty when they cancelled. */
export async function attachFiles(services: Services, row: { readonly head: string; readonly record: AnyRecord }): Promise<Result<number>> {
  const files = await pickedFiles(services)
  if (!files.ok) return files
  const before = 'attachments' in row.record ? (row.record.attachments ?? {}) : {}
  const attachments: Record<string, { order: number }> = { ...before }
  for (const { record } of files.value) attachments[record.id] = { order: Object.keys(attachments).length + 1 }
  const record = parseRecord({ ...row.record, attachments })
  if (!record.ok) return fail('this kind of record carries no files')
  const saved = await services.save([...files.value, { record: record.value, base: row.head }])
  return saved.ok ? ok(files.value.length) : fail(saved.error.message)
}

/** Lets the person choose files and stores each as a file record of its own. The error is empty when they cancelled. */
export async function addFiles(services: Services, content?: 'scan of paper'): Promise<Result<readonly string[]>> {
  const edits = await pickedFiles(services, content)
  if (!edits.ok) return edits
  const saved = await services.save(edits.value)
  return saved.ok ? ok(edits.value.map((e) => e.record.id)) : fail(saved.error.message)
}

async function pickedFiles(services: Services, content?: 'scan of paper'): Promise<Result<readonly RecordEdit[]>> {
  const session = services.session.get()
  if (session === null) return fail('no notebook is open')
  const picked = await services.host.openFiles({ title: 'Add files', endings: [], several: true })
  if (!picked.ok) return fail(picked.error.kind === 'cancelled' ? '' : picked.error.message)
  const edits: RecordEdit[] = []
  for (const file of picked.value) {
    const stored = await storeAttachment(session.db, new Blob([(await file.read(0, file.size)).slice()], { type: file.mediaType }))
    if (!stored.ok) return fail(stored.error.message)
    edits.push({ base: null, record: { ...services.header('attachment'), sha256: stored.value.sha256, name: file.name.normalize('NFC'), mediaType: stored.value.mediaType, bytes: stored.value.size, ...(content === undefined ? {} : { content }) } })
  }
  return edits.length === 0 ? fail('') : ok(edits)
}

/** Bytes of a stored file, checked against their hash. */
export async function attachmentBlob(db: NotebookDb, sha256: string): Promise<Result<Blob>> {
  const read = await readAttachment(db, sha256)
  return read.ok ? ok(read.value.bytes) : fail(read.error.message)
}
