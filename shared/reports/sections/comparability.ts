import type { ComparabilityColumn, ComparabilityMatrix, ComparabilityResults, ComparedField, ComparedValue, FieldOutcome, ReferenceComparison } from '../../domain/comparability/comparability-results.ts'
import type { Content } from '../../util/document-definition.ts'
import { facts, figure, notRecorded, paragraph, sectionTitle, simulatedMark, smallPrint, subTitle, table } from '../layout/blocks.ts'
import { textWidth } from '../layout/page-frame.ts'

/** The batch against its reference lot; where there is none, why. */
export function comparabilityWithReferenceLot(reference: ReferenceComparison): Content[] {
  const content: Content[] = [sectionTitle('Comparability with the reference lot')]
  if (reference.comparison === null) return [...content, notRecorded('Comparison'), smallPrint(reference.reason)]
  return [...content, smallPrint(reference.reason), ...comparison(reference.comparison)]
}

/** Several batches against the first. @param figures SVG by id: "comparability". */
export function comparabilityOfBatches(matrix: ComparabilityMatrix, figures: ReadonlyMap<string, string>): Content[] {
  const content: Content[] = [sectionTitle('Comparability, field by field')]
  if (matrix.comparisons.length === 0) return [...content, notRecorded('Second batch to compare')]
  const svg = figures.get('comparability')
  if (svg !== undefined) content.push(figure(svg, figureWidth))
  for (const c of matrix.comparisons) content.push(subTitle(`${c.subject.title} against ${c.comparator.title}${c.simulated ? simulatedMark : ''}`), ...comparison(c))
  return content
}

/** So wide that the figure and the title above it fit one page. */
const figureWidth = textWidth * 0.9

/** One comparison: the two columns, counts, differences with both values and why they matter, then what is missing, within tolerance, equal. */
export function comparison(r: ComparabilityResults): Content[] {
  const of = (outcome: FieldOutcome): readonly ComparedField[] => r.fields.filter((f) => f.outcome === outcome)
  const { counts } = r
  const total = r.fields.length
  const content: Content[] = [
    facts([['This batch', columnWords(r.subject)], ['Compared with', columnWords(r.comparator)]]),
    smallPrint([...prefixed('This batch', r.subject.notes), ...prefixed('Compared with', r.comparator.notes)].join(' ')),
    paragraph(`${String(counts.differs)} of ${String(total)} fields differ, ${String(counts.missing)} cannot be compared because a side is missing, ${String(counts.withinTolerance)} are within tolerance, ${String(counts.equal)} are equal, ${String(counts.notApplicable)} do not apply. The fields are not weighed into a score.`),
    subTitle('Differences'),
    ...(counts.differs === 0 ? [paragraph('None among the fields that could be compared.')] : [comparedTable(of('differs'))]),
  ]
  if (counts.withinTolerance > 0) content.push(subTitle('Within tolerance'), comparedTable(of('within tolerance')))
  if (counts.missing > 0) content.push(subTitle('Missing'), ...missingTable(of('missing')))
  if (counts.equal > 0) content.push(subTitle('Equal'), smallPrint(`${of('equal').map((f) => `${f.label}: ${printed(f.subject)}`).join('. ')}.`))
  if (counts.notApplicable > 0) content.push(smallPrint(`Not applicable: ${of('not applicable').map((f) => `${f.label} (${f.detail})`).join(', ')}.`))
  content.push(smallPrint(`Tolerances: ${r.tolerances.join('; ')}.`))
  return content
}

function comparedTable(fields: readonly ComparedField[]): Content {
  return table(
    [{ header: 'Field', width: 92 }, { header: 'This batch', width: 108 }, { header: 'Compared with', width: 108 }, { header: 'Difference, tolerance', width: 76 }, { header: 'Why it matters', width: '*' }],
    fields.map((f) => [f.label, `${printed(f.subject)}\n${origin(f.subject)}`, `${printed(f.comparator)}\n${origin(f.comparator)}`, [f.detail, ...(f.tolerance === null ? [] : [`tolerance ${f.tolerance}`])].filter((t) => t !== '').join('; '), f.why]),
  )
}

/** What is missing: fields where both sides have something to say in a table; those that one whole side lacks for one reason in one line each. */
function missingTable(fields: readonly ComparedField[]): Content[] {
  const byReason = new Map<string, ComparedField[]>()
  for (const f of fields) byReason.set(f.detail, [...(byReason.get(f.detail) ?? []), f])
  const single = [...byReason.values()].filter((list) => list.length === 1).flat()
  const shared = [...byReason].filter(([, list]) => list.length > 1)
  const value = (f: ComparedField): string => {
    const known = f.subject.state === 'recorded' ? printed(f.subject) : f.comparator.state === 'recorded' ? printed(f.comparator) : ''
    return known === '' ? f.label : `${f.label} (other side: ${known})`
  }
  return [
    ...(single.length === 0 ? [] : [table([{ header: 'Field', width: 130 }, { header: 'This batch', width: 130 }, { header: 'Compared with', width: 130 }, { header: 'Missing', width: '*' }], single.map((f) => [f.label, printed(f.subject), printed(f.comparator), f.detail]))]),
    ...shared.map(([reason, list]) => smallPrint(`${reason}: ${list.map(value).join('; ')}.`)),
  ]
}

function printed(v: ComparedValue): string {
  return `${v.text}${v.simulated ? simulatedMark : ''}`
}

/** Record and field the value came from; of several the first, with their number. */
function origin(v: ComparedValue): string {
  const [first] = v.sources
  if (first === undefined) return ''
  const more = v.sources.length - 1
  return `${first.name}${first.pointer === undefined || first.pointer === '' ? '' : ` ${first.pointer}`}${more === 0 ? '' : ` and ${String(more)} more`}`
}

function columnWords(c: ComparabilityColumn): string {
  return [c.title, ...(c.assay === null ? [] : [`${c.assay.code}, ${c.assay.conditionLabel}`]), ...(c.arm === null ? [] : [`${c.arm.code}, ${c.arm.armLabel}`])].join('; ')
}

function prefixed(side: string, notes: readonly string[]): readonly string[] {
  return notes.map((n) => `${side}: ${/[.!?]$/.test(n) ? n : `${n}.`}`)
}
