import type { DocumentDefinition } from '../util/document-definition.ts'
import { framedDocument } from './layout/page-frame.ts'
import type { ComparisonReportContext } from './report-context.ts'
import { comparabilityOfBatches } from './sections/comparability.ts'
import { consistency } from './sections/consistency.ts'
import { pairVerdicts } from './sections/front-page.ts'
import { donorConcordanceSection } from './sections/donor-concordance.ts'
import { howComputed } from './sections/how-computed.ts'
import { metaAnalysisSection } from './sections/meta-analysis.ts'
import { reportHead } from './sections/report-head.ts'
import { signatures } from './sections/signatures.ts'

/**
 * Batches against the first of them: what was recorded alike and what was not, how in vitro and in vivo agree over their pairs, and what the
 * effects come to together. A pure function of the results and the records they came from; each call returns fresh objects.
 */
export function comparisonReport(context: ComparisonReportContext): DocumentDefinition {
  const { results } = context
  const [first, ...others] = results.batches.map((b) => b.batchCode)
  return framedDocument(
    { title: `Comparability report ${first ?? ''}`, made: `made ${context.madeAt} with Stromabook ${context.appVersion}`, manifestHash: context.manifest.hash, simulated: results.simulated },
    [
      ...reportHead('Comparability', `${others.join(', ')} compared with ${first ?? 'nothing'}`, results),
      ...pairVerdicts(results.pairs, context.figures),
      ...donorConcordanceSection(results.concordance, context.figures),
      ...comparabilityOfBatches(results.comparability, context.figures),
      ...metaAnalysisSection(results.metaAnalysis, context.figures),
      ...consistency(context),
      ...signatures(context),
      ...howComputed(context),
    ],
  )
}
