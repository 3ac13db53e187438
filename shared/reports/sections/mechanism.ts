import type { Estimate } from '../../domain/estimate.ts'
import { mechanismGroups } from '../../domain/mechanism/mechanism-groups.ts'
import type { EffectAlone, MechanismRatio, MechanismResults, MechanismSeries } from '../../domain/mechanism/mechanism-results.ts'
import type { Content } from '../../util/document-definition.ts'
import { formatFixed, formatP, formatRatio } from '../../util/format-number.ts'
import { facts, figure, monoTable, notRecorded, sectionTitle, simulatedMark, smallPrint, subTitle, table, warning } from '../layout/blocks.ts'
import { textWidth } from '../layout/page-frame.ts'
import { printBounds, printN, printNumber } from '../layout/print-estimate.ts'

/**
 * Mechanism: what of the suppression goes with each inhibitor, side by side per preparation and condition, with what the inhibitors do without MSC.
 * @param figures SVG by id; "mechanism-0" is that of the first group (mechanismGroups).
 */
export function mechanism(results: MechanismResults, figures: ReadonlyMap<string, string>): Content[] {
  const content: Content[] = [sectionTitle('Mechanism')]
  if (results.series.length === 0) return [...content, notRecorded('Suppression with an inhibitor')]
  for (const [i, group] of mechanismGroups(results).entries()) content.push(...groupBlocks(group, figures.get(`mechanism-${String(i)}`)))
  return [...content, smallPrint('S with inhibitor = 100 (1 − (X − B)/(C − B)), where X (MSC), C (no MSC) and B (unstimulated) all hold the inhibitor; S without is read in the same solvent. Share lost = (S − S with inhibitor)/S, ratio of the means over runs; it may exceed 100 % or fall below 0 and is not defined unless the lower 95 % bound of S is above 0. Shares of several inhibitors are not parts of a whole and are never added.')]
}

function groupBlocks(group: readonly MechanismSeries[], svg: string | undefined): Content[] {
  const [first] = group
  if (first === undefined) return []
  const rows = group.flatMap((s) => s.ratios.map((r) => ({ s, r })))
  return [
    subTitle(`${first.assayCode}, ${first.conditionLabel}, ${first.preparation}${group.some((s) => s.simulated) ? simulatedMark : ''}`),
    facts([
      ['Relation of MSC to responders', first.relation],
      ['Read-out', first.readoutUnit],
      ...group.map((s): readonly [string, string] => [s.inhibitor, `blocks ${s.target}; solvent: ${s.solvent}; S without it from ${s.baseline}`]),
    ]),
    ...(svg === undefined ? [] : [figure(svg, textWidth)]),
    table(
      [{ header: 'Inhibitor', width: 104 }, { header: 'Ratio', width: 28 }, { header: 'S without, % (95 %)', width: 62 }, { header: 'S with, % (95 %)', width: 62 }, { header: 'Lost, points (95 %)', width: 64 }, { header: 'p (adjusted)', width: 40, alignment: 'right' }, { header: 'Share lost, % (95 %)', width: 64 }, { header: 'n', width: '*' }],
      rows.map(({ s, r }) => [s.inhibitor, formatRatio(r.ratio), stacked(r.comparison.first), stacked(r.comparison.second), stacked(r.comparison.difference), pText(r), stacked(r.shareLost), `${printN(r.comparison.difference).replace('n = ', '')}${r.comparison.unit === 'runs' ? '' : `: ${r.comparison.unit}`}`]),
    ),
    ...reasons(rows),
    smallPrint(`p: paired t over runs; ${rows[0]?.r.comparison.test.adjustment ?? ''}.`),
    subTitle('Inhibitor and solvent without MSC'),
    table(
      [{ header: '', width: 150 }, { header: 'Suppression, points (95 %)', width: 110 }, { header: 'Outcome', width: 80 }, { header: 'Viability, points (95 %)', width: 90 }, { header: 'Outcome', width: '*' }],
      [
        ...group.map((s) => [s.inhibitor, ...aloneCells(s.alone.readout), ...aloneCells(s.alone.viability)]),
        ...[...new Map(group.flatMap((s) => (s.alone.solvent === null ? [] : [[s.solvent, s.alone.solvent] as const])))].map(([name, solvent]) => [`solvent ${name}`, ...aloneCells(solvent), '–', '–']),
      ],
    ),
    ...aloneReasons(group),
    ...runBlock(rows),
    ...[...new Set(group.flatMap((s) => [...s.warnings, ...s.ratios.flatMap((r) => [...r.comparison.difference.warnings, ...r.shareLost.warnings])]))].map((w) => warning(w)),
  ]
}

function stacked(e: Estimate): string {
  return e.value === null ? '–' : `${printNumber(e)}\n(${printBounds(e)})`
}

function pText({ comparison: { test } }: MechanismRatio): string {
  return test.adjustedP === null ? '–' : formatP(test.adjustedP)
}

function aloneCells({ estimate, outcome }: EffectAlone): readonly string[] {
  return [estimate.value === null ? '–' : `${printNumber(estimate)} (${printBounds(estimate)})`, estimate.value === null ? 'not assessable' : outcome]
}

/** Why there is no value, no interval or no share. */
function reasons(rows: readonly { readonly s: MechanismSeries; readonly r: MechanismRatio }[]): Content[] {
  const texts = rows.flatMap(({ s, r }) => {
    const lost = r.comparison.difference.notAssessable ?? r.comparison.difference.noInterval
    const share = r.shareLost.notAssessable ?? r.shareLost.noInterval
    const name = `${s.inhibitor}, ${formatRatio(r.ratio)}`
    return [...(lost === undefined ? [] : [`${name}: ${lost}.`]), ...(share === undefined || share === lost ? [] : [`${name}, share lost: ${share}.`])]
  })
  return texts.length === 0 ? [] : [smallPrint(texts.join(' '))]
}

function aloneReasons(group: readonly MechanismSeries[]): Content[] {
  const texts = group.flatMap((s) => ([['read-out', s.alone.readout], ['viability', s.alone.viability], ['solvent', s.alone.solvent]] as const).flatMap(([what, effect]) => {
    const reason = effect?.estimate.notAssessable ?? effect?.estimate.noInterval
    return reason === undefined ? [] : [`${what === 'solvent' ? `solvent ${s.solvent}` : `${s.inhibitor}, ${what}`}: ${reason}.`]
  }))
  const limits = group[0]?.alone
  const limitWords = limits === undefined ? '' : `No relevant change: the 90 % interval lies within ±${String(limits.readout.limit.value)} points (viability ±${String(limits.viability.limit.value)}). Changes: the 95 % interval excludes 0, or the change is as large as the limit. Not shown: else. `
  return [smallPrint(`${limitWords}${[...new Set(texts)].join(' ')}`)]
}

function runBlock(rows: readonly { readonly s: MechanismSeries; readonly r: MechanismRatio }[]): Content[] {
  const number = (v: number | null): string => (v === null ? '–' : formatFixed(v, 1))
  const lines = rows.flatMap(({ s, r }) => r.comparison.runs.map((run) => [s.inhibitor, formatRatio(r.ratio), run.label, number(run.first), number(run.second), run.first === null || run.second === null ? '–' : formatFixed(run.first - run.second, 1), run.leftOut === undefined ? '' : 'left out, see below']))
  return [subTitle('Runs'), ...monoTable(['inhibitor', 'ratio', 'run', 'S without %', 'S with %', 'lost', 'note'], lines)]
}
