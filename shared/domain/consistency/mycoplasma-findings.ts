import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import type { AnyRecord, RecordOf } from '../../records/record-kinds.ts'
import { assertNever } from '../../util/assert-never.ts'
import type { Finding } from '../estimate.ts'
import { batchOfPreparation } from '../arthritis/experiments-of-batch.ts'
import { cellsInAssay } from '../pairs/linked-cells.ts'
import { mycoplasmaStatus } from '../quality/mycoplasma-status.ts'
import { finding } from './make-finding.ts'

/**
 * Assays and injected preparations whose cells were not known to be free of mycoplasma when they were used: no test, a test too old,
 * positive, undecided, or not dated. Excluded assays are passed over.
 * @param onlyBatch looks at the cells of this batch only: a file of one batch does not hold the tests of the others.
 */
export function mycoplasmaFindings(notebook: Notebook, onlyBatch?: string): readonly Finding[] {
  const out: Finding[] = []
  const look = (record: AnyRecord, batchId: string | undefined, usedAt: string | undefined): void => {
    if (batchId === undefined || (onlyBatch !== undefined && batchId !== onlyBatch)) return
    const found = statusFinding(notebook, record, batchId, usedAt)
    if (found !== undefined) out.push(found)
  }
  for (const assay of notebook.all('assay')) {
    if (assay.excluded !== undefined) continue
    const uses = new Map(cellsInAssay(notebook, assay.id, Object.keys(assay.materials)).map((c) => [c.batchId, c.usedAt]))
    for (const [batchId, usedAt] of uses) look(assay, batchId, usedAt)
  }
  for (const preparation of notebook.all('preparation')) look(preparation, batchOfPreparation(notebook, preparation), whenUsed(notebook, preparation))
  return out
}

/** When the first animal got it, else when it was made. */
function whenUsed(notebook: Notebook, preparation: RecordOf<'preparation'>): string | undefined {
  const given = notebook.referencesTo(preparation.id).flatMap((ref) => {
    const administration = notebook.get('administration', ref.from)
    return administration?.performedAt === undefined || administration.retired !== undefined ? [] : [administration.performedAt]
  })
  return given.sort()[0] ?? valueOf(preparation.readyAt) ?? preparation.performedAt ?? valueOf(preparation.startedAt)
}

function statusFinding(notebook: Notebook, record: AnyRecord, batchId: string, usedAt: string | undefined): Finding | undefined {
  const batch = notebook.get('batch', batchId)?.code ?? batchId
  const on = usedAt === undefined ? '' : ` on ${usedAt}`
  const status = mycoplasmaStatus(notebook, batchId, usedAt)
  switch (status.kind) {
    case 'negative':
      return undefined
    case 'positive':
      return finding(record, 'error', 'mycoplasma-positive', '', `the last mycoplasma test of batch ${batch} before its use${on} was positive (${status.test.subject}, ${status.test.performedAt})`, 'do not use these results: mycoplasma changes growth, mediators and the response of T cells')
    case 'none':
      return finding(record, 'warning', 'no-mycoplasma-test', '', `no mycoplasma test of batch ${batch} before its use${on}`, 'record the test, or test what is left')
    case 'outdated':
      return finding(record, 'warning', 'old-mycoplasma-test', '', `the last negative mycoplasma test of batch ${batch} is ${String(status.test.days)} days older than the use${on} (limit ${String(status.limitDays)} days)`, 'test what is left, or state why the older test is enough')
    case 'undecided':
      return finding(record, 'warning', 'mycoplasma-undecided', '', `the last mycoplasma test of batch ${batch} before its use${on} has no clear result: ${status.result} (${status.test.subject}, ${status.test.performedAt})`, 'enter the result, or repeat the test')
    case 'tests-undated':
      return finding(record, 'warning', 'mycoplasma-test-undated', '', `batch ${batch} has mycoplasma tests, but none is known to be before its use${on}: they are not dated to the day`, 'enter the day of the test')
    case 'use-undated':
      return finding(record, 'warning', 'mycoplasma-use-undated', '', `batch ${batch} has mycoplasma tests, but the day of its use here is not recorded`, 'enter the day of use')
    default:
      return assertNever(status, 'mycoplasma status')
  }
}
