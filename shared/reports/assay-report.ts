import { ordered } from '../records/ordered.ts'
import type { AssayBatchResults } from '../domain/results/assay-results.ts'
import type { Content, DocumentDefinition } from '../util/document-definition.ts'
import { facts, notRecorded, sectionTitle, smallPrint, table } from './layout/blocks.ts'
import { framedDocument } from './layout/page-frame.ts'
import { printField, printReference, printTime } from './layout/print-field.ts'
import type { AssayReportContext } from './report-context.ts'
import { changesSinceFirstEntry } from './sections/changes.ts'
import { consistency } from './sections/consistency.ts'
import { contrasts } from './sections/contrasts.ts'
import { howComputed } from './sections/how-computed.ts'
import { mechanism } from './sections/mechanism.ts'
import { mediators } from './sections/mediators.ts'
import { potency } from './sections/potency.ts'
import { proliferation } from './sections/proliferation.ts'
import { rawDataOf } from './sections/raw-data.ts'
import { reportHead } from './sections/report-head.ts'
import { signatures } from './sections/signatures.ts'
import { seriesBlocks } from './sections/suppression.ts'

/**
 * The report of one in-vitro assay: every batch in it side by side, never pooled. A pure function of the results and the records they came
 * from; each call returns fresh objects.
 */
export function assayReport(context: AssayReportContext): DocumentDefinition {
  const { assay, results } = context
  return framedDocument(
    { title: `Assay report ${assay.code}`, made: `made ${context.madeAt} with Stromabook ${context.appVersion}`, manifestHash: context.manifest.hash, simulated: results.simulated },
    [
      ...reportHead(assay.code, assay.title, results),
      ...design(context),
      ...results.batches.flatMap((b, i) => batchBlocks(context, b, i)),
      ...(results.batches.length === 0 ? [notRecorded('Batch in this assay')] : []),
      ...consistency(context),
      ...changesSinceFirstEntry(context),
      ...signatures(context),
      ...rawDataOf(context.notebook, new Set([assay.id]), new Set()),
      ...howComputed(context),
    ],
  )
}

/** Purpose, cells and what was declared beforehand. */
function design({ assay, notebook }: AssayReportContext): Content[] {
  return [
    sectionTitle('Design'),
    facts([
      ['Purpose', printField(assay.purpose)],
      ['Performed', printTime(assay.performedAt)],
      ['Operator', printReference(notebook, assay.operatorId)],
      ['Background', printField(assay.background)],
      ['Reference ratio', printField(assay.referenceRatio)],
      ['Reference declared at', printTime(assay.referenceDeclaredAt)],
    ]),
    table(
      [{ header: 'Cells', width: 120 }, { header: 'Batch or reference lot', width: 120 }, { header: 'Passage', width: 80 }, { header: 'State', width: 70 }, { header: 'Hours from thaw or harvest', width: 60 }, { header: 'Viability at use', width: '*' }],
      ordered(assay.materials).map(([, m]) => [m.label, m.batchId === undefined ? (typeof m.referenceLotId === 'string' ? `reference lot ${printReference(notebook, m.referenceLotId)}` : printField(m.nonMscCells)) : printReference(notebook, m.batchId), printReference(notebook, m.passageId), printField(m.state), printField(m.hoursFromThaw, 'h'), printField(m.viabilityPercent, '%')]),
    ),
    table(
      [{ header: 'Responders', width: 120 }, { header: 'Lot', width: 120 }, { header: 'Hours from thaw', width: 80 }, { header: 'Viability', width: '*' }],
      ordered(assay.responders).map(([, r]) => [r.label, printReference(notebook, r.responderLotId), printField(r.hoursFromThaw, 'h'), printField(r.viabilityPercent, '%')]),
    ),
    smallPrint('Batches stand side by side; series of different stimulus, contact, read-out, relation or arrest are never pooled.'),
  ]
}

function batchBlocks(context: AssayReportContext, b: AssayBatchResults, index: number): Content[] {
  return [
    sectionTitle(`Batch ${b.batchCode}`),
    ...(b.series.length === 0 ? [notRecorded('Suppression series')] : b.series.flatMap((s, j) => seriesBlocks(context, s, `suppression-${String(index)}-${String(j)}`))),
    ...(b.proliferation.series.length === 0 ? [] : proliferation(b.proliferation, figuresOf(context, index))),
    ...(b.mechanism.series.length === 0 ? [] : mechanism(b.mechanism, figuresOf(context, index))),
    ...contrastsOf(b, figuresOf(context, index)),
    ...(b.potency.series.length === 0 ? [] : potency(b.potency, figuresOf(context, index))),
    ...(b.mediators.series.length === 0 ? [] : mediators(b.mediators, figuresOf(context, index))),
  ]
}

/** Comparisons, where the batch has any suppression to compare. */
function contrastsOf({ contrasts: results, series }: AssayBatchResults, figures: ReadonlyMap<string, string>): Content[] {
  return series.length === 0 ? [] : contrasts(results, figures)
}

/** Figures of one batch under the names its sections ask for. */
function figuresOf({ figures }: AssayReportContext, index: number): ReadonlyMap<string, string> {
  const suffix = `-${String(index)}`
  return new Map([...figures].flatMap(([id, svg]) => (id.endsWith(suffix) ? [[id.slice(0, -suffix.length), svg] as const] : [])))
}
