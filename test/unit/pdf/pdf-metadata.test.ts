import fc from 'fast-check'
import { parseHTML } from 'linkedom'
import { describe, expect, it } from 'vitest'
import { cleanMetadata, parseInstant, xmpDescriptions } from '../../../shared/pdf/pdf-metadata.ts'

const metadata = { title: 'Batch', subject: 'Manifest', createdAt: '2026-03-02T00:30:15.900+01:00', language: 'en-GB' }

describe('parseInstant', () => {
  it('reads an instant with offset', () => {
    expect(parseInstant('2026-03-02T14:05:00+01:00').toISOString()).toBe('2026-03-02T13:05:00.000Z')
    expect(parseInstant('2026-03-02T14:05:00.25Z').toISOString()).toBe('2026-03-02T14:05:00.250Z')
  })

  it.each(['2026-03-02', '2026-03-02T14:05:00', '2026-03', '', '2026-13-02T14:05:00Z', 'yesterday'])('throws on %j', (text) => {
    expect(() => parseInstant(text)).toThrow(RangeError)
  })
})

describe('xmpDescriptions', () => {
  it('gives the creation time in UTC to the second, cutting fractions off as the information dictionary does', () => {
    expect(xmpDescriptions(metadata)).toContain('<xmp:CreateDate>2026-03-01T23:30:15Z</xmp:CreateDate>')
  })

  it('leaves author and keywords out when there are none', () => {
    expect(xmpDescriptions(metadata)).not.toMatch(/dc:creator|pdf:Keywords/)
  })

  it('is well-formed whatever the title says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (title) => {
        const cleaned = cleanMetadata({ ...metadata, title, author: title })
        const { document } = parseHTML(`<div id="x">${/<rdf:li xml:lang="x-default">([\s\S]*?)<\/rdf:li>/.exec(xmpDescriptions(cleaned))?.[1]}</div>`)
        expect(document.querySelector('#x')?.textContent).toBe(cleaned.title)
      }),
    )
  })
})

describe('cleanMetadata', () => {
  it('turns control characters and half characters into spaces and keeps everything else', () => {
    expect(cleanMetadata({ ...metadata, title: 'a\u0000b\nc\ud800d €😀ß' }).title).toBe('a b c d €😀ß')
  })
})
