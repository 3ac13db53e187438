import { describe, expect, it } from 'vitest'
import { loadPdfEngine } from '../../../electron/cli/pdf-engine.ts'
import { loadPdfFonts } from '../../../electron/cli/pdf-fonts.ts'
import type { BatchResults } from '../../../shared/domain/results/batch-results.ts'
import { intervalAt, type Estimate } from '../../../shared/domain/estimate.ts'
import { prepareBatchReport } from '../../../shared/export/prepare-report.ts'
import { makeReportPdf } from '../../../shared/export/report-pdf.ts'
import { makeNotebook } from '../../../shared/records/notebook.ts'
import { buildSampleNotebook } from '../../../shared/sample/build-sample-notebook.ts'
import { formatBounds, formatP, formatRatio, formatValue } from '../../../shared/util/format-number.ts'
import { pdfA3bProblems } from '../../helpers/pdf-structure.ts'
import { pdfText } from '../../helpers/pdf-text.ts'
import { runTool } from '../../helpers/run-cli.ts'
import { scratchFolder } from '../../helpers/scratch-folder.ts'

const scratch = await scratchFolder()
const notebook = makeNotebook(buildSampleNotebook())
const engine = loadPdfEngine()
const fonts = await loadPdfFonts()

/** Text without blanks: where a line breaks in a narrow column is no part of what is printed. */
const tight = (text: string): string => text.replaceAll(/[\s\u200B\u00AD]/g, '')

const said = (e: Estimate): string => (e.value === null ? '' : `${e.bound ?? ''}${formatValue(e.value, e.unit)}`)
const boundsOf = (e: Estimate, level: number): string => {
  const interval = intervalAt(e, level)
  return interval === undefined ? '' : formatBounds(interval, e.unit)
}

/** What must stand next to each other in the report, from results and the one formatting of numbers. */
function expectedTexts(results: BatchResults): readonly (readonly [what: string, text: string])[] {
  const pairs = results.pairs.flatMap((p) => [p.inVitro, p.inVivo].flatMap((side) => {
    const e = side.estimate
    if (e === null || e.value === null) return []
    const levels = [0.95, 0.9].map((level) => boundsOf(e, level))
    return [[`${p.code} ${side.what}`, `${said(e)}${e.unit}`] as const, ...levels.map((b) => [`${p.code} interval`, b] as const), [`${p.code} verdict`, side.verdict.label] as const]
  }))
  const growth = results.growth.passages.map((g) => [`growth of ${g.code}`, [g.code, ...[g.populationDoublings, boundsOf(g.populationDoublings, 0.95), g.cumulativeDoublings, g.maximumCumulativeDoublings, g.doublingTimeH, g.cumulativeYield, g.viability].map((e) => (typeof e === 'string' ? e || '–' : said(e) || '–'))].join('')] as const)
  const markers = results.phenotype.panels.flatMap((panel) => panel.markers.map((m) => [`${panel.passageCode} ${m.marker}`, `${m.marker}${m.criterion ?? '–'}${said(m.positive) || '–'}${boundsOf(m.positive, 0.95) || '–'}`] as const))
  const means = results.suppression.series.flatMap((s) => s.means.map((m) => [`${s.assayCode} ${String(m.ratio)}`, `${formatRatio(m.ratio)}${said(m.suppression) || '–'}${boundsOf(m.suppression, 0.95) || '–'}${boundsOf(m.suppression, 0.9) || '–'}${String(m.suppression.n)}`] as const))
  const plates = results.suppression.series.flatMap((s) => s.plates.map((p) => [`${p.plateCode} ${String(p.ratio)}`, `${formatRatio(p.ratio)}${said(p.suppression) || '–'}${boundsOf(p.suppression, 0.95) || '–'}`] as const))
  const effects = results.arthritis.flatMap((a) => a.effects.flatMap((f) => [
    ...([['Reduction of the mean score, %', f.reductionPercent], ['Hodges-Lehmann shift, % of maximum', f.hodgesLehmann], ["Cliff's delta", f.cliffsDelta], ['Risk difference of arthritis, points', f.riskDifference]] as const)
      .map(([label, e]) => [`${a.code} ${f.armLabel} ${label}`, `${label}${said(e) || '–'}${boundsOf(e, 0.95) || '–'}${boundsOf(e, 0.9) || '–'}n=${String(e.n)}${e.nOf}`] as const),
    ...(f.test.p === null ? [] : [[`${a.code} ${f.armLabel} test`, `p=${formatP(f.test.p)}`] as const]),
    ...f.sensitivity.map((s) => [`${a.code} ${f.armLabel} ${s.rule}`, `${s.rule}${said(s.reductionPercent) || '–'}`] as const),
  ]))
  const arms = results.arthritis.flatMap((a) => (a.notAssessable === undefined ? a.arms : []).map((arm) => [`${a.code} ${arm.label}`, `${said(arm.meanScorePercent) || '–'}(${boundsOf(arm.meanScorePercent, 0.95) || '–'})`] as const))
  return [...pairs, ...growth, ...markers, ...means, ...plates, ...effects, ...arms]
}

const batches = notebook.all('batch').map((b) => [b.code, b.id] as const)

describe.each(batches)('the report of %s', (code, batchId) => {
  it('prints the numbers of the results, on whole pages, as PDF/A-3b', async () => {
    const prepared = prepareBatchReport(notebook, batchId)
    if (!prepared.ok) throw new Error(prepared.error)
    const made = await makeReportPdf({ notebook, revisions: [], notebookFacts: { id: batchId, name: 'Test' }, madeAt: '2026-03-01T09:15:00+01:00', appVersion: '0.0.0', engine, fonts, license: 'for tests' }, prepared.value)
    if (!made.ok) throw new Error(made.error)
    const { bytes, results, manifest, notices } = made.value
    expect(notices).toEqual([])
    expect(pdfA3bProblems(bytes)).toEqual([])
    const qpdf = await runTool('qpdf', '--check', await scratch.write(`${code}.pdf`, bytes))
    if (qpdf !== undefined) expect(qpdf).toMatchObject({ code: 0, stdout: expect.stringContaining('No syntax or stream encoding errors found') })

    const pages = await pdfText(bytes)
    for (const [i, page] of pages.entries()) {
      expect(tight(page)).toContain(manifest.hash)
      expect(tight(page)).toContain(`page${String(i + 1)}/${String(pages.length)}`)
      expect(tight(page)).toContain(tight(`Batch report ${code}`))
      expect(page.includes('contains simulated data')).toBe(results.simulated)
      expect(tight(page).includes('SIMULATEDDATA')).toBe(results.simulated)
    }
    const text = pages.join(' ')
    expect(text).not.toMatch(/\bNaN\b|\bInfinity\b|\bundefined\b|\[object/)
    const all = tight(text)
    expect(expectedTexts(results).filter(([, wanted]) => !all.includes(tight(wanted)))).toEqual([])
    expect(results.pairs.filter((p) => p.simulated).filter((p) => !all.includes(tight(`${p.code}: ${p.concordance} [simulated]`))).map((p) => p.code)).toEqual([])
    expect(results.growth.passages.filter((g) => all.includes(tight(`${g.code} [simulated]`)) !== g.populationDoublings.simulated).map((g) => g.code)).toEqual([])
    expect(text.includes('[simulated]')).toBe(results.simulated)
  })
})
