import { fail, ok, type Result } from '../util/result.ts'
import { isSha256Hex } from '../util/sha256.ts'
import { recordHash } from './record-hash.ts'
import { taggedHash } from './tagged-hash.ts'
import type { RecordLike } from './record-like.ts'

/** One record as it stood. `revision`, where known, pins the revision that led there. */
export type ManifestEntry = { readonly kind: string; readonly id: string; readonly recordHash: string; readonly revision?: string }

/**
 * Everything a report or signature rests on: a root record and what it used, each by hash. `hash` is what is printed and signed.
 */
export type Manifest = {
  readonly root: { readonly kind: string; readonly id: string }
  /** By kind, then id, in the order of UTF-16 code units. */
  readonly entries: readonly ManifestEntry[]
  /** SHA-256 of the attachments used, ascending. */
  readonly attachments: readonly string[]
  readonly hash: string
}

/** What a manifest is made from; the order of records and attachments has no influence. */
export type ManifestInput = {
  readonly root: { readonly kind: string; readonly id: string }
  readonly records: Iterable<RecordLike>
  readonly attachments?: Iterable<string>
  /** Hash of the revision a record stands at, by record id. */
  readonly revisions?: ReadonlyMap<string, string>
}

/**
 * Makes the manifest of a set of records.
 * @returns the manifest, or a reason: the root is not among the records, one id with two contents, something that is not a SHA-256.
 */
export function buildManifest(input: ManifestInput): Result<Manifest, string> {
  const entries = new Map<string, ManifestEntry>()
  for (const record of input.records) {
    const { kind, id } = record
    const revision = input.revisions?.get(id)
    const entry = { kind, id, recordHash: recordHash(record), ...(revision === undefined ? {} : { revision }) }
    const other = entries.get(id)
    if (other !== undefined && (other.recordHash !== entry.recordHash || other.kind !== kind)) return fail(`two different records have the id ${id} (${other.kind}, ${kind})`)
    entries.set(id, entry)
  }
  const root = { kind: input.root.kind, id: input.root.id }
  if (entries.get(root.id)?.kind !== root.kind) return fail(`the ${root.kind} ${root.id} that the manifest is about is not among its records`)
  const attachments = [...new Set(input.attachments ?? [])].sort()
  const wrong = attachments.find((a) => !isSha256Hex(a))
  if (wrong !== undefined) return fail(`an attachment must be named by its SHA-256, found ${JSON.stringify(wrong)}`)
  const sorted = [...entries.values()].sort(byKindAndId)
  return ok({ root, entries: sorted, attachments, hash: manifestHash({ root, entries: sorted, attachments }) })
}

/** Hash of a manifest: SHA-256 over `stromabook/manifest/1`, line feed, canonical JSON of {attachments, entries, root}. */
export function manifestHash(manifest: Omit<Manifest, 'hash'>): string {
  const { root, entries, attachments } = manifest
  return taggedHash('stromabook/manifest/1', { root, entries, attachments })
}

/**
 * Reads a manifest from JSON of unknown origin, and checks that it is sorted and that its hash follows from its content.
 * @returns the manifest, or what is wrong.
 */
export function parseManifest(value: unknown): Result<Manifest, string> {
  if (!isManifestShape(value)) return fail('the manifest must hold root, entries, attachments and hash')
  const { root, entries, attachments, hash } = value
  if (!isAscending(entries, byKindAndId) || !isAscending(attachments, compareText)) return fail('the lists of the manifest are not in order, or name something twice')
  const manifest = {
    root: { kind: root.kind, id: root.id },
    entries: entries.map(({ kind, id, recordHash: h, revision }) => ({ kind, id, recordHash: h, ...(revision === undefined ? {} : { revision }) })),
    attachments,
  }
  if (manifestHash(manifest) !== hash) return fail('the hash of the manifest does not follow from its content: the list was altered')
  return ok({ ...manifest, hash })
}

/** What a manifest says differently from another made earlier. */
export type ManifestDifference = {
  readonly added: readonly ManifestEntry[]
  /** Same record, other content. */
  readonly changed: readonly { readonly before: ManifestEntry; readonly after: ManifestEntry }[]
  readonly removed: readonly ManifestEntry[]
  readonly attachmentsAdded: readonly string[]
  readonly attachmentsRemoved: readonly string[]
}

/**
 * What was added, changed or removed since an earlier manifest. A record with the same content that reached it by other revisions
 * counts as unchanged.
 */
export function compareManifests(before: Manifest, after: Manifest): ManifestDifference {
  const old = new Map(before.entries.map((e) => [e.id, e]))
  const now = new Map(after.entries.map((e) => [e.id, e]))
  const had = new Set(before.attachments)
  const has = new Set(after.attachments)
  return {
    added: after.entries.filter((e) => !old.has(e.id)),
    changed: after.entries.flatMap((e) => {
      const was = old.get(e.id)
      return was !== undefined && was.recordHash !== e.recordHash ? [{ before: was, after: e }] : []
    }),
    removed: before.entries.filter((e) => !now.has(e.id)),
    attachmentsAdded: after.attachments.filter((a) => !had.has(a)),
    attachmentsRemoved: before.attachments.filter((a) => !has.has(a)),
  }
}

function isManifestShape(v: unknown): v is Manifest {
  if (typeof v !== 'object' || v === null || !('root' in v) || !('entries' in v) || !('attachments' in v) || !('hash' in v)) return false
  return isKindAndId(v.root) && Array.isArray(v.entries) && v.entries.every(isEntry) && Array.isArray(v.attachments) && v.attachments.every(isSha256Hex) && isSha256Hex(v.hash)
}

function isEntry(v: unknown): v is ManifestEntry {
  return isKindAndId(v) && 'recordHash' in v && isSha256Hex(v.recordHash) && (!('revision' in v) || v.revision === undefined || isSha256Hex(v.revision))
}

function isKindAndId(v: unknown): v is { readonly kind: string; readonly id: string } {
  return typeof v === 'object' && v !== null && 'kind' in v && typeof v.kind === 'string' && 'id' in v && typeof v.id === 'string'
}

function isAscending<T>(list: readonly T[], compare: (a: T, b: T) => number): boolean {
  return list.every((item, i) => {
    const before = list[i - 1]
    return i === 0 || (before !== undefined && compare(before, item) < 0)
  })
}

function byKindAndId(a: ManifestEntry, b: ManifestEntry): number {
  return compareText(a.kind, b.kind) || compareText(a.id, b.id)
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
