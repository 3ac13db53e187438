import { describe, expect, it } from 'vitest'
import { bytesSource } from '../../../shared/eln/byte-source.ts'
import { openArchive } from '../../../shared/eln/open-archive.ts'
import { attachmentPart, recordParts } from '../../../shared/eln/archive-part.ts'
import { indexLines } from '../../../shared/eln/part-index.ts'
import type { ArchiveLimits } from '../../../shared/eln/archive-limits.ts'
import { headerOf } from '../../../shared/eln/write-archive.ts'
import { canonicalJson } from '../../../shared/util/canonical-json.ts'
import { sha256Hex } from '../../../shared/util/sha256.ts'
import { facts, pack, unpack } from '../../helpers/archive-in-memory.ts'
import { directoryEntryAt, patched, rawZip, type RawMember } from '../../helpers/raw-zip.ts'

const blob = new TextEncoder().encode('time,cells\n0,1000\n')
const blobHash = sha256Hex(blob)
const good = await pack([...recordParts([{ kind: 'batch', id: 'b1', note: 'é' }, { kind: 'plate', id: 'p1' }]), attachmentPart({ sha256: blobHash, size: blob.length, mediaType: 'image/png' }, [blob])])
const header = canonicalJson(headerOf(facts))

async function codeOf(bytes: Uint8Array, limits: Partial<ArchiveLimits> = {}): Promise<string> {
  const opened = await openArchive(bytesSource(bytes), limits)
  if (opened.ok) return 'opened'
  expect(opened.error.message.length).toBeGreaterThan(20)
  return opened.error.code
}

/** Codes of all reasons of an archive that opens, or the one why it does not. */
async function reasonsOf(bytes: Uint8Array, limits: Partial<ArchiveLimits> = {}): Promise<string[]> {
  const read = await unpack(bytes, limits)
  return read.ok ? read.value.report.reasons.map((r) => `${r.code} ${r.part ?? ''}${r.line === undefined ? '' : `:${r.line}`}`) : [read.error.code]
}

/** A well-formed archive of hand-made parts. */
async function archiveOf(parts: readonly { readonly path: string; readonly role: string; readonly content: string | Uint8Array }[]): Promise<Uint8Array> {
  const all = [{ path: 'stromabook.json', role: 'header', content: header }, ...parts].map((p) => ({ ...p, content: typeof p.content === 'string' ? new TextEncoder().encode(p.content) : p.content }))
  const index = [...indexLines(all.map(({ path, role, content }) => ({ path, role, mediaType: 'x', size: content.length, sha256: sha256Hex(content) })))].join('')
  return rawZip([...all.map(({ path, content }): RawMember => ({ name: `r/${path}`, content })), { name: 'r/parts.jsonl', content: index }])
}

describe('openArchive refuses', () => {
  it('what is no archive, and says what it is', async () => {
    expect(await codeOf(new Uint8Array(0))).toBe('empty-file')
    expect(await codeOf(new TextEncoder().encode('%PDF-1.7 ...'))).toBe('not-a-zip')
    expect(await codeOf(new TextEncoder().encode('hello'))).toBe('not-a-zip')
    expect(await codeOf(new TextEncoder().encode('PK'))).toBe('truncated')
    expect(await codeOf(await rawZip([{ name: 'scinote.xml', content: '<x/>' }, { name: 'scinote.xsd', content: '<x/>' }]))).toBe('scinote-file')
    expect(await codeOf(await rawZip([{ name: 'a.txt', content: 'x' }]))).toBe('not-a-notebook-file')
    expect(await codeOf(await rawZip([{ name: 'a/b.txt', content: 'x' }]))).toBe('not-a-notebook-file')
    expect(await codeOf(await rawZip([]))).toBe('not-a-notebook-file')
    const other = await openArchive(bytesSource(await rawZip([{ name: 'x/ro-crate-metadata.json', content: '{"@graph":[{"@id":"#p","@type":"Organization","name":"eLabFTW"}]}' }])))
    expect(other).toMatchObject({ ok: false, error: { code: 'other-eln', message: expect.stringContaining('eLabFTW') } })
  })

  it('a newer version, whatever else it holds', async () => {
    const newer = await rawZip([{ name: 'r/stromabook.json', content: '{"format":"stromabook-notebook-file","formatVersion":2,"app":{"version":"9.1"}}' }, { name: 'r/new.bin', content: 'x' }])
    expect(await openArchive(bytesSource(newer))).toMatchObject({ ok: false, error: { code: 'newer-version', message: expect.stringMatching(/9\.1.*Update Stromabook/) } })
  })

  it('a header that is not one, or was exchanged', async () => {
    const bad = ['', '[]', '{"format":"x"}', '{"format":"stromabook-notebook-file"}', '{"format":"stromabook-notebook-file","formatVersion":1}', header.replace('+01:00', '')]
    for (const content of bad) expect(await codeOf(await rawZip([{ name: 'r/stromabook.json', content }]))).toBe('bad-header')
    const index = [...indexLines([{ path: 'stromabook.json', role: 'header', mediaType: 'x', size: 1, sha256: 'a'.repeat(64) }])].join('')
    expect(await codeOf(await rawZip([{ name: 'r/stromabook.json', content: header }, { name: 'r/parts.jsonl', content: index }]))).toBe('bad-header')
  })

  it('an index that is missing, cut, or altered', async () => {
    const withIndex = (content: string): Promise<Uint8Array> => rawZip([{ name: 'r/stromabook.json', content: header }, { name: 'r/parts.jsonl', content }])
    const lines = [...indexLines([{ path: 'stromabook.json', role: 'header', mediaType: 'x', size: 1, sha256: 'a'.repeat(64) }])]
    expect(await codeOf(await rawZip([{ name: 'r/stromabook.json', content: header }]))).toBe('bad-index')
    const bad = ['', lines[0], lines[1], lines.join('').slice(0, -1), lines.join('').replace('"size":1', '"size":2'), lines.join('').replace('stromabook.json', '../../etc/passwd'), [...indexLines([{ path: 'a', role: 'x', mediaType: '', size: 1, sha256: 'a'.repeat(64) }, { path: 'A', role: 'x', mediaType: '', size: 1, sha256: 'a'.repeat(64) }])].join('')]
    for (const content of bad) expect(await codeOf(await withIndex(content ?? ''))).toBe('bad-index')
  })

  it.each(['../../../../x.jsonl', '/lab/records/b.json', 'C:/lab/records/b.js', 'cell\\lab\\records.js', 'cell-lab/%2e%2e/%2fx', 'cell-lab/%252e%252e/x', 'cell-lab//records/xx', 'cell-lab/./records/x', 'cell-lab/records/b\0x', 'cell-lab/records/aux'])('the name %j', async (name) => {
    const members = [{ name: 'r/stromabook.json', content: header }, { name: 'x'.repeat(name.length), content: 'x' }]
    expect(await codeOf(patched(await rawZip(members), 'x'.repeat(name.length), name))).toBe('unsafe-name')
  })

  it('names that collide, exactly or where case does not count', async () => {
    const two = await rawZip([{ name: 'r/records/aa.jsonl', content: 'x' }, { name: 'r/records/bb.jsonl', content: 'x' }])
    expect(await codeOf(patched(two, 'bb.jsonl', 'aa.jsonl'))).toBe('duplicate-name')
    expect(await codeOf(patched(two, 'bb.jsonl', 'Aa.jsonl'))).toBe('duplicate-name')
  })

  it('more than one folder at the top', async () => {
    expect(await codeOf(await rawZip([{ name: 'r/stromabook.json', content: header }, { name: '__MACOSX/x', content: 'x' }]))).toBe('several-roots')
    expect(await codeOf(await rawZip([{ name: 'r/stromabook.json', content: header }, { name: 'loose.txt', content: 'x' }]))).toBe('several-roots')
  })

  it('links, encryption, other methods', async () => {
    expect(await codeOf(await rawZip([{ name: 'r/link', content: '/etc/passwd', options: { unixMode: 0o120777 } }]))).toBe('symlink')
    expect(await codeOf(await rawZip([{ name: 'r/secret', content: 'x', options: { password: 'p' } }]))).toBe('encrypted')
    const lzma = good.bytes.slice()
    lzma[directoryEntryAt(lzma, 0) + 10] = 14
    expect(await codeOf(lzma)).toBe('compression-method')
  })

  it('members that share their bytes', async () => {
    const bytes = (await rawZip([{ name: 'r/aa', content: 'first', stored: true }, { name: 'r/bb', content: 'second', stored: true }])).slice()
    const [a, b] = [directoryEntryAt(bytes, 0), directoryEntryAt(bytes, 1)]
    bytes.copyWithin(b + 42, a + 42, a + 46)
    expect(['overlap', 'damaged-zip']).toContain(await codeOf(bytes))
  })

  it('more than the limits', async () => {
    expect(await codeOf(good.bytes, { parts: 2 })).toBe('too-many-parts')
    expect(await codeOf(good.bytes, { partBytes: 100 })).toBe('too-large')
    expect(await codeOf(good.bytes, { totalBytes: 1000 })).toBe('too-large')
    const bomb = await rawZip([{ name: 'r/zeros', content: new Uint8Array(2_000_000) }])
    expect(await codeOf(bomb, { ratioFloorBytes: 1_000_000 })).toBe('ratio')
    expect(await codeOf(await rawZip(Array.from({ length: 20 }, (_, i) => ({ name: `r/${i}`, content: new Uint8Array(100_000) }))), { ratioFloorBytes: 1_000_000 })).toBe('ratio')
    expect(await codeOf(bomb)).toBe('not-a-notebook-file')
  })
})

describe('readArchive', () => {
  it('stops a part that unpacks to more than it claims, before it has grown', async () => {
    const zeros = new Uint8Array(5_000_000)
    const bytes = (await archiveOf([{ path: 'zeros', role: 'file', content: zeros }])).slice()
    const entry = directoryEntryAt(bytes, 1)
    const local = Buffer.from(bytes).indexOf('r/zeros', 0, 'latin1') - 30
    new DataView(bytes.buffer).setUint32(entry + 24, 1000, true)
    new DataView(bytes.buffer).setUint32(local + 22, 1000, true)
    const opened = await openArchive(bytesSource(bytes))
    if (!opened.ok) throw new Error(opened.error.message)
    const part = opened.value.parts.find((p) => p.path === 'zeros')
    let got = 0
    let error: unknown = null
    await part?.member.read((chunk) => { got += chunk.length }).catch((e: unknown) => { error = e })
    expect(error).toMatchObject({ reason: { code: 'part-damaged' } })
    expect(got).toBeLessThan(1_000_000)
    expect(await reasonsOf(bytes)).toContain('part-size zeros')
  })

  it('names what was exchanged, removed or added, and gives the rest', async () => {
    const replaced = await archiveOf([{ path: 'records/batch.jsonl', role: 'records', content: '{"id":"b1","kind":"batch"}\n' }])
    const opened = await unpack(patched(await rawZipStored(replaced), '"id":"b1"', '"id":"b2"'))
    expect(opened.ok && opened.value.report.reasons.map((r) => r.code)).toEqual(['part-hash'])
    const index = [...indexLines([{ path: 'stromabook.json', role: 'header', mediaType: 'x', size: header.length, sha256: sha256Hex(header) }, { path: 'gone', role: 'file', mediaType: 'x', size: 1, sha256: 'a'.repeat(64) }])].join('')
    const changed = await rawZip([{ name: 'r/stromabook.json', content: header }, { name: 'r/extra', content: 'x' }, { name: 'r/parts.jsonl', content: index }])
    expect(await reasonsOf(changed)).toEqual(['missing-part gone', 'unlisted-part extra'])
  })

  it('refuses single lines with part and line, and takes the others', async () => {
    const lines = ['{"id":"b1","kind":"batch"}', 'not json', '{"kind":"batch","id":"b2"}', '{"id":"b3","kind":"batch","n":12345678901234567890}', '', '{"id":"p","kind":"plate"}', '{"id":"b1","kind":"batch"}', '{"id":"b5"}',
      '{"id":"b6","kind":"batch","__proto__":{"x":1}}', '{"a":1,"a":2,"id":"b7","kind":"batch"}', '{"id":"b8","kind":"batch"}']
    const damaged = new Uint8Array(Buffer.concat([Buffer.from(`${lines.join('\n')}\n`), Buffer.from([0x22, 0xff, 0x22, 0x0a]), Buffer.from('{"id":"b9","kind":"batch"}')]))
    const read = await unpack(await archiveOf([{ path: 'records/batch.jsonl', role: 'records', content: damaged }]))
    if (!read.ok) throw new Error(read.error.message)
    expect(read.value.records.map((r) => r.id)).toEqual(['b1', 'b8', 'b9'])
    expect(read.value.report.reasons.map((r) => `${r.line} ${r.code}`)).toEqual(['2 not-json', '3 not-canonical', '4 not-canonical', '5 not-json', '6 wrong-kind', '7 duplicate-record', '8 record-refused', '9 not-canonical', '10 not-canonical', '12 not-utf8'])
    expect(read.value.report.reasons[0]).toMatchObject({ part: 'records/batch.jsonl' })
  })

  it('does not read lines beyond the limit, and goes on after them', async () => {
    const content = `{"id":"b1","kind":"batch","t":"${'x'.repeat(500)}"}\n{"id":"b2","kind":"batch"}\n`
    expect(await reasonsOf(await archiveOf([{ path: 'records/batch.jsonl', role: 'records', content }]), { lineBytes: 200 })).toEqual(['line-too-long records/batch.jsonl:1'])
  })

  it('refuses revisions of another device or shape, a damaged manifest, an attachment that is not what its name says', async () => {
    const bytes = await archiveOf([
      { path: 'revisions/d1.jsonl', role: 'revisions', content: `{"x":1}\n${canonicalJson({ envelope: { device: 'd2', seq: 1, prevHash: '0'.repeat(64), bodyHash: 'a'.repeat(64), hash: 'a'.repeat(64) } })}\n` },
      { path: 'manifest.json', role: 'manifest', content: '{"hash":"x"}' },
      { path: `attachments/${blobHash.slice(0, 2)}/${blobHash}`, role: 'attachment', content: 'something else' },
      { path: 'future.bin', role: 'hologram', content: 'x' },
    ])
    expect(await reasonsOf(bytes)).toEqual(['revision-refused revisions/d1.jsonl:1', 'wrong-device revisions/d1.jsonl:2', 'bad-manifest manifest.json', `attachment-hash attachments/${blobHash.slice(0, 2)}/${blobHash}`, 'unknown-role future.bin'])
  })

  it('counts reasons beyond the limit without keeping them', async () => {
    const read = await unpack(await archiveOf([{ path: 'records/batch.jsonl', role: 'records', content: 'x\n'.repeat(50) }]), { reasons: 10 })
    expect(read.ok && [read.value.report.reasons.length, read.value.report.reasonsNotKept]).toEqual([10, 40])
  })
})

/** The same members without compression, so that their text can be patched. */
async function rawZipStored(bytes: Uint8Array): Promise<Uint8Array> {
  const opened = await openArchive(bytesSource(bytes))
  if (!opened.ok) throw new Error(opened.error.message)
  const members: RawMember[] = []
  const take = async (path: string, read: (onChunk: (c: Uint8Array) => void) => Promise<void>): Promise<void> => {
    const chunks: Uint8Array[] = []
    await read((c) => { chunks.push(c.slice()) })
    members.push({ name: `r/${path}`, content: new Uint8Array(Buffer.concat(chunks)), stored: true })
  }
  for (const part of opened.value.parts) await take(part.path, (on) => part.member.read(on))
  const index = [...indexLines(opened.value.parts)].join('')
  // Stored without checksum of its own (CRC-32 of zero would be caught first): only the SHA-256 can notice.
  return rawZip([...members, { name: 'r/parts.jsonl', content: index, stored: true }])
}
