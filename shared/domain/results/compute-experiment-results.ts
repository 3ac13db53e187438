import { makeNotebook, type Notebook } from '../../records/notebook.ts'
import { arthritisResults } from '../arthritis/arthritis.ts'
import { experimentsOfBatch } from '../arthritis/experiments-of-batch.ts'
import { endpointResults } from '../endpoints/endpoints.ts'
import { findingsOfPart } from '../consistency/findings.ts'
import { pairResults } from '../pairs/pairs.ts'
import { settingNames, settingUsed } from '../settings-used.ts'
import { holdsSimulated } from '../simulated.ts'
import { suppressionResults } from '../suppression/suppression.ts'
import type { ExperimentResults } from './experiment-results.ts'
import { recordsOfExperiment } from './record-graph.ts'

/**
 * Every result of one animal experiment, and the verdicts of the pairs that name it.
 * @param whole the whole notebook, or just the records of the experiment (recordsOfExperiment): the results are the same.
 * @returns undefined when the notebook has no such experiment.
 */
export function computeExperimentResults(whole: Notebook, experimentId: string): ExperimentResults | undefined {
  const notebook = makeNotebook(recordsOfExperiment(whole, experimentId))
  const experiment = notebook.get('experiment', experimentId)
  if (experiment === undefined) return undefined
  const arthritis = arthritisResults(notebook, experimentId)
  const pairsHere = notebook.all('pair').filter((p) => p.inVivo?.experimentId === experimentId)
  const batchIds = [...new Set([...pairsHere.map((p) => p.batchId), ...notebook.all('batch').filter((b) => experimentsOfBatch(notebook, b.id).some((e) => e.id === experimentId)).map((b) => b.id)])]
  const ids = new Set(pairsHere.map((p) => p.id))
  const pairs = [...new Set(pairsHere.map((p) => p.batchId))].flatMap((batchId) => pairResults(notebook, batchId, suppressionResults(notebook, batchId), [arthritis]).filter((p) => ids.has(p.pairId)))
  return {
    experimentId,
    code: experiment.code,
    simulated: holdsSimulated(notebook.records),
    settings: settingNames.map((name) => settingUsed(notebook, name)),
    arthritis,
    endpoints: endpointResults(notebook, experimentId),
    pairs,
    findings: findingsOfPart(notebook, batchIds),
  }
}
