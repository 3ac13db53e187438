import type { Content, DocumentDefinition } from '../util/document-definition.ts'
import type { ReportContext } from './report-context.ts'
import { framedDocument } from './layout/page-frame.ts'
import { animalExperiments } from './sections/animal-experiments.ts'
import { changesSinceFirstEntry } from './sections/changes.ts'
import { comparabilityWithReferenceLot } from './sections/comparability.ts'
import { concordanceDetail } from './sections/concordance.ts'
import { consistency } from './sections/consistency.ts'
import { cultureConditions } from './sections/culture-conditions.ts'
import { contrasts } from './sections/contrasts.ts'
import { custody } from './sections/custody.ts'
import { differentiation } from './sections/differentiation.ts'
import { donorAndTissue } from './sections/donor-and-tissue.ts'
import { endpoints } from './sections/endpoints.ts'
import { frontPage } from './sections/front-page.ts'
import { growth } from './sections/growth.ts'
import { howComputed } from './sections/how-computed.ts'
import { mechanism } from './sections/mechanism.ts'
import { mediators } from './sections/mediators.ts'
import { phenotype } from './sections/phenotype.ts'
import { potency } from './sections/potency.ts'
import { proliferation } from './sections/proliferation.ts'
import { qualityTests } from './sections/quality-tests.ts'
import { rawData } from './sections/raw-data.ts'
import { signatures } from './sections/signatures.ts'
import { standards } from './sections/standards.ts'
import { suppression } from './sections/suppression.ts'

/** Sections in the order of the report. */
const sections: readonly ((context: ReportContext) => Content[])[] = [
  frontPage,
  donorAndTissue,
  cultureConditions,
  growth,
  custody,
  qualityTests,
  phenotype,
  differentiation,
  suppression,
  ({ results, figures }) => proliferation(results.proliferation, figures),
  ({ results, figures }) => mechanism(results.mechanism, figures),
  ({ results, figures }) => contrasts(results.contrasts, figures),
  ({ results, figures }) => potency(results.potency, figures),
  ({ results, figures }) => mediators(results.mediators, figures),
  animalExperiments,
  ({ results, figures }) => endpoints(results.endpoints, figures),
  concordanceDetail,
  ({ results }) => comparabilityWithReferenceLot(results.comparability),
  ({ results }) => standards(results.standards),
  consistency,
  changesSinceFirstEntry,
  signatures,
  rawData,
  howComputed,
]

/**
 * The batch report as a document definition: a pure function of the results and the records they came from. Every section is there;
 * one without data says "not recorded". Each call returns fresh objects.
 */
export function batchReport(context: ReportContext): DocumentDefinition {
  return framedDocument(
    { title: `Batch report ${context.batch.code}`, made: `made ${context.madeAt} with Stromabook ${context.appVersion}`, manifestHash: context.manifest.hash, simulated: context.results.simulated },
    sections.flatMap((section) => section(context)),
  )
}
