import type { MetaAnalysisResults } from '../../domain/meta-analysis/meta-analysis-results.ts'
import type { Content } from '../../util/document-definition.ts'
import { formatFixed, relationP, formatSignificant } from '../../util/format-number.ts'
import { bullets, figure, notRecorded, paragraph, sectionTitle, smallPrint, subTitle, table, warning } from '../layout/blocks.ts'
import { textWidth } from '../layout/page-frame.ts'
import { printBounds, printNumber } from '../layout/print-estimate.ts'

/** Effects over experiments: what was combined, what it comes to, what stands beside, and what was left out and why. */
export function metaAnalysisSection(results: MetaAnalysisResults, figures: ReadonlyMap<string, string>): Content[] {
  const { effects, benchmarks, leftOut, summary, beside, prediction, heterogeneity } = results
  const content: Content[] = [sectionTitle('Effects over experiments')]
  if (effects.length + benchmarks.length + leftOut.length === 0) return [...content, notRecorded('Treatment arm against a vehicle arm')]
  const svg = figures.get('forest')
  if (svg !== undefined) content.push(figure(svg, textWidth))
  if (effects.length > 0) {
    content.push(table(
      [{ header: 'Experiment, arm', width: 190 }, { header: 'Reduction, %', width: 60, alignment: 'right' }, { header: '95 % (Fieller)', width: 90 }, { header: 'ln ratio of means', width: 70, alignment: 'right' }, { header: 'Weight, %', width: 50, alignment: 'right' }, { header: 'n', width: '*' }],
      effects.map((e) => [e.label, printNumber(e.reduction), printBounds(e.reduction), formatFixed(e.lnRatio, 3), formatFixed(e.weight, 1), `${String(e.reduction.n)} ${e.reduction.nOf}`]),
    ))
  }
  if (summary.value === null) content.push(paragraph(`No mean over experiments: ${summary.notAssessable ?? 'not assessable'}.`))
  else {
    content.push(paragraph(`Mean over ${String(summary.n)} ${summary.nOf}: ${printNumber(summary)} % reduction, 95 %: ${printBounds(summary)}; 90 %: ${printBounds(summary, 0.9)}.${prediction === null ? '' : ` A further experiment is expected between ${formatFixed(prediction.lower ?? NaN, 1)} and ${formatFixed(prediction.upper ?? NaN, 1)} % (95 % prediction).`}`))
    if (heterogeneity !== null) content.push(smallPrint(`Between experiments: tau² ${formatSignificant(heterogeneity.tau2, 3)} (on ln), I² ${formatFixed(heterogeneity.i2, 0)} %, Q ${formatFixed(heterogeneity.q, 2)} on ${String(heterogeneity.df)} df, p ${relationP(heterogeneity.p)}. ${summary.method}.`))
  }
  if (effects.length > 1) content.push(smallPrint(beside.value === null ? `DerSimonian-Laird beside it: none, ${beside.notAssessable ?? 'not assessable'}.` : `DerSimonian-Laird beside it: ${printNumber(beside)} % (95 %: ${printBounds(beside)}).`))
  for (const w of summary.warnings) content.push(warning(w))
  if (benchmarks.length > 0) {
    content.push(subTitle('Published effects with limits: benchmarks, not combined'), table(
      [{ header: 'Study', width: 210 }, { header: 'Outcome', width: 110 }, { header: 'Reduction, %', width: 70, alignment: 'right' }, { header: 'Limits', width: '*' }],
      benchmarks.map((b) => [b.label, b.outcome, printNumber(b.reduction), printBounds(b.reduction)]),
    ))
  }
  if (leftOut.length > 0) content.push(subTitle('Left out, and why'), bullets(leftOut.map((l) => `${l.label}: ${l.reason}`)))
  return content
}
