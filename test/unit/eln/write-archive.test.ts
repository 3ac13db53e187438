import { describe, expect, it } from 'vitest'
import { attachmentPart, manifestPart, recordParts, recordsPart, revisionParts, type ArchivePart } from '../../../shared/eln/archive-part.ts'
import { bytesSource } from '../../../shared/eln/byte-source.ts'
import { openArchive } from '../../../shared/eln/open-archive.ts'
import { readArchive } from '../../../shared/eln/read-archive.ts'
import { readDocument } from '../../../shared/eln/read-part.ts'
import { rootFolderName } from '../../../shared/eln/part-names.ts'
import { writeArchive } from '../../../shared/eln/write-archive.ts'
import { buildManifest } from '../../../shared/trust/manifest.ts'
import { fail, ok } from '../../../shared/util/result.ts'
import { sha256Hex } from '../../../shared/util/sha256.ts'
import { facts, memorySink, pack, unpack } from '../../helpers/archive-in-memory.ts'
import { deviceA, historyOf } from '../../helpers/record-history.ts'

const record = { kind: 'batch', id: 'b1' }
const blob = new TextEncoder().encode('picture')
const picture = (): ArchivePart => attachmentPart({ sha256: sha256Hex(blob), size: blob.length, mediaType: 'image/png' }, [blob])

async function crateOf(bytes: Uint8Array): Promise<{ '@context': unknown; '@graph': Record<string, unknown>[] }> {
  const archive = await openArchive(bytesSource(bytes))
  if (!archive.ok) throw new Error(archive.error.message)
  const part = archive.value.parts.find((p) => p.path === 'ro-crate-metadata.json')
  if (part === undefined) throw new Error('no crate')
  const text = await readDocument(part.member, 1e6)
  return JSON.parse(text.ok ? text.value.text : '') as { '@context': unknown; '@graph': Record<string, unknown>[] }
}

describe('writeArchive', () => {
  it('gives the same bytes for the same content', async () => {
    const first = await pack([...recordParts([record]), picture()])
    const second = await pack([...recordParts([{ id: 'b1', kind: 'batch' }]), picture()])
    expect(sha256Hex(first.bytes)).toBe(sha256Hex(second.bytes))
    expect(first.written).toMatchObject({ parts: 4, warnings: [] })
  })

  it('writes an empty notebook', async () => {
    const read = await unpack((await pack([])).bytes)
    expect(read).toMatchObject({ ok: true, value: { report: { records: 0, reasons: [] }, archive: { header: { profile: 'backup', formatVersion: 1 } } } })
  })

  it('writes data-only archives: records, manifest, stubs, no attachments', async () => {
    const history = historyOf()
    const revision = history.add(deviceA, { action: 'create', after: record })
    const manifest = buildManifest({ root: record, records: [record], attachments: [sha256Hex(blob)], revisions: new Map([['b1', revision.envelope.hash]]) })
    if (!manifest.ok) throw new Error(manifest.error)
    const read = await unpack((await pack([...recordParts([record]), ...revisionParts([{ envelope: revision.envelope }]), manifestPart(manifest.value)], { facts: { profile: 'data-only' } })).bytes)
    if (!read.ok) throw new Error(read.error.message)
    expect(read.value.report).toMatchObject({ manifest: manifest.value, reasons: [], chain: { problems: [], devices: [{ withheld: 1 }] } })
  })

  it('reports a stored attachment that is damaged, writes it all the same, and the reader does not take it over', async () => {
    const damaged = attachmentPart({ sha256: 'a'.repeat(64), size: blob.length, mediaType: 'image/png' }, [blob])
    const { bytes, written } = await pack([damaged, picture()])
    expect(written.warnings).toMatchObject([{ code: 'attachment-hash', part: damaged.path }])
    const read = await unpack(bytes)
    expect(read.ok && [[...read.value.attachments.keys()], read.value.report.reasons.map((r) => r.code)]).toEqual([[sha256Hex(blob)], ['attachment-hash']])
  })

  it('ends with a reason where sink or source fails, and where it is cancelled', async () => {
    let room = 1
    const full = { write: () => { if (room-- <= 0) throw new Error('disk full') } }
    const large = new Uint8Array(600_000)
    expect(await writeArchive(full, facts, [attachmentPart({ sha256: sha256Hex(large), size: large.length, mediaType: 'image/png' }, [large]), ...recordParts([record])])).toMatchObject({ ok: false, error: { code: 'write-failed', message: expect.stringContaining('disk full') } })
    function* broken(): Generator<Uint8Array> {
      yield blob
      throw new Error('row is gone')
    }
    expect(await writeArchive(memorySink(), facts, [{ ...picture(), chunks: broken() }])).toMatchObject({ ok: false, error: { code: 'source-failed', part: picture().path, message: expect.stringContaining('row is gone') } })
    const unstorable = recordsPart('batch', [{ ...record, n: NaN }])
    expect(await writeArchive(memorySink(), facts, [unstorable])).toMatchObject({ ok: false, error: { code: 'source-failed', part: 'records/batch.jsonl' } })
    const signal = { aborted: false }
    const written = await writeArchive(memorySink(), facts, [picture(), ...recordParts([record])], { signal, onProgress: ({ parts }) => { signal.aborted = parts === 2 } })
    expect(written).toMatchObject({ ok: false, error: { code: 'aborted' } })
  })

  it('refuses parts and facts that would give an archive nobody can read', async () => {
    const part = { role: 'file', mediaType: 'x', chunks: [blob] } as const
    for (const path of ['../x', '/x', 'a b', 'ä', 'a/./b', '.hidden', 'x.', 'nul.txt', '']) expect(await writeArchive(memorySink(), facts, [{ ...part, path }])).toMatchObject({ ok: false, error: { code: 'bad-part' } })
    for (const path of ['stromabook.json', 'PARTS.jsonl']) expect(await writeArchive(memorySink(), facts, [{ ...part, path }])).toMatchObject({ ok: false, error: { code: 'bad-part' } })
    expect(await writeArchive(memorySink(), facts, [picture(), picture()])).toMatchObject({ ok: false, error: { code: 'bad-part' } })
    for (const wrong of [{ createdAt: '2026-03-01T09:15:00' }, { license: '' }, { rootFolder: '../x' }, { title: ' ' }]) expect(await writeArchive(memorySink(), { ...facts, ...wrong }, [])).toMatchObject({ ok: false, error: { code: 'bad-header' } })
  })

  it('makes a folder name of any file name', () => {
    expect(['Müller lab (2026).eln', '../..', 'con', '', '細胞', 'a'.repeat(300)].map(rootFolderName)).toEqual(['Mu-ller-lab-2026', 'notebook', 'notebook', 'notebook', 'notebook', 'a'.repeat(100)])
  })
})

describe('readArchive', () => {
  it('skips attachments that are there already, can be cancelled, and passes refusals of the record door on', async () => {
    const { bytes } = await pack([...recordParts([record, { kind: 'batch', id: 'b2' }]), picture()])
    const archive = await openArchive(bytesSource(bytes))
    if (!archive.ok) throw new Error(archive.error.message)
    const seen: unknown[] = []
    const validate = (v: unknown) => ((v as { id: string }).id === 'b1' ? fail(['code is missing', 'species is unknown']) : ok(v))
    const report = await readArchive(archive.value, { validate, onRecord: (r) => { seen.push(r) }, onAttachment: () => null })
    expect(report).toMatchObject({ ok: true, value: { records: 1, attachments: 0, reasons: [{ code: 'record-refused', line: 1, message: 'code is missing; species is unknown' }] } })
    expect(seen).toEqual([{ kind: 'batch', id: 'b2' }])
    expect(await readArchive(archive.value, { validate: ok, onRecord: () => undefined }, { signal: { aborted: true } })).toMatchObject({ ok: false, error: { code: 'aborted' } })
  })
})

// The MUST rules of the .eln specification and of RO-Crate 1.1 as the consortium's checks apply them.
describe('RO-Crate metadata', async () => {
  const { bytes } = await pack([...recordParts([record, { kind: 'plate', id: 'p' }]), picture()])
  const crate = await crateOf(bytes)
  const nodes = new Map(crate['@graph'].map((n) => [n['@id'], n]))
  const root = nodes.get('./') ?? {}

  it('has the 1.1 context with a term for sha256', () => {
    expect(crate['@context']).toEqual(['https://w3id.org/ro/crate/1.1/context', { sha256: 'https://schema.org/sha256' }])
  })

  it('has descriptor, root and publisher with what importers demand', () => {
    expect(crate['@graph'][0]).toMatchObject({ '@id': 'ro-crate-metadata.json', '@type': 'CreativeWork', about: { '@id': './' }, conformsTo: { '@id': 'https://w3id.org/ro/crate/1.1' }, version: '1.1' })
    expect(root).toMatchObject({ '@type': 'Dataset', name: facts.title, description: facts.description, license: facts.license, datePublished: facts.createdAt, version: '107', keywords: expect.any(String) })
    expect(nodes.get((crate['@graph'][0]?.['sdPublisher'] as Record<string, unknown>)['@id'])).toMatchObject({ '@type': 'Organization', name: 'Stromabook', areaServed: expect.any(String) })
  })

  it('is flattened, with every node once, and lists every file that is really there', async () => {
    expect(nodes.size).toBe(crate['@graph'].length)
    const listed = (root['hasPart'] as { '@id': string }[]).map((p) => p['@id'])
    const archive = await openArchive(bytesSource(bytes))
    if (!archive.ok) throw new Error(archive.error.message)
    const present = archive.value.parts.filter((p) => p.role !== 'attachment' && p.role !== 'crate')
    expect(listed.sort()).toEqual([...present.map((p) => p.path), 'parts.jsonl'].sort())
    for (const { path, size, sha256 } of present) expect(nodes.get(path)).toMatchObject({ '@type': 'File', name: expect.any(String), contentSize: String(size), sha256 })
    for (const node of crate['@graph']) {
      for (const value of Object.values(node).flat()) if (typeof value === 'object') expect(Object.keys(value as object)).toEqual(['@id'])
    }
  })
})
