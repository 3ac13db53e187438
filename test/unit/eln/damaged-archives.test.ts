import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attachmentPart, manifestPart, recordParts, revisionParts } from '../../../shared/eln/archive-part.ts'
import { bytesSource } from '../../../shared/eln/byte-source.ts'
import { openArchive } from '../../../shared/eln/open-archive.ts'
import { readArchive } from '../../../shared/eln/read-archive.ts'
import { buildManifest } from '../../../shared/trust/manifest.ts'
import { canonicalJson } from '../../../shared/util/canonical-json.ts'
import { ok } from '../../../shared/util/result.ts'
import { sha256Hex } from '../../../shared/util/sha256.ts'
import { pack, unpack, type Unpacked } from '../../helpers/archive-in-memory.ts'
import { deviceA, historyOf } from '../../helpers/record-history.ts'

const record = { kind: 'batch', id: 'b1', code: 'BM-0012', note: 'é😀' }
const history = historyOf()
history.add(deviceA, { action: 'create', after: record })
const manifest = buildManifest({ root: record, records: [record] })
if (!manifest.ok) throw new Error(manifest.error)
const blobs = [new TextEncoder().encode('picture'), new TextEncoder().encode('time,cells\n0,1000\n'.repeat(30))]
const { bytes } = await pack([
  ...recordParts([record]), ...revisionParts(history.all), manifestPart(manifest.value),
  ...blobs.map((b, i) => attachmentPart({ sha256: sha256Hex(b), size: b.length, mediaType: i === 0 ? 'image/png' : 'text/csv' }, [b])),
])
const whole = await unpack(bytes)
if (!whole.ok) throw new Error(whole.error.message)
const contentOf = (u: Unpacked): string => canonicalJson({ header: u.archive.header, hash: u.archive.archiveHash, records: u.records, revisions: u.revisions, manifest: u.report.manifest, attachments: [...u.attachments].map(([k, v]) => [k, [...v]]) })
const expected = contentOf(whole.value)

/** Null if the damage was noticed or did no harm; else what went through unnoticed. */
async function unnoticed(damaged: Uint8Array): Promise<string | null> {
  const read = await unpack(damaged)
  if (!read.ok || read.value.report.reasons.length > 0) return null
  const content = contentOf(read.value)
  return content === expected ? null : content
}

describe('a damaged archive', () => {
  it('is whole before it is damaged', () => {
    expect(whole.value.report).toMatchObject({ records: 1, revisions: 1, attachments: 2, reasons: [], chain: { problems: [] } })
  })

  it('cut at any length is refused', async () => {
    for (let length = 0; length < bytes.length; length++) {
      const opened = await openArchive(bytesSource(bytes.subarray(0, length)))
      if (opened.ok) throw new Error(`opened, cut at ${length}`)
      expect(['empty-file', 'not-a-zip', 'truncated', 'damaged-zip']).toContain(opened.error.code)
    }
  })

  it('with one byte inverted gives an error or the same content, all along the file', async () => {
    // Every fourth byte, to save time; the property below draws from all of them.
    for (let at = 1; at < bytes.length; at += 4) {
      const damaged = bytes.slice()
      damaged[at] = (damaged[at] ?? 0) ^ 0xff
      expect(await unnoticed(damaged), `byte ${at}`).toBeNull()
    }
  })

  it('with any bits flipped, bytes exchanged, cut out or put in gives an error or the same content', async () => {
    const place = fc.nat(bytes.length - 1)
    await fc.assert(fc.asyncProperty(place, fc.integer({ min: 1, max: 255 }), place, fc.constantFrom('flip', 'two', 'cut', 'insert', 'swap'), async (at, mask, other, how) => {
      const damaged = bytes.slice()
      damaged[at] = (damaged[at] ?? 0) ^ mask
      if (how === 'two') damaged[other] = (damaged[other] ?? 0) ^ mask
      if (how === 'swap') damaged[other] = bytes[at] ?? 0
      const [from, to] = [Math.min(at, other), Math.max(at, other)]
      const result = how === 'cut' ? Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]) : how === 'insert' ? Buffer.concat([bytes.subarray(0, at), Buffer.from([mask]), bytes.subarray(at)]) : damaged
      expect(await unnoticed(new Uint8Array(result))).toBeNull()
    }), { numRuns: 400 })
  })

  it('reports a medium that fails, at whatever moment', async () => {
    const codes = new Set<string>()
    // Small blocks are not an option of the reader, so the file is made longer than one.
    const long = await pack([attachmentPart({ sha256: sha256Hex(new Uint8Array(600_000)), size: 600_000, mediaType: 'image/png' }, [new Uint8Array(600_000)]), ...recordParts([record])])
    for (let allowed = 0; allowed < 12; allowed++) {
      let reads = 0
      const failing = { size: long.bytes.length, read: (offset: number, length: number) => (reads++ >= allowed ? Promise.reject(new Error('I/O error')) : Promise.resolve(long.bytes.subarray(offset, offset + length))) }
      const opened = await openArchive(failing)
      const result = opened.ok ? await readArchive(opened.value, { validate: ok, onRecord: () => undefined }) : opened
      codes.add(result.ok ? 'ok' : result.error.code)
    }
    expect([...codes]).toEqual(['read-failed', 'ok'])
  })
})
