import type { Estimate } from '../../domain/estimate.ts'
import type { BridgedPotency, PotencyResults, PotencyRun, PotencySeries } from '../../domain/potency/potency-results.ts'
import type { Content } from '../../util/document-definition.ts'
import { formatRatio, formatWithUnit } from '../../util/format-number.ts'
import { facts, figure, notRecorded, paragraph, sectionTitle, simulatedMark, smallPrint, subTitle, table, warning } from '../layout/blocks.ts'
import { textWidth } from '../layout/page-frame.ts'
import { printBounds, printEstimate, printInterval, printN, printNumber } from '../layout/print-estimate.ts'

/**
 * Potency of a batch relative to reference lots: per series the figure to quote, every run with its parallelism, and the chain of
 * reference lots.
 * @param figures SVG by id; "potency-0" is that of the first series.
 */
export function potency(results: PotencyResults, figures: ReadonlyMap<string, string>): Content[] {
  const content: Content[] = [sectionTitle('Potency relative to a reference lot')]
  if (results.series.length === 0) content.push(notRecorded('Comparison with a reference lot on one plate'))
  for (const [i, s] of results.series.entries()) content.push(...seriesBlocks(s, figures.get(`potency-${String(i)}`)))
  for (const f of results.findings) content.push(warning(`${f.name}: ${f.reason} ${f.advice}`))
  if (results.series.length > 0) content.push(smallPrint(limitsText(results)))
  return content
}

function limitsText({ limits }: PotencyResults): string {
  const text = limits.map((l) => `${l.label} ${formatWithUnit(l.value, l.unit)} (${l.isDefault ? 'default' : 'setting of the laboratory'})`).join('; ')
  return `Parallel: both 90 % intervals lie within the limits. Not parallel: one lies wholly outside. Not shown: else; a large p value of a test would show nothing. ${text}. Intervals of a run are the precision of its plate; only those over runs carry a conclusion.`
}

function seriesBlocks(s: PotencySeries, svg: string | undefined): Content[] {
  const content: Content[] = [
    subTitle(`${s.assayCode}, ${s.conditionLabel}: ${s.preparation}, against ${s.referenceLotCode}${s.simulated ? simulatedMark : ''}`),
    facts([
      ['Reference', s.referencePreparation],
      ['Relation of MSC to responders', s.relation],
      ['Reference ratio', s.referenceRatio === null ? 'not declared for this condition' : formatRatio(s.referenceRatio)],
      ['Read-out', s.readoutUnit],
    ]),
    paragraph([{ text: headlineText(s), bold: true }]),
  ]
  if (svg !== undefined) content.push(figure(svg, textWidth))
  content.push(
    table(
      [{ header: '', width: 150 }, { header: 'Estimate', width: 54, alignment: 'right' }, { header: '95 %', width: 90 }, { header: '90 %', width: 90 }, { header: 'n', width: '*' }],
      [
        ['Relative potency, runs with parallelism shown', ...cells(s.relativePotency)],
        ['Difference of S at the reference ratio, points, all runs', ...cells(s.suppressionDifference)],
        ...(s.againstFirstLot === undefined ? [] : [[`Relative potency against the first lot, ${s.againstFirstLot.firstLotCode}`, ...cells(s.againstFirstLot.relativePotency)]]),
      ],
    ),
    ...reasons([['Relative potency', s.relativePotency], ['Difference of S', s.suppressionDifference]]),
    ...runTable(s.runs),
    ...(s.againstFirstLot === undefined ? [] : chainBlocks(s.againstFirstLot)),
  )
  const warnings = new Set([...s.warnings, ...s.relativePotency.warnings, ...s.suppressionDifference.warnings, ...s.runs.flatMap((r) => [...r.relativePotency.warnings, ...r.suppressionDifference.warnings])])
  return [...content, ...[...warnings].map((w) => warning(w))]
}

/** The figure to quote, in one sentence. */
function headlineText(s: PotencySeries): string {
  switch (s.headline) {
    case 'relative potency':
      return `Relative potency ${printEstimate(s.relativePotency)} (above 1: fewer MSC per responder needed than of ${s.referenceLotCode}).`
    case 'difference of suppression':
      return `Parallelism is not shown, so no relative potency is given; suppression at the reference ratio differs by ${printEstimate(s.suppressionDifference)} (test material minus ${s.referenceLotCode}).`
    case 'nothing':
      return 'Neither a relative potency nor a difference of suppression can be given.'
  }
}

function cells(e: Estimate): readonly string[] {
  return [printNumber(e), printBounds(e), printBounds(e, 0.9), printN(e).replace('n = ', '')]
}

/** Why there is no value, or no interval. */
function reasons(named: readonly (readonly [string, Estimate])[]): Content[] {
  const texts = named.flatMap(([name, e]) => {
    // Runs and why they are left out stand under their own table.
    const reason = e.notAssessable?.startsWith('no run can be used') === true ? 'no run can be used, for the reasons given with the runs' : (e.notAssessable ?? e.noInterval)
    return reason === undefined ? [] : [`${name}: ${e.value === null ? reason : `no interval (${reason})`}.`]
  })
  return texts.length === 0 ? [] : [smallPrint(texts.join(' '))]
}

function runTable(runs: readonly PotencyRun[]): Content[] {
  const rows = runs.flatMap((run, i) => run.plates.map((p) => ({ run, p, number: String(i + 1) })))
  return [
    subTitle('Runs: precision of each plate'),
    table(
      [{ header: 'Run, plate', width: 84 }, { header: 'Parallelism', width: 54 }, { header: 'Plateau difference, points (90 %)', width: 88 }, { header: 'Slope ratio (90 %)', width: 84 }, { header: 'Relative potency (95 %)', width: 92 }, { header: 'Difference of S, points', width: '*' }],
      rows.map(({ p, number }) => [`${number}: ${p.plateCode}`, p.parallelism.outcome, withBounds(p.parallelism.plateauDifference, 0.9), withBounds(p.parallelism.slopeRatio, 0.9), p.parallelism.outcome === 'parallel' ? withBounds(p.relativePotency, 0.95) : 'not used', printNumber(p.suppressionDifference)]),
    ),
    smallPrint(runs.map((r, i) => `${String(i + 1)}: ${r.label}${r.leftOut === undefined ? '' : `; left out of the relative potency: ${r.leftOut}`}`).join('. ')),
  ]
}

function withBounds(e: Estimate, level: number): string {
  return e.value === null ? '–' : `${printNumber(e)}\n(${printBounds(e, level)})`
}

function chainBlocks(chain: BridgedPotency): Content[] {
  const reason = chain.relativePotency.notAssessable ?? chain.relativePotency.noInterval
  return [
    subTitle(`Chain of reference lots to ${chain.firstLotCode}`),
    table(
      [{ header: 'Lot, bridged from', width: 120 }, { header: 'Assigned', width: 50, alignment: 'right' }, { header: 'Recomputed', width: 54, alignment: 'right' }, { header: '95 %', width: 84 }, { header: 'n', width: 46 }, { header: 'Assays of the bridge', width: '*' }],
      chain.links.map((l) => [`${l.lotCode} from ${l.fromCode}`, l.assigned === null ? 'not recorded' : formatWithUnit(l.assigned, ''), printNumber(l.recomputed), l.recomputed.value === null ? (l.recomputed.notAssessable ?? '') : printInterval(l.recomputed).replace('95 %: ', ''), printN(l.recomputed).replace('n = ', ''), l.assays.join(', ') || 'none in the notebook']),
    ),
    smallPrint(`${chain.relativePotency.method}.${reason === undefined ? '' : ` ${reason}.`}`),
    ...chain.relativePotency.warnings.map((w) => warning(w)),
  ]
}
