import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { comparePartialDates } from '../../util/partial-date.ts'
import { formatCells } from '../../util/format-number.ts'
import { custodyResults } from '../custody/custody.ts'
import type { HarvestBalance } from '../custody/custody-results.ts'
import type { Finding } from '../estimate.ts'
import { settingUsed } from '../settings-used.ts'
import { finding } from './make-finding.ts'

type Bank = RecordOf<'bank'>
type Vial = RecordOf<'vial'>

/**
 * Findings about stock: draws against harvest and vial, numbers and dates of vials, unreleased vials and preparations that were used.
 * @param onlyBatch looks at the harvests of this batch only: a file of one batch does not hold every use of the others.
 */
export function stockFindings(notebook: Notebook, onlyBatch?: string): readonly Finding[] {
  return [
    ...notebook.all('batch').filter((b) => onlyBatch === undefined || b.id === onlyBatch).flatMap((b) => custodyResults(notebook, b.id).harvests.flatMap((h) => harvestDraws(notebook, h))),
    ...notebook.all('draw').flatMap((d) => drawDate(notebook, d)),
    ...notebook.all('bank').flatMap((b) => bankFindings(notebook, b)),
    ...notebook.all('preparation').flatMap((p) => unreleasedPreparation(notebook, p)),
  ]
}

function harvestDraws(notebook: Notebook, balance: HarvestBalance): readonly Finding[] {
  const limit = settingUsed(notebook, 'drawLimitPercent').value
  const passage = notebook.get('passage', balance.passageId)
  if (passage === undefined) return []
  const uses = balance.uses.map((u) => `${u.toName} ${u.cells === null ? 'unknown' : formatCells(u.cells)}`).join(', ')
  const percent = balance.drawnPercent.value
  const ofNothing = balance.harvested.value === 0 && (balance.drawn.value ?? 0) > 0
  if (!ofNothing && (percent === null || percent <= limit)) return []
  const reason = ofNothing ? `cells were drawn, but no live cells harvested: ${uses}` : `${formatCells(percent ?? 0)} % of the harvest was drawn (limit ${String(limit)} %): ${uses}`
  return [finding(passage, 'error', 'draws-above-harvest', '/harvest', reason, 'check the counts of the harvest and of each use')]
}

function drawDate(notebook: Notebook, draw: RecordOf<'draw'>): readonly Finding[] {
  if (draw.from.type !== 'harvest') return []
  const harvested = valueOf(notebook.get('passage', draw.from.passageId)?.harvest?.at)
  const drawn = valueOf(draw.at) ?? draw.performedAt
  if (harvested === undefined || drawn === undefined || comparePartialDates(drawn, harvested) !== -1) return []
  return [finding(draw, 'error', 'drawn-before-harvested', '/at', `drawn ${drawn}, before the harvest (${harvested})`, 'correct one of the two dates, or the harvest it came from')]
}

function bankFindings(notebook: Notebook, bank: Bank): readonly Finding[] {
  const vials = notebook.referencesTo(bank.id).flatMap((ref) => notebook.get('vial', ref.from) ?? []).filter((v) => v.retired === undefined)
  const frozen = valueOf(bank.vialsFrozen)
  const frozenAt = valueOf(bank.frozenAt)
  const harvested = valueOf(notebook.get('passage', bank.passageId)?.harvest?.at)
  return [
    ...(frozen !== undefined && vials.length > frozen ? [finding(bank, 'error', 'more-vials-than-frozen', '/vialsFrozen', `${String(vials.length)} vials are on record, ${String(frozen)} were frozen`, 'correct the number, or retire vials that do not exist')] : []),
    ...(frozenAt !== undefined && harvested !== undefined && comparePartialDates(frozenAt, harvested) === -1 ? [finding(bank, 'error', 'frozen-before-harvested', '/frozenAt', `frozen ${frozenAt}, before the harvest (${harvested})`, 'correct one of the two dates')] : []),
    ...vials.flatMap((v) => [...vialThaw(v, frozenAt), ...vialDraws(notebook, v), ...unreleasedVial(notebook, bank, v)]),
  ]
}

function vialThaw(vial: Vial, frozenAt: string | undefined): readonly Finding[] {
  const thawedAt = valueOf(vial.thaw?.at)
  if (thawedAt === undefined || frozenAt === undefined || comparePartialDates(thawedAt, frozenAt) !== -1) return []
  return [finding(vial, 'error', 'thawed-before-frozen', '/thaw/at', `thawed ${thawedAt}, before the bank was frozen (${frozenAt})`, 'correct one of the two dates')]
}

/** Draws from a vial against the live cells after its thaw, or what was frozen where they were not counted. */
function vialDraws(notebook: Notebook, vial: Vial): readonly Finding[] {
  const held = valueOf(vial.thaw?.liveCells) ?? valueOf(vial.cells)
  const limit = settingUsed(notebook, 'drawLimitPercent').value
  const draws = notebook.referencesTo(vial.id).flatMap((ref) => notebook.get('draw', ref.from) ?? []).filter((d) => d.retired === undefined)
  const drawn = draws.reduce((sum, d) => sum + Math.max(0, valueOf(d.cells) ?? 0), 0)
  if (held === undefined || held < 0 || drawn * 100 <= held * limit) return []
  return [finding(vial, 'error', 'draws-above-vial', '', `${formatCells(drawn)} cells were drawn from a vial of ${formatCells(held)} (limit ${String(limit)} %)`, 'check the count after thaw and each use')]
}

/** A vial is used when it was thawed, or when a passage, assay, preparation or draw names it. */
function unreleasedVial(notebook: Notebook, bank: Bank, vial: Vial): readonly Finding[] {
  const users = notebook.referencesTo(vial.id).flatMap((ref) => {
    const user = notebook.find(ref.from)
    return user !== undefined && user.retired === undefined && ['passage', 'assay', 'preparation', 'draw'].includes(user.kind) ? [user] : []
  })
  if (vial.thaw === undefined && users.length === 0) return []
  const why = notReleased(bank, valueOf(vial.thaw?.at))
  if (why === undefined) return []
  const excused = vial.thaw?.exceptionToRelease
  return [finding(vial, excused === undefined ? 'error' : 'warning', 'unreleased-vial-used', vial.thaw === undefined ? '' : '/thaw', `used although ${why}${excused === undefined ? '' : `; exception: ${excused}`}`, 'release the bank, or record the exception with its reason')]
}

/** Why the vials of a bank were not free for use at a time; undefined when they were, or when the bank has no release procedure. */
function notReleased(bank: Bank, usedAt: string | undefined): string | undefined {
  const { release } = bank
  if (release === undefined) return undefined
  if (release.status !== 'released') return `bank ${bank.code} is ${release.status === 'rejected' ? 'rejected' : 'in quarantine'}`
  const at = valueOf(release.at)
  return at !== undefined && usedAt !== undefined && comparePartialDates(usedAt, at) === -1 ? `bank ${bank.code} was released only on ${at}` : undefined
}

function unreleasedPreparation(notebook: Notebook, preparation: RecordOf<'preparation'>): readonly Finding[] {
  if (valueOf(preparation.releaseDecision) !== 'no') return []
  const given = notebook.referencesTo(preparation.id).filter((ref) => notebook.get('administration', ref.from)?.retired === undefined && notebook.find(ref.from)?.kind === 'administration').length
  if (given === 0) return []
  return [finding(preparation, 'error', 'unreleased-preparation-given', '/releaseDecision', `not released, but given to animals (${String(given)} administrations)`, 'correct the decision or the administrations; otherwise the experiment fails its dose release')]
}
