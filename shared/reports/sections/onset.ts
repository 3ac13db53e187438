import type { OnsetResults, OverallComparison } from '../../domain/arthritis/arthritis-results.ts'
import type { Content } from '../../util/document-definition.ts'
import { formatP } from '../../util/format-number.ts'
import { figure, paragraph, smallPrint, subTitle, table, warning } from '../layout/blocks.ts'
import { textWidth } from '../layout/page-frame.ts'
import { printBounds, printNumber, printTest } from '../layout/print-estimate.ts'

/** Onset of arthritis: curve, arms, cause-specific tests. */
export function onsetBlocks(onset: OnsetResults, svg: string | undefined): Content[] {
  const content: Content[] = [subTitle('Onset of arthritis', svg === undefined ? undefined : 200)]
  if (onset.notApplicable !== undefined) return [...content, paragraph(`Does not apply: ${onset.notApplicable}.`)]
  if (svg !== undefined) content.push(figure(svg, textWidth))
  content.push(
    table(
      [{ header: 'Arm', width: 120 }, { header: 'At risk', width: 40, alignment: 'right' }, { header: 'Onsets', width: 40, alignment: 'right' }, { header: 'Died first', width: 44, alignment: 'right' }, { header: 'Cumulative incidence at the end, %', width: 92, alignment: 'right' }, { header: '95 %', width: 80 }, { header: 'Already arthritic, not at risk', width: '*' }],
      onset.arms.map((a) => [a.label, String(a.atRisk), String(a.events), String(a.competing), printNumber(a.atEnd), printBounds(a.atEnd), a.alreadyArthritic.join(', ') || 'none']),
    ),
    smallPrint(`${onset.definition.slice(0, 1).toUpperCase()}${onset.definition.slice(1)}.`),
  )
  for (const a of onset.arms) if (a.atEnd.value === null) content.push(warning(`${a.label}: ${a.atEnd.notAssessable ?? 'not assessable'}`))
  for (const c of onset.contrasts) content.push(smallPrint(`${c.armLabel} against vehicle: ${printTest(c.test)}`))
  for (const w of new Set([...onset.warnings, ...onset.contrasts.flatMap((c) => (c.test.p === null ? [] : c.test.warnings))])) content.push(warning(w))
  return content
}

/** All arms together: Kruskal-Wallis, and Dunn with Holm where there are three arms or more. */
export function overallBlocks(overall: OverallComparison): Content[] {
  const content: Content[] = [subTitle('All arms together (beside the declared test, never instead of it)'), smallPrint(printTest(overall.test))]
  if (overall.pairs.length > 0) {
    content.push(
      table(
        [{ header: 'Dunn, mean ranks', width: 240 }, { header: 'z', width: 50, alignment: 'right' }, { header: 'p', width: 60 }, { header: 'p, Holm over all pairs', width: '*' }],
        overall.pairs.map(({ a, b, test }) => [`${a} against ${b}`, test.statistic === null ? '–' : test.statistic.toFixed(2), test.p === null ? '–' : formatP(test.p), test.adjustedP === null ? '–' : formatP(test.adjustedP)]),
      ),
    )
  }
  return [...content, ...[...new Set(overall.test.p === null ? [] : overall.test.warnings)].map((w) => warning(w))]
}
