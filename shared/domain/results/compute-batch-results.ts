import { makeNotebook, type Notebook } from '../../records/notebook.ts'
import { comparabilityWithReference } from '../comparability/comparability-with-reference.ts'
import { arthritisResults } from '../arthritis/arthritis.ts'
import type { BatchResults } from './batch-results.ts'
import { findingsOfBatch } from '../consistency/findings.ts'
import { contrastResults } from '../contrasts/contrasts.ts'
import { custodyResults } from '../custody/custody.ts'
import { recordsOfBatch } from './record-graph.ts'
import { growthResults } from '../growth/growth.ts'
import { endpointResults } from '../endpoints/endpoints.ts'
import { experimentsOfBatch } from '../arthritis/experiments-of-batch.ts'
import { mechanismResults } from '../mechanism/mechanism.ts'
import { mediatorResults } from '../mediators/mediators.ts'
import { potencyResults } from '../potency/potency.ts'
import { proliferationResults } from '../proliferation/proliferation.ts'
import { pairResults } from '../pairs/pairs.ts'
import { phenotypeResults } from '../phenotype/phenotype.ts'
import { holdsSimulated } from '../simulated.ts'
import { settingNames, settingUsed } from '../settings-used.ts'
import { standardsOfBatch } from '../standards/standards.ts'
import { suppressionResults } from '../suppression/suppression.ts'

/**
 * Every result of one batch, computed from its records and nothing else: no clock, no random, no earlier results.
 * @param whole the whole notebook, or just the records of the batch (recordsOfBatch): the results are the same.
 * `simulated` is true when any record about these cells, their tests or their animals holds simulated values.
 * @returns undefined when the notebook has no such batch.
 */
export function computeBatchResults(whole: Notebook, batchId: string): BatchResults | undefined {
  const notebook = makeNotebook(recordsOfBatch(whole, batchId))
  const batch = notebook.get('batch', batchId)
  if (batch === undefined) return undefined
  const growth = growthResults(notebook, batchId)
  const custody = custodyResults(notebook, batchId)
  const phenotype = phenotypeResults(notebook, batchId)
  const suppression = suppressionResults(notebook, batchId)
  const experiments = experimentsOfBatch(notebook, batchId)
  const arthritis = experiments.map((experiment) => arthritisResults(notebook, experiment.id))
  const pairs = pairResults(notebook, batchId, suppression, arthritis)
  return {
    batchId,
    batchCode: batch.code,
    simulated: holdsSimulated(notebook.records),
    settings: settingNames.map((name) => settingUsed(notebook, name)),
    growth,
    custody,
    phenotype,
    suppression,
    proliferation: proliferationResults(notebook, batchId),
    mechanism: mechanismResults(notebook, batchId),
    contrasts: contrastResults(notebook, batchId),
    potency: potencyResults(notebook, batchId),
    mediators: mediatorResults(notebook, batchId),
    arthritis,
    endpoints: experiments.map((experiment) => endpointResults(notebook, experiment.id)),
    pairs,
    comparability: comparabilityWithReference(notebook, batchId),
    standards: standardsOfBatch(notebook, batchId, arthritis),
    findings: findingsOfBatch(notebook, batchId),
  }
}
