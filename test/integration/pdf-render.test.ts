import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadPdfEngine } from '../../electron/cli/pdf-engine.ts'
import { loadPdfFonts } from '../../electron/cli/pdf-fonts.ts'
import { isPdfEngine } from '../../shared/pdf/pdf-engine.ts'
import type { PdfEngine } from '../../shared/pdf/pdf-engine.ts'
import { BODY_FONT_FAMILY, MONO_FONT_FAMILY } from '../../shared/util/font-families.ts'
import type { PdfFonts } from '../../shared/pdf/pdf-font-files.ts'
import { renderPdf } from '../../shared/pdf/render-pdf.ts'
import { embeddedFile, pdfRequest } from '../helpers/pdf-request.ts'
import { pdfA3bProblems, pdfStructure } from '../helpers/pdf-structure.ts'
import { pdfText } from '../helpers/pdf-text.ts'

const SIGNS = 'αβγδ ΔΩ µ ± ≤ ≥ → ▲ ✓ × 10⁵ 10⁻³ − ₂ °C “x” – …'
const FIGURE = `<svg width="300" height="60" font-family="${BODY_FONT_FAMILY}, sans-serif" font-size="10"><rect width="300" height="60" fill="#eee"/>
<text x="5" y="15">axis µ ≤ 10⁵</text><text x="5" y="30" font-weight="bold">bold β</text><text x="5" y="45" font-family="Helvetica">other</text>
<text x="99" y="45" font-family="${MONO_FONT_FAMILY}">mono</text></svg>`

const browserBuild = (): PdfEngine => {
  const build: unknown = createRequire(import.meta.url)('pdfmake/build/pdfmake.js')
  if (!isPdfEngine(build)) throw new Error('browser build of another shape')
  return build
}

let fonts: PdfFonts
beforeAll(async () => {
  fonts = await loadPdfFonts()
})

/** Problems qpdf finds; null where qpdf is not installed. The structural check runs in any case. */
function qpdfProblems(bytes: Uint8Array): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'stromabook-pdf-'))
  try {
    const file = join(folder, 'report.pdf')
    writeFileSync(file, bytes)
    const run = spawnSync('qpdf', ['--check', file], { encoding: 'utf8' })
    return run.error ? null : run.status === 0 ? '' : run.stdout + run.stderr
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe.each([
  ['Node build', loadPdfEngine],
  ['browser build', browserBuild],
])('renderPdf with the %s', (_, load) => {
  const engine = load()
  const content = () => [
    { text: 'Batch & <title>', fontSize: 18, bold: true },
    { text: SIGNS },
    { text: SIGNS, bold: true, italics: true },
    { text: SIGNS, font: MONO_FONT_FAMILY },
    { svg: FIGURE },
    { table: { body: [['a', 'b'], ['1', '2']] } },
    { text: 'see below', linkToDestination: 'below' },
    { text: 'below', id: 'below', pageBreak: 'before' as const },
  ]

  it('declares PDF/A-3b and has what that asks for', async () => {
    const files = [embeddedFile('a.eln', new Uint8Array([47, 1])), embeddedFile('Größe µ.csv', new Uint8Array(0))]
    const bytes = await renderPdf(engine, pdfRequest(fonts, content, { files }))
    expect(pdfA3bProblems(bytes)).toEqual([])
    expect(qpdfProblems(bytes) ?? '').toBe('')
  })

  it('lets every sign be copied as it was written, from text and figures', async () => {
    const [first, second] = await pdfText(await renderPdf(engine, pdfRequest(fonts, content)))
    expect(first).toContain(`Batch & <title> ${SIGNS} ${SIGNS} ${SIGNS}`)
    for (const text of ['axis µ ≤ 10⁵', 'bold β', 'other', 'mono']) expect(first).toContain(text)
    expect(second).toBe('below')
  })

  it('gives figures and text the same faces, each embedded once', async () => {
    const { objects } = pdfStructure(await renderPdf(engine, pdfRequest(fonts, content)))
    const faces = [...objects.values()].flatMap(({ text }) => /\/Subtype \/Type0\n\/BaseFont \/[A-Z]{6}\+(\S+)/.exec(text)?.[1] ?? [])
    expect(faces.sort()).toEqual(['DejaVuSansCondensed', 'DejaVuSansCondensed-Bold', 'DejaVuSansCondensed-BoldOblique', 'DejaVuSansMono'])
  })

  it('gives the same bytes for the same request, also side by side, and others for another date', async () => {
    const request = pdfRequest(fonts, content, { files: [embeddedFile('a.eln', new Uint8Array([1, 2, 3]))] })
    const [first, second] = await Promise.all([renderPdf(engine, request), renderPdf(engine, request)])
    const third = await renderPdf(engine, request)
    const later = await renderPdf(engine, { ...request, metadata: { ...request.metadata, createdAt: '2026-03-02T14:05:01+01:00' } })
    expect(Buffer.compare(first, second)).toBe(0)
    expect(Buffer.compare(first, third)).toBe(0)
    expect(Buffer.compare(first, later)).not.toBe(0)
  })

  it('refuses everything outside the document', async () => {
    const attempts = [
      { image: 'https://example.org/a.png' },
      { image: '/etc/hostname' },
      { image: 'a.png' },
      { svg: '<svg width="9" height="9"><image width="9" height="9" href="/etc/hostname"/></svg>' },
      { svg: '<svg width="9" height="9"><image width="9" height="9" xlink:href="https://example.org/a.png"/></svg>' },
    ]
    for (const attempt of attempts) await expect(renderPdf(engine, pdfRequest(fonts, () => [attempt]))).rejects.toThrow(/denied|outside the document/)
    const byName = pdfRequest(fonts, () => [{ image: 'x' }])
    const build = () => ({ ...byName.build(), images: { x: 'https://example.org/a.png' } })
    await expect(renderPdf(engine, { ...byName, build })).rejects.toThrow('denied')
  })

  it('rejects a figure that cannot be drawn faithfully, and a family it was not given', async () => {
    const broken = '<svg width="9" height="9"><path d="M0 0 L5"/></svg>'
    await expect(renderPdf(engine, pdfRequest(fonts, () => ['x', { svg: broken }]))).rejects.toThrow('faithfully')
    await expect(renderPdf(engine, pdfRequest(fonts, () => [{ text: 'x', font: 'Roboto' }]))).rejects.toThrow('Roboto')
  })

  it('names characters that the faces lack, and only those', async () => {
    const missing: string[] = []
    const onMissingCharacters = (found: readonly string[]) => missing.push(...found)
    await renderPdf(engine, pdfRequest(fonts, () => [SIGNS, 'A\u200bB\u00adC\tD', 'plate 张, 张 and 李'], { onMissingCharacters }))
    expect(missing).toEqual(['张', '李'])
  })

  it('tells progress in rising fractions up to 1', async () => {
    const fractions: number[] = []
    await renderPdf(engine, pdfRequest(fonts, content, { onProgress: (fraction) => fractions.push(fraction) }))
    expect(fractions.length).toBeGreaterThan(5)
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b))
    expect(fractions.at(-1)).toBe(1)
  })

  it('rejects dates without offset and repeated file names', async () => {
    const request = pdfRequest(fonts, content)
    await expect(renderPdf(engine, { ...request, metadata: { ...request.metadata, createdAt: '2026-03-02' } })).rejects.toThrow('offset')
    const twice = [embeddedFile('a', new Uint8Array(1)), embeddedFile('a', new Uint8Array(2))]
    await expect(renderPdf(engine, { ...request, files: twice })).rejects.toThrow('two embedded files')
  })

  it('writes a title with markup and Unicode the same way in both places', async () => {
    const title = 'CIA "A" & <B> (β) \\ 10⁵'
    const request = pdfRequest(fonts, () => ['x'])
    const bytes = await renderPdf(engine, { ...request, metadata: { ...request.metadata, title } })
    expect(Buffer.from(bytes).toString('utf8')).toContain('CIA &quot;A&quot; &amp; &lt;B&gt; (β) \\ 10⁵</rdf:li>')
    expect(pdfA3bProblems(bytes)).toEqual([])
  })
})

describe('pdfA3bProblems', () => {
  it('finds what is missing from a PDF that is none', async () => {
    const request = pdfRequest(fonts, () => ['x'], { files: [embeddedFile('a', new Uint8Array(1))] })
    const raw = Buffer.from(await renderPdf(loadPdfEngine(), request)).toString('latin1')
    const spoilt = (from: string | RegExp, to: string): readonly string[] => pdfA3bProblems(Buffer.from(raw.replace(from, to), 'latin1'))
    expect(spoilt('/FontFile2', '/FontFileX')).toContainEqual(expect.stringContaining('is not embedded'))
    expect(spoilt('/ToUnicode', '/ToUnicodX')).toContainEqual(expect.stringContaining('no Unicode map'))
    expect(spoilt('<pdfaid:part>3', '<pdfaid:part>2')).toContain('no PDF/A-3b identification')
    expect(spoilt('/OutputIntents', '/OutputIntentX')).toContain('no output intent')
    expect(spoilt('/AFRelationship /Data', '/AFRelationship /Xata')).toContainEqual(expect.stringContaining('no relationship'))
    expect(spoilt('/AF [', '/AX [')).toContainEqual(expect.stringContaining('not associated'))
    expect(spoilt('/DisplayDocTitle', '/JavaScript (xxx)')).toContainEqual(expect.stringContaining('/JavaScript'))
    expect(spoilt('%%EOF', '')).toContain('no end mark at the end')
    expect(spoilt('startxref\n', 'startxref\n1')).toContain('startxref does not point to the table')
  })
})
