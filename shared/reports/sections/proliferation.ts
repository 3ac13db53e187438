import type { CohortCheck, DivisionGroup, DivisionSeries, ProliferationResults } from '../../domain/proliferation/proliferation-results.ts'
import { definitionOf, type QuantityDefinition } from '../../domain/proliferation/division-quantities.ts'
import type { Content } from '../../util/document-definition.ts'
import { formatP, formatRatio, formatSignificant } from '../../util/format-number.ts'
import { facts, figure, monoTable, notRecorded, paragraph, sectionTitle, simulatedMark, smallPrint, subTitle, table, warning } from '../layout/blocks.ts'
import { textWidth } from '../layout/page-frame.ts'
import { printBounds, printEstimate, printN, printNumber } from '../layout/print-estimate.ts'

/**
 * Division of the responders by dye dilution: per series the declared index, suppression by every index, the indices of each plate, the
 * cohort number over time; then what each index is and who calls it what.
 * @param figures SVG by id; "proliferation-0" and "division-suppression-0" are those of the first series.
 */
export function proliferation(results: ProliferationResults, figures: ReadonlyMap<string, string>): Content[] {
  const content: Content[] = [sectionTitle('Division of the responders (dye dilution)')]
  if (results.series.length === 0) return [...content, notRecorded('Cells per generation')]
  for (const [i, s] of results.series.entries()) content.push(...seriesBlocks(s, figures.get(`proliferation-${String(i)}`), figures.get(`division-suppression-${String(i)}`)))
  return [...content, ...definitionBlock(results.definitions)]
}

function seriesBlocks(s: DivisionSeries, histogram: string | undefined, byIndex: string | undefined): Content[] {
  const content: Content[] = [
    subTitle(`${s.assayCode}, ${s.conditionLabel}, ${s.preparation}${s.simulated ? simulatedMark : ''}`),
    facts([
      ['Read-out', s.readout],
      ['Index declared', s.declaredIndex === null ? 'none' : `${s.declaredIndex.name}: ${s.declaredIndex.formula}`],
      ['Generation counts are', s.countsAs],
      ['Reference ratio', s.referenceRatio === null ? 'not declared for this condition' : formatRatio(s.referenceRatio)],
      ['Relation of MSC to responders', s.relation],
    ]),
    paragraph([{ text: headline(s), bold: true }]),
  ]
  if (histogram !== undefined) content.push(figure(histogram, textWidth), smallPrint('Dots: wells, by plate. Crosses: excluded wells. Bars: mean over plates.'))
  if (byIndex !== undefined) content.push(figure(byIndex, textWidth))
  content.push(...suppressionBlock(s), ...plateBlock(s.groups), ...cohortBlock(s.cohorts))
  for (const w of s.warnings) content.push(warning(w))
  return content
}

/** What the verdict of this condition rests on, in one sentence. */
function headline(s: DivisionSeries): string {
  if (s.declaredIndex === null) return 'No index of division is declared for this condition: no verdict rests on these generations.'
  const declared = s.suppression.find((q) => q.declared)
  const mean = declared?.means.find((m) => s.referenceRatio !== null && Math.abs(m.ratio / s.referenceRatio - 1) < 1e-6)
  if (mean === undefined) return `Suppression is read by ${s.declaredIndex.name}.`
  return `Suppression by ${s.declaredIndex.name} at ${formatRatio(mean.ratio)}: ${printEstimate(mean.suppression)}.`
}

/** Suppression over runs by every index: at the reference ratio, or at all ratios where none is declared. */
function suppressionBlock(s: DivisionSeries): Content[] {
  const { referenceRatio } = s
  const rows = s.suppression.flatMap((q) => {
    const at = q.means.filter((m) => referenceRatio !== null && Math.abs(m.ratio / referenceRatio - 1) < 1e-6)
    return (at.length > 0 ? at : q.means).map((m) => ({ name: `${definitionOf(q.quantity).label}${q.declared ? ' (declared)' : ''}`, m }))
  })
  const reasons = [...new Set(rows.flatMap(({ name, m }) => { const why = m.suppression.notAssessable ?? m.suppression.noInterval; return why === undefined ? [] : [`${name}, ${formatRatio(m.ratio)}: ${why}`] }))]
  const warnings = [...new Set(rows.flatMap(({ m }) => m.suppression.warnings))].filter((w) => !s.warnings.includes(w) && !reasons.some((r) => r.endsWith(w)))
  return [
    table(
      [{ header: 'Suppression by', width: 170 }, { header: 'Ratio', width: 40 }, { header: 'Mean %', width: 44, alignment: 'right' }, { header: '95 %', width: 80 }, { header: '90 %', width: 80 }, { header: 'n', width: '*' }],
      rows.map(({ name, m }) => [name, formatRatio(m.ratio), printNumber(m.suppression), printBounds(m.suppression), printBounds(m.suppression, 0.9), printN(m.suppression).replace('n = ', '')]),
    ),
    ...(reasons.length === 0 ? [] : [smallPrint(`${reasons.join('. ')}.`)]),
    smallPrint('The same generations, read by different indices. Only the declared index carries a verdict; the others show how far it depends on the choice.'),
    ...warnings.map((w) => warning(w)),
  ]
}

/** Means over the wells of every plate, one row a group. */
function plateBlock(groups: readonly DivisionGroup[]): Content[] {
  const [first] = groups
  if (first === undefined) return []
  const shorts = first.quantities.map((q) => shortNames[q.quantity])
  const cell = (g: DivisionGroup, i: number): string => shortNumber(g.quantities[i]?.estimate.value ?? null)
  return [
    subTitle('Per plate: means over wells, precision of each plate, no verdict'),
    ...monoTable(['plate', 'resp.', 'cells', 'wells', ...shorts, 'viab.%'], groups.map((g) => [g.plateCode, g.responderKey, g.ratio === null ? g.role.replace(' control', '') : `${g.materialKey ?? ''} ${formatRatio(g.ratio)}`, wellWords(g), ...first.quantities.map((_, i) => cell(g, i)), printNumber(g.viability)])),
    smallPrint('N: cells in a generation; P = N/2^generation: precursors. %fin: final cells divided; %pre: precursors divided; div/c, div/d: divisions per cell of the start, per dividing cell; c/c, c/d: cells per cell of the start, per dividing cell; then cells per well: all, divided, dividing precursors, cohort. Intervals: "stromabook results".'),
  ]
}

const shortNames = {
  'percent-final-divided': '%fin', 'percent-divided': '%pre', 'divisions-per-initial-cell': 'div/c', 'divisions-per-dividing-cell': 'div/d', 'cells-per-initial-cell': 'c/c', 'cells-per-dividing-cell': 'c/d',
  'absolute-cells': 'all', 'absolute-divided-cells': 'divided', 'absolute-divided-precursors': 'div.prec.', cohort: 'cohort',
} as const

/** Four significant digits, whole from 1,000 up, in as little room as can be. */
function shortNumber(value: number | null): string {
  return value === null ? '–' : Math.abs(value) >= 1000 ? String(Math.round(value)) : formatSignificant(value, 4)
}

function wellWords(g: DivisionGroup): string {
  const used = g.wells.filter((w) => w.counts !== null && w.excludedBecause === undefined).length
  return used === g.wells.length ? String(used) : `${String(used)} of ${String(g.wells.length)}`
}

/** Rises of the cohort number; else in how many cultures there was none. */
function cohortBlock(cohorts: readonly CohortCheck[]): Content[] {
  // The earlier times of a culture are shown with its last.
  if (cohorts.length === 0) return []
  const steps = cohorts.flatMap((c) => c.changes.map((step) => ({ c, step })))
  const risen = steps.filter(({ step }) => step.implausible)
  const notCompared = [...new Set(cohorts.flatMap((c) => c.notCompared))]
  const text = steps.length === 0
    ? 'Cohort numbers over time cannot be compared'
    : `Cohort numbers were followed in ${String(cohorts.filter((c) => c.changes.length > 0).length)} cultures over ${String(steps.length)} intervals from the responders put in on: ${risen.length === 0 ? 'none rose' : `${String(risen.length)} rose`} by more than counting error explains (one-sided P below 0.025 each)`
  return [
    smallPrint(`${text}${notCompared.length === 0 ? '' : `; not compared: ${notCompared.join('; ')}`}. Without new cells the number can only stay or fall.`),
    ...(risen.length === 0 ? [] : [table(
      [{ header: 'Cohort number that rose', width: 200 }, { header: 'From', width: 90 }, { header: 'To', width: 90 }, { header: 'P', width: '*' }],
      risen.map(({ c, step }) => [c.label, `${printNumber(step.from)} at ${String(step.fromHours)} h`, `${printNumber(step.to)} at ${String(step.toHours)} h`, formatP(step.test.p ?? NaN)]),
    )]),
  ]
}

/** What each index is and what programs call it. */
function definitionBlock(definitions: readonly QuantityDefinition[]): Content[] {
  return [
    subTitle('Indices and the names that programs give them'),
    table(
      [{ header: 'Index', width: 130 }, { header: 'Formula', width: 130 }, { header: 'Also called', width: '*' }],
      definitions.map((d) => [d.label, d.formula, d.alsoCalled.length === 0 ? '–' : d.alsoCalled.join('; ')]),
    ),
    smallPrint('N_i: cells in generation i, P_i = N_i/2^i. The same words mean different quantities in different programs. All assume that no cell died.'),
  ]
}
