import type { Estimate } from '../../domain/estimate.ts'
import type { MediatorResults, MediatorSeries } from '../../domain/mediators/mediator-results.ts'
import type { Content } from '../../util/document-definition.ts'
import { facts, figure, notRecorded, sectionTitle, simulatedMark, smallPrint, subTitle, table, warning } from '../layout/blocks.ts'
import { textWidth } from '../layout/page-frame.ts'
import { printBounds, printN, printNumber } from '../layout/print-estimate.ts'

/**
 * Mediators made by the cells of a batch: per measurement its groups and fold changes. No verdict rests on them.
 * @param figures SVG by id; "mediators" is that of all measurements.
 */
export function mediators(results: MediatorResults, figures: ReadonlyMap<string, string>): Content[] {
  const content: Content[] = [sectionTitle('Mediators')]
  if (results.series.length === 0) return [...content, notRecorded('Mediator')]
  const svg = figures.get('mediators')
  if (svg !== undefined) content.push(figure(svg, textWidth), smallPrint('Dots: independent replicates (technical ones averaged). Open triangles: limits of quantification, not measurements. Diamond and bar: centre of the group with its 95 % interval.'))
  return [...content, ...results.series.flatMap(seriesBlock), smallPrint('n counts independent replicates (runs). Mediators explain; they carry no p value and no verdict.')]
}

function seriesBlock(s: MediatorSeries): Content[] {
  const content: Content[] = [
    subTitle(`${s.mediator}, ${s.subject}${s.simulated ? simulatedMark : ''}`),
    facts([
      ['Level', s.level], ['Method', s.method], ['Matrix', s.matrix], ['Collected after', s.collected], ['Priming', s.priming],
      ['Unit', s.unit === '' ? 'not recorded' : s.unit], ['Limits of quantification', s.limits], ['Normalised to', s.normalisation],
    ]),
  ]
  if (s.groups.length === 0) content.push(notRecorded('Value'))
  else {
    content.push(table(
      [{ header: 'Group', width: 150 }, { header: 'n', width: 46 }, { header: 'Median', width: 48, alignment: 'right' }, { header: 'Mean', width: 48, alignment: 'right' }, { header: '95 %', width: 78 }, { header: 'Geometric mean', width: 50, alignment: 'right' }, { header: '95 %', width: '*' }],
      s.groups.map((g) => [g.label, printN(g.mean).replace('n = ', ''), printNumber(g.median), printNumber(g.mean), printBounds(g.mean), g.geometricMean === null ? '–' : printNumber(g.geometricMean), g.geometricMean === null ? '–' : printBounds(g.geometricMean)]),
    ))
  }
  if (s.folds.length > 0) {
    content.push(table(
      [{ header: 'Fold change', width: 230 }, { header: 'Fold', width: 44, alignment: 'right' }, { header: '95 %', width: 84 }, { header: '90 %', width: 84 }, { header: 'Design', width: '*' }],
      s.folds.map((f) => [`${f.group} / ${f.reference}`, printNumber(f.fold), printBounds(f.fold), printBounds(f.fold, 0.9), `${f.design}, ${printN(f.fold)}`]),
    ))
  }
  const notes = [...new Set([...s.groups.flatMap((g) => [g.mean, ...(g.geometricMean === null ? [] : [g.geometricMean])].flatMap((e) => reasonOf(g.label, e))), ...s.folds.flatMap((f) => reasonOf(`${f.group} / ${f.reference}`, f.fold))])]
  if (notes.length > 0) content.push(smallPrint(notes.join('; ')))
  const warnings = new Set([...s.warnings, ...s.groups.flatMap((g) => g.mean.warnings), ...s.folds.flatMap((f) => f.fold.warnings)])
  return [...content, ...[...warnings].map((w) => warning(w))]
}

function reasonOf(name: string, e: Estimate): readonly string[] {
  const reason = e.notAssessable ?? e.noInterval
  return reason === undefined ? [] : [`${name}: ${reason}`]
}
