import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { comparePartialDates } from '../../util/partial-date.ts'
import type { Finding } from '../estimate.ts'
import { isInCycle, originsOf } from '../lineage.ts'
import { finding } from './make-finding.ts'

type Passage = RecordOf<'passage'>

/** Findings about the passage graph: cycles, passage numbers and dates against the parent, donor mismatch, harvest below seed. */
export function lineageFindings(notebook: Notebook): readonly Finding[] {
  const out: Finding[] = []
  for (const passage of notebook.all('passage')) {
    if (isInCycle(notebook, passage)) {
      out.push(finding(passage, 'error', 'lineage-cycle', '/parents', 'this passage is its own ancestor', 'correct the parents; doublings along the cycle are not computed'))
      continue
    }
    for (const origin of originsOf(notebook, passage)) out.push(...againstParent(notebook, passage, origin.passage))
    out.push(...ownDates(passage))
  }
  return out
}

function againstParent(notebook: Notebook, passage: Passage, parent: Passage): readonly Finding[] {
  const out: Finding[] = []
  const expectedAbove = passage.sameNumberAsParent === undefined ? passage.number <= parent.number : passage.number !== parent.number
  if (expectedAbove) out.push(finding(passage, 'warning', 'passage-number-against-parent', '/number', `passage number ${String(passage.number)} does not follow ${parent.code} (passage ${String(parent.number)})`, 'correct the number, or state why it repeats the parent\'s'))
  const seeded = valueOf(passage.seededAt)
  const parentHarvest = valueOf(parent.harvest?.at)
  const parentSeeded = valueOf(parent.seededAt)
  if (seeded !== undefined && parentHarvest !== undefined && comparePartialDates(seeded, parentHarvest) === -1) {
    out.push(finding(passage, 'error', 'seeded-before-parent-harvest', '/seededAt', `seeded ${seeded}, before ${parent.code} was harvested (${parentHarvest})`, 'correct one of the two dates'))
  } else if (seeded !== undefined && parentSeeded !== undefined && comparePartialDates(seeded, parentSeeded) === -1) {
    out.push(finding(passage, 'error', 'seeded-before-parent-seeded', '/seededAt', `seeded ${seeded}, before ${parent.code} was seeded (${parentSeeded})`, 'correct one of the two dates'))
  }
  if (parent.batchId !== passage.batchId && !sameDonors(notebook, parent.batchId, passage.batchId)) {
    out.push(finding(passage, 'error', 'donor-mismatch', '/parents', `cells of ${parent.code} come from donors that batch ${notebook.get('batch', passage.batchId)?.code ?? passage.batchId} does not name`, 'correct the parent, or record the batch as a pool with these members'))
  }
  return out
}

function donorsOf(notebook: Notebook, batchId: string): ReadonlySet<string> {
  const source = notebook.get('batch', batchId)?.source
  if (source === undefined) return new Set()
  switch (source.type) {
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

function ownDates(passage: Passage): readonly Finding[] {
  const out: Finding[] = []
  const seeded = valueOf(passage.seededAt)
  const harvested = valueOf(passage.harvest?.at)
  if (seeded !== undefined && harvested !== undefined && comparePartialDates(harvested, seeded) === -1) {
    out.push(finding(passage, 'error', 'harvested-before-seeded', '/harvest/at', `harvested ${harvested}, before it was seeded (${seeded})`, 'correct one of the two dates'))
  }
  const seededCells = valueOf(passage.seededCells)
  const live = valueOf(passage.harvest?.liveCells)
  if (seededCells !== undefined && live !== undefined && live < seededCells && live >= 0) {
    out.push(finding(passage, 'warning', 'harvest-below-seed', '/harvest/liveCells', `${String(live)} live cells harvested from ${String(seededCells)} seeded`, 'check both counts; the negative doublings are kept as they are'))
  }
  return out
}
