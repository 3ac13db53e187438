import { makeNotebook, type Notebook } from '../../records/notebook.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import type { ArthritisResults } from '../arthritis/arthritis-results.ts'
import { arthritisResults } from '../arthritis/arthritis.ts'
import { comparabilityMatrix } from '../comparability/comparability.ts'
import { donorConcordance } from '../concordance/donor-concordance.ts'
import { experimentsOfBatch } from '../arthritis/experiments-of-batch.ts'
import { findingsOfPart } from '../consistency/findings.ts'
import { metaAnalysis, type OwnContrast } from '../meta-analysis/meta-analysis.ts'
import { cellsInArm } from '../pairs/linked-cells.ts'
import { pairResults } from '../pairs/pairs.ts'
import { settingNames, settingUsed } from '../settings-used.ts'
import { holdsSimulated } from '../simulated.ts'
import { suppressionResults } from '../suppression/suppression.ts'
import type { AcrossResults, ComparisonResults } from './comparison-results.ts'
import { recordsOfBatches } from './record-graph.ts'

/**
 * Results across batches.
 * @param whole the whole notebook, or just the records of the batches (recordsOfBatches): the results are the same.
 * @param batchIds those that are not in the notebook are left out.
 */
export function computeAcross(whole: Notebook, batchIds: readonly string[]): AcrossResults {
  const notebook = makeNotebook(recordsOfBatches(whole, batchIds))
  const batches = batchesOf(notebook, batchIds)
  const ids = batches.map((b) => b.id)
  const experiments = new Map(ids.flatMap((id) => experimentsOfBatch(notebook, id)).map((e) => [e.id, arthritisResults(notebook, e.id)]))
  const pairs = ids.flatMap((id) => pairResults(notebook, id, suppressionResults(notebook, id), experimentsOfBatch(notebook, id).flatMap((e) => experiments.get(e.id) ?? [])))
  return {
    batches: batches.map((b) => ({ batchId: b.id, batchCode: b.code })),
    simulated: holdsSimulated(notebook.records),
    settings: settingNames.map((name) => settingUsed(notebook, name)),
    pairs,
    concordance: donorConcordance(notebook, pairs),
    metaAnalysis: metaAnalysis(notebook, contrastsOf(notebook, ids, [...experiments.values()])),
    findings: findingsOfPart(notebook, ids),
  }
}

/**
 * Results across batches with their comparison, field by field.
 * @param batchIds the first is the one the others are compared with.
 */
export function computeComparison(whole: Notebook, batchIds: readonly string[]): ComparisonResults {
  const notebook = makeNotebook(recordsOfBatches(whole, batchIds))
  return { ...computeAcross(notebook, batchIds), comparability: comparabilityMatrix(notebook, batchesOf(notebook, batchIds).map((b) => b.id)) }
}

function batchesOf(notebook: Notebook, batchIds: readonly string[]): readonly RecordOf<'batch'>[] {
  return [...new Set(batchIds)].flatMap((id) => notebook.get('batch', id) ?? [])
}

/** Arms that got cells of these batches, each against its vehicle arm. */
function contrastsOf(notebook: Notebook, batchIds: readonly string[], experiments: readonly ArthritisResults[]): readonly OwnContrast[] {
  return experiments.flatMap((results) => results.effects
    .filter((effect) => cellsInArm(notebook, results.experimentId, effect.armKey).some((c) => c.batchId !== undefined && batchIds.includes(c.batchId)))
    .map((effect) => ({ results, effect })))
}
