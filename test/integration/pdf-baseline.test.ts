import { expect, it } from 'vitest'
import { loadPdfEngine } from '../../electron/cli/pdf-engine.ts'
import { loadPdfFonts } from '../../electron/cli/pdf-fonts.ts'
import { BODY_FONT_FAMILY, MONO_FONT_FAMILY } from '../../shared/util/font-families.ts'
import { renderPdf } from '../../shared/pdf/render-pdf.ts'
import { drawWithPdfkit, neutralContent } from '../bench/report-against-pdfkit.ts'
import { pdfRequest } from '../helpers/pdf-request.ts'

const FIGURE = `<svg width="200" height="50" font-family="${BODY_FONT_FAMILY}"><rect x="5" y="5" width="40" height="30" fill="#112233"/>
<path d="M0 0 L10 10 C20 20 30 20 40 10 Z" fill="none" stroke="#ff0000" stroke-width="2"/><text transform="translate(150,40) rotate(-90)">up</text></svg>`

it('the pdfkit baseline holds the same text and paths in the same places as the report it is taken from', async () => {
  const fonts = await loadPdfFonts()
  const row = { text: 'A1   0.250    12.5', font: MONO_FONT_FAMILY, fontSize: 7, preserveLeadingSpaces: true, noWrap: true }
  const content = () => [{ text: 'Batch µ ≤ 10⁵', bold: true }, 'several words on one line', { ...row }, { svg: FIGURE }, { text: 'next page', pageBreak: 'before' as const }]
  const report = await neutralContent(await renderPdf(loadPdfEngine(), pdfRequest(fonts, content)))
  expect(report.pages.map((page) => page.texts.map((run) => run.text))).toEqual([['Batch µ ≤ 10⁵', 'several words on one line', 'A1   0.250    12.5', 'up'], ['next page']])
  expect(report.pages[0]?.texts.map((run) => [run.font, Math.round(run.degrees)])).toEqual([
    ['DejaVuSansCondensed-Bold', 0],
    ['DejaVuSansCondensed', 0],
    ['DejaVuSansMono', 0],
    ['DejaVuSansCondensed', 90],
  ])
  expect(report.pages[0]?.paths.map((path) => [path.fill, path.stroke, path.width])).toEqual([
    ['#112233', null, 1],
    [null, '#ff0000', 2],
  ])
  const baseline = await neutralContent(await drawWithPdfkit(report, fonts))
  expect(rounded(baseline)).toEqual(rounded(report))
})

/** Numbers to a hundredth of a point, which both libraries keep; path data likewise. */
function rounded(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_, part: unknown) => (typeof part === 'number' ? hundredth(part) : typeof part === 'string' ? part.replaceAll(/\d+\.\d+/g, (text) => String(hundredth(Number(text)))) : part)))
}

function hundredth(value: number): number {
  return Math.round(value * 100) / 100
}
