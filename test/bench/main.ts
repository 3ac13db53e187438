import { cpus } from 'node:os'
import { performance } from 'node:perf_hooks'
import { loadPdfEngine } from '../../electron/cli/pdf-engine.ts'
import { loadPdfFonts } from '../../electron/cli/pdf-fonts.ts'
import { recordsOfBatch } from '../../shared/domain/results/record-graph.ts'
import { computeBatchResults } from '../../shared/domain/results/compute-batch-results.ts'
import { batchFigures } from '../../shared/export/report-figures.ts'
import { prepareBatchReport } from '../../shared/export/prepare-report.ts'
import { makeReportPdf } from '../../shared/export/report-pdf.ts'
import { printableSvg } from '../../shared/figures/printable-svg.ts'
import { renderPdf } from '../../shared/pdf/render-pdf.ts'
import { makeNotebook } from '../../shared/records/notebook.ts'
import { batchReport } from '../../shared/reports/batch-report.ts'
import { benchNotebook } from './bench-notebook.ts'
import { drawWithPdfkit, neutralContent } from './report-against-pdfkit.ts'

const rounds = 15
const at = '2026-01-05T08:00:00+00:00'

type Times = { readonly median: number; readonly best: number }

/** Median and best milliseconds of several rounds after one to warm up; rounds of the two sides alternate, so that load on the machine hits both. */
async function alternate(sides: Readonly<Record<string, () => Promise<unknown>>>): Promise<Readonly<Record<string, Times>>> {
  const times = Object.fromEntries(Object.keys(sides).map((name): [string, number[]] => [name, []]))
  for (let round = 0; round <= rounds; round++) {
    for (const [name, run] of Object.entries(sides)) {
      const start = performance.now()
      await run()
      if (round > 0) times[name]?.push(performance.now() - start)
    }
  }
  return Object.fromEntries(
    Object.entries(times).map(([name, list]): [string, Times] => {
      const sorted = list.sort((a, b) => a - b)
      return [name, { median: sorted[Math.floor(sorted.length / 2)] ?? 0, best: sorted[0] ?? 0 }]
    }),
  )
}

const { notebook, batchId, facts } = benchNotebook()
const engine = loadPdfEngine()
const fonts = await loadPdfFonts()
const records = recordsOfBatch(notebook, batchId)
const narrow = makeNotebook(records)
const batch = narrow.get('batch', batchId)
const results = computeBatchResults(notebook, batchId)
if (batch === undefined || results === undefined) throw new Error('the bench batch gave no results')
const figures = new Map([...batchFigures(results)].map(([id, figure]) => [id, printableSvg(figure.svg)]))
const request = {
  build: () => batchReport({ batch, results, notebook: narrow, figures, manifest: { hash: '0'.repeat(64), records: records.length, attachments: 0 }, madeAt: at, appVersion: 'bench', changes: [], notices: [] }),
  fonts,
  metadata: { title: 'bench', subject: 'bench', createdAt: at, language: 'en' },
}
const pdf = await renderPdf(engine, request)
const content = await neutralContent(pdf)

const report = await alternate({
  report: () => renderPdf(engine, request),
  pdfkit: () => drawWithPdfkit(content, fonts),
})
const whole = await alternate({
  compute: () => Promise.resolve(computeBatchResults(notebook, batchId)),
  figures: () => Promise.resolve(batchFigures(results)),
  everything: async () => {
    const prepared = prepareBatchReport(notebook, batchId)
    if (!prepared.ok) throw new Error(prepared.error)
    return makeReportPdf({ notebook, revisions: [], notebookFacts: { id: batchId, name: 'bench' }, madeAt: at, appVersion: 'bench', engine, fonts, license: 'none' }, prepared.value)
  },
})

const ms = (t: Times | undefined): string => `${(t?.median ?? 0).toFixed(0)} ms`
const ratio = (which: keyof Times): string => ((report['report']?.[which] ?? 0) / (report['pdfkit']?.[which] ?? 1)).toFixed(2)
console.log(`machine: ${cpus()[0]?.model ?? 'unknown'}, ${String(cpus().length)} cores, Node ${process.versions.node}; median of ${String(rounds)} rounds`)
console.log(`report: ${String(facts.assays)} assays, ${String(facts.arms)} arms, ${String(facts.animals)} animals, ${String(facts.sessions)} sessions; ${String(content.pages.length)} pages, ${(pdf.length / 1024).toFixed(0)} kB`)
console.log(`rendering ${ms(report['report'])}, raw pdfkit drawing the same text and lines ${ms(report['pdfkit'])}: ratio ${ratio('median')} of medians, ${ratio('best')} of best rounds (budget 2)`)
console.log(`for orientation: computing ${ms(whole['compute'])}, figures ${ms(whole['figures'])}, the whole report with its archive ${ms(whole['everything'])}`)
