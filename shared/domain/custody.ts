import { blankWords, valueOf } from '../records/blank.ts'
import type { Notebook } from '../records/notebook.ts'
import type { RecordOf } from '../records/record-kinds.ts'
import type { CustodyResults, CustodyUse, HarvestBalance, VialStatus } from './custody-results.ts'
import { custodyChains } from './custody-chains.ts'
import type { Estimate } from './estimate.ts'
import { notAssessed, type GroupContext } from './group-estimate.ts'
import { harvestCount } from './harvest-count.ts'
import { sourceOf, withInterval } from './passage-doublings.ts'
import { isSimulated } from './simulated.ts'

type Passage = RecordOf<'passage'>

/** Custody of a batch: each harvest against what was drawn from it, its vials, and from each injected animal back to vial and plate. */
export function custodyResults(notebook: Notebook, batchId: string): CustodyResults {
  const passages = notebook.all('passage').filter((p) => p.batchId === batchId)
  return { harvests: passages.filter((p) => p.harvest !== undefined).map((p) => balance(notebook, p)), chains: custodyChains(notebook, batchId), vials: vialsOf(notebook, passages) }
}

function balance(notebook: Notebook, passage: Passage): HarvestBalance {
  const uses = usesOfHarvest(notebook, passage)
  const sources = [sourceOf(passage)]
  const simulated = isSimulated(passage)
  const count = harvestCount(passage)
  const harvestContext: GroupContext = { unit: 'cells', n: count.ok ? count.value.counts : 0, nOf: 'counts', simulated, sources, warnings: count.ok ? count.value.warnings : [] }
  const how = 'mean of the counts, or the stated total'
  const relative = count.ok ? count.value.relativeVariance : undefined
  const harvested = count.ok ? withInterval(count.value.cells, relative === undefined ? undefined : relative * count.value.cells ** 2, count.value.counts - 1, how, 'single count: no interval', harvestContext) : notAssessed(count.error, how, harvestContext)
  const drawContext: GroupContext = { unit: 'cells', n: uses.length, nOf: 'draws', simulated, sources }
  const unknown = uses.filter((u) => u.cells === null)
  const sum = uses.reduce((s, u) => s + (u.cells ?? 0), 0)
  const warnings = unknown.length === 0 ? [] : [`cells not recorded for ${unknown.map((u) => u.toName).join(', ')}: at least this many were drawn`]
  const drawn: Estimate = { ...withInterval(sum, undefined, 0, 'sum of the draws, and of seedings and banks without a draw record', 'a sum of records: no interval', { ...drawContext, warnings }), ...(unknown.length === 0 ? {} : { bound: '>' as const }) }
  const percentContext: GroupContext = { ...drawContext, unit: '%', warnings }
  const percentHow = '100 x cells drawn / live cells harvested'
  const drawnPercent =
    !count.ok || count.value.cells === 0
      ? notAssessed(count.ok ? 'no live cells harvested' : count.error, percentHow, percentContext)
      : uses.length === 0
        ? notAssessed('no use of this harvest is recorded', percentHow, percentContext)
        : { ...withInterval((100 * sum) / count.value.cells, undefined, 0, percentHow, 'a sum of records: no interval', percentContext), ...(unknown.length === 0 ? {} : { bound: '>' as const }) }
  return { passageId: passage.id, code: passage.code, harvested, drawn, drawnPercent, uses }
}

/**
 * Uses of a harvest. A draw record states a use; seeding of a later passage and freezing of a bank imply one, and are counted only
 * where no draw record names the same target, so that no cell is counted twice. Cells that came out of a vial do not count again.
 */
export function usesOfHarvest(notebook: Notebook, passage: Passage): readonly CustodyUse[] {
  const uses: CustodyUse[] = []
  const named = new Set<string>()
  for (const draw of notebook.all('draw')) {
    if (draw.from.type !== 'harvest' || draw.from.passageId !== passage.id) continue
    const target = targetOf(notebook, draw.to)
    if (target.id !== null) named.add(target.id)
    uses.push({ use: draw.to.type, toName: target.name, toId: target.id, cells: nonNegative(valueOf(draw.cells)), at: valueOf(draw.at) ?? draw.performedAt ?? null, basis: 'draw record' })
  }
  for (const ref of notebook.referencesTo(passage.id)) {
    const from = notebook.find(ref.from)
    if (from === undefined || from.retired !== undefined || named.has(from.id)) continue
    if (from.kind === 'passage' && ref.pointer.startsWith('/parents/')) {
      uses.push({ use: 'passage', toName: from.code, toId: from.id, cells: nonNegative(valueOf(from.parents?.[passage.id]?.cells) ?? (Object.keys(from.parents ?? {}).length === 1 ? valueOf(from.seededCells) : undefined)), at: valueOf(from.seededAt) ?? null, basis: `seeding of ${from.code}` })
    }
    if (from.kind === 'bank') {
      const perVial = valueOf(from.cellsPerVial)
      const vials = valueOf(from.vialsFrozen)
      uses.push({ use: 'bank', toName: from.code, toId: from.id, cells: perVial === undefined || vials === undefined ? null : nonNegative(perVial * vials), at: valueOf(from.frozenAt) ?? null, basis: `freezing of ${from.code}` })
    }
  }
  return uses
}

function nonNegative(cells: number | undefined): number | null {
  return cells === undefined || cells < 0 ? null : cells
}

function targetOf(notebook: Notebook, to: RecordOf<'draw'>['to']): { readonly name: string; readonly id: string | null } {
  const named = (id: string): { readonly name: string; readonly id: string } => {
    const record = notebook.find(id)
    return { name: record !== undefined && 'code' in record ? record.code : id, id }
  }
  switch (to.type) {
    case 'passage':
      return named(to.passageId)
    case 'bank':
      return named(to.bankId)
    case 'assay':
      return named(to.assayId)
    case 'preparation':
      return named(to.preparationId)
    case 'quality-control':
      return { name: `quality control: ${valueOf(to.what) ?? 'test not named'}`, id: null }
    case 'other':
      return { name: valueOf(to.what) ?? 'other use', id: null }
    case 'discard':
      return { name: `discarded: ${valueOf(to.why) ?? 'no reason given'}`, id: null }
  }
}

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

