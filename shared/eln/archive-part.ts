import { canonicalJson } from '../util/canonical-json.ts'
import type { Manifest } from '../trust/manifest.ts'
import type { RecordLike } from '../trust/record-like.ts'
import type { Revision } from '../trust/revision.ts'
import { encodeJsonLines } from './json-lines.ts'
import { attachmentPath, MANIFEST_PATH, recordsPath, revisionsPath } from './part-names.ts'
import type { PartRole } from './part-index.ts'

type Several<T> = Iterable<T> | AsyncIterable<T>

/** A part to be written. Chunks are asked for once, one at a time, when the part's turn comes. */
export type ArchivePart = {
  /** Inside the root folder. */
  readonly path: string
  readonly role: Exclude<PartRole, 'header' | 'crate'>
  readonly mediaType: string
  /** Size in bytes where it is known beforehand. */
  readonly size?: number
  readonly chunks: Several<Uint8Array>
}

const JSONL = 'application/jsonl'

/** All records of one kind, one per line. The order is kept; by id is a good one, since then equal notebooks give equal files. */
export function recordsPart(kind: string, records: Several<RecordLike>): ArchivePart {
  return { path: recordsPath(kind), role: 'records', mediaType: JSONL, chunks: encodeJsonLines(records) }
}

/** Records already at hand as one part per kind, sorted by kind and id. */
export function recordParts(records: Iterable<RecordLike>): readonly ArchivePart[] {
  const byKind = new Map<string, RecordLike[]>()
  for (const r of records) {
    const list = byKind.get(r.kind)
    if (list === undefined) byKind.set(r.kind, [r])
    else list.push(r)
  }
  return [...byKind.keys()].sort().map((kind) => recordsPart(kind, (byKind.get(kind) ?? []).sort((a, b) => (a.id < b.id ? -1 : 1))))
}

/** Revisions of one device in the order of `seq`; stubs where the body is withheld. */
export function revisionsPart(device: string, revisions: Several<Revision>): ArchivePart {
  return { path: revisionsPath(device), role: 'revisions', mediaType: JSONL, chunks: encodeJsonLines(revisions) }
}

/** Revisions already at hand as one part per device, sorted. */
export function revisionParts(revisions: Iterable<Revision>): readonly ArchivePart[] {
  const byDevice = new Map<string, Revision[]>()
  for (const r of revisions) {
    const list = byDevice.get(r.envelope.device)
    if (list === undefined) byDevice.set(r.envelope.device, [r])
    else list.push(r)
  }
  return [...byDevice.keys()].sort().map((device) => revisionsPart(device, (byDevice.get(device) ?? []).sort((a, b) => a.envelope.seq - b.envelope.seq)))
}

/** An attachment under the SHA-256 of its bytes. The writer counts the hash again, and reports a stored file that has been damaged. */
export function attachmentPart(attachment: { readonly sha256: string; readonly size: number; readonly mediaType: string }, chunks: Several<Uint8Array>): ArchivePart {
  const { sha256, size, mediaType } = attachment
  return { path: attachmentPath(sha256), role: 'attachment', mediaType, size, chunks }
}

/** The manifest of what a report used. */
export function manifestPart(manifest: Manifest): ArchivePart {
  const bytes = new TextEncoder().encode(canonicalJson(manifest))
  return { path: MANIFEST_PATH, role: 'manifest', mediaType: 'application/json', size: bytes.length, chunks: [bytes] }
}
