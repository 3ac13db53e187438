import type { Content } from '../../util/document-definition.ts'
import { notRecorded, sectionTitle, simulatedMark, smallPrint, table } from '../layout/blocks.ts'
import type { ReportContext } from '../report-context.ts'

/** Concordance of the pairs as a table, and the rule in words. */
export function concordanceDetail({ results }: ReportContext): Content[] {
  const content: Content[] = [sectionTitle('Concordance of in vitro and in vivo')]
  if (results.pairs.length === 0) return [...content, notRecorded('Pair')]
  content.push(
    table(
      [{ header: 'Pair', width: 70 }, { header: 'In vitro', width: 90 }, { header: 'In vivo', width: 90 }, { header: 'Together', width: 92 }, { header: 'Tier', width: 28 }, { header: 'Why', width: '*' }],
      results.pairs.map((p) => [`${p.code}${p.simulated ? simulatedMark : ''}`, p.inVitro.present ? `${p.inVitro.verdict.label} (rule ${String(p.inVitro.verdict.rule)})` : 'not recorded', p.inVivo.present ? `${p.inVivo.verdict.label} (rule ${String(p.inVivo.verdict.rule)})` : 'not recorded', p.concordance, p.linkTier ?? '–', p.concordanceReason]),
    ),
    smallPrint(
      'Verdict rule, in this order: 1 validity failed: not assessable; 2 the 90 % interval lies within the margin: no relevant effect; 3 the 95 % interval is above zero and the estimate reaches the margin: suppressive / improved; 4 the mirror image: enhancing / worse; 5 the 90 % interval ends below the margin: relevant benefit excluded, harm not; 6 else inconclusive. In vivo, 3 and 4 also need the declared test (adjusted p < 0.05).',
    ),
  )
  return content
}
