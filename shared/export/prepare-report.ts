import { computeAssayResults } from '../domain/results/compute-assay-results.ts'
import { computeBatchResults } from '../domain/results/compute-batch-results.ts'
import { computeAcross, computeComparison } from '../domain/results/compute-comparison.ts'
import { computeExperimentResults } from '../domain/results/compute-experiment-results.ts'
import type { AssayResults } from '../domain/results/assay-results.ts'
import type { BatchResults } from '../domain/results/batch-results.ts'
import type { AcrossResults, ComparisonResults } from '../domain/results/comparison-results.ts'
import type { ExperimentResults } from '../domain/results/experiment-results.ts'
import { recordsOfAssay, recordsOfBatch, recordsOfBatches, recordsOfExperiment } from '../domain/results/record-graph.ts'
import { makeNotebook, type Notebook } from '../records/notebook.ts'
import { assayReport } from '../reports/assay-report.ts'
import { batchReport } from '../reports/batch-report.ts'
import { comparisonReport } from '../reports/comparison-report.ts'
import { concordanceReport } from '../reports/concordance-report.ts'
import { experimentReport } from '../reports/experiment-report.ts'
import { fail, ok, type Result } from '../util/result.ts'
import { assayFigures, batchFigures, comparisonFigures, concordanceFigures, experimentFigures } from './report-figures.ts'
import type { PreparedReport } from './report-request.ts'

/** The report of one batch; a reason when the notebook has no such batch. */
export function prepareBatchReport(whole: Notebook, batchId: string): Result<PreparedReport<BatchResults>> {
  const records = recordsOfBatch(whole, batchId)
  const notebook = makeNotebook(records)
  const batch = notebook.get('batch', batchId)
  const results = computeBatchResults(notebook, batchId)
  if (batch === undefined || results === undefined) return fail(`the notebook has no batch ${batchId}`)
  return ok({ title: `Batch report ${batch.code}`, code: batch.code, root: { kind: 'batch', id: batchId }, records, results, figures: batchFigures(results), build: (frame) => batchReport({ ...frame, batch, results }) })
}

/** The report of one in-vitro assay with all its batches; a reason when the notebook has no such assay. */
export function prepareAssayReport(whole: Notebook, assayId: string): Result<PreparedReport<AssayResults>> {
  const records = recordsOfAssay(whole, assayId)
  const notebook = makeNotebook(records)
  const assay = notebook.get('assay', assayId)
  const results = computeAssayResults(notebook, assayId)
  if (assay === undefined || results === undefined) return fail(`the notebook has no assay ${assayId}`)
  return ok({ title: `Assay report ${assay.code}`, code: assay.code, root: { kind: 'assay', id: assayId }, records, results, figures: assayFigures(results), build: (frame) => assayReport({ ...frame, assay, results }) })
}

/** The report of one animal experiment; a reason when the notebook has no such experiment. */
export function prepareExperimentReport(whole: Notebook, experimentId: string): Result<PreparedReport<ExperimentResults>> {
  const records = recordsOfExperiment(whole, experimentId)
  const notebook = makeNotebook(records)
  const experiment = notebook.get('experiment', experimentId)
  const results = computeExperimentResults(notebook, experimentId)
  if (experiment === undefined || results === undefined) return fail(`the notebook has no experiment ${experimentId}`)
  return ok({ title: `Experiment report ${experiment.code}`, code: experiment.code, root: { kind: 'experiment', id: experimentId }, records, results, figures: experimentFigures(results), build: (frame) => experimentReport({ ...frame, experiment, results }) })
}

/** The report that compares batches with the first of them; a reason when fewer than two are there. */
export function prepareComparisonReport(whole: Notebook, batchIds: readonly string[]): Result<PreparedReport<ComparisonResults>> {
  const records = recordsOfBatches(whole, batchIds)
  const notebook = makeNotebook(records)
  const results = computeComparison(notebook, batchIds)
  const [first] = results.batches
  if (first === undefined || results.batches.length < 2) return fail(`a comparison needs two batches or more; the notebook has ${String(results.batches.length)} of those that were named`)
  const code = `comparison-${results.batches.slice(0, 3).map((b) => b.batchCode).join('-')}${results.batches.length > 3 ? `-and-${String(results.batches.length - 3)}-more` : ''}`
  return ok({ title: `Comparability report ${first.batchCode} and ${String(results.batches.length - 1)} more`, code, root: { kind: 'batch', id: first.batchId }, records, results, figures: comparisonFigures(results), build: (frame) => comparisonReport({ ...frame, results }) })
}

/** The report on concordance over batches; a reason when the notebook has none of those that were named. */
export function prepareConcordanceReport(whole: Notebook, batchIds: readonly string[]): Result<PreparedReport<AcrossResults>> {
  const records = recordsOfBatches(whole, batchIds)
  const notebook = makeNotebook(records)
  const results = computeAcross(notebook, batchIds)
  const [first] = results.batches
  if (first === undefined) return fail('the notebook has none of the batches that were named')
  return ok({ title: `Concordance report of ${String(results.batches.length)} batches`, code: 'concordance', root: { kind: 'batch', id: first.batchId }, records, results, figures: concordanceFigures(results), build: (frame) => concordanceReport({ ...frame, results }) })
}
