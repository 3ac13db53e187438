import type { PairResult, PairSide } from '../../domain/pairs/pair-results.ts'
import type { Content, TextNode } from '../../util/document-definition.ts'
import { formatValue, formatWithUnit } from '../../util/format-number.ts'
import { facts, figure, notRecorded, paragraph, sectionTitle, simulatedMark, smallPrint, subTitle, table, warning } from '../layout/blocks.ts'
import { colours } from '../layout/colours.ts'
import { textWidth } from '../layout/page-frame.ts'
import { printInterval, printValue } from '../layout/print-estimate.ts'
import { printField, printTime } from '../layout/print-field.ts'
import type { ReportContext } from '../report-context.ts'
import { describeSource } from './donor-and-tissue.ts'

/** Page 1: what the batch is, and per pair what was found in vitro and in vivo, with everything needed to weigh it. */
export function frontPage(context: ReportContext): Content[] {
  const { batch, results } = context
  const content: Content[] = [
    { text: batch.code, fontSize: 22, bold: true, color: colours.accent },
    { text: [printField(batch.cellName), ' · ', printField(batch.tissue), ' · ', describeSource(context)].join(''), fontSize: 10, margin: [0, 0, 0, 6] },
  ]
  if (results.simulated) content.push({ text: 'This report contains simulated data. Every simulated value is marked; no conclusion about real cells can rest on it.', color: colours.simulated, bold: true, margin: [0, 0, 0, 4] })
  const errors = results.findings.filter((f) => f.severity === 'error')
  if (errors.length > 0) content.push(warning(`${String(errors.length)} ${errors.length === 1 ? 'error was' : 'errors were'} found in the records behind this report; see "Consistency"`))
  return [...content, ...pairVerdicts(results.pairs, context.figures)]
}

/** Verdicts of pairs with what is needed to weigh them, and their figure (id "pairs"). */
export function pairVerdicts(pairs: readonly PairResult[], figures: ReadonlyMap<string, string>): Content[] {
  const content: Content[] = [sectionTitle('Pair verdicts: in vitro and in vivo side by side')]
  if (pairs.length === 0) {
    content.push(notRecorded('Pair of an in-vitro condition and a treatment arm'))
    content.push(smallPrint('Without a declared pair nothing in vitro is set beside anything in vivo.'))
    return content
  }
  for (const pair of pairs) content.push(...pairBlock(pair))
  const svg = figures.get('pairs')
  if (svg !== undefined) content.push(figure(svg, textWidth), smallPrint('Estimate with 95 % interval (thin) and 90 % interval (thick); dashed lines are the declared margins. Positive is benefit. In vitro: mean over runs, percentage points. In vivo: percent reduction of the time-weighted mean score against vehicle.'))
  return content
}

function pairBlock(pair: PairResult): Content[] {
  const mark = pair.simulated ? simulatedMark : ''
  const headline = pair.headline ? '' : ' (not a headline: the link between the cells is tier C or D, or not known)'
  const rows = (['inVitro', 'inVivo'] as const).map((key) => sideRow(key === 'inVitro' ? 'In vitro' : 'In vivo', pair[key]))
  const content: Content[] = [
    subTitle(`${pair.code}: ${pair.concordance}${mark}`),
    paragraph(`${sentence(pair.concordanceReason)}${headline}.`),
    table(
      [
        { header: 'Side', width: 38 },
        { header: 'What', width: 118 },
        { header: 'Estimate, 95 % interval, n', width: 128 },
        { header: 'Margin', width: 78 },
        { header: 'Verdict', width: '*' },
      ],
      rows,
    ),
    facts([
      ['Link tier', pair.linkTier === null ? `not known: ${pair.linkReason}` : `${pair.linkTier}: ${pair.linkReason}`],
      ['Mycoplasma at use', pair.mycoplasma],
      ['Exclusions', pair.exclusions.length === 0 ? 'none' : pair.exclusions.join('; ')],
    ]),
  ]
  if (pair.biasItems.length > 0) content.push({ text: [{ text: 'Risk of bias (SYRCLE items, from recorded fields): ', color: colours.soft }, pair.biasItems.map((b) => `${b.item}: ${b.judgement}`).join('; ')], fontSize: 7.5, margin: [0, 0, 0, 4] })
  return content
}

function sideRow(side: string, s: PairSide): readonly (string | TextNode)[] {
  if (!s.present) return [side, 'not recorded', '–', '–', s.verdict.reason]
  const margin = s.margin.value === null ? s.margin.note : `${formatWithUnit(s.margin.value, s.margin.unit)}${s.margin.isLabDefault ? ' (lab default)' : ''}, ${s.margin.declaredAt === null ? 'time of declaration not recorded' : `declared ${printTime(s.margin.declaredAt)}`}${s.margin.declaredBeforeData ? '' : `; ${s.margin.note}`}`
  const excludes = s.verdict.excludesAbove === null ? '' : ` These data exclude ${s.verdict.side === 'in vitro' ? 'a suppression' : 'a reduction'} above ${formatValue(s.verdict.excludesAbove, '%')} %.`
  const flags = s.verdict.flags.length === 0 ? '' : ` [${s.verdict.flags.join('; ')}]`
  const estimate = s.estimate === null ? 'not computed' : `${printValue(s.estimate)}\n${printInterval(s.estimate)}\n${printInterval(s.estimate, 0.9)}\n${`n = ${String(s.estimate.n)} ${s.estimate.nOf}`}`
  return [side, s.what, estimate, margin, { text: [{ text: `${s.verdict.label}${s.verdict.simulated ? simulatedMark : ''}. `, bold: true, color: verdictColour(s) }, `${sentence(s.verdict.reason)}.${excludes}${flags}`] }]
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
}

function verdictColour(side: PairSide): string {
  switch (side.verdict.kind) {
    case 'benefit':
      return colours.good
    case 'harm':
      return colours.bad
    case 'no relevant effect':
    case 'relevant benefit excluded, harm not':
    case 'inconclusive':
    case 'not assessable':
      return colours.ink
  }
}

