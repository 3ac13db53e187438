import type { BaselineResults } from '../../domain/arthritis/baseline-results.ts'
import type { Content } from '../../util/document-definition.ts'
import { smallPrint, subTitle, table, warning } from '../layout/blocks.ts'
import { printBounds, printN, printNumber, printTest } from '../layout/print-estimate.ts'

/** Scores at the first dose, and the differences of the mean scores adjusted for them; nothing where every animal started at 0. */
export function baselineBlocks(baseline: BaselineResults): Content[] {
  if (baseline.contrasts.length === 0 && baseline.notApplicable === undefined) return []
  const content: Content[] = [subTitle('Scores at the first dose')]
  if (baseline.notApplicable !== undefined) return [...content, smallPrint(`${baseline.notApplicable.slice(0, 1).toUpperCase()}${baseline.notApplicable.slice(1)}.`)]
  const without = baseline.arms.filter((a) => a.without.length > 0).map((a) => `${a.label}: ${a.without.join(', ')}`)
  return [
    ...content,
    smallPrint(`${baseline.arms.map((a) => `${a.label}: ${printNumber(a.baseline)} % of maximum (${printBounds(a.baseline)}), ${printN(a.baseline)}`).join('; ')}. ${without.length === 0 ? 'Every analysed animal was scored before its first dose.' : `Not scored before the first dose, and left out here: ${without.join('; ')}.`}`),
    table(
      [{ header: 'Vehicle minus arm, points of % of maximum', width: 128 }, { header: 'At the first dose (95 %)', width: 80 }, { header: 'Mean score, as it is (95 %)', width: 86 }, { header: 'Mean score at equal baseline (95 %)', width: 92 }, { header: 'Slope', width: 30, alignment: 'right' }, { header: 'n', width: '*' }],
      baseline.contrasts.map((c) => [`${c.vehicleLabel} − ${c.armLabel}`, ...[c.imbalance, c.unadjusted, c.adjusted].map((e) => (e.value === null ? '–' : `${printNumber(e)} (${printBounds(e)})`)), printNumber(c.slope), printN(c.adjusted).replace('n = ', '')]),
    ),
    ...baseline.contrasts.map((c) => smallPrint(`${c.armLabel}: ${printTest(c.test)}${c.adjusted.value === null ? `; not adjusted: ${c.adjusted.notAssessable ?? ''}` : c.adjusted.noInterval === undefined ? '' : `; no interval: ${c.adjusted.noInterval}`}`)),
    smallPrint(`${baseline.definition.slice(0, 1).toUpperCase()}${baseline.definition.slice(1)}`),
    ...baseline.warnings.map((w) => warning(w)),
  ]
}
