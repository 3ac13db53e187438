import type { Notebook } from '../../records/notebook.ts'
import type { Finding } from '../estimate.ts'
import { assayFindings } from './assay-findings.ts'
import { cellIdentityFindings } from './cell-identity-findings.ts'
import { experimentFindings } from './experiment-findings.ts'
import { growthFindings } from './growth-findings.ts'
import { lineageFindings } from './lineage-findings.ts'
import { lotFindings } from './lot-findings.ts'
import { mycoplasmaFindings } from './mycoplasma-findings.ts'
import { pairFindings } from './pair-findings.ts'
import { recordFindings } from './record-findings.ts'
import { stockFindings } from './stock-findings.ts'
import { testFindings } from './test-findings.ts'

const severities = ['error', 'warning', 'note'] as const

/** Every finding over the whole graph, gravest first. Findings never block saving. */
export function findingsOf(notebook: Notebook): readonly Finding[] {
  return sorted([...always(notebook), ...stockFindings(notebook), ...mycoplasmaFindings(notebook)])
}

/**
 * Findings over the records of one batch (recordsOfBatch), without those that only the whole notebook can answer: what the ledger of a
 * licence names is not among them, nor every test and use of other batches.
 */
export function findingsOfBatch(notebook: Notebook, batchId: string): readonly Finding[] {
  return sorted([...always(notebook), ...stockFindings(notebook, batchId), ...mycoplasmaFindings(notebook, batchId)].filter((f) => !(f.rule === 'dangling-reference' && f.kind === 'permit')))
}

/**
 * Findings over the records of one assay, one experiment or a comparison, without those that need every record of a batch.
 * @param batchIds batches whose cells are in it: their mycoplasma tests at use are looked at.
 */
export function findingsOfPart(notebook: Notebook, batchIds: readonly string[]): readonly Finding[] {
  return sorted([...always(notebook), ...batchIds.flatMap((id) => mycoplasmaFindings(notebook, id))].filter((f) => !(f.rule === 'dangling-reference' && f.kind === 'permit')))
}

function always(notebook: Notebook): readonly Finding[] {
  const looks = [recordFindings, lineageFindings, growthFindings, lotFindings, testFindings, assayFindings, experimentFindings, pairFindings, cellIdentityFindings]
  return looks.flatMap((look) => look(notebook))
}

/** In an order that does not depend on that of the records; what several looks found alike is said once. */
function sorted(findings: readonly Finding[]): readonly Finding[] {
  const keyOf = (f: Finding): string => JSON.stringify([f.rule, f.kind, f.id, f.field, f.reason])
  const once = [...new Map(findings.map((f) => [keyOf(f), f])).values()]
  return once.sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity) || compare(a.name, b.name) || compare(a.field, b.field) || compare(a.rule, b.rule) || compare(a.reason, b.reason) || compare(a.id, b.id))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
