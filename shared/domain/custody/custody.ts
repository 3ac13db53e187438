import { blankWords, valueOf } from '../../records/blank.ts'
import { nameOf, type Notebook } from '../../records/notebook.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import type { CustodyResults, HarvestBalance, VialStatus } from './custody-results.ts'
import { custodyChains } from './custody-chains.ts'
import type { Estimate } from '../estimate.ts'
import { notAssessed, withoutInterval, type GroupContext } from '../group-estimate.ts'
import { harvestCount } from '../growth/harvest-count.ts'
import { usesOfHarvest } from './harvest-uses.ts'
import { sourceOf, withInterval } from '../growth/passage-doublings.ts'
import { isSimulated } from '../simulated.ts'

type Passage = RecordOf<'passage'>

/** Custody of a batch: each harvest against what was drawn from it, its vials, and from each injected animal back to vial and plate. */
export function custodyResults(notebook: Notebook, batchId: string): CustodyResults {
  const passages = notebook.all('passage').filter((p) => p.batchId === batchId)
  return { harvests: passages.filter((p) => p.harvest !== undefined).map((p) => balance(notebook, p)), chains: custodyChains(notebook, batchId), vials: vialsOf(notebook, passages) }
}

/**
 * Cells drawn against cells harvested. The sum of the uses has no interval; where a use has no usable number the sum is a lower limit
 * (bound ">"). It is simulated when the harvest, or any record that states or implies a use, holds simulated values.
 */
function balance(notebook: Notebook, passage: Passage): HarvestBalance {
  const found = usesOfHarvest(notebook, passage)
  const uses = found.map((u) => u.use)
  const simulated = isSimulated(passage)
  const count = harvestCount(passage)
  const harvestContext: GroupContext = { unit: 'cells', n: count.ok ? count.value.counts : 0, nOf: 'counts', simulated, sources: [sourceOf(passage)], warnings: count.ok ? count.value.warnings : [] }
  const how = 'mean of the counts, or the stated total'
  const relative = count.ok ? count.value.relativeVariance : undefined
  const harvested = count.ok ? withInterval(count.value.cells, relative === undefined ? undefined : relative * count.value.cells ** 2, count.value.counts - 1, how, count.value.whyNoInterval, harvestContext) : notAssessed(count.error, how, harvestContext)
  const unknown = uses.filter((u) => u.cells === null)
  const sum = uses.reduce((s, u) => s + (u.cells ?? 0), 0)
  const warnings = unknown.length === 0 ? [] : [`cells not recorded, or an impossible number, for ${unknown.map((u) => u.toName).join(', ')}: at least this many were drawn`]
  const drawContext: GroupContext = {
    unit: 'cells', n: uses.length, nOf: 'draws', warnings,
    simulated: found.length === 0 ? simulated : found.some((u) => isSimulated(u.record)),
    sources: found.length === 0 ? [sourceOf(passage)] : found.map(({ record }) => ({ kind: record.kind, id: record.id, name: nameOf(record) })),
  }
  const atLeast = (estimate: Estimate): Estimate => (unknown.length === 0 ? estimate : { ...estimate, bound: '>' })
  const drawn = atLeast(withoutInterval(sum, sumOfRecords, 'sum of the draws, and of seedings and banks without a draw record', drawContext))
  return { passageId: passage.id, code: passage.code, harvested, drawn, drawnPercent: drawnPercent(), uses }

  function drawnPercent(): Estimate {
    const percentHow = '100 x cells drawn / live cells harvested'
    const context: GroupContext = { ...drawContext, unit: '%', simulated: simulated || drawContext.simulated, sources: found.length === 0 ? drawContext.sources : [sourceOf(passage), ...drawContext.sources] }
    if (!count.ok) return notAssessed(count.error, percentHow, context)
    if (count.value.cells === 0) return notAssessed('no live cells harvested', percentHow, context)
    if (uses.length === 0) return notAssessed('no use of this harvest is recorded', percentHow, context)
    return atLeast(withoutInterval((100 * sum) / count.value.cells, sumOfRecords, percentHow, context))
  }
}

const sumOfRecords = 'a sum of records: no interval'

function vialsOf(notebook: Notebook, passages: readonly Passage[]): readonly VialStatus[] {
  const own = new Set(passages.map((p) => p.id))
  return notebook.all('vial').flatMap((vial): VialStatus[] => {
    const bank = notebook.get('bank', vial.bankId)
    if (bank === undefined || !own.has(bank.passageId)) return []
    const usedIn = notebook.referencesTo(vial.id).flatMap((ref) => {
      const user = notebook.find(ref.from)
      return user !== undefined && 'code' in user && (user.kind === 'passage' || user.kind === 'assay' || user.kind === 'preparation') ? [user.code] : []
    })
    return [{ vialId: vial.id, code: vial.code, bank: bank.code, status: valueOf(vial.status) ?? blankWords(vial.status) ?? '', release: bank.release?.status ?? 'not recorded', viabilityAfterThaw: valueOf(vial.thaw?.viabilityPercent) ?? null, usedIn: [...new Set(usedIn)] }]
  })
}
