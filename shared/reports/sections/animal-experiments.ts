import { ordered } from '../../records/ordered.ts'
import type { ArmEffect, ArthritisResults } from '../../domain/arthritis/arthritis-results.ts'
import type { Content } from '../../util/document-definition.ts'
import { relationP, formatSignificant } from '../../util/format-number.ts'
import { facts, figure, notRecorded, sectionTitle, simulatedMark, smallPrint, subTitle, table, warning } from '../layout/blocks.ts'
import { textWidth } from '../layout/page-frame.ts'
import { printBounds, printNumber, printTest } from '../layout/print-estimate.ts'
import { printAmount, printField, printReference } from '../layout/print-field.ts'
import type { ReportContext, ReportFrame } from '../report-context.ts'
import { baselineBlocks } from './baseline.ts'
import { doseBlocks } from './doses.ts'
import { onsetBlocks, overallBlocks } from './onset.ts'

/** Animal experiments: design, schedule, animal flow, arms, figures, effects, exclusions. */
export function animalExperiments(context: ReportContext): Content[] {
  const content: Content[] = [sectionTitle('Animal experiments')]
  if (context.results.arthritis.length === 0) return [...content, notRecorded('Animal experiment')]
  for (const [i, a] of context.results.arthritis.entries()) content.push(...experimentBlocks(context, a, i))
  return content
}

/** One experiment: design, arms, figures, effects, onset, all arms together. */
export function experimentBlocks(context: Pick<ReportFrame, 'notebook' | 'figures'>, a: ArthritisResults, index: number): Content[] {
  const experiment = context.notebook.get('experiment', a.experimentId)
  const induction = ordered(experiment?.induction).map(([, step]) => `day ${printField(step.day)}: ${printField(step.agent)} ${printAmount(step.dose, step.doseUnit)}${typeof step.adjuvant === 'string' ? ` in ${step.adjuvant}` : ''}`)
  const content: Content[] = [
    subTitle(`${a.code}: ${a.title}${a.simulated ? simulatedMark : ''}`),
    facts([
      ['Model', a.model],
      ['Induction', induction.join('; ') || 'not recorded'],
      ['Timing of treatment', a.timing],
      ['Score scale', `${a.scaleName}, maximum ${formatSignificant(a.scaleMaximum, 3)}`],
      ['Window of the estimate', a.window === null ? 'not known' : `day ${String(a.window.from)} to ${String(a.window.to)} (first administration to planned end)`],
      ['Unit of inference', a.unit],
      ['Randomised', a.randomised],
      ['Blinded', a.blinded],
      ['Cages', printField(experiment?.cageScheme)],
      ['Licence', printReference(context.notebook, experiment?.permitId)],
      ['Sample size', printField(experiment?.sampleSizeReason)],
      ['Humane endpoints', printField(experiment?.humaneEndpoints)],
    ]),
  ]
  if (a.notAssessable !== undefined) return [...content, warning(`Nothing was computed: ${a.notAssessable}`)]
  for (const reason of a.invalidBecause) content.push(warning(`Verdicts not assessable: ${reason}`))
  content.push(
    table(
      [{ header: 'Arm', width: 66 }, { header: 'Schedule', width: 88 }, { header: 'Relation', width: 52 }, { header: 'Animals allocated / analysed', width: 44 }, { header: 'Cells per animal nominal, actual', width: 64 }, { header: 'Mean score, % of maximum (95 %)', width: 62 }, { header: 'Incidence % (95 %)', width: '*' }],
      a.arms.map((arm) => [
        `${arm.label} (${arm.role})`,
        arm.schedule,
        arm.relation ?? '–',
        `${String(arm.allocated)} / ${String(arm.analysed)}`,
        cellsPerAnimal(a, arm.armKey),
        `${printNumber(arm.meanScorePercent)} (${printBounds(arm.meanScorePercent)})`,
        `${printNumber(arm.incidence)} (${printBounds(arm.incidence)}), n = ${String(arm.incidence.n)}`,
      ]),
    ),
  )
  const flowSvg = context.figures.get(`flow-${String(index)}`)
  if (flowSvg !== undefined) content.push(subTitle('Flow of the animals', 230), figure(flowSvg, textWidth))
  const flow = a.arms.flatMap((arm) => [...arm.excluded.map((x) => `${arm.label}: ${x.animal} excluded (${x.reason})`), ...arm.missing.map((x) => `${arm.label}: ${x.animal} without an outcome (${x.reason})`), ...arm.deaths.map((d) => `${arm.label}: ${d.animal} died on day ${String(d.day)} (${d.cause})`)])
  content.push(smallPrint(`Animal flow: ${flow.join('; ') || 'no exclusions and no deaths recorded'}. Intervals of means: t; of incidence: Wilson; 95 %.`))
  if (a.doses !== null) content.push(...doseBlocks(a.doses, context.figures.get(`doses-${String(index)}`)))
  const svg = context.figures.get(`arthritis-${String(index)}`)
  if (svg !== undefined) content.push(figure(svg, textWidth), smallPrint('Thin lines: individual animals. Thick line: mean of the arm on each day. Crosses: deaths.'))
  for (const effect of a.effects) content.push(...effectBlock(effect))
  if (a.baseline !== null) content.push(...baselineBlocks(a.baseline))
  if (a.onset !== null) content.push(...onsetBlocks(a.onset, context.figures.get(`onset-${String(index)}`)))
  if (a.overall !== null) content.push(...overallBlocks(a.overall))
  if (a.effects.length === 0) content.push(notRecorded('Treatment arm with a vehicle arm'))
  for (const w of a.warnings) content.push(warning(w))
  return content
}

/** Planned and given cells per animal, over all its doses. */
function cellsPerAnimal({ doses }: ArthritisResults, armKey: string): string {
  const all = doses?.arms.find((arm) => arm.armKey === armKey)?.all
  return all === undefined ? '–' : `${printNumber(all.nominal)}, ${printNumber(all.actual)}`
}

function effectBlock(effect: ArmEffect): Content[] {
  const row = (label: string, e: ArmEffect['reductionPercent'], note: string): string[] => [label, printNumber(e), printBounds(e), printBounds(e, 0.9), `n = ${String(e.n)} ${e.nOf}`, e.value === null ? (e.notAssessable ?? '') : note]
  const g = (value: number | null): string => (value === null ? '' : `Fieller g = ${formatSignificant(value, 2)}`)
  const sensitivity = (list: ArmEffect['sensitivity'], what: string): string[][] => list.map((s) => row(`${what}, deaths by: ${s.rule}`, s.reductionPercent, s.test.adjustedP === null ? '' : `adjusted p ${relationP(s.test.adjustedP)}`))
  const { adjusted } = effect
  const [name, plain] = ['Reduction at equal scores at the first dose, %', adjusted === null ? 'Reduction of the mean score, %' : 'Reduction, not adjusted, %']
  return [
    subTitle(`${effect.armLabel} against vehicle`),
    table(
      [{ header: 'Effect', width: 142 }, { header: 'Estimate', width: 42, alignment: 'right' }, { header: '95 %', width: 76 }, { header: '90 %', width: 76 }, { header: 'n', width: 54 }, { header: 'Note', width: '*' }],
      [
        ...(adjusted === null ? [] : [row(name, adjusted.reductionPercent, `carries the verdict; ${g(adjusted.fiellerG)}`), ...sensitivity(adjusted.sensitivity, 'At equal scores')]),
        row(plain, effect.reductionPercent, g(effect.fiellerG)),
        ...sensitivity(effect.sensitivity, adjusted === null ? 'Reduction' : 'Not adjusted'),
        row('Hodges-Lehmann shift, % of maximum', effect.hodgesLehmann, ''),
        row("Cliff's delta", effect.cliffsDelta, ''),
        row('Risk difference of arthritis, points', effect.riskDifference, ''),
      ],
    ),
    smallPrint(printTest(effect.test)),
    ...(adjusted === null ? [] : [smallPrint(`Carries the verdict: ${printTest(adjusted.test)}${adjusted.without.length === 0 ? '' : `. Left out, not scored before the first dose: ${adjusted.without.join(', ')}`}`)]),
    ...[...new Set([...effect.reductionPercent.warnings, ...effect.test.warnings, ...(adjusted === null ? [] : [...adjusted.reductionPercent.warnings, ...adjusted.test.warnings])])].map((w) => warning(w)),
  ]
}
