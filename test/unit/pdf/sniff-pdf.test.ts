import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sniffPdf } from '../../../shared/pdf/sniff-pdf.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('sniffPdf', () => {
  it('knows a PDF by its first bytes', () => expect(sniffPdf(bytes('%PDF-1.7\n...'))).toBe(true))

  it.each([
    ['no bytes', ''],
    ['a mark cut off', '%PDF'],
    ['a zip archive', 'PK\u0003\u0004'],
    ['a mark in lower case', '%pdf-1.7'],
  ])('refuses %s', (_, text) => expect(sniffPdf(bytes(text))).toBe(false))

  it('accepts the mark anywhere in the first 1,024 bytes and nowhere later', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2000 }), (before) => {
        expect(sniffPdf(bytes(`${'x'.repeat(before)}%PDF-1.7`))).toBe(before + 5 <= 1024)
      }),
    )
  })
})
