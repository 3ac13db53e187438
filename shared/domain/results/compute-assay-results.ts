import { makeNotebook, type Notebook } from '../../records/notebook.ts'
import { ordered } from '../../records/ordered.ts'
import { findingsOfPart } from '../consistency/findings.ts'
import { contrastResults } from '../contrasts/contrasts.ts'
import type { ContrastResults } from '../contrasts/contrast-results.ts'
import { mechanismResults } from '../mechanism/mechanism.ts'
import { mediatorResults } from '../mediators/mediators.ts'
import { potencyResults } from '../potency/potency.ts'
import { proliferationResults } from '../proliferation/proliferation.ts'
import { settingNames, settingUsed } from '../settings-used.ts'
import { holdsSimulated } from '../simulated.ts'
import { cellsOfMaterial } from '../suppression/suppression-cells.ts'
import { suppressionResults } from '../suppression/suppression.ts'
import type { AssayBatchResults, AssayResults } from './assay-results.ts'
import { recordsOfAssay } from './record-graph.ts'

/**
 * Every result of one in-vitro assay, batch by batch in the order of its materials.
 * @param whole the whole notebook, or just the records of the assay (recordsOfAssay): the results are the same.
 * @returns undefined when the notebook has no such assay.
 */
export function computeAssayResults(whole: Notebook, assayId: string): AssayResults | undefined {
  const notebook = makeNotebook(recordsOfAssay(whole, assayId))
  const assay = notebook.get('assay', assayId)
  if (assay === undefined) return undefined
  const batchIds = [...new Set(ordered(assay.materials).flatMap(([key]) => cellsOfMaterial(notebook, assay, key)?.batchId ?? []))]
  return {
    assayId,
    code: assay.code,
    simulated: holdsSimulated(notebook.records),
    settings: settingNames.map((name) => settingUsed(notebook, name)),
    batches: batchIds.map((id) => ofBatch(notebook, assayId, id)),
    findings: findingsOfPart(notebook, batchIds),
  }
}

function ofBatch(notebook: Notebook, assayId: string, batchId: string): AssayBatchResults {
  const potency = potencyResults(notebook, batchId)
  const proliferation = proliferationResults(notebook, batchId)
  return {
    batchId,
    batchCode: notebook.get('batch', batchId)?.code ?? batchId,
    series: suppressionResults(notebook, batchId).series.filter((s) => s.assayId === assayId),
    proliferation: { ...proliferation, series: proliferation.series.filter((s) => s.assayId === assayId) },
    mechanism: { series: mechanismResults(notebook, batchId).series.filter((s) => s.assayId === assayId) },
    contrasts: contrastsOfAssay(contrastResults(notebook, batchId), assayId),
    potency: { ...potency, series: potency.series.filter((s) => s.assayId === assayId) },
    mediators: { batchId, series: mediatorResults(notebook, batchId).series.filter((s) => isOfAssay(notebook, s.measurementId, assayId)) },
  }
}

function contrastsOfAssay({ plates, materials, ratios, conditions }: ContrastResults, assayId: string): ContrastResults {
  const ofIt = (c: { readonly assayId: string }): boolean => c.assayId === assayId
  return { plates: plates.filter(ofIt), materials: materials.filter(ofIt), ratios: ratios.filter(ofIt), conditions: conditions.filter(ofIt) }
}

function isOfAssay(notebook: Notebook, measurementId: string, assayId: string): boolean {
  const subject = notebook.get('mediator-measurement', measurementId)?.subject
  return subject?.type === 'assay' && subject.assayId === assayId
}
