import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildManifest, compareManifests, parseManifest, type Manifest } from '../../../shared/trust/manifest.ts'
import type { RecordLike } from '../../../shared/trust/record-like.ts'

const root = { kind: 'batch', id: 'b1' }
const records: readonly RecordLike[] = [{ ...root, code: 'BM-1' }, { kind: 'plate', id: 'p2' }, { kind: 'plate', id: 'p1' }, { kind: 'assay', id: 'a1', n: 1 }]
const files = ['b'.repeat(64), 'a'.repeat(64)]

function manifest(list: readonly RecordLike[] = records, attachments: readonly string[] = files, revisions?: ReadonlyMap<string, string>): Manifest {
  const made = buildManifest({ root, records: list, attachments, ...(revisions === undefined ? {} : { revisions }) })
  if (!made.ok) throw new Error(made.error)
  return made.value
}

describe('manifest', () => {
  it('does not depend on the order of the input', () => {
    fc.assert(fc.property(fc.shuffledSubarray([...records], { minLength: 4 }), fc.shuffledSubarray([...files, ...files], { minLength: 4 }), (list, attachments) => {
      expect(manifest(list, attachments)).toEqual(manifest())
    }))
  })

  it('is sorted by kind and id', () => {
    expect(manifest().entries.map((e) => e.id)).toEqual(['a1', 'b1', 'p1', 'p2'])
    expect(manifest().attachments).toEqual(['a'.repeat(64), 'b'.repeat(64)])
  })

  it('changes its hash with every content, pinned revision, attachment and root', () => {
    const hashes = [
      manifest(), manifest(records.slice(0, 3)), manifest([...records, { kind: 'plate', id: 'p3' }]), manifest(records.map((r) => (r.id === 'p1' ? { ...r, x: 1 } : r))),
      manifest(records, files.slice(1)), manifest(records, files, new Map([['p1', 'c'.repeat(64)]])),
    ].map((m) => m.hash)
    const other = buildManifest({ root: { kind: 'assay', id: 'a1' }, records, attachments: files })
    expect(new Set([...hashes, other.ok ? other.value.hash : '']).size).toBe(7)
  })

  it('is refused without its root, with one id twice, or with an attachment that is no hash', () => {
    expect(buildManifest({ root, records: records.slice(1) })).toMatchObject({ ok: false, error: expect.stringContaining('not among its records') })
    expect(buildManifest({ root, records: [...records, { kind: 'plate', id: 'p1', x: 1 }] })).toMatchObject({ ok: false, error: expect.stringContaining('two different records') })
    expect(buildManifest({ root, records, attachments: ['x'] })).toMatchObject({ ok: false })
  })

  it('says what was added, changed and removed since', () => {
    const after = manifest([{ ...root, code: 'BM-2' }, { kind: 'plate', id: 'p2' }, { kind: 'plate', id: 'p9' }, { kind: 'assay', id: 'a1', n: 1 }], ['a'.repeat(64), 'c'.repeat(64)], new Map([['p2', 'c'.repeat(64)]]))
    const difference = compareManifests(manifest(), after)
    expect(difference.added.map((e) => e.id)).toEqual(['p9'])
    expect(difference.changed.map((c) => c.after.id)).toEqual(['b1'])
    expect(difference.removed.map((e) => e.id)).toEqual(['p1'])
    expect([difference.attachmentsAdded, difference.attachmentsRemoved]).toEqual([['c'.repeat(64)], ['b'.repeat(64)]])
    expect(compareManifests(manifest(), manifest())).toEqual({ added: [], changed: [], removed: [], attachmentsAdded: [], attachmentsRemoved: [] })
  })

  it('is read back, and refused once altered', () => {
    const good = manifest(records, files, new Map([['p1', 'c'.repeat(64)]]))
    expect(parseManifest(JSON.parse(JSON.stringify(good)))).toEqual({ ok: true, value: good })
    const altered: unknown[] = [null, { ...good, hash: 'd'.repeat(64) }, { ...good, entries: good.entries.slice(1) }, { ...good, entries: [...good.entries].reverse() },
      { ...good, entries: good.entries.map((e) => ({ ...e, recordHash: 'd'.repeat(64) })) }, { ...good, attachments: [] }, { ...good, root: { kind: 'assay', id: 'a1' } }, { ...good, entries: {} }]
    for (const value of altered) expect(parseManifest(value)).toMatchObject({ ok: false })
  })
})
