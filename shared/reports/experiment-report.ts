import { ordered } from '../records/ordered.ts'
import type { Content, DocumentDefinition } from '../util/document-definition.ts'
import { facts, sectionTitle } from './layout/blocks.ts'
import { framedDocument } from './layout/page-frame.ts'
import { printField, printTime } from './layout/print-field.ts'
import type { ExperimentReportContext } from './report-context.ts'
import { experimentBlocks } from './sections/animal-experiments.ts'
import { changesSinceFirstEntry } from './sections/changes.ts'
import { consistency } from './sections/consistency.ts'
import { doseRows } from './sections/doses.ts'
import { endpoints } from './sections/endpoints.ts'
import { pairVerdicts } from './sections/front-page.ts'
import { howComputed } from './sections/how-computed.ts'
import { rawDataOf } from './sections/raw-data.ts'
import { reportHead } from './sections/report-head.ts'
import { signatures } from './sections/signatures.ts'

/**
 * The report of one animal experiment: pairs and their verdicts, design, animals, effects, secondary outcomes, standards. A pure function of
 * the results and the records they came from; each call returns fresh objects.
 */
export function experimentReport(context: ExperimentReportContext): DocumentDefinition {
  const { experiment, results } = context
  return framedDocument(
    { title: `Experiment report ${experiment.code}`, made: `made ${context.madeAt} with Stromabook ${context.appVersion}`, manifestHash: context.manifest.hash, simulated: results.simulated },
    [
      ...reportHead(experiment.code, experiment.title, results),
      ...pairVerdicts(results.pairs, context.figures),
      ...animals(context),
      ...experimentBlocks(context, results.arthritis, 0),
      ...endpoints([results.endpoints], context.figures),
      ...consistency(context),
      ...changesSinceFirstEntry(context),
      ...signatures(context),
      ...rawDataOf(context.notebook, new Set(), new Set([experiment.id])),
      ...(results.arthritis.doses === null ? [] : doseRows(results.arthritis.doses)),
      ...howComputed(context),
    ],
  )
}

/** The animals and their housing, which a batch report leaves out. */
function animals({ experiment }: ExperimentReportContext): Content[] {
  const all = ordered(experiment.animals).map(([, a]) => a)
  const spread = (of: (a: (typeof all)[number]) => string): string => [...new Set(all.map(of))].join(', ') || 'not recorded'
  return [
    sectionTitle('Question and animals'),
    facts([
      ['Objective', printField(experiment.purpose)],
      ['Hypothesis', printField(experiment.hypothesis)],
      ['Primary outcome', `${printField(experiment.primaryOutcome)}${typeof experiment.primaryOutcomeText === 'string' ? `: ${experiment.primaryOutcomeText}` : ''}`],
      ['Declared test', printField(experiment.declaredTest)],
      ['Day 0', printTime(experiment.day0At)],
      ['Planned last day', printField(experiment.plannedEndDay)],
      ['Animals', `${String(all.length)}; species ${spread((a) => printField(a.species))}; strain ${spread((a) => printField(a.strain))}; sex ${spread((a) => printField(a.sex))}`],
      ['Genotype', spread((a) => printField(a.genotype))],
      ['Supplier', spread((a) => printField(a.supplier))],
      ['Housing', printField(experiment.housing)],
      ['Care', printField(experiment.care)],
      ['Inclusion and exclusion', printField(experiment.inclusionCriteria)],
      ['Control of confounders', printField(experiment.confounders)],
      ['Registration', printField(experiment.registration)],
    ]),
  ]
}
