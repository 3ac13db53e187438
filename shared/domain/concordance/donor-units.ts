import type { Notebook } from '../../records/notebook.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { sourceOfBatch } from '../relation/relation-sources.ts'

/** Independent unit across batches: a donor, a pool, a cell line, or several batches that share donors. */
export type DonorUnit = { readonly key: string; readonly name: string }

/**
 * The unit of each batch. Batches that share a donor, also through a pool, are one unit: their results are correlated. Batches of one cell line
 * are one unit. A pool whose members are not recorded has none (undefined): whether it is independent is not known.
 */
export function donorUnits(notebook: Notebook, batchIds: readonly string[]): ReadonlyMap<string, DonorUnit | undefined> {
  const batches = [...new Set(batchIds)].flatMap((id) => notebook.get('batch', id) ?? [])
  const members = new Map(batches.map((b) => [b.id, membersOf(b)]))
  const groups: Set<string>[] = []
  for (const own of members.values()) {
    if (own.length === 0) continue
    const touched = groups.filter((g) => own.some((m) => g.has(m)))
    const joined = new Set([...own, ...touched.flatMap((g) => [...g])])
    for (const g of touched) groups.splice(groups.indexOf(g), 1)
    groups.push(joined)
  }
  // Of several spellings of a cell line the first in order, whatever the order of the batches.
  const spelt = batches.flatMap((b) => sourceOfBatch(notebook, b).members.map((m) => [m.donorId ?? lineKey(m.name), m.name.trim()] as const))
  const names = new Map(spelt.toSorted(([, a], [, b]) => (a < b ? 1 : -1)))
  return new Map(batches.map((b): [string, DonorUnit | undefined] => {
    const first = members.get(b.id)?.[0]
    const group = groups.find((g) => first !== undefined && g.has(first))
    if (group === undefined) return [b.id, undefined]
    const keys = [...group].sort()
    const codes = keys.map((key) => names.get(key) ?? key).sort()
    return [b.id, { key: keys.join(' '), name: codes.length > 4 ? `${codes.slice(0, 3).join(' + ')} and ${String(codes.length - 3)} more` : codes.join(' + ') }]
  }))
}

function membersOf({ source }: RecordOf<'batch'>): readonly string[] {
  switch (source.type) {
    case 'cell-line':
      return [lineKey(source.name)]
    case 'donor':
      return [source.donorId]
    case 'pool':
      return Object.values(source.members).map((m) => m.donorId)
  }
}

function lineKey(name: string): string {
  return `cell line ${name.normalize('NFC').trim().toLowerCase()}`
}
