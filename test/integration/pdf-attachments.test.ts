import { createHash, randomFillSync } from 'node:crypto'
import fc from 'fast-check'
import PDFKit from 'pdfkit'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadPdfEngine } from '../../electron/cli/pdf-engine.ts'
import { loadPdfFonts } from '../../electron/cli/pdf-fonts.ts'
import { loadPdfReader } from '../../electron/cli/pdf-reader.ts'
import type { EmbeddedFile } from '../../shared/pdf/embed-files.ts'
import type { PdfFonts } from '../../shared/pdf/pdf-font-files.ts'
import type { PdfReader } from '../../shared/pdf/pdf-reader.ts'
import { readAttachments } from '../../shared/pdf/read-attachments.ts'
import { renderPdf } from '../../shared/pdf/render-pdf.ts'
import { embeddedFile, pdfRequest } from '../helpers/pdf-request.ts'

const engine = loadPdfEngine()
let fonts: PdfFonts
let reader: PdfReader
beforeAll(async () => {
  fonts = await loadPdfFonts()
  reader = await loadPdfReader()
})

const report = (files: readonly EmbeddedFile[]): Promise<Uint8Array> => renderPdf(engine, pdfRequest(fonts, () => ['report'], { files }))
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** A PDF locked with a password, from pdfkit. */
async function lockedPdf(): Promise<Uint8Array> {
  const document = new PDFKit({ userPassword: 'secret', pdfVersion: '1.7' })
  const chunks: Buffer[] = []
  document.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise((resolve) => document.on('end', resolve))
  document.text('locked').end()
  await ended
  return new Uint8Array(Buffer.concat(chunks))
}

describe('files in a report PDF come back as they went in', () => {
  it.each([
    ['0 bytes', new Uint8Array(0)],
    ['one byte', new Uint8Array([0])],
    ['bytes that begin like a path', new TextEncoder().encode('/etc/hostname')],
    ['bytes that look like PDF', new TextEncoder().encode('endstream\nendobj\nxref\n%%EOF\n')],
    ['5 MB of noise', randomFillSync(new Uint8Array(5_000_000))],
  ])('%s', async (_, bytes) => {
    const before = sha256(bytes)
    const found = await readAttachments(reader, await report([embeddedFile('data.eln', bytes)]))
    if (!found.ok) throw new Error(found.error.message)
    expect(found.value.map((file) => ({ ...file, bytes: sha256(file.bytes) }))).toEqual([{ name: 'data.eln', description: 'Data of data.eln', bytes: before }])
    expect(sha256(bytes)).toBe(before)
  })

  it('several files with names of any kind, in their order', async () => {
    const names = ['data.eln', 'B.csv', 'a.csv', 'Größe µ β.csv', '试验.txt', '😀.bin', '(a) [b] <c> #%.txt', "it's.txt", ...Array.from({ length: 12 }, (_, i) => `f${i}`)]
    const found = await readAttachments(reader, await report(names.map((name, index) => embeddedFile(name, new Uint8Array([index])))))
    if (!found.ok) throw new Error(found.error.message)
    expect(found.value.map(({ name, bytes, description }) => [name, [...bytes], description])).toEqual(names.map((name, index) => [name, [index], `Data of ${name}`]))
  })

  it('any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const found = await readAttachments(reader, await report([embeddedFile('x', bytes)]))
        expect(found).toMatchObject({ ok: true, value: [{ bytes: new Uint8Array(bytes) }] })
      }),
      { numRuns: 15 },
    )
  })

  it('a report without files has none', async () => expect(await readAttachments(reader, await report([]))).toEqual({ ok: true, value: [] }))
})

describe('PDFs that cannot be read get a reason', () => {
  it('says that a password is needed', async () => {
    expect(await readAttachments(reader, await lockedPdf())).toMatchObject({ ok: false, error: { kind: 'encrypted' } })
  })

  it('refuses a report cut off anywhere before its end mark', async () => {
    const bytes = await report([embeddedFile('data.eln', new Uint8Array(5000).fill(65))])
    const beforeMark = Buffer.from(bytes).lastIndexOf('%%EOF')
    for (const length of [1024, Math.floor(bytes.length / 2), bytes.length - 3000, beforeMark]) {
      expect(await readAttachments(reader, bytes.slice(0, length))).toMatchObject({ ok: false, error: { kind: 'incomplete' } })
    }
  })

  it('never rejects, whatever the bytes are', async () => {
    const whole = await report([embeddedFile('data.eln', new Uint8Array(100))])
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 200 }), async (changes) => {
        const bytes = whole.slice()
        for (const [at, value] of changes) bytes[at] = value
        const found = await readAttachments(reader, bytes)
        if (!found.ok) expect(found.error.message).not.toBe('')
      }),
      { numRuns: 30 },
    )
    const nonsense = new TextEncoder().encode('%PDF-1.7\nnothing here\n%%EOF\n')
    expect(await readAttachments(reader, nonsense)).toMatchObject({ ok: false, error: { kind: 'damaged' } })
  })

  it('does not read a font as a report', async () => {
    const face = fonts['DejaVu Sans Mono']?.normal ?? new Uint8Array(0)
    expect(await readAttachments(reader, face)).toMatchObject({ ok: false, error: { kind: 'not-a-pdf' } })
  })
})
