import type { PanelResult } from '../../domain/phenotype/phenotype-results.ts'
import type { Content } from '../../util/document-definition.ts'
import { bullets, figure, notRecorded, paragraph, sectionTitle, simulatedMark, smallPrint, subTitle, table } from '../layout/blocks.ts'
import { textWidth } from '../layout/page-frame.ts'
import { printBounds, printNumber } from '../layout/print-estimate.ts'
import { printTime } from '../layout/print-field.ts'
import type { ReportContext } from '../report-context.ts'

/** Phenotype: each panel with its markers, and the ISCT 2006 minimal criteria where they apply. */
export function phenotype(context: ReportContext): Content[] {
  const { panels, isct, nomenclature } = context.results.phenotype
  const content: Content[] = [sectionTitle('Phenotype')]
  if (panels.length === 0) content.push(notRecorded('Marker panel'))
  for (const panel of panels) content.push(...panelBlock(panel))
  const svg = context.figures.get('phenotype')
  if (svg !== undefined) content.push(figure(svg, textWidth * 0.9), smallPrint('Percent positive with Wilson 95 % interval: counting error only. Dashed: the criterion of each marker.'))
  content.push(subTitle(`ISCT 2006 minimal criteria: ${isct.overall}`), paragraph(isct.why))
  if (isct.applicable) content.push(table([{ header: 'Criterion', width: 170 }, { header: 'Verdict', width: 80 }, { header: 'Detail', width: '*' }], isct.items.map((i) => [i.item, i.verdict, i.detail])))
  if (nomenclature.length > 0) content.push(subTitle('Nomenclature'), bullets(nomenclature))
  return content
}

function panelBlock(panel: PanelResult): Content[] {
  const standing = panel.standing === 'indicative' ? 'indicative panel: no pass or fail of a standard' : panel.standing === 'standard' ? 'standard panel' : 'panel of the lab'
  // A gate that is the same for all markers is said once.
  const gates = [...new Set(panel.markers.flatMap((m) => (m.gate === '' ? [] : [m.gate])))]
  const common = gates.length === 1 ? (gates[0] ?? '') : ''
  return [
    subTitle(`${panel.passageCode}, ${panel.panelName}: ${panel.verdict} (${standing})${panel.simulated ? simulatedMark : ''}`),
    table(
      [{ header: 'Marker', width: 58 }, { header: 'Criterion', width: 62 }, { header: 'Positive %', width: 48, alignment: 'right' }, { header: 'Wilson 95 %', width: 70 }, { header: 'Events', width: 46, alignment: 'right' }, { header: 'Verdict', width: 58 }, { header: common === '' ? 'Gate and notes' : 'Notes', width: '*' }],
      panel.markers.map((m) => [m.marker, m.criterion ?? '–', printNumber(m.positive), printBounds(m.positive), m.positive.n === 0 ? '–' : String(m.positive.n), m.verdict, [m.gate === common ? '' : m.gate, ...m.notes].filter((t) => t !== '').join('; ')]),
    ),
    smallPrint(`Measured ${printTime(panel.performedAt)}.${common === '' ? '' : ` Every ${common}.`} The interval is counting error only; it does not cover staining, gating or donor.${panel.missing.length === 0 ? '' : ` Not measured: ${panel.missing.join(', ')}.`}`),
  ]
}
