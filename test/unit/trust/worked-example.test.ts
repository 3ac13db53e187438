import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { indexLines, parsePartIndex, type IndexEntry } from '../../../shared/eln/part-index.ts'
import { nextPosition } from '../../../shared/trust/envelope.ts'
import { makeRevision } from '../../../shared/trust/make-revision.ts'
import { buildManifest, parseManifest } from '../../../shared/trust/manifest.ts'
import { parseRevision } from '../../../shared/trust/parse-revision.ts'
import { recordHash } from '../../../shared/trust/record-hash.ts'
import { replayRecord } from '../../../shared/trust/replay-record.ts'
import { verifyChain } from '../../../shared/trust/verify-chain.ts'
import type { RecordLike } from '../../../shared/trust/record-like.ts'
import { bodyHash, type Revision } from '../../../shared/trust/revision.ts'
import { canonicalJson } from '../../../shared/util/canonical-json.ts'
import { sha256Hex } from '../../../shared/util/sha256.ts'

type Example = { readonly records: readonly [RecordLike, RecordLike]; readonly recordCanonical: string; readonly revisions: readonly [Revision, Revision]; readonly envelopeInput: string; readonly attachment: string; readonly manifest: { readonly hash: string }; readonly indexText: string }
const example = JSON.parse(readFileSync(new URL('../../fixtures/trust/worked-example.json', import.meta.url), 'utf8')) as Example
const doc = readFileSync(new URL('../../../docs/file-format.md', import.meta.url), 'utf8')
const [first, second] = example.records
const [one, two] = example.revisions

// The values come from test/fixtures/trust/make-worked-example.py, which shares no code with this project.
describe('worked example of the file format', () => {
  it('comes out of makeRevision exactly', () => {
    const { schema, person, changeset, at, offset } = one.body ?? two.body ?? expect.fail('no body')
    const made = makeRevision(nextPosition(one.envelope.device, null), { schema, person, changeset, at, offset }, { action: 'create', after: first })
    expect(made).toEqual({ ok: true, value: one })
    const later = two.body ?? expect.fail('no body')
    const next = makeRevision(nextPosition(one.envelope.device, one.envelope), { schema, person, changeset: later.changeset, at: later.at, offset, reason: 'Passage 3 was harvested' },
      { action: 'change', from: { record: first, revision: one.envelope.hash }, after: second })
    expect(next).toEqual({ ok: true, value: two })
  })

  it('verifies, replays and is read', () => {
    expect(verifyChain([two, one]).problems).toEqual([])
    expect(replayRecord([two, one])).toMatchObject({ record: second, problems: [], heads: [two.envelope.hash] })
    for (const r of [one, two]) expect(parseRevision(r)).toEqual({ ok: true, value: r })
    expect(sha256Hex(example.envelopeInput)).toBe(two.envelope.hash)
    expect(canonicalJson(first)).toBe(example.recordCanonical)
  })

  it('gives the same manifest and index', () => {
    const manifest = buildManifest({ root: second, records: [second], attachments: [sha256Hex(example.attachment)], revisions: new Map([[second.id, two.envelope.hash]]) })
    expect(manifest).toEqual({ ok: true, value: example.manifest })
    expect(parseManifest(example.manifest)).toEqual(manifest)
    const index = parsePartIndex(example.indexText)
    const entries: readonly IndexEntry[] = index.ok ? index.value.entries : []
    expect([...indexLines(entries)].join('')).toBe(example.indexText)
  })

  it('stands in the document as it is', () => {
    // Indented lines of the document, joined where one line of JSON was broken.
    const joined = doc.split('\n').filter((l) => l.startsWith('    ')).map((l) => l.slice(4)).join('')
    const bodies = [one.body, two.body].map((b) => canonicalJson(b))
    const { hash, ...content } = example.manifest
    for (const text of [example.recordCanonical, ...bodies, canonicalJson(content), ...example.indexText.trim().split('\n'), ...example.envelopeInput.split('\n')]) expect(joined).toContain(text)
    for (const h of [recordHash(first), recordHash(second), ...[one, two].flatMap((r) => [r.envelope.bodyHash, r.envelope.hash, bodyHash(r.body ?? expect.fail('no body'))]), hash]) expect(doc).toContain(h)
  })
})
