import type { Estimate } from '../../domain/estimate.ts'
import type { DoseResponse, SuppressionSeries } from '../../domain/suppression/suppression-results.ts'
import type { Content } from '../../util/document-definition.ts'
import { formatFixed, formatRatio, formatSignificant } from '../../util/format-number.ts'
import { facts, figure, monoTable, notRecorded, sectionTitle, simulatedMark, smallPrint, subTitle, table, warning } from '../layout/blocks.ts'
import { textWidth } from '../layout/page-frame.ts'
import { printBounds, printNumber } from '../layout/print-estimate.ts'
import { printAmount, printField, printReference } from '../layout/print-field.ts'
import type { ReportContext, ReportFrame } from '../report-context.ts'

/** Suppression in vitro: one block per series; series are never pooled. */
export function suppression(context: ReportContext): Content[] {
  const content: Content[] = [sectionTitle('Suppression in vitro')]
  const { series } = context.results.suppression
  if (series.length === 0) return [...content, notRecorded('Suppression assay')]
  for (const [i, s] of series.entries()) content.push(...seriesBlocks(context, s, `suppression-${String(i)}`))
  return content
}

/** One series: conditions, figure, means over runs, plates, fits. */
export function seriesBlocks(context: Pick<ReportFrame, 'notebook' | 'figures'>, s: SuppressionSeries, figureId: string): Content[] {
  const assay = context.notebook.get('assay', s.assayId)
  const condition = assay?.conditions[s.conditionKey]
  const content: Content[] = [
    subTitle(`${s.assayCode}, ${s.conditionLabel}, ${s.preparation}${s.simulated ? simulatedMark : ''}`),
    facts([
      ['Stimulus', `${printField(condition?.stimulus)}, ${printAmount(condition?.stimulusDose, condition?.stimulusDoseUnit)}`],
      ['Contact', printField(condition?.contact)],
      ['Growth arrest of the MSC', `${printField(condition?.arrest)}, ${printAmount(condition?.arrestDose, condition?.arrestDoseUnit)}`],
      ['Read-out', `${printField(condition?.readout)} (${s.readoutUnit}), ${printField(condition?.coCultureH, 'h')}, pulse ${printField(condition?.pulseH, 'h')}`],
      ['Responders per well', `${printField(condition?.respondersPerWell, 'cells')} and ${printField(condition?.accessoryCellsPerWell, 'cells')} accessory`],
      ['Ratio', `MSC per responder; denominator: ${s.ratioDenominator}`],
      ['Relation of MSC to responders', s.relation],
      ['Background', s.background],
      ['Reference ratio', s.referenceRatio === null ? 'not recorded' : formatRatio(s.referenceRatio)],
      ['Operator', printReference(context.notebook, assay?.operatorId)],
    ]),
  ]
  const svg = context.figures.get(figureId)
  if (svg !== undefined) content.push(figure(svg, textWidth))
  content.push(
    table(
      [{ header: 'Ratio MSC : responder', width: 82 }, { header: 'Mean suppression %', width: 78, alignment: 'right' }, { header: '95 %', width: 84 }, { header: '90 %', width: 84 }, { header: 'n', width: 52 }, { header: 'Runs, %', width: '*' }],
      s.means.map((m) => [
        formatRatio(m.ratio),
        printNumber(m.suppression),
        printBounds(m.suppression),
        printBounds(m.suppression, 0.9),
        `${String(m.suppression.n)} ${m.unit === '' ? m.suppression.nOf : m.unit}`,
        m.runs.map((r) => (r.suppressionPercent === null ? `${r.label}: ${r.notAssessable ?? 'not assessable'}` : formatFixed(r.suppressionPercent, 1))).join('; '),
      ]),
    ),
    smallPrint('A run is one thaw or harvest × one responder lot × one day. Only the mean over runs, with its interval over runs, carries a verdict. Negative values are enhancement and are kept.'),
  )
  content.push(...warningsByRatio(s))
  content.push(...plateBlock(s))
  content.push(...fitBlock(s.doseResponses, s.warnings))
  for (const w of s.warnings) content.push(warning(w))
  return content
}

/** Each warning once, with the ratios it holds for; those of the series stand at its end. */
function warningsByRatio(s: SuppressionSeries): Content[] {
  const ratios = new Map<string, string[]>()
  for (const m of s.means) {
    for (const w of m.suppression.warnings) {
      if (s.warnings.includes(w)) continue
      const list = ratios.get(w)
      if (list === undefined) ratios.set(w, [formatRatio(m.ratio)])
      else list.push(formatRatio(m.ratio))
    }
  }
  return [...ratios].map(([w, list]) => warning(list.length === s.means.length ? w : `${list.join(', ')}: ${w}`))
}

/** Plates as monospaced rows: many of them, and several times faster to set than a table. */
function plateBlock(s: SuppressionSeries): Content[] {
  if (s.plates.length === 0) return [notRecorded('Plate')]
  const head = ['plate', 'material', 'responder', 'ratio', 'S %', 'Fieller 95 %', 'wells MSC/C/B', 'stimulation index', 'note']
  const rows = s.plates.map((p) => [
    p.plateCode,
    p.materialKey,
    p.responderKey,
    formatRatio(p.ratio),
    printNumber(p.suppression),
    printBounds(p.suppression),
    `${String(p.wells.sample.length)}/${String(p.wells.stimulated.length)}/${String(p.wells.background.length)}${p.wells.excluded.length === 0 ? '' : `, ${String(p.wells.excluded.length)} excluded`}`,
    p.stimulationIndex === null ? '–' : formatSignificant(p.stimulationIndex, 3),
    p.suppression.value === null ? (p.suppression.notAssessable ?? '') : '',
  ])
  return [subTitle('Per plate: precision of each plate, no verdict'), ...monoTable(head, rows), smallPrint('S: suppression on this plate; wells with MSC / stimulated control / background.')]
}

/** Fits of all plates in one table: a row a plate, value and 95 % interval in each cell. */
function fitBlock(fits: readonly DoseResponse[], said: readonly string[]): Content[] {
  if (fits.length === 0) return []
  const done = fits.filter((f) => f.notAssessable === undefined)
  const failed = fits.filter((f) => f.notAssessable !== undefined).map((f) => `${f.plateCode}, ${f.materialKey}: ${f.notAssessable ?? ''}`)
  const cell = (e: Estimate): string => (e.value === null ? 'not assessable, see below' : `${printNumber(e)}\n(${printBounds(e)})`)
  const reasons = done.flatMap((f) => ([['relative', f.relativeIc50], ['absolute', f.absoluteIc50]] as const).flatMap(([which, e]) => (e.value === null ? [`${f.plateCode}, ${f.materialKey}, ${which} IC50: ${e.notAssessable ?? 'not assessable'}`] : [])))
  const names = [...new Set(done.flatMap((f) => f.parameters.map((p) => p.name)))].filter((name) => name !== 'e')
  const meanings = [...new Set(done.flatMap((f) => f.parameters.map((p) => `${p.name}: ${p.meaning}`)))]
  const warnings = [...new Set(done.flatMap((f) => [...f.absoluteIc50.warnings, ...f.relativeIc50.warnings].map((w) => w)))]
  const content: Content[] = [subTitle('Dose-response per plate: precision of each plate')]
  if (done.length > 0) {
    content.push(
      table(
        [{ header: 'Plate, material', width: 84 }, ...names.map((name) => ({ header: name, width: 66 })), { header: 'Relative IC50', width: 74 }, { header: 'Absolute IC50', width: 74 }, { header: 'n', width: '*' as const }],
        done.map((f) => [`${f.plateCode}, ${f.materialKey}`, ...names.map((name) => { const p = f.parameters.find((x) => x.name === name); return p === undefined ? '–' : cell(p.estimate) }), cell(f.relativeIc50), cell(f.absoluteIc50), `${String(f.absoluteIc50.n)} ${f.absoluteIc50.nOf}`]),
      ),
      smallPrint(`Estimate (95 % interval). IC50 in MSC per responder. Absolute: signal halfway between the controls; relative: halfway between the fitted plateaus. ${meanings.join('; ')}. Fitted on the raw signal, zero-dose wells included.`),
    )
  }
  return [...content, ...reasons.map((r) => warning(r)), ...failed.map((f) => warning(f)), ...warnings.filter((w) => !said.includes(w)).map((w) => warning(w))]
}
