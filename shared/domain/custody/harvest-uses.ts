import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import type { AnyRecord, RecordOf } from '../../records/record-kinds.ts'
import type { CustodyUse } from './custody-results.ts'

type Passage = RecordOf<'passage'>

/** A use with the record that states or implies it. */
export type HarvestUse = { readonly use: CustodyUse; readonly record: AnyRecord }

/**
 * Uses of a harvest: draw records, then what implies a use without one. Seeding of a later passage and freezing of a bank (cells per vial
 * x vials frozen) imply a use; they are listed only where no draw record names the same passage or bank, so that no cell is counted twice.
 * A single draw record without a number of cells takes the number from the seeding or freezing it names. Cells that came out of a vial
 * left the harvest when the bank was frozen and do not count again. Unknown and impossible numbers are null, never 0.
 */
export function usesOfHarvest(notebook: Notebook, passage: Passage): readonly HarvestUse[] {
  const draws = notebook.all('draw').filter((d) => d.from.type === 'harvest' && d.from.passageId === passage.id)
  const implied = impliedUses(notebook, passage)
  const targets = draws.map((d) => targetOf(notebook, d.to))
  const stated = draws.map((draw, i): HarvestUse => {
    const target = targets[i] ?? { name: '', id: null }
    const alone = targets.filter((t) => t.id === target.id).length === 1
    const other = draw.cells === undefined && target.id !== null && alone ? implied.get(target.id)?.use : undefined
    return {
      use: {
        use: draw.to.type, toName: target.name, toId: target.id,
        cells: other?.cells ?? nonNegative(valueOf(draw.cells)),
        at: valueOf(draw.at) ?? draw.performedAt ?? null,
        basis: other === undefined || other.cells === null ? 'draw record' : `draw record; cells from the ${other.basis}`,
      },
      record: other === undefined || other.cells === null ? draw : (implied.get(target.id ?? '')?.record ?? draw),
    }
  })
  const named = new Set(targets.map((t) => t.id))
  return [...stated, ...[...implied].flatMap(([id, use]) => (named.has(id) ? [] : [use]))]
}

/** Uses that seedings and banks imply, by the id of the passage or bank. */
function impliedUses(notebook: Notebook, passage: Passage): ReadonlyMap<string, HarvestUse> {
  const uses = new Map<string, HarvestUse>()
  for (const ref of notebook.referencesTo(passage.id)) {
    const from = notebook.find(ref.from)
    if (from === undefined || from.retired !== undefined) continue
    if (from.kind === 'passage' && ref.pointer.startsWith('/parents/')) {
      uses.set(from.id, { record: from, use: { use: 'passage', toName: from.code, toId: from.id, cells: cellsSeededFrom(from, passage.id), at: valueOf(from.seededAt) ?? null, basis: `seeding of ${from.code}` } })
    }
    if (from.kind === 'bank') {
      const perVial = valueOf(from.cellsPerVial)
      const vials = valueOf(from.vialsFrozen)
      const cells = perVial === undefined || vials === undefined || perVial < 0 || vials < 0 ? null : perVial * vials
      uses.set(from.id, { record: from, use: { use: 'bank', toName: from.code, toId: from.id, cells, at: valueOf(from.frozenAt) ?? null, basis: `freezing of ${from.code}` } })
    }
  }
  return uses
}

/** Cells taken from one parent: as recorded, else all cells seeded where it is the only source. */
function cellsSeededFrom(into: Passage, parentId: string): number | null {
  const taken = valueOf(into.parents?.[parentId]?.cells)
  const sources = Object.keys(into.parents ?? {}).length + Object.keys(into.thawedVials ?? {}).length
  return nonNegative(taken ?? (sources === 1 ? valueOf(into.seededCells) : undefined))
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
