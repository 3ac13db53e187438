import { describe, expect, it } from 'vitest'
import type { PdfReader } from '../../../shared/pdf/pdf-reader.ts'
import { readAttachments } from '../../../shared/pdf/read-attachments.ts'

const text = (value: string): Uint8Array => new TextEncoder().encode(value)
const pdf = text('%PDF-1.7\n1 0 obj\n%%EOF\n')

/** A reader that answers with the given attachments, and counts how often it was freed. */
function readerOf(attachments: unknown): PdfReader & { freed: number } {
  const reader = {
    freed: 0,
    getDocument: () => ({
      promise: Promise.resolve({ getAttachments: () => Promise.resolve(attachments) }),
      destroy: () => {
        reader.freed++
        return Promise.resolve()
      },
    }),
  }
  return reader
}

/** A reader that fails the way pdf.js does: with an error of a given name. */
function failingReader(name: string): PdfReader {
  const error = Object.assign(new Error('no good'), { name })
  return { getDocument: () => ({ promise: Promise.reject(error), destroy: () => Promise.resolve() }) }
}

describe('readAttachments', () => {
  it('gives an empty list for a PDF without attachments', async () => {
    expect(await readAttachments(readerOf(null), pdf)).toEqual({ ok: true, value: [] })
  })

  it('gives name, description and bytes, and frees the document', async () => {
    const reader = readerOf({ a: { filename: 'a.eln', description: 'Data', content: text('x') }, b: { filename: 'b', description: '', content: text('') } })
    expect(await readAttachments(reader, pdf)).toEqual({
      ok: true,
      value: [
        { name: 'a.eln', description: 'Data', bytes: text('x') },
        { name: 'b', bytes: text('') },
      ],
    })
    expect(reader.freed).toBe(1)
  })

  it.each([
    ['empty', text('')],
    ['not-a-pdf', text('hello')],
    ['incomplete', text('%PDF-1.7\n1 0 obj\n')],
  ] as const)('refuses: %s', async (kind, bytes) => {
    expect(await readAttachments(readerOf({}), bytes)).toMatchObject({ ok: false, error: { kind } })
  })

  it.each([
    ['encrypted', 'PasswordException'],
    ['damaged', 'InvalidPDFException'],
    ['damaged', 'TypeError'],
  ] as const)('gives the reason %s for a %s', async (kind, name) => {
    expect(await readAttachments(failingReader(name), pdf)).toMatchObject({ ok: false, error: { kind } })
  })

  it('says so when a named file has no content, and gives none of the others', async () => {
    const reader = readerOf({ a: { filename: 'a', content: text('x') }, b: { filename: 'gone.eln', content: null } })
    expect(await readAttachments(reader, pdf)).toMatchObject({ ok: false, error: { kind: 'attachment-damaged', message: expect.stringContaining('gone.eln') } })
  })

  it('holds its limits to the byte', async () => {
    const reader = readerOf({ a: { filename: 'a', content: text('12345') } })
    const limits = { maxPdfBytes: pdf.length, maxAttachmentBytes: 5 }
    expect(await readAttachments(reader, pdf, limits)).toMatchObject({ ok: true })
    expect(await readAttachments(reader, pdf, { ...limits, maxAttachmentBytes: 4 })).toMatchObject({ ok: false, error: { kind: 'attachments-too-large' } })
    expect(await readAttachments(reader, pdf, { ...limits, maxPdfBytes: pdf.length - 1 })).toMatchObject({ ok: false, error: { kind: 'too-large' } })
  })
})
