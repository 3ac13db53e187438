import { describe, expect, it } from 'vitest'
import { attachmentPart } from '../../../shared/eln/archive-part.ts'
import { ArchiveStop, reason } from '../../../shared/eln/archive-reason.ts'
import { readPart } from '../../../shared/eln/read-part.ts'
import { sha256Hex } from '../../../shared/util/sha256.ts'
import { pack, unpack } from '../../helpers/archive-in-memory.ts'
import { directoryEntryAt } from '../../helpers/raw-zip.ts'

const content = new Uint8Array(10).fill(1)
const partOf = (pieces: number, size = 10): Parameters<typeof readPart>[0] => ({
  path: 'x', role: 'file', mediaType: 'x', size: 10, sha256: sha256Hex(content),
  member: { name: 'r/x', size, read: async (onChunk) => { for (let i = 0; i < pieces; i++) await onChunk(content.subarray(0, 5)) } },
})

describe('readPart', () => {
  it('counts what really comes out, and stops at once when it is too much', async () => {
    let got = 0
    const take = (c: Uint8Array): void => { got += c.length }
    expect(await readPart(partOf(2), take)).toEqual({ ok: true, value: null })
    got = 0
    expect(await readPart(partOf(1_000_000), take)).toMatchObject({ ok: false, error: { code: 'part-size', part: 'x' } })
    expect(got).toBe(10)
    expect(await readPart(partOf(1), take)).toMatchObject({ ok: false, error: { code: 'part-size' } })
    expect(await readPart(partOf(2, 11), take)).toMatchObject({ ok: false, error: { code: 'part-size' } })
  })

  it('passes on why the receiver stopped, and mistakes of the program as such', async () => {
    expect(await readPart(partOf(2), () => { throw new ArchiveStop(reason('write-failed', 'disk full')) })).toEqual({ ok: false, error: { code: 'write-failed', message: 'disk full', part: 'x' } })
    await expect(readPart(partOf(2), () => { throw new TypeError('a mistake') })).rejects.toThrow(TypeError)
    expect(await readPart(partOf(2), () => undefined, { aborted: true })).toMatchObject({ ok: false, error: { code: 'aborted' } })
  })
})

it('a stored part whose own header says something else than the directory is refused', async () => {
  const blob = new TextEncoder().encode('picture')
  const sha256 = sha256Hex(blob)
  const { bytes } = await pack([attachmentPart({ sha256, size: blob.length, mediaType: 'image/png' }, [blob])])
  const at = new DataView(bytes.buffer).getUint32(directoryEntryAt(bytes, 1) + 42, true)
  // Signature, flags (encrypted), method, length of the name, last letter of the name, length of the extra field.
  for (const [place, value] of [[0, 0x51], [6, 1], [8, 8], [26, 5], [30 + 'cell-lab/attachments/xx/'.length + 63, 0x7a], [29, 0xff]] as const) {
    const damaged = bytes.slice()
    damaged[at + place] = value
    const read = await unpack(damaged)
    expect(read.ok && read.value.report.reasons.map((r) => r.code), `byte ${place}`).toEqual(['part-damaged'])
  }
})
