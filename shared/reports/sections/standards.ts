import type { Evidence, Gap, StandardCoverage, StandardItem, StandardsResults } from '../../domain/standards/standards-results.ts'
import type { Content } from '../../util/document-definition.ts'
import { notRecorded, sectionTitle, simulatedMark, smallPrint, subTitle, table } from '../layout/blocks.ts'

/** Reporting standards, item by item: where each is recorded, what is missing and where it would stand. */
export function standards(results: StandardsResults): Content[] {
  const content: Content[] = [sectionTitle('Reporting standards')]
  if (results.standards.length === 0) content.push(notRecorded('Anything that a reporting standard covers'))
  else {
    content.push(
      smallPrint('"Recorded" says that the notebook holds what an item asks for, not that it is good. Items that belong in the manuscript are listed and not counted.'),
      table(
        [{ header: 'Standard', width: 70 }, { header: 'Of', width: 110 }, { header: 'Recorded', width: 60 }, { header: 'Partly', width: 36, alignment: 'right' }, { header: 'Missing items', width: '*' }],
        results.standards.map((s) => [s.standard, s.subject, s.applicable === 0 ? 'not applicable' : `${String(s.recorded)} of ${String(s.applicable)}`, s.applicable === 0 ? '' : String(s.partlyRecorded), s.missing.length === 0 ? (s.applicable === 0 ? '' : 'none') : s.missing.join(', ')]),
      ),
    )
  }
  for (const n of results.notCovered) content.push(smallPrint(`${n.standard}: not looked at, because ${n.why}.`))
  for (const s of results.standards) content.push(...standardDetail(s))
  return content
}

/** One standard with every item. */
export function standardDetail(s: StandardCoverage): Content[] {
  const asked = s.items.filter((i) => i.status !== 'not a record of a notebook' && i.status !== 'not applicable')
  const manuscript = s.items.filter((i) => i.status === 'not a record of a notebook')
  const content: Content[] = [subTitle(`${s.standard}, ${s.subject}${s.simulated ? simulatedMark : ''}`), smallPrint(`${s.citation}. ${s.scope}`)]
  if (asked.length > 0) {
    content.push(table(
      [{ header: 'Item', width: 30 }, { header: 'Asked for', width: 118 }, { header: 'Status', width: 46 }, { header: 'Where recorded, and what it says', width: '*' }, { header: 'Missing, and where it would stand', width: 128 }],
      asked.map((i) => [shortId(i.id), i.wording, i.status, [listed(evidenceLines(i.evidence)), i.detail].filter((t) => t !== '').join('\n'), listed(gapLines(i.gaps))]),
    ))
  }
  for (const [why, items] of reasons(s.items)) content.push(smallPrint(`Not applicable (${why.replace(/\.$/, '')}): ${items.map((i) => `${i.id} ${i.wording}`).join('; ')}.`))
  if (manuscript.length > 0) content.push(smallPrint(`Not a record of a notebook: ${manuscript.map((i) => `${i.id} ${i.wording}${i.detail === 'belongs in the manuscript' ? '' : ` (${i.detail})`}`).join('; ')}. What is not said otherwise belongs in the manuscript.`))
  return content
}

/** Entries printed in a cell; the rest is counted. */
const shown = 3

function listed(lines: readonly string[]): string {
  const more = lines.length - shown
  return [...lines.slice(0, shown), ...(more > 0 ? [`and ${String(more)} more`] : [])].join('\n')
}

/** The same answer of several records in one line: "cell type: PBMC (SIM-PBMC-1 /cellType and 3 more)". */
function evidenceLines(evidence: readonly Evidence[]): readonly string[] {
  return grouped(evidence, (e) => `${stem(e.what)}: ${e.value}${e.simulated ? simulatedMark : ''}`, (e) => `${e.source.name}${e.source.pointer === undefined ? '' : ` ${e.source.pointer}`}`.trim())
}

function gapLines(gaps: readonly Gap[]): readonly string[] {
  return grouped(gaps, (g) => `${stem(g.what)}: ${g.state}`, (g) => g.where)
}

/** Lines of items that say the same, with the first place and the number of further ones. An item that stands alone keeps its full label. */
function grouped<T extends { readonly what: string }>(items: readonly T[], words: (item: T) => string, place: (item: T) => string): readonly string[] {
  const found = new Map<string, T[]>()
  for (const i of items) found.set(words(i), [...(found.get(words(i)) ?? []), i])
  return [...found].flatMap(([line, list]) => {
    const [first] = list
    if (first === undefined) return []
    const full = list.length === 1 ? line.replace(stem(first.what), first.what) : line
    return [`${full} (${place(first)}${list.length === 1 ? '' : ` and ${String(list.length - 1)} more`})`]
  })
}

/** A label without the record it was asked of: "age, D-1" is "age". */
function stem(what: string): string {
  return what.replace(/, [^,]*$/, '')
}

/** "S-separation" as "S". */
function shortId(id: string): string {
  return id.replace(/-.*$/, '')
}

function reasons(items: readonly StandardItem[]): ReadonlyMap<string, readonly StandardItem[]> {
  const found = new Map<string, StandardItem[]>()
  for (const i of items) if (i.status === 'not applicable') found.set(i.detail, [...(found.get(i.detail) ?? []), i])
  return found
}
