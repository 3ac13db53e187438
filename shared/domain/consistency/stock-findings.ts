import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import type { AnyRecord } from '../../records/record-kinds.ts'
import { comparePartialDates, daysBetween } from '../../util/partial-date.ts'
import { custodyResults } from '../custody.ts'
import type { Finding } from '../estimate.ts'
import { subjectOfTest } from '../quality-test-subject.ts'
import { settingUsed } from '../settings-used.ts'
import { finding } from './make-finding.ts'

/**
 * Findings about stock and materials: draws against the harvest, unreleased vials, expired lots, old mycoplasma tests, vial counts.
 * @param onlyBatch looks at the harvests and tests of this batch only: a file of one batch does not hold the tests of the others.
 */
export function stockFindings(notebook: Notebook, onlyBatch?: string): readonly Finding[] {
  return [...drawFindings(notebook, onlyBatch), ...vialFindings(notebook), ...expiredLots(notebook), ...mycoplasmaFindings(notebook, onlyBatch)]
}

function drawFindings(notebook: Notebook, onlyBatch: string | undefined): readonly Finding[] {
  const limit = settingUsed(notebook, 'drawLimitPercent')
  const out: Finding[] = []
  for (const batch of notebook.all('batch')) {
    if (onlyBatch !== undefined && batch.id !== onlyBatch) continue
    for (const balance of custodyResults(notebook, batch.id).harvests) {
      const percent = balance.drawnPercent.value
      const passage = notebook.get('passage', balance.passageId)
      if (percent === null || passage === undefined || percent <= limit.value) continue
      out.push(finding(passage, 'error', 'draws-above-harvest', '/harvest', `${percent.toFixed(0)} % of the harvest was drawn (limit ${String(limit.value)} %): ${balance.uses.map((u) => `${u.toName} ${u.cells === null ? 'unknown' : String(u.cells)}`).join(', ')}`, 'check the counts of the harvest and of each use'))
    }
  }
  return out
}

/** When the cells of a vial were first used, as far as records say. */
function vialFindings(notebook: Notebook): readonly Finding[] {
  const out: Finding[] = []
  for (const bank of notebook.all('bank')) {
    const vials = notebook.all('vial').filter((v) => v.bankId === bank.id)
    const frozen = valueOf(bank.vialsFrozen)
    if (frozen !== undefined && vials.length > frozen) out.push(finding(bank, 'error', 'more-vials-than-frozen', '/vialsFrozen', `${String(vials.length)} vials are on record, ${String(frozen)} were frozen`, 'correct the number, or retire vials that do not exist'))
    for (const vial of vials) {
      const thawedAt = valueOf(vial.thaw?.at)
      const frozenAt = valueOf(bank.frozenAt)
      if (thawedAt !== undefined && frozenAt !== undefined && comparePartialDates(thawedAt, frozenAt) === -1) out.push(finding(vial, 'error', 'thawed-before-frozen', '/thaw/at', `thawed ${thawedAt}, before the bank was frozen (${frozenAt})`, 'correct one of the two dates'))
      if (vial.thaw === undefined) continue
      const status = bank.release?.status
      if (status === 'quarantine' || status === 'rejected') {
        const excused = vial.thaw.exceptionToRelease
        out.push(finding(vial, excused === undefined ? 'error' : 'warning', 'unreleased-vial-used', '/thaw', `thawed although bank ${bank.code} is ${status === 'rejected' ? 'rejected' : 'in quarantine'}${excused === undefined ? '' : `; exception: ${excused}`}`, 'release the bank, or record the exception with its reason'))
      }
    }
  }
  return out
}

function lotsUsed(record: AnyRecord, notebook: Notebook): readonly string[] {
  return notebook.referencesFrom(record.id).filter((r) => r.toKind === 'reagent-lot').map((r) => r.to)
}

function expiredLots(notebook: Notebook): readonly Finding[] {
  const out: Finding[] = []
  for (const record of notebook.records) {
    const at = 'performedAt' in record ? record.performedAt : record.kind === 'passage' ? valueOf(record.seededAt) : undefined
    const used = at ?? (record.kind === 'passage' ? valueOf(record.seededAt) : undefined)
    if (used === undefined) continue
    for (const lotId of new Set(lotsUsed(record, notebook))) {
      const lot = notebook.get('reagent-lot', lotId)
      const expires = valueOf(lot?.expiresAt)
      if (lot === undefined || expires === undefined) continue
      if (comparePartialDates(used, expires) === 1) out.push(finding(record, 'warning', 'expired-lot', '/reagentLots', `used ${used}; lot ${lot.code} (${lot.name}) expired ${expires}`, 'name the lot that was used, or record the deviation'))
    }
  }
  return out
}

/** Assays and preparations whose cells had no negative mycoplasma test in the valid time before use. */
function mycoplasmaFindings(notebook: Notebook, onlyBatch: string | undefined): readonly Finding[] {
  const limit = settingUsed(notebook, 'mycoplasmaDays')
  const tests = notebook.all('quality-test').filter((t) => t.test === 'mycoplasma')
  const out: Finding[] = []
  const look = (record: AnyRecord, usedAt: string | undefined, passageId: string | undefined): void => {
    const passage = notebook.get('passage', passageId)
    if (usedAt === undefined || passage === undefined) return
    if (onlyBatch !== undefined && passage.batchId !== onlyBatch) return
    const ofBatch = tests.filter((t) => subjectOfTest(notebook, t).batchId === passage.batchId && t.performedAt !== undefined && (daysBetween(t.performedAt, usedAt) ?? -1) >= 0)
    const last = ofBatch.sort((a, b) => (daysBetween(a.performedAt ?? '', b.performedAt ?? '') ?? 0)).at(0)
    const batch = notebook.get('batch', passage.batchId)
    if (last === undefined) {
      out.push(finding(record, 'warning', 'no-mycoplasma-test', '', `no mycoplasma test of batch ${batch?.code ?? passage.batchId} before its use on ${usedAt}`, 'record the test, or test what is left'))
      return
    }
    const days = daysBetween(last.performedAt ?? '', usedAt) ?? 0
    if (valueOf(last.result) === 'fail') out.push(finding(record, 'error', 'mycoplasma-positive', '', `the last mycoplasma test of ${batch?.code ?? ''} before use (${last.performedAt ?? ''}) failed`, 'do not use these results'))
    else if (days > limit.value) out.push(finding(record, 'warning', 'old-mycoplasma-test', '', `the last mycoplasma test of ${batch?.code ?? ''} is ${String(days)} days older than the use on ${usedAt} (limit ${String(limit.value)} days)`, 'test again, or state why the older test is enough'))
  }
  for (const assay of notebook.all('assay')) {
    const perBatch = new Map(Object.values(assay.materials).map((m) => [notebook.get('passage', m.passageId)?.batchId, m.passageId]))
    for (const passageId of perBatch.values()) look(assay, assay.performedAt, passageId)
  }
  for (const p of notebook.all('preparation')) look(p, p.performedAt ?? valueOf(p.readyAt), p.passageId)
  return out
}
