import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attachmentPart, recordParts, revisionParts } from '../../../shared/eln/archive-part.ts'
import { nextPosition } from '../../../shared/trust/envelope.ts'
import { makeRevision } from '../../../shared/trust/make-revision.ts'
import type { RecordLike } from '../../../shared/trust/record-like.ts'
import type { Revision } from '../../../shared/trust/revision.ts'
import { canonicalJson } from '../../../shared/util/canonical-json.ts'
import { sha256Hex } from '../../../shared/util/sha256.ts'
import { pack, unpack } from '../../helpers/archive-in-memory.ts'

const device = '0192f0c0-0000-7000-8000-00000000000d'
const meta = { schema: 1, person: 'Ada', changeset: '0192f0c0-0000-7000-8000-00000000000c', at: '2026-03-01T08:15:00.000Z', offset: '+01:00' }

// Any text that has a UTF-8 form, in keys too; `__proto__` is refused by design.
const text = fc.string({ unit: 'grapheme' })
const key = text.filter((k) => k !== '__proto__')
const number = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), fc.constantFrom(-0, 5e-324, 1.7976931348623157e308, 9007199254740993, 1e21, 1e-7, 0.1 + 0.2))
const { value: json } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, fc.constant(null), fc.boolean(), number, text, fc.array(tie('value'), { maxLength: 4 }), fc.dictionary(key, tie('value'), { maxKeys: 4 })),
}))
const record = fc.tuple(fc.constantFrom('batch', 'passage', 'scoring-session'), fc.uuid(), fc.dictionary(key, json, { maxKeys: 5 }))
  .map(([kind, id, fields]): RecordLike => ({ ...fields, kind, id }))
const records = fc.uniqueArray(record, { selector: (r) => r.id, maxLength: 12 })
const files = fc.uniqueArray(fc.uint8Array({ maxLength: 3000 }), { selector: (b) => sha256Hex(b), maxLength: 5 })

const byId = (a: RecordLike, b: RecordLike): number => (a.kind + a.id < b.kind + b.id ? -1 : 1)

function chainOf(list: readonly RecordLike[]): Revision[] {
  const revisions: Revision[] = []
  for (const after of list) {
    const made = makeRevision(nextPosition(device, revisions.at(-1)?.envelope ?? null), meta, { action: 'create', after })
    if (!made.ok) throw new Error(made.error)
    revisions.push(made.value)
  }
  return revisions
}

describe('archive, written and read', () => {
  it('gives back every record, revision and attachment', async () => {
    await fc.assert(fc.asyncProperty(records, files, async (list, blobs) => {
      const revisions = chainOf(list)
      const parts = [...recordParts(list), ...revisionParts(revisions), ...blobs.map((b) => attachmentPart({ sha256: sha256Hex(b), size: b.length, mediaType: 'application/octet-stream' }, [b]))]
      const { bytes, written } = await pack(parts)
      const read = await unpack(bytes)
      if (!read.ok) throw new Error(read.error.message)
      expect(read.value.report.reasons).toEqual([])
      expect(read.value.report.chain.problems).toEqual([])
      expect(read.value.archive.archiveHash).toBe(written.archiveHash)
      // As canonical text: minus zero has none of its own, and a field named "constructor" confuses comparisons of objects.
      expect(read.value.records.map(canonicalJson)).toEqual([...list].sort(byId).map(canonicalJson))
      expect(read.value.revisions.map(canonicalJson)).toEqual(revisions.map(canonicalJson))
      expect(read.value.attachments).toEqual(new Map(blobs.map((b) => [sha256Hex(b), b])))
    }), { numRuns: 60 })
  })
})
