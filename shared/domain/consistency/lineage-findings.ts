import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import { ordered } from '../../records/ordered.ts'
import type { AnyRecord, RecordOf } from '../../records/record-kinds.ts'
import { comparePartialDates } from '../../util/partial-date.ts'
import type { Finding } from '../estimate.ts'
import { isInCycle, originsOf, type Origin } from '../culture/lineage.ts'
import { finding } from './make-finding.ts'

type Passage = RecordOf<'passage'>

/** Findings about the passage graph: cycles, passage numbers and dates against the parents, donor mismatch, dates within the passage. */
export function lineageFindings(notebook: Notebook): readonly Finding[] {
  return notebook.all('passage').flatMap((passage) => {
    if (isInCycle(notebook, passage)) return [finding(passage, 'error', 'lineage-cycle', '/parents', 'this passage is its own ancestor', 'correct the parents; doublings along the cycle are not computed')]
    const origins = originsOf(notebook, passage)
    return [...numberAgainst(passage, origins), ...origins.flatMap((o) => [...datesAgainst(passage, o), ...donorsAgainst(notebook, passage, o.passage)]), ...ownDates(notebook, passage, origins)]
  })
}

/** The number is one above the highest of the harvests it came from, or equal to it with a reason. */
function numberAgainst(passage: Passage, origins: readonly Origin[]): readonly Finding[] {
  const highest = origins.toSorted((a, b) => b.passage.number - a.passage.number)[0]?.passage
  if (highest === undefined) return []
  const expected = highest.number + (passage.sameNumberAsParent === undefined ? 1 : 0)
  const of = `passage number ${String(passage.number)}, seeded from ${highest.code} (passage ${String(highest.number)})`
  if (passage.number === expected) return []
  if (passage.number > expected && passage.sameNumberAsParent === undefined) return [finding(passage, 'note', 'passage-number-skips', '/number', `${of}: passages in between are not recorded`, 'record the passages in between, or correct the number; doublings in between are not counted')]
  return [finding(passage, 'warning', 'passage-number-against-parent', '/number', `${of}: expected ${String(expected)}`, 'correct the number or the parent, or state why the number repeats that of the parent')]
}

/** An error when the first date certainly precedes the second, which it must not. */
function mustNotPrecede(record: AnyRecord, rule: string, field: string, at: string | undefined, what: string, other: string | undefined, otherWhat: string): readonly Finding[] {
  if (at === undefined || other === undefined || comparePartialDates(at, other) !== -1) return []
  return [finding(record, 'error', rule, field, `${what} ${at}, before ${otherWhat} (${other})`, 'correct one of the two dates')]
}

function datesAgainst(passage: Passage, { passage: parent, vial }: Origin): readonly Finding[] {
  const seeded = valueOf(passage.seededAt)
  const tooEarly = (rule: string, other: string | undefined, otherWhat: string): readonly Finding[] => mustNotPrecede(passage, rule, '/seededAt', seeded, 'seeded', other, otherWhat)
  const harvested = tooEarly('seeded-before-parent-harvest', valueOf(parent.harvest?.at), `${parent.code} was harvested`)
  return [
    ...(harvested.length > 0 ? harvested : tooEarly('seeded-before-parent-seeded', valueOf(parent.seededAt), `${parent.code} was seeded`)),
    ...(vial === undefined ? [] : tooEarly('seeded-before-thaw', valueOf(vial.thaw?.at), `vial ${vial.code} was thawed`)),
  ]
}

function donorsAgainst(notebook: Notebook, passage: Passage, parent: Passage): readonly Finding[] {
  if (parent.batchId === passage.batchId || sameDonors(notebook, parent.batchId, passage.batchId)) return []
  return [finding(passage, 'error', 'donor-mismatch', '/parents', `cells of ${parent.code} come from donors that batch ${notebook.get('batch', passage.batchId)?.code ?? passage.batchId} does not name`, 'correct the parent, or record the batch as a pool with these members')]
}

function donorsOf(notebook: Notebook, batchId: string): ReadonlySet<string> {
  const source = notebook.get('batch', batchId)?.source
  switch (source?.type) {
    case undefined:
      return new Set()
    case 'donor':
      return new Set([source.donorId])
    case 'pool':
      return new Set(Object.values(source.members).map((m) => m.donorId))
    case 'cell-line':
      return new Set([`cell line ${source.name}`])
  }
}

function sameDonors(notebook: Notebook, from: string, into: string): boolean {
  const allowed = donorsOf(notebook, into)
  return [...donorsOf(notebook, from)].every((d) => allowed.has(d))
}

function ownDates(notebook: Notebook, passage: Passage, origins: readonly Origin[]): readonly Finding[] {
  const seeded = valueOf(passage.seededAt)
  const harvested = valueOf(passage.harvest?.at)
  const during: readonly (readonly [string, string, string | undefined])[] = [
    ...ordered(passage.feedings).map(([key, f]) => [`/feedings/${key}/at`, 'fed', valueOf(f.at)] as const),
    ...ordered(passage.observations).map(([key, o]) => [`/observations/${key}/at`, 'observed', valueOf(o.at)] as const),
  ]
  const outside = during.flatMap(([field, what, at]): readonly Finding[] => {
    const early = at !== undefined && seeded !== undefined && comparePartialDates(at, seeded) === -1
    const late = at !== undefined && harvested !== undefined && comparePartialDates(at, harvested) === 1
    return early || late ? [finding(passage, 'warning', 'outside-the-passage', field, `${what} ${at}, ${early ? `before seeding (${seeded ?? ''})` : `after harvest (${harvested ?? ''})`}`, 'correct one of the dates')] : []
  })
  const collected = origins.length === 0 ? valueOf(notebook.get('batch', passage.batchId)?.collectedAt) : undefined
  return [
    ...mustNotPrecede(passage, 'harvested-before-seeded', '/harvest/at', harvested, 'harvested', seeded, 'it was seeded'),
    ...mustNotPrecede(passage, 'seeded-before-collected', '/seededAt', seeded, 'seeded', collected, 'the tissue was collected'),
    ...outside,
  ]
}
