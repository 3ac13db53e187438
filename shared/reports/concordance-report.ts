import type { DocumentDefinition } from '../util/document-definition.ts'
import { framedDocument } from './layout/page-frame.ts'
import type { ConcordanceReportContext } from './report-context.ts'
import { consistency } from './sections/consistency.ts'
import { donorConcordanceSection } from './sections/donor-concordance.ts'
import { pairVerdicts } from './sections/front-page.ts'
import { howComputed } from './sections/how-computed.ts'
import { metaAnalysisSection } from './sections/meta-analysis.ts'
import { reportHead } from './sections/report-head.ts'
import { signatures } from './sections/signatures.ts'

/**
 * How in vitro and in vivo agree over many batches: donors beside each other, effects over experiments, and the pairs behind them. A pure
 * function of the results and the records they came from; each call returns fresh objects.
 */
export function concordanceReport(context: ConcordanceReportContext): DocumentDefinition {
  const { results } = context
  const codes = results.batches.map((b) => b.batchCode)
  return framedDocument(
    { title: 'Concordance report', made: `made ${context.madeAt} with Stromabook ${context.appVersion}`, manifestHash: context.manifest.hash, simulated: results.simulated },
    [
      ...reportHead('Concordance', `In vitro and in vivo over ${String(codes.length)} ${codes.length === 1 ? 'batch' : 'batches'}: ${codes.join(', ')}`, results),
      ...donorConcordanceSection(results.concordance, context.figures),
      ...metaAnalysisSection(results.metaAnalysis, context.figures),
      ...pairVerdicts(results.pairs, context.figures),
      ...consistency(context),
      ...signatures(context),
      ...howComputed(context),
    ],
  )
}
