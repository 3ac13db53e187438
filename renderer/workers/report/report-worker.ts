import { expose, transfer, wrap, type Remote } from 'comlink'
import { makeReportPdf } from '../../../shared/export/report-pdf.ts'
import { prepareReport } from '../../../shared/export/report-subject.ts'
import { makeNotebook, nameOf, type Notebook } from '../../../shared/records/notebook.ts'
import { recordTitle } from '../../../shared/records/record-title.ts'
import type { CalculationApi } from '../calculation/calculation-api.ts'
import type { LabelAnswer, LabelJob, ReportAnswer, ReportApi, ReportJob, ReportProgress } from './report-api.ts'
import { loadReportEngine } from './report-engine.ts'
import { loadReportFonts } from './report-fonts.ts'
import { labelFormat } from '../../../shared/reports/labels/label-format.ts'
import { labelSheets } from '../../../shared/reports/labels/label-sheets.ts'
import { renderPdf } from '../../../shared/pdf/render-pdf.ts'

// Makes reports beside the page, so that typing never waits for one.

let calculations: Remote<CalculationApi> | undefined
let latest = 0
const engine = loadReportEngine()
const fonts = loadReportFonts()
// A failure is told by the first report that needs them.
for (const loading of [engine, fonts]) loading.catch(() => undefined)

async function make(job: ReportJob, onProgress: ReportProgress): Promise<ReportAnswer> {
  latest++
  const mine = latest
  /** Lets later calls in, and says whether one of them made this one pointless. */
  const isSuperseded = async (): Promise<boolean> => {
    await new Promise((resolve) => { setTimeout(resolve, 0) })
    return mine !== latest
  }
  if (calculations === undefined) return { type: 'failed', reason: 'the notebook is not connected' }
  const gathered = await calculations.gather(job)
  if (await isSuperseded()) return { type: 'superseded' }
  if (gathered === null) return { type: 'unchanged' }
  onProgress('computing')
  const notebook = makeNotebook(gathered.records)
  const prepared = prepareReport(notebook, job.subject)
  if (!prepared.ok) return { type: 'failed', reason: prepared.error }
  if (await isSuperseded()) return { type: 'superseded' }
  const { madeAt, appVersion, license } = job
  const pdf = await makeReportPdf({ notebook, revisions: gathered.revisions, notebookFacts: gathered.notebookFacts, madeAt, appVersion, license, engine: await engine, fonts: await fonts, onProgress }, prepared.value)
  if (!pdf.ok) return { type: 'failed', reason: pdf.error }
  const bytes = pdf.value.bytes.slice()
  const { code, title } = prepared.value
  return transfer({ type: 'made', state: gathered.state, bytes, code, title, manifestHash: pdf.value.manifest.hash, notices: pdf.value.notices, typed: gathered.typed.map((r) => recordTitle(r, (id) => codeOf(notebook, id))) } as const, [bytes.buffer])
}

function codeOf(notebook: Notebook, id: string): string | undefined {
  const record = notebook.find(id)
  return record === undefined ? undefined : nameOf(record)
}

async function makeLabels({ ids, withVials, copies, format: name, skip, outlines, madeAt }: LabelJob): Promise<LabelAnswer> {
  const format = labelFormat(name)
  if (format === undefined) return { type: 'failed', reason: `there is no label format ${name}` }
  if (calculations === undefined) return { type: 'failed', reason: 'the notebook is not connected' }
  const labels = (await calculations.labels(ids, withVials)).flatMap((label) => Array.from({ length: copies }, () => label))
  if (labels.length === 0) return { type: 'failed', reason: 'there is no label to print: the record is gone, or there are no copies' }
  let unprinted: readonly string[] = []
  const bytes = await renderPdf(await engine, {
    build: () => labelSheets({ format, labels, skip, outlines }),
    fonts: await fonts,
    metadata: { title: `Labels ${[...new Set(labels.map((l) => l.code))].slice(0, 5).join(', ')}`, subject: format.title, language: 'en-GB', createdAt: madeAt },
    onMissingCharacters: (missing) => { unprinted = missing },
  })
  const own = bytes.slice()
  return transfer({ type: 'made', bytes: own, count: labels.length, unprinted } as const, [own.buffer])
}

const api: ReportApi = {
  connect: (port) => { calculations = wrap<CalculationApi>(port) },
  make: async (job, onProgress) => {
    try {
      return await make(job, onProgress)
    } catch (error) {
      return { type: 'failed', reason: error instanceof Error ? error.message : String(error) }
    }
  },
  labels: async (job) => {
    try {
      return await makeLabels(job)
    } catch (error) {
      return { type: 'failed', reason: error instanceof Error ? error.message : String(error) }
    }
  },
}

expose(api)
