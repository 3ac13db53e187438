import type { ChainReport } from '../trust/verify-chain.ts'
import { startChainCheck } from '../trust/verify-chain.ts'
import { parseManifest, type Manifest } from '../trust/manifest.ts'
import { parseRevision } from '../trust/parse-revision.ts'
import type { Revision } from '../trust/revision.ts'
import { isRecordLike } from '../trust/record-like.ts'
import { fail, ok, type Result } from '../util/result.ts'
import { reason, type ArchiveReason } from './archive-reason.ts'
import { jsonLineDecoder } from './json-lines.ts'
import type { OpenArchive, OpenPart } from './open-archive-types.ts'
import { revisionsPath, recordsPath, sha256OfAttachmentPath } from './part-names.ts'
import { readDocument, readPart } from './read-part.ts'
import type { ArchiveProgress } from './write-archive.ts'

/** Receives one attachment. Nothing it was given may be kept unless `commit` is called. */
export type AttachmentReceiver = {
  write(chunk: Uint8Array): void | Promise<void>
  /** The content is whole and matches its hash. */
  commit(): void | Promise<void>
  /** It is not: forget it. */
  discard(): void | Promise<void>
}

/** Takes what an archive holds, as it is read. */
export type ArchiveReceiver<R> = {
  /** The only door for records: returns the record, or why it is refused. */
  readonly validate: (value: unknown) => Result<R, readonly string[]>
  readonly onRecord: (record: R) => void
  readonly onRevision?: (revision: Revision) => void
  /** Asked for each attachment; null leaves it unread (and unverified) where the receiver has it already. */
  readonly onAttachment?: (attachment: { readonly sha256: string; readonly size: number; readonly mediaType: string }) => AttachmentReceiver | null
  /** Every part with its reason, or null where it was found whole. What came from a part with a reason should not be kept. */
  readonly onPartEnd?: (path: string, why: ArchiveReason | null) => void
}

export type ReadOptions = { readonly onProgress?: (progress: ArchiveProgress) => void; readonly signal?: { readonly aborted: boolean } }

/** What was read, and everything that was wrong with it. */
export type ReadReport = {
  readonly records: number
  readonly revisions: number
  readonly attachments: number
  readonly bytes: number
  readonly manifest: Manifest | null
  readonly chain: ChainReport
  /** Everything refused, in order, up to the limit. Empty: every byte was verified (skipped attachments apart) and every record accepted. */
  readonly reasons: readonly ArchiveReason[]
  readonly reasonsNotKept: number
}

type Reading<R> = { readonly archive: OpenArchive; readonly receiver: ArchiveReceiver<R>; readonly options: ReadOptions; readonly refuse: (why: ArchiveReason) => void; readonly ids: Set<string>; readonly onRevision: (r: Revision) => void; records: number; attachments: number; manifest: Manifest | null }

/**
 * Reads and verifies all parts of an archive: hashes of parts, each record through `validate`, each revision and the chains, the
 * manifest. What is refused is reported with part and line, and the rest still comes.
 * @returns the report; or the reason if the reading was cancelled or the medium failed.
 */
export async function readArchive<R>(archive: OpenArchive, receiver: ArchiveReceiver<R>, options: ReadOptions = {}): Promise<Result<ReadReport, ArchiveReason>> {
  const kept: ArchiveReason[] = []
  let notKept = 0
  const refuse = (why: ArchiveReason): void => {
    if (kept.length < archive.limits.reasons) kept.push(why)
    else notKept++
  }
  archive.reasons.forEach(refuse)
  const chain = startChainCheck()
  let revisions = 0
  const onRevision = (revision: Revision): void => {
    revisions++
    chain.add(revision)
    receiver.onRevision?.(revision)
  }
  const reading: Reading<R> = { archive, receiver, options, refuse, ids: new Set(), onRevision, records: 0, attachments: 0, manifest: null }
  let parts = 0
  let bytes = 0
  for (const part of archive.parts) {
    if (options.signal?.aborted === true) return fail(reason('aborted', 'The reading was cancelled.'))
    const done = await readByRole(reading, part)
    if (!done.ok && (done.error.code === 'aborted' || done.error.code === 'read-failed')) return done
    if (!done.ok) refuse(done.error)
    receiver.onPartEnd?.(part.path, done.ok ? null : done.error)
    parts++
    bytes += part.size
    options.onProgress?.({ part: part.path, parts, bytes })
  }
  return ok({ records: reading.records, revisions, attachments: reading.attachments, bytes, manifest: reading.manifest, chain: chain.finish(), reasons: kept, reasonsNotKept: notKept })
}

async function readByRole<R>(reading: Reading<R>, part: OpenPart): Promise<Result<null, ArchiveReason>> {
  const { signal } = reading.options
  switch (part.role) {
    case 'records':
      return readLines(reading, part, (value, line) => {
        takeRecord(reading, part, value, line)
      })
    case 'revisions':
      return readLines(reading, part, (value, line) => {
        takeRevision(reading, part, value, line)
      })
    case 'attachment':
      return readAttachment(reading, part)
    case 'manifest':
      return readManifest(reading, part)
    case 'header':
    case 'crate':
    case 'file':
      return readPart(part, () => undefined, signal)
    default:
      reading.refuse(reason('unknown-role', `The part is of a kind ("${part.role.slice(0, 40)}") this version does not know. Its content was verified, but not taken over.`, { part: part.path }))
      return readPart(part, () => undefined, signal)
  }
}

async function readLines<R>(reading: Reading<R>, part: OpenPart, onValue: (value: unknown, line: number) => void): Promise<Result<null, ArchiveReason>> {
  const decoder = jsonLineDecoder(part.path, reading.archive.limits.lineBytes, { onValue, onRefused: reading.refuse })
  const done = await readPart(part, (chunk) => {
    decoder.push(chunk)
  }, reading.options.signal)
  if (done.ok) decoder.end()
  return done
}

function takeRecord<R>(reading: Reading<R>, part: OpenPart, value: unknown, line: number): void {
  const where = { part: part.path, line }
  const refuse = reading.refuse
  if (!isRecordLike(value)) {
    refuse(reason('record-refused', 'The line is not a record: kind or id is missing.', where))
    return
  }
  if (recordsPath(value.kind) !== part.path) {
    refuse(reason('wrong-kind', `A record of kind ${nameInMessage(value.kind)} does not belong into this part.`, where))
    return
  }
  if (reading.ids.has(value.id)) {
    refuse(reason('duplicate-record', `The record ${nameInMessage(value.id)} is in the file twice; the first was kept.`, where))
    return
  }
  const parsed = reading.receiver.validate(value)
  if (!parsed.ok) {
    refuse(reason('record-refused', parsed.error.join('; '), where))
    return
  }
  reading.ids.add(value.id)
  reading.records++
  reading.receiver.onRecord(parsed.value)
}

function takeRevision<R>(reading: Reading<R>, part: OpenPart, value: unknown, line: number): void {
  const where = { part: part.path, line }
  const parsed = parseRevision(value)
  if (!parsed.ok) reading.refuse(reason('revision-refused', `The line is not a revision: ${parsed.error}.`, where))
  else if (revisionsPath(parsed.value.envelope.device) !== part.path) reading.refuse(reason('wrong-device', `A revision of device ${parsed.value.envelope.device} does not belong into this part.`, where))
  else reading.onRevision(parsed.value)
}

async function readAttachment<R>(reading: Reading<R>, part: OpenPart): Promise<Result<null, ArchiveReason>> {
  const { path, size, mediaType } = part
  const sha256 = sha256OfAttachmentPath(path)
  if (sha256 === null || sha256 !== part.sha256) {
    return fail(reason('attachment-hash', 'The attachment is not what its name promises: it was already damaged when the file was written. It was not taken over.', { part: path }))
  }
  const receiver = reading.receiver.onAttachment === undefined ? undefined : reading.receiver.onAttachment({ sha256, size, mediaType })
  if (receiver === null) return ok(null)
  const done = await readPart(part, (chunk) => receiver?.write(chunk), reading.options.signal)
  if (done.ok) {
    reading.attachments++
    await receiver?.commit()
  } else await receiver?.discard()
  return done
}

async function readManifest<R>(reading: Reading<R>, part: OpenPart): Promise<Result<null, ArchiveReason>> {
  const text = await readDocument(part.member, Math.min(reading.archive.limits.documentBytes, part.size))
  if (!text.ok) return text
  if (text.value.sha256 !== part.sha256) return fail(reason('part-hash', 'The content of the part does not match its hash in the index: it was changed or damaged.', { part: part.path }))
  let value: unknown
  try {
    value = JSON.parse(text.value.text)
  } catch {
    value = undefined
  }
  const parsed = parseManifest(value)
  if (!parsed.ok) return fail(reason('bad-manifest', `The manifest cannot be relied on: ${parsed.error}.`, { part: part.path }))
  reading.manifest = parsed.value
  return ok(null)
}

function nameInMessage(name: string): string {
  return JSON.stringify(name.slice(0, 80))
}
