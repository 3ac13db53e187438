import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import { ordered } from '../../records/ordered.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { cellsInArm, cellsInAssay, type LinkedCells } from './linked-cells.ts'
import type { LinkTier } from './pair-results.ts'
import { sourceOfBatch } from '../relation/relation-sources.ts'
import { conditionsSignature } from '../culture/conditions-signature.ts'

type Pair = RecordOf<'pair'>
export type Link = { readonly tier: LinkTier | null; readonly reason: string }

/**
 * How closely the cells of the two sides of a pair are linked:
 * A: same vial lot (bank) or same harvest, both fresh or both thawed;
 * B: same batch, passage number and recorded culture conditions, both fresh or both thawed;
 * C: same batch, other passage, conditions, priming or fresh/thawed state (or not recorded well enough to say more);
 * D: same donor (or the same pool of donors, or cell line) only.
 * Null: no link is on record. With several materials or doses, every one is held against its closest partner on the other side, and the
 * weakest of these links is the pair's.
 */
export function linkTier(notebook: Notebook, pair: Pair): Link {
  const { inVitro, inVivo } = pair
  if (inVitro === undefined || inVivo === undefined) return { tier: null, reason: `the pair has no ${inVitro === undefined ? 'in vitro' : 'in vivo'} side` }
  const assay = notebook.get('assay', inVitro.assayId)
  const dish = cellsInAssay(notebook, inVitro.assayId, ordered(inVitro.materials).map(([key]) => key))
  const animal = cellsInArm(notebook, inVivo.experimentId, inVivo.armKey)
  if (dish.length === 0) return { tier: null, reason: 'no material of the assay is named' }
  if (animal.length === 0) return { tier: null, reason: 'the arm names no cells' }
  const primed = primingOf(assay, inVitro.conditionKey)
  const links = [...dish.map((d) => closest(animal.map((a) => linkOf(notebook, d, a, primed)))), ...animal.map((a) => closest(dish.map((d) => linkOf(notebook, d, a, primed))))]
  return links.reduce((weakest, link) => (rank(link.tier) > rank(weakest.tier) ? link : weakest))
}

const order: readonly (LinkTier | null)[] = ['A', 'B', 'C', 'D', null]

function rank(tier: LinkTier | null): number {
  return order.indexOf(tier)
}

function closest(links: readonly Link[]): Link {
  return links.reduce((best, link) => (rank(link.tier) < rank(best.tier) ? link : best))
}

function linkOf(notebook: Notebook, dish: LinkedCells, animal: LinkedCells, primed: string | undefined): Link {
  const both = `in vitro ${dish.name}, in vivo ${animal.name}`
  if (dish.batchId === undefined || animal.batchId === undefined) return { tier: null, reason: `the batch of the cells is not recorded (${both})` }
  if (dish.batchId !== animal.batchId) return donorLink(notebook, dish.batchId, animal.batchId, both)
  const c = (why: string): Link => ({ tier: 'C', reason: `same batch, ${why} (${both})` })
  if (dish.passage === undefined || animal.passage === undefined) return c('the passage is not recorded on both sides')
  if (dish.passage.number !== animal.passage.number) return c(`passage ${dish.passage.number} in vitro and ${animal.passage.number} in vivo`)
  if (dish.state === undefined || animal.state === undefined) return c('fresh or thawed is not recorded on both sides')
  if (dish.state !== animal.state) return c(`${dish.state} in vitro and ${animal.state} in vivo`)
  if (primed !== undefined) return c(`primed in the assay only (${primed})`)
  if (dish.bankId !== undefined && dish.bankId === animal.bankId) return { tier: 'A', reason: `same vial lot (${both})` }
  if (dish.passage.id === animal.passage.id) return { tier: 'A', reason: `same harvest (${both})` }
  const signature = conditionsSignature(notebook, dish.passage)
  if (signature === '') return c('culture conditions are not recorded')
  if (signature !== conditionsSignature(notebook, animal.passage)) return c('other culture conditions or priming')
  return { tier: 'B', reason: `same passage number and culture conditions, another harvest (${both})` }
}

/** D when both batches come from the same donor, the same pool, or the same cell line; parts of a pool are no link. */
function donorLink(notebook: Notebook, a: string, b: string, both: string): Link {
  const left = notebook.get('batch', a)
  const right = notebook.get('batch', b)
  if (left === undefined || right === undefined) return { tier: null, reason: `a batch is not on record (${both})` }
  if (left.source.type === 'cell-line' && right.source.type === 'cell-line') {
    return left.source.name === right.source.name ? { tier: 'D', reason: `same cell line, other batch (${both})` } : { tier: null, reason: `different cell lines (${both})` }
  }
  const donors = (batch: RecordOf<'batch'>): readonly string[] => [...new Set(sourceOfBatch(notebook, batch).members.map((m) => m.donorId ?? ''))].sort()
  const [l, r] = [donors(left), donors(right)]
  const known = l.length > 0 && r.length > 0 && !l.includes('') && !r.includes('')
  if (known && l.join() === r.join()) return { tier: 'D', reason: `same donor only (${both})` }
  return { tier: null, reason: `${known && l.some((id) => r.includes(id)) ? 'the pools share only some of their donors' : 'different donors'} (${both})` }
}

function primingOf(assay: RecordOf<'assay'> | undefined, conditionKey: string): string | undefined {
  const priming = ordered(assay?.conditions[conditionKey]?.priming).map(([, p]) => valueOf(p.agent) ?? 'agent not recorded')
  return priming.length === 0 ? undefined : priming.join(' and ')
}
