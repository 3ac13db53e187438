import type { ConcordanceResults, DonorPair, NamedReason, RankCorrelation, SetUpDifference, VerdictCell } from '../../domain/concordance/concordance-results.ts'
import type { Estimate } from '../../domain/estimate.ts'
import { verdictKinds, verdictWord } from '../../domain/pairs/verdict.ts'
import type { Content } from '../../util/document-definition.ts'
import { formatFixed, formatP, relationP } from '../../util/format-number.ts'
import { bullets, figure, notRecorded, paragraph, sectionTitle, simulatedMark, smallPrint, subTitle, table, warning } from '../layout/blocks.ts'
import { textWidth } from '../layout/page-frame.ts'
import { printBounds, printNumber } from '../layout/print-estimate.ts'

/** In vitro against in vivo over donors: one pair each, the correlation, the verdicts counted, and what was left out. Figure id "concordance". */
export function donorConcordanceSection(results: ConcordanceResults, figures: ReadonlyMap<string, string>): Content[] {
  const { donors, leftOut, correlations, differences, verdicts } = results
  const content: Content[] = [sectionTitle('In vitro against in vivo, over donors')]
  if (donors.length + leftOut.length === 0) return [...content, notRecorded('Pair of an in-vitro condition and a treatment arm')]
  const svg = figures.get('concordance')
  if (svg !== undefined) content.push(figure(svg, textWidth))
  content.push(...correlations.flatMap((c, i) => correlationText(c, i === 0)))
  if (differences.length > 0) content.push(warning('The pairs differ in what was done, and their ranks may differ because of it:'), differenceTable(differences))
  content.push(subTitle('One pair per donor'), smallPrint(results.rule))
  content.push(donors.length === 0 ? paragraph('No pair can stand for a donor.') : donorTable(donors))
  content.push(...verdictTable(verdicts))
  if (leftOut.length > 0) content.push(subTitle('Pairs that stand for no donor'), bullets(leftOut.map(named)))
  return content
}

function correlationText({ kind, rho, test, pairs, leftOut }: RankCorrelation, isFirst: boolean): Content[] {
  const name = kind === 'independent pairs' ? 'No two pairs of a donor or an experiment' : 'Within experiments, one pair per donor'
  const excluded = leftOut.length === 0 ? [] : [smallPrint(`Not in it: ${leftOut.map(named).join('; ')}.`)]
  if (rho.value === null) return [(isFirst ? paragraph : smallPrint)(`${name}: no correlation, ${rho.notAssessable ?? 'not assessable'}.`), ...(isFirst ? excluded : [])]
  const p = test.p === null ? 'no p value' : `p ${relationP(test.p)}${test.smallestP === null ? '' : ` (smallest this design can reach ${formatP(test.smallestP)})`}`
  const interval = rho.intervals.length === 0 ? `no interval (${rho.noInterval ?? ''})` : `95 %: ${printBounds(rho)}; 90 %: ${printBounds(rho, 0.9)}`
  return [
    paragraph(`${name}: Spearman's rho ${formatFixed(rho.value, 2)}, ${interval}; ${p}; n = ${String(rho.n)} donors (${pairs.join(', ')}).`),
    ...rho.warnings.filter((w) => w !== rho.noInterval).map(warning),
    ...excluded,
  ]
}

function differenceTable(differences: readonly SetUpDifference[]): Content {
  return table([{ header: 'Set-up', width: 110 }, { header: 'Differs between pairs', width: '*' }], differences.map((d) => [d.field, d.values.map((v) => `${v.text} (${v.pairs.join(', ')})`).join('; ')]))
}

function named({ code, reason }: NamedReason): string {
  return `${code}: ${reason}`
}

function donorTable(donors: readonly DonorPair[]): Content {
  const words = (e: Estimate | null): string => (e === null || e.value === null ? '–' : `${printNumber(e)} (${printBounds(e)}), ${String(e.n)} ${e.nOf}`)
  return table(
    [{ header: 'Donor', width: 66 }, { header: 'Pair, tier', width: 62 }, { header: 'Suppression, points (95 %)', width: 92 }, { header: 'Reduction, % (95 %)', width: 92 }, { header: 'Together', width: 66 }, { header: 'Why this pair', width: '*' }],
    donors.map((d) => [d.donor, `${d.code}, ${d.linkTier ?? '–'}${d.simulated ? simulatedMark : ''}`, words(d.suppression), words(d.reduction), d.concordance, `${d.chosenBecause}${d.notCorrelatedBecause === null ? '' : `. Not correlated: ${d.notCorrelatedBecause}`}`]),
  )
}

/** Six by six, donors counted; simulated ones apart, and never added. */
function verdictTable(cells: readonly VerdictCell[]): Content[] {
  const counted = (cell: VerdictCell | undefined): string => {
    if (cell === undefined || cell.donors.length + cell.simulatedDonors.length === 0) return '·'
    const simulated = cell.simulatedDonors.length === 0 ? '' : `${cell.donors.length === 0 ? '' : ' and '}${String(cell.simulatedDonors.length)} simulated`
    return `${cell.donors.length === 0 ? '' : String(cell.donors.length)}${simulated}`
  }
  const seen = cells.filter((c) => c.donors.length + c.simulatedDonors.length > 0)
  return [
    subTitle('Verdicts, in donors'),
    table(
      [{ header: 'In vitro \\ in vivo', width: 104 }, ...verdictKinds.map((k) => ({ header: verdictWord('in vivo', k), width: '*', alignment: 'center' } as const))],
      verdictKinds.map((row) => [verdictWord('in vitro', row), ...verdictKinds.map((column) => counted(cells.find((c) => c.inVitro === row && c.inVivo === column)))]),
    ),
    ...(seen.length === 0 ? [] : [smallPrint(seen.map((c) => `${verdictWord('in vitro', c.inVitro)} and ${verdictWord('in vivo', c.inVivo)} (${c.concordance}): ${[...c.donors, ...c.simulatedDonors.map((d) => `${d}${simulatedMark}`)].join(', ')}`).join('. ') + '.')]),
  ]
}
