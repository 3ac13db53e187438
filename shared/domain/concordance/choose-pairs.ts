import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { dataStart, isBefore } from '../data-start.ts'
import { intervalAt } from '../estimate.ts'
import type { PairResult, PairSide } from '../pairs/pair-results.ts'
import type { DonorPair, NamedReason } from './concordance-results.ts'
import { donorUnits } from './donor-units.ts'

export const ruleOfChoice = 'Of each donor, pool or cell line one pair stands: observed before simulated; both sides estimated with an interval and valid before others; declared for it before its data; closer link tier (A before B; C, D and unknown links stand for nobody); recorded first; then by code. None of this looks at the size of an effect.'

type Candidate = DonorPair & { readonly donorKey: string; readonly declared: boolean; readonly recordedAt: string }

/**
 * One pair per donor out of all pairs. Left out by name: pairs without one of the sides, links of tier C, D or unknown (no headline), cells of
 * unknown donors, and every further pair of a donor.
 */
export function choosePairs(notebook: Notebook, pairs: readonly PairResult[]): { readonly donors: readonly DonorPair[]; readonly leftOut: readonly NamedReason[] } {
  const records = new Map(pairs.flatMap((p) => { const r = notebook.get('pair', p.pairId); return r === undefined ? [] : [[p.pairId, r] as const] }))
  const units = donorUnits(notebook, [...records.values()].map((r) => r.batchId))
  const leftOut: NamedReason[] = []
  const candidates: Candidate[] = []
  for (const pair of new Map(pairs.map((p) => [p.pairId, p])).values()) {
    const record = records.get(pair.pairId)
    const unit = units.get(record?.batchId ?? '')
    const reason = unusable(pair, record !== undefined && unit !== undefined)
    if (reason !== null || record === undefined || unit === undefined) leftOut.push({ code: pair.code, reason: reason ?? 'the pair is not on record' })
    else candidates.push(candidateOf(notebook, record, pair, unit))
  }
  candidates.sort(inOrder)
  const donors: DonorPair[] = []
  const taken = new Map<string, Candidate>()
  for (const c of candidates) {
    const other = taken.get(c.donorKey)
    if (other !== undefined) { leftOut.push({ code: c.code, reason: `${c.donor} stands with pair ${other.code}` }); continue }
    taken.set(c.donorKey, c)
    const { donorKey, declared, recordedAt, ...donor } = c
    const rivals = candidates.filter((o) => o.donorKey === donorKey && o !== c)
    donors.push({ ...donor, chosenBecause: rivals.length === 0 ? 'the only pair of its donor that can stand' : `before ${rivals.map((r) => r.code).join(', ')}: ${whyBefore(c, rivals[0], declared, recordedAt)}` })
  }
  const byCode = <T extends { readonly code: string }>(a: T, b: T): number => compare(a.code, b.code)
  return { donors: donors.sort(byCode), leftOut: leftOut.sort(byCode) }
}

function unusable(pair: PairResult, donorKnown: boolean): string | null {
  if (!pair.inVitro.present || !pair.inVivo.present) return `no ${pair.inVitro.present ? 'in vivo' : 'in vitro'} side`
  if (!pair.headline) return `link of the cells ${pair.linkTier === null ? 'not known' : `of tier ${pair.linkTier}`}: only A and B stand for a donor`
  return donorKnown ? null : 'the donors of the batch are not recorded, so that it may share one with another batch'
}

function candidateOf(notebook: Notebook, record: RecordOf<'pair'>, pair: PairResult, unit: { readonly key: string; readonly name: string }): Candidate {
  const experimentId = record.inVivo?.experimentId ?? ''
  const notCorrelated = [['in vitro', pair.inVitro], ['in vivo', pair.inVivo]] as const
  const reasons = notCorrelated.flatMap(([name, side]) => { const why = notEstimated(side); return why === null ? [] : [`${name}: ${why}`] })
  return {
    pairId: pair.pairId, code: pair.code, batchCode: pair.batchCode, donor: unit.name, donorKey: unit.key,
    experimentId, experimentCode: notebook.get('experiment', experimentId)?.code ?? experimentId,
    linkTier: pair.linkTier, chosenBecause: '', declared: declaredBefore(notebook, record), recordedAt: record.recordedAt,
    inVitroVerdict: pair.inVitro.verdict.kind, inVivoVerdict: pair.inVivo.verdict.kind, concordance: pair.concordance,
    suppression: pair.inVitro.estimate, reduction: pair.inVivo.estimate,
    notCorrelatedBecause: reasons.length === 0 ? null : reasons.join('; '), simulated: pair.simulated,
  }
}

/** What keeps a side from being a point with an interval; null for nothing. */
function notEstimated({ estimate, verdict }: PairSide): string | null {
  if (verdict.kind === 'not assessable') return verdict.reason
  if (estimate === null || estimate.value === null) return 'no estimate'
  return intervalAt(estimate, 0.95) === undefined ? (estimate.noInterval ?? verdict.reason) : null
}

/** Declared to stand for its donor, certainly before the data of both sides began. */
function declaredBefore(notebook: Notebook, record: RecordOf<'pair'>): boolean {
  const at = valueOf(record.standsForDonor?.declaredAt)
  return at !== undefined && isBefore(at, dataStart(notebook, record, 'in vitro')) && isBefore(at, dataStart(notebook, record, 'in vivo'))
}

type Step = readonly [why: string, of: (c: Candidate) => number | string]
const steps: readonly Step[] = [
  ['observed', (c) => (c.simulated ? 1 : 0)],
  ['estimated and valid on both sides', (c) => (c.notCorrelatedBecause === null ? 0 : 1)],
  ['declared before its data', (c) => (c.declared ? 0 : 1)],
  ['closer link tier', (c) => c.linkTier ?? 'Z'],
  ['recorded first', (c) => new Date(c.recordedAt).toISOString()],
  ['first by code', (c) => c.code],
]

function inOrder(a: Candidate, b: Candidate): number {
  for (const [, of] of steps) {
    const order = compare(of(a), of(b))
    if (order !== 0) return order
  }
  return compare(a.pairId, b.pairId)
}

function whyBefore(c: Candidate, next: Candidate | undefined, declared: boolean, recordedAt: string): string {
  const self: Candidate = { ...c, declared, recordedAt }
  return steps.find(([, of]) => next !== undefined && of(self) !== of(next))?.[0] ?? 'first by code'
}

function compare(a: number | string, b: number | string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
