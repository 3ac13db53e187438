import type { ConditionContrast, ContrastResults, MaterialContrast, PlateContrast, RatioContrast } from '../../domain/contrasts/contrast-results.ts'
import type { Estimate, TestResult } from '../../domain/estimate.ts'
import type { PairedComparison } from '../../domain/paired-runs/paired-results.ts'
import type { Content } from '../../util/document-definition.ts'
import { formatFixed, formatP, formatRatio } from '../../util/format-number.ts'
import { figure, monoTable, notRecorded, sectionTitle, simulatedMark, smallPrint, subTitle, table, warning } from '../layout/blocks.ts'
import { textWidth } from '../layout/page-frame.ts'
import { printBounds, printN, printNumber } from '../layout/print-estimate.ts'

/**
 * Comparisons in vitro: preparations, conditions and ratios over runs, with what each test was adjusted for; then, marked as the precision of a
 * plate, every material and ratio against the control of its plate.
 * @param figures SVG by id; "contrasts-0" is the first of the figures.
 */
export function contrasts(results: ContrastResults, figures: ReadonlyMap<string, string>): Content[] {
  const content: Content[] = [sectionTitle('Comparisons in vitro')]
  if (results.plates.length + results.materials.length + results.ratios.length + results.conditions.length === 0) return [...content, notRecorded('Suppression that could be compared')]
  const svgs = [...figures].filter(([id]) => id.startsWith('contrasts-')).map(([, svg]) => figure(svg, textWidth))
  return [
    ...content,
    ...svgs,
    ...materialBlock(results.materials),
    ...conditionBlock(results.conditions),
    ...ratioBlock(results.ratios),
    ...plateBlock(results.plates),
    ...allWarnings(results),
  ]
}

function materialBlock(all: readonly MaterialContrast[]): Content[] {
  if (all.length === 0) return []
  return [
    subTitle('Preparations against each other, over runs'),
    table(
      [{ header: 'First', width: 84 }, { header: 'Second', width: 80 }, { header: 'Where', width: 70 }, ...pairedColumns],
      all.map((c, i) => [`${String(i + 1)}. ${c.first}${c.simulated ? simulatedMark : ''}`, c.second, `${c.assayCode}, ${c.conditionLabel}, ${formatRatio(c.ratio)}`, ...pairedCells(c.comparison)]),
    ),
    ...adjustments(all.map((c) => c.comparison.test)),
    ...reasons(all.map((c) => [`${c.first} − ${c.second}, ${c.assayCode}`, c.comparison.difference])),
    ...runRows(all.map((c) => c.comparison)),
    ...others(all),
    smallPrint('Paired by responder lot and day; runs that share thaws or donors are averaged first. Only the declared ratio is tested; differences at other ratios are described. The batch this report is about comes first.'),
  ]
}

function others(all: readonly MaterialContrast[]): Content[] {
  const rows = all.flatMap((c, i) => c.otherRatios.map((o) => [String(i + 1), formatRatio(o.ratio), printNumber(o.difference), printBounds(o.difference), printN(o.difference)]))
  return rows.length === 0 ? [] : [...monoTable(['comparison', 'other ratio, not tested', 'difference', '95 %', 'n'], rows)]
}

function conditionBlock(all: readonly ConditionContrast[]): Content[] {
  if (all.length === 0) return []
  const rows = all.flatMap((c) => c.ratios.map((r) => ({ c, r })))
  const shares = rows.flatMap(({ c, r }) => (r.solubleShare === null ? [] : [[`soluble share, ${c.firstLabel} and ${c.secondLabel}, ${formatRatio(r.ratio)}`, r.solubleShare] as const]))
  return [
    subTitle('Conditions against each other, over runs'),
    table(
      [{ header: 'First − second', width: 80 }, { header: 'Cells', width: 66 }, { header: 'Ratio', width: 28 }, ...pairedColumns.slice(0, -1), { header: 'Soluble share, % (95 %)', width: 58 }, { header: 'n', width: '*' as const }],
      rows.map(({ c, r }, i) => {
        const cells = pairedCells(r.comparison)
        return [`${String(i + 1)}. ${c.assayCode}: ${c.firstLabel} − ${c.secondLabel}${c.simulated ? simulatedMark : ''}`, `${c.preparation}; ${c.relation}`, formatRatio(r.ratio), ...cells.slice(0, -1), r.solubleShare === null ? '–' : stacked(r.solubleShare), cells.at(-1) ?? '']
      }),
    ),
    ...adjustments(rows.map(({ r }) => r.comparison.test)),
    ...reasons([...rows.map(({ c, r }) => [`${c.firstLabel} − ${c.secondLabel}, ${formatRatio(r.ratio)}`, r.comparison.difference] as const), ...shares]),
    ...runRows(rows.map(({ r }) => r.comparison)),
    smallPrint('Same preparation in the same runs; conditions are compared, never pooled. Difference: what needs contact (or comes with priming). Soluble share: S without contact as percentage of S in contact, ratio of the means over runs with Fieller’s interval; not defined unless the lower 95 % bound of S in contact is above 0.'),
  ]
}

function ratioBlock(all: readonly RatioContrast[]): Content[] {
  if (all.length === 0) return []
  const rows = all.flatMap((c) => c.againstNone.map((none) => ({ c, none, reference: c.againstReference.find((a) => a.ratio === none.ratio)?.comparison })))
  return [
    subTitle('Ratios over runs: against no MSC, and against the reference ratio'),
    table(
      [{ header: 'Series', width: 150 }, { header: 'Ratio', width: 34 }, { header: 'S, % (95 %)', width: 78 }, { header: 'p (adjusted), S against 0', width: 60, alignment: 'right' }, { header: 'Minus S at the reference, points (95 %)', width: 84 }, { header: 'p (adjusted)', width: 46, alignment: 'right' }, { header: 'n', width: '*' }],
      rows.map(({ c, none, reference }) => [`${c.assayCode}, ${c.conditionLabel}, ${c.preparation}${c.simulated ? simulatedMark : ''}`, formatRatio(none.ratio), stacked(none.suppression), pText(none.test), reference === undefined ? (Math.abs(none.ratio / c.referenceRatio - 1) < 1e-6 ? 'reference' : '–') : stacked(reference.difference), reference === undefined ? '–' : pText(reference.test), printN(none.suppression)]),
    ),
    ...adjustments(rows.flatMap(({ none, reference }) => [none.test, ...(reference === undefined ? [] : [reference.test])])),
    ...reasons(rows.flatMap(({ c, none, reference }) => [[`${c.assayCode}, ${c.preparation}, ${formatRatio(none.ratio)}`, none.suppression] as const, ...(reference === undefined ? [] : [[`${c.assayCode}, ${c.preparation}, ${formatRatio(none.ratio)} against the reference`, reference.difference] as const])])),
  ]
}

function plateBlock(all: readonly PlateContrast[]): Content[] {
  if (all.length === 0) return []
  const assessed = all.filter((c) => c.notAssessable === undefined)
  const rows = assessed.flatMap((c) => c.rows.map((r) => [c.plateCode, r.materialLabel, formatRatio(r.ratio), c.method.replace(' on the logarithm', ', ln'), printNumber(r.effect), printBounds(r.effect), r.test.p === null ? '–' : formatP(r.test.p), pText(r.test), printN(r.effect).replace('n = ', '').replace(' wells', '')]))
  const without = all.filter((c) => c.notAssessable !== undefined).map((c) => `Plate ${c.plateCode}, ${c.conditionLabel}: ${c.notAssessable ?? ''}.`)
  const why = [...new Set(assessed.map((c) => `${c.plateCode}: ${c.method}, because ${c.why}.`))]
  const effects = assessed.flatMap((c) => c.rows.map((r) => [`${c.plateCode}, ${r.materialLabel}, ${formatRatio(r.ratio)}`, r.effect] as const))
  return [
    subTitle('Within each plate, every ratio against its control: precision of the plate, no verdict'),
    ...(rows.length === 0 ? [] : monoTable(['plate', 'material', 'ratio', 'method', 'effect', 'simultaneous 95 %', 'p', 'p adjusted', 'wells'], rows)),
    ...reasons(effects),
    ...(without.length === 0 ? [] : [smallPrint(without.join(' '))]),
    smallPrint(`Effect: signal minus that of the stimulated control, in the unit of the read-out; with "ln" the ratio (X − B)/(C − B) of geometric means. Wells are technical replicates: these p values and intervals say how precise the plate is, not whether cells suppress.`),
    smallPrint(why.join(' ')),
  ]
}

const pairedColumns = [
  { header: 'S first, % (95 %)', width: 56 }, { header: 'S second, % (95 %)', width: 56 }, { header: 'Difference, points (95 %)', width: 62 }, { header: 'p (adjusted)', width: 48, alignment: 'right' as const }, { header: 'n', width: '*' as const },
]

function pairedCells(c: PairedComparison): readonly string[] {
  return [stacked(c.first), stacked(c.second), stacked(c.difference), pText(c.test), `${printN(c.difference).replace('n = ', '')}${c.unit === 'runs' ? '' : `: ${c.unit}`}`]
}

function stacked(e: Estimate): string {
  return e.value === null ? '–' : `${printNumber(e)}\n(${printBounds(e)})`
}

function pText(test: TestResult): string {
  return test.adjustedP === null ? '–' : formatP(test.adjustedP)
}

function adjustments(tests: readonly TestResult[]): Content[] {
  const said = [...new Set(tests.map((t) => `${t.test}; ${t.adjustment}`))]
  return said.length === 0 ? [] : [smallPrint(`p: ${said.join('. ')}.`)]
}

/** Why there is no value, or no interval. */
function reasons(named: readonly (readonly [name: string, estimate: Estimate])[]): Content[] {
  const texts = named.flatMap(([name, e]) => {
    const reason = e.notAssessable ?? e.noInterval
    return reason === undefined ? [] : [`${name}: ${reason}.`]
  })
  return texts.length === 0 ? [] : [smallPrint([...new Set(texts)].join(' '))]
}

/** Every run with both sides, or why it is left out; comparisons by their number in the table above. */
function runRows(comparisons: readonly PairedComparison[]): Content[] {
  const number = (v: number | null): string => (v === null ? '–' : formatFixed(v, 1))
  const rows = comparisons.flatMap((c, i) => c.runs.map((run) => [String(i + 1), run.label, number(run.first), number(run.second), run.first === null || run.second === null ? '–' : formatFixed(run.first - run.second, 1), run.leftOut === undefined ? '' : `left out: ${run.leftOut}`]))
  return rows.length === 0 ? [] : monoTable(['comparison', 'run', 'first %', 'second %', 'difference', 'note'], rows)
}

function allWarnings(results: ContrastResults): Content[] {
  const plates = results.plates.flatMap((c) => c.warnings.map((w) => `Plate ${c.plateCode}: ${w}`))
  return [...new Set([...results.materials, ...results.conditions, ...results.ratios].flatMap((c) => c.warnings).concat(plates))].map((w) => warning(w))
}
