import type { Notebook } from '../../records/notebook.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import type { ArthritisResults } from '../arthritis/arthritis-results.ts'
import { arthritisResults } from '../arthritis/arthritis.ts'
import { experimentsOfBatch } from '../arthritis/experiments-of-batch.ts'
import { cellsOfMaterial } from '../suppression/suppression-cells.ts'
import { arriveStandard } from './arrive-standard.ts'
import { dosesStandard } from './doses-standard.ts'
import { isctStandard } from './isct-standard.ts'
import { miataStandard } from './miata-standard.ts'
import { miflowcytStandard } from './miflowcyt-standard.ts'
import { syrcleStandard } from './syrcle-standard.ts'
import type { StandardCoverage, StandardsResults } from './standards-results.ts'

type NotCovered = StandardsResults['notCovered']

/**
 * Reporting standards of a batch, item by item: ISCT 2006, DOSES and MIFlowCyt of its cells, MIATA of every assay, ARRIVE 2.0 and SYRCLE of
 * every experiment it was used in. Nothing counts as recorded because nothing speaks against it.
 * @param computed results of experiments that were computed before, so that they need not be again.
 * @throws Error when the notebook has no such batch (a programming error: ids come from the notebook).
 */
export function standardsOfBatch(notebook: Notebook, batchId: string, computed: readonly ArthritisResults[] = []): StandardsResults {
  const batch = notebook.get('batch', batchId)
  if (batch === undefined) throw new Error(`no batch ${batchId}`)
  const subject = `batch ${batch.code}`
  const flow = miflowcytStandard(notebook, batch)
  const assays = notebook.all('assay').filter((a) => Object.keys(a.materials).some((key) => cellsOfMaterial(notebook, a, key)?.batchId === batchId))
  const experiments = experimentsOfBatch(notebook, batchId)
  const standards = [
    isctStandard(notebook, batchId, subject),
    dosesStandard(notebook, batch),
    ...(flow === undefined ? [] : [flow]),
    ...assays.map((a) => miataStandard(notebook, a)),
    ...experiments.flatMap((e) => ofExperiment(notebook, e, computed)),
  ]
  const notCovered: NotCovered = [
    ...(flow === undefined ? [{ standard: 'MIFlowCyt 1.0', why: 'no marker panel is recorded for this batch' } as const] : []),
    ...(assays.length === 0 ? [{ standard: 'MIATA', why: 'the batch was used in no assay on record' } as const] : []),
    ...(experiments.length === 0 ? (['ARRIVE 2.0', 'SYRCLE'] as const).map((standard) => ({ standard, why: 'the batch was given to no animals on record' })) : []),
  ]
  return results(subject, standards, notCovered)
}

/**
 * ARRIVE 2.0 and SYRCLE of one experiment.
 * @throws Error when the notebook has no such experiment.
 */
export function standardsOfExperiment(notebook: Notebook, experimentId: string, computed: readonly ArthritisResults[] = []): StandardsResults {
  const experiment = notebook.get('experiment', experimentId)
  if (experiment === undefined) throw new Error(`no experiment ${experimentId}`)
  return results(`experiment ${experiment.code}`, ofExperiment(notebook, experiment, computed), [])
}

/**
 * MIATA of one assay.
 * @throws Error when the notebook has no such assay.
 */
export function standardsOfAssay(notebook: Notebook, assayId: string): StandardsResults {
  const assay = notebook.get('assay', assayId)
  if (assay === undefined) throw new Error(`no assay ${assayId}`)
  return results(`assay ${assay.code}`, [miataStandard(notebook, assay)], [{ standard: 'MIFlowCyt 1.0', why: 'an assay has no fields for cytometer, compensation or gates; panels of a batch are covered with the batch' }])
}

function ofExperiment(notebook: Notebook, experiment: RecordOf<'experiment'>, computed: readonly ArthritisResults[]): readonly StandardCoverage[] {
  const arthritis = computed.find((r) => r.experimentId === experiment.id) ?? arthritisResults(notebook, experiment.id)
  return [arriveStandard(notebook, experiment, arthritis), syrcleStandard(notebook, experiment, arthritis)]
}

function results(subject: string, standards: readonly StandardCoverage[], notCovered: NotCovered): StandardsResults {
  return { subject, standards, notCovered, simulated: standards.some((s) => s.simulated) }
}
